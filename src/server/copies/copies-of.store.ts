import type { Database } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

/** How the copies of some homes stand, one row for each home, target and state. */
export function selectCopiedOf(db: Database, homeIds: readonly string[]) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select((eb) => ["home_id", "target_id", "state", eb.fn.countAll<number>().as("objects")])
    .where("home_id", "in", homeIds)
    .groupBy(["home_id", "target_id", "state"])
    .execute();
}

export function selectObjectsOf(db: Database, homeIds: readonly string[]) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.object")
    .select((eb) => [
      "home_id",
      eb.fn.countAll<number>().as("objects"),
      eb.fn.count<number>("local_damage").as("damaged"),
      eb.fn.countAll<number>().filterWhere("protected", "=", true).as("protected"),
    ])
    .where("home_id", "in", homeIds)
    .groupBy("home_id")
    .execute();
}

export function selectTargetIds(db: Database, siteId: string) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.target")
    .select("target_id")
    .where("site_id", "=", siteId)
    .where("state", "<>", "ended")
    .orderBy("made_at_ms")
    .execute();
}
