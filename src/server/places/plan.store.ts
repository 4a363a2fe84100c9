import type { Database, Writing } from "../../platform/database.ts";
import type { PlacesTables } from "./places-tables.ts";

export type PlanRow = PlacesTables["places.plan"];
export type WatchDayRow = PlacesTables["places.watch_day"];

export async function findPlanRow(
  db: Database | Writing,
  siteId: string,
): Promise<PlanRow | undefined> {
  return db
    .withTables<PlacesTables>()
    .selectFrom("places.plan")
    .selectAll()
    .where("site_id", "=", siteId)
    .executeTakeFirst();
}

export async function savePlanRow(tx: Writing, row: PlanRow): Promise<void> {
  const { site_id: _site, ...values } = row;
  await tx
    .withTables<PlacesTables>()
    .insertInto("places.plan")
    .values(row)
    .onConflict((conflict) => conflict.column("site_id").doUpdateSet(values))
    .execute();
}

/** Watch days of a site that end after `fromMs`. */
export async function listWatchDays(
  db: Database | Writing,
  siteId: string,
  fromMs: number,
): Promise<WatchDayRow[]> {
  return db
    .withTables<PlacesTables>()
    .selectFrom("places.watch_day")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("end_ms", ">", fromMs)
    .execute();
}

export async function findWatchDays(
  db: Database | Writing,
  ids: readonly string[],
): Promise<WatchDayRow[]> {
  if (ids.length === 0) return [];
  return db
    .withTables<PlacesTables>()
    .selectFrom("places.watch_day")
    .selectAll()
    .where("watch_id", "in", ids)
    .execute();
}

/** The first day of each camera that was ever recorded round the clock. */
export async function findFirstWatchDays(
  db: Database,
  siteId: string,
): Promise<{ camera_id: string; day: string }[]> {
  return db
    .withTables<PlacesTables>()
    .selectFrom("places.watch_day")
    .select((eb) => ["camera_id", eb.fn.min("day").as("day")])
    .where("site_id", "=", siteId)
    .groupBy("camera_id")
    .execute();
}

export async function insertWatchDays(tx: Writing, rows: readonly WatchDayRow[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .withTables<PlacesTables>()
      .insertInto("places.watch_day")
      .values([...rows])
      .execute();
}
