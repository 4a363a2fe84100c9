import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Evidence } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { reportEvidenceRow, selectEvidence } from "./evidence.store.ts";
import { evidenceNumber, isUnreported, showEvidence } from "./read-evidence.ts";

/** Reported to the department or leader in charge (S3-B2c), once; late stays late. */
export async function reportEvidence(
  house: House,
  actor: PersonActor,
  ask: { readonly evidenceId: string; readonly to: string; readonly remark: string },
): Promise<Outcome<Evidence>> {
  const { evidenceId, to, remark } = ask;
  const reported = await act(house, actor, "evidence.reported@1", async (tx) => {
    const [row] = await selectEvidence(tx, house.siteId, { ids: [evidenceId], most: 1 });
    if (row === undefined) return refused("not_found");
    if (row.reported_at_ms !== null) return refused("evidence_reported");
    const atMs = house.clock.now();
    await reportEvidenceRow(tx, evidenceId, {
      reported_at_ms: atMs,
      reported_by: actor.accountId,
      reported_to: to,
      report_remark: remark,
    });
    return granted({
      value: undefined,
      subject: { type: "evidence", id: evidenceId },
      body: { evidenceId, late: atMs - row.fixed_at_ms >= limits.evidenceReportMs },
      personal: { to, remark },
    });
  });
  if (!reported.ok) return reported;
  await incidents.settle(house, { kind: "evidence-unreported", subject: about(evidenceId) });
  return showEvidence(house, evidenceId);
}

const about = (evidenceId: string) => ({ type: "evidence", id: evidenceId }) as const;

/** Evidence nobody reported within a day is raised, once for each. */
export async function remindEvidence(house: House): Promise<void> {
  const rows = await selectEvidence(house.db, house.siteId, { most: limits.evidenceListed });
  const nowMs = house.clock.now();
  for (const row of rows.filter((one) => isUnreported(one, nowMs)))
    await incidents.raise(house, {
      kind: "evidence-unreported",
      severity: "major",
      subject: about(row.evidence_id),
      facts: { number: evidenceNumber(row), fixedAtMs: row.fixed_at_ms },
    });
}
