import { IncidentDuty, defaultTargets } from "../../contract/incidents.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's table as Kysely sees it; `migrations/0344-incident-owners.sql` is its definition. */
type DutyTables = {
  "incidents.duty": {
    site_id: string;
    on_duty_id: string | null;
    delegate_id: string | null;
    targets: unknown;
    changed_at_ms: number;
  };
};

/** The usual targets and nobody named, until somebody decides otherwise. */
export async function selectDuty(db: Database | Writing, siteId: string): Promise<IncidentDuty> {
  const row = await db
    .withTables<DutyTables>()
    .selectFrom("incidents.duty")
    .selectAll()
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row === undefined
    ? { onDutyId: null, delegateId: null, targets: defaultTargets }
    : IncidentDuty.parse({
        onDutyId: row.on_duty_id,
        delegateId: row.delegate_id,
        targets: row.targets,
      });
}

export async function saveDuty(
  tx: Writing,
  of: { readonly siteId: string; readonly duty: IncidentDuty; readonly atMs: number },
): Promise<void> {
  const { onDutyId, delegateId, targets } = of.duty;
  const values = {
    on_duty_id: onDutyId,
    delegate_id: delegateId,
    targets: jsonb(targets),
    changed_at_ms: of.atMs,
  };
  await tx
    .withTables<DutyTables>()
    .insertInto("incidents.duty")
    .values({ site_id: of.siteId, ...values })
    .onConflict((known) => known.column("site_id").doUpdateSet(values))
    .execute();
}
