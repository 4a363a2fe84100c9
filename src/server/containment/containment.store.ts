import type { Selectable } from "kysely";
import type { MeasureKind } from "../../contract/playbooks.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's table as Kysely sees it; `migrations/0340-containment.sql` is its definition. */
type ContainmentTables = {
  "containment.measure": {
    measure_id: string;
    site_id: string;
    event_id: string;
    kind: MeasureKind;
    orders: unknown;
    target_id: string | null;
    target_name: string | null;
    reason: string;
    ordered_by: string;
    ordered_by_name: string;
    ordered_at_ms: number;
    carried_out_at_ms: number | null;
    ended: number | null;
    lifted_by: string | null;
    lifted_by_name: string | null;
    lifted_at_ms: number | null;
    lift_reason: string | null;
  };
};
export type MeasureRow = Selectable<ContainmentTables["containment.measure"]>;

export async function insertMeasure(tx: Writing, row: MeasureRow): Promise<void> {
  await tx
    .withTables<ContainmentTables>()
    .insertInto("containment.measure")
    .values({ ...row, orders: jsonb(row.orders) })
    .execute();
}

/** One measure, locked for a change. */
export function lockMeasure(
  tx: Writing,
  siteId: string,
  measureId: string,
): Promise<MeasureRow | undefined> {
  return tx
    .withTables<ContainmentTables>()
    .selectFrom("containment.measure")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("measure_id", "=", measureId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateMeasure(
  tx: Writing,
  measureId: string,
  change: Partial<
    Pick<
      MeasureRow,
      | "carried_out_at_ms"
      | "ended"
      | "lifted_by"
      | "lifted_by_name"
      | "lifted_at_ms"
      | "lift_reason"
    >
  >,
): Promise<void> {
  await tx
    .withTables<ContainmentTables>()
    .updateTable("containment.measure")
    .set(change)
    .where("measure_id", "=", measureId)
    .execute();
}

/** Measures of these events, in the order in which they were ordered. */
export async function selectMeasures(
  db: Database,
  siteId: string,
  eventIds: readonly string[],
): Promise<MeasureRow[]> {
  if (eventIds.length === 0) return [];
  return db
    .withTables<ContainmentTables>()
    .selectFrom("containment.measure")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("event_id", "in", [...eventIds])
    .orderBy("ordered_at_ms")
    .orderBy("measure_id")
    .execute();
}

/** Ordered and not carried out yet: after a death between the two somebody has to finish them. */
export function selectOrdered(db: Database, siteId: string): Promise<MeasureRow[]> {
  return db
    .withTables<ContainmentTables>()
    .selectFrom("containment.measure")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("carried_out_at_ms", "is", null)
    .where("lifted_at_ms", "is", null)
    .orderBy("ordered_at_ms")
    .execute();
}

/** Measures of one kind that nobody has given back; those just ordered count already. */
export function selectStanding(
  db: Database | Writing,
  of: { readonly siteId: string; readonly kind: MeasureKind; readonly targetId?: string },
): Promise<MeasureRow[]> {
  let query = db
    .withTables<ContainmentTables>()
    .selectFrom("containment.measure")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("kind", "=", of.kind)
    .where("lifted_at_ms", "is", null);
  if (of.targetId !== undefined) query = query.where("target_id", "=", of.targetId);
  return query.orderBy("ordered_at_ms").execute();
}
