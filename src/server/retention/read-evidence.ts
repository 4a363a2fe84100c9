import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Evidence } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { type EvidenceCopyRow, selectEvidenceCopies } from "./evidence-copies.store.ts";
import { type EvidenceRow, selectEvidence, type ShownEvidence } from "./evidence.store.ts";
import { namesOf } from "./people-names.ts";

export const evidenceNumber = (row: Pick<EvidenceRow, "year" | "number">): string =>
  `${row.year}-${String(row.number).padStart(4, "0")}`;

/** Whether somebody had a day to report it and has not (S3-B2c). */
export function isUnreported(row: ShownEvidence, nowMs: number): boolean {
  const dueMs = row.fixed_at_ms + limits.evidenceReportMs;
  return row.reported_at_ms === null && row.lifted_at_ms === null && dueMs <= nowMs;
}

/** Fixed evidence, the newest first. */
export async function listEvidence(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ evidence: Evidence[] }>> {
  const choice = { most: limits.evidenceListed };
  const rows = await asTier(house, actor, (db) => selectEvidence(db, house.siteId, choice));
  return granted({ evidence: await shown(house, rows) });
}

export async function showEvidence(house: House, evidenceId: string): Promise<Outcome<Evidence>> {
  const rows = await selectEvidence(house.db, house.siteId, { ids: [evidenceId], most: 1 });
  const [one] = await shown(house, rows);
  return one === undefined ? refused("not_found") : granted(one);
}

/** Evidence fixed in a span, the oldest first: lines of the registers. */
export async function evidenceIn(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Evidence[]> {
  const most = limits.registerTableRows;
  const rows = await selectEvidence(house.db, house.siteId, { span, most });
  return (await shown(house, rows)).toReversed();
}

async function shown(house: House, rows: readonly ShownEvidence[]): Promise<Evidence[]> {
  const name = await namesOf(
    house,
    rows.map((row) => row.fixed_by),
  );
  const nowMs = house.clock.now();
  const ids = rows.map((row) => row.evidence_id);
  const copies = new Map(
    (await selectEvidenceCopies(house.db, ids)).map((copy) => [copy.evidence_id, copy]),
  );
  return rows.map((row) => ({
    evidenceId: row.evidence_id,
    holdId: row.hold_id,
    number: evidenceNumber(row),
    startMs: row.start_ms,
    endMs: row.end_ms,
    place: row.place,
    what: row.what,
    cameras: row.cameras,
    storedAt: row.stored_at,
    keeper: row.keeper_name,
    signature: row.signature,
    segments: row.segments,
    sizeBytes: row.size_bytes,
    segmentsSha256: row.segments_sha256,
    fixedAtMs: row.fixed_at_ms,
    fixedBy: name(row.fixed_by),
    reportedAtMs: row.reported_at_ms,
    reportedTo: row.reported_to,
    reportRemark: row.report_remark,
    overdue: isUnreported(row, nowMs),
    released: row.lifted_at_ms !== null,
    apart: apartOf(row, copies.get(row.evidence_id)),
    apartAtMs: copies.get(row.evidence_id)?.copied_at_ms ?? null,
  }));
}

function apartOf(row: ShownEvidence, copy: EvidenceCopyRow | undefined): Evidence["apart"] {
  if (copy === undefined) return "none";
  if (copy.copied_at_ms === null) return row.lifted_at_ms === null ? "waiting" : "none";
  const gone = new Set(copy.erased_homes);
  return copy.segments.every((one) => gone.has(one.homeId)) ? "erased" : "copied";
}
