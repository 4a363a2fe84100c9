import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { OverwriteWeek } from "../../contract/destruction.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type { DestructionTables, OrderRow, OverwrittenRow, WeekRow } from "./destruction-tables.ts";

const tables = (db: Database | Writing) => db.withTables<DestructionTables>();

export function selectOrders(db: Database, siteId: string, most: number): Promise<OrderRow[]> {
  return tables(db)
    .selectFrom("destruction.standing_order")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("signed_at_ms", "desc")
    .limit(most)
    .execute();
}

/** The order that is in force at an instant, if one is. */
export function selectOrderInForce(
  db: Database | Writing,
  siteId: string,
  nowMs: number,
): Promise<OrderRow | undefined> {
  return tables(db)
    .selectFrom("destruction.standing_order")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("from_ms", "<=", nowMs)
    .where("until_ms", ">", nowMs)
    .where("ended_at_ms", "is", null)
    .orderBy("signed_at_ms", "desc")
    .executeTakeFirst();
}

/** One change of the standing orders at a time. */
export async function lockOrders(tx: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('destruction.standing_order'))`.execute(tx);
}

export async function insertOrder(tx: Writing, row: OrderRow): Promise<void> {
  const strokes = jsonb<Strokes>(row.strokes);
  await tables(tx)
    .insertInto("destruction.standing_order")
    .values({ ...row, strokes })
    .execute();
}

export async function endOrderRow(
  tx: Writing,
  orderId: string,
  end: { readonly atMs: number; readonly reason: string },
): Promise<boolean> {
  const done = await tables(tx)
    .updateTable("destruction.standing_order")
    .set({ ended_at_ms: end.atMs, end_reason: end.reason })
    .where("order_id", "=", orderId)
    .where("ended_at_ms", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function insertOverwritten(tx: Writing, row: OverwrittenRow): Promise<void> {
  await tables(tx).insertInto("destruction.overwritten").values(row).execute();
}

export async function endOverwritten(tx: Writing, homeId: string, atMs: number): Promise<void> {
  await tables(tx)
    .updateTable("destruction.overwritten")
    .set({ ended_at_ms: atMs })
    .where("home_id", "=", homeId)
    .execute();
}

/** Days whose overwriting was cut off. */
export function selectUnended(db: Database, siteId: string): Promise<OverwrittenRow[]> {
  return tables(db)
    .selectFrom("destruction.overwritten")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("ended_at_ms", "is", null)
    .orderBy("begun_at_ms")
    .execute();
}

export function selectOverwritten(
  db: Database,
  siteId: string,
  span: { readonly fromMs: number; readonly untilMs: number },
): Promise<OverwrittenRow[]> {
  return tables(db)
    .selectFrom("destruction.overwritten")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("ended_at_ms", ">=", span.fromMs)
    .where("ended_at_ms", "<", span.untilMs)
    .execute();
}

export function selectWeeks(db: Database, siteId: string, most: number): Promise<WeekRow[]> {
  return tables(db)
    .selectFrom("destruction.week")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("from_ms", "desc")
    .limit(most)
    .execute();
}

/** Whether this call closed it: two at once enter one week. */
export async function insertWeek(tx: Writing, row: WeekRow): Promise<boolean> {
  const cameras = jsonb<OverwriteWeek["cameras"]>(row.cameras);
  const done = await tables(tx)
    .insertInto("destruction.week")
    .values({ ...row, cameras })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
