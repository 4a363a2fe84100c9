import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Evidence } from "../../contract/retention.ts";
import type { EvidenceInput } from "../../contract/routes/retention.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { segmentsOf } from "../catalogue/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { digestOf, sign, type Signature } from "../signing/index.ts";
import { kept } from "../vault/index.ts";
import type { HoldRow } from "./claims.store.ts";
import { insertEvidenceCopy } from "./evidence-copies.store.ts";
import { type EvidenceRow, insertEvidence, nextEvidence } from "./evidence.store.ts";
import { selectItems } from "./items.store.ts";
import { freshHold, heldBody, scopeOf, writeHold } from "./place-hold.ts";
import { evidenceNumber, showEvidence } from "./read-evidence.ts";
import type { LockedSegment } from "./retention-tables.ts";

/**
 * Fixes a stretch of a camera as evidence (固定证据, S3-B2a): a hold without end on everything that shows
 * it, the six fields of the register of stored events, the digest of every segment in it, and the
 * keeper's signature. Released only as a hold is.
 */
export async function fixEvidence(
  house: House,
  actor: PersonActor,
  input: EvidenceInput,
): Promise<Outcome<Evidence>> {
  const refusal = incomplete(input);
  if (refusal !== undefined) {
    await enterRefusal(house, actor, "evidence.fixed@1", refusal, {
      type: "camera",
      id: input.cameraId,
    });
    return refusal;
  }
  const { cameraId, startMs, endMs } = input;
  const scope = await scopeOf(house, { scope: "camera", cameraId, startMs, endMs });
  if (!scope.ok) return scope;
  const label = scope.value.camera_label ?? "";
  const locked = await lockedSegments(house, { cameraId, label, startMs, endMs });
  if (locked.segments === 0) return refused("not_recorded");
  const signed = await sign(house, actor, input.signing);
  if (!signed.ok) return signed;
  const cause = "evidence" as const;
  const reason = input.reason === "" ? input.what : input.reason;
  const hold = freshHold(house, { actor, scope: scope.value, cause, reason });
  const of = { actor, input, hold, label, locked, signature: signed.value };
  const fixed = await enterEvidence(house, of);
  return fixed.ok ? showEvidence(house, fixed.value) : fixed;
}

/** Evidence without its complete row is not possible (S3-B2b); the signature comes with the act. */
function incomplete(input: EvidenceInput): Refusal | undefined {
  const missing = Object.entries({
    time: input.endMs > input.startMs ? "x" : "",
    place: input.place,
    what: input.what,
    storedAt: input.storedAt,
  }).flatMap(([field, value]) => (value === "" ? [field] : []));
  if (missing.length > 0) return refused("evidence_incomplete", { fields: missing.join(" ") });
  return input.endMs - input.startMs > limits.evidenceSpanMs ? refused("span_invalid") : undefined;
}

interface Locked {
  readonly list: readonly LockedSegment[];
  readonly segments: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Every segment of the camera in the span, both streams, by the digests that were sealed with them. */
async function lockedSegments(
  house: House,
  of: {
    readonly cameraId: string;
    readonly label: string;
    readonly startMs: number;
    readonly endMs: number;
  },
): Promise<Locked> {
  const { cameraId, startMs, endMs } = of;
  const items = await selectItems(house.db, house.siteId, { shows: of, most: limits.heldItems });
  const found = new Map<string, LockedSegment>();
  for (const { home_id: homeId } of items) {
    if (homeId === null) continue;
    for (const stream of ["main", "sub"] as const) {
      const line = { occasionId: homeId, cameraId, stream };
      for (const { segmentId } of await segmentsOf(house, line, { startMs, endMs })) {
        const segment = await kept.segment(house, segmentId);
        if (segment === undefined) continue;
        const { startMs: fromMs, sizeBytes, sha256 } = segment.record;
        found.set(segmentId, { segmentId, homeId, startMs: fromMs, sizeBytes, sha256 });
      }
    }
  }
  const list = [...found.values()].toSorted(
    (a, b) => a.startMs - b.startMs || (a.sha256 < b.sha256 ? -1 : 1),
  );
  const sizeBytes = list.reduce((sum, one) => sum + one.sizeBytes, 0);
  return { list, segments: list.length, sizeBytes, sha256: digestOfSegments(list) };
}

/** Of the canonical list of the segments' digests, in the order of time. */
export function digestOfSegments(list: readonly { readonly sha256: string }[]): string {
  return digestOf(list.map((segment) => segment.sha256));
}

interface Fixing {
  readonly actor: PersonActor;
  readonly input: EvidenceInput;
  readonly hold: HoldRow;
  readonly label: string;
  readonly locked: Locked;
  readonly signature: Signature;
}

function enterEvidence(house: House, of: Fixing): Promise<Outcome<string>> {
  const { actor, hold } = of;
  return act(house, actor, "evidence.fixed@1", async (tx) => {
    const held = await writeHold(house, tx, hold);
    if (held === undefined) return refused("list_too_long", { limit: limits.heldItems });
    const atMs = house.clock.now();
    const year = Number(localTime(atMs, house.config.timeZone).date.slice(0, 4));
    const row = rowOf(house, of, {
      atMs,
      year,
      number: await nextEvidence(tx, house.siteId, year),
    });
    await insertEvidence(tx, row);
    await insertEvidenceCopy(tx, {
      evidenceId: row.evidence_id,
      siteId: row.site_id,
      segments: of.locked.list,
    });
    return granted({
      value: row.evidence_id,
      subject: { type: "evidence", id: row.evidence_id },
      body: {
        evidenceId: row.evidence_id,
        holdId: hold.hold_id,
        number: evidenceNumber(row),
        cameraId: of.input.cameraId,
        startMs: row.start_ms,
        endMs: row.end_ms,
        place: row.place,
        what: row.what,
        cameras: row.cameras,
        storedAt: row.stored_at,
        segments: row.segments,
        sizeBytes: row.size_bytes,
        segmentsSha256: row.segments_sha256,
        signatureSha256: row.signature_sha256,
      },
      personal: { keeper: row.keeper_name },
      also: [
        {
          kind: "hold.placed@1",
          subject: { type: "hold", id: hold.hold_id },
          body: heldBody(hold, held.items.length),
          personal: { reason: hold.reason },
        },
        ...held.drafts,
      ],
    });
  });
}

function rowOf(
  house: House,
  { actor, input, hold, label, locked, signature }: Fixing,
  at: { readonly atMs: number; readonly year: number; readonly number: number },
): EvidenceRow {
  return {
    evidence_id: house.newId(),
    site_id: house.siteId,
    hold_id: hold.hold_id,
    year: at.year,
    number: at.number,
    start_ms: input.startMs,
    end_ms: input.endMs,
    place: input.place,
    what: input.what,
    cameras: [label],
    stored_at: input.storedAt,
    keeper_name: actor.name,
    signature: signature.strokes,
    signature_sha256: signature.sha256,
    segments_sha256: locked.sha256,
    segments: locked.segments,
    size_bytes: locked.sizeBytes,
    fixed_at_ms: at.atMs,
    fixed_by: actor.accountId,
    reported_at_ms: null,
    reported_by: null,
    reported_to: null,
    report_remark: null,
  };
}
