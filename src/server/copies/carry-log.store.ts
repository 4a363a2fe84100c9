import type { Database } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

/** Segments of the database's log that a place lacks, oldest first: their names are their order. */
export function selectPendingLog(db: Database, targetId: string, most: number) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.pending as p")
    .innerJoin("copies.object as o", "o.name", "p.name")
    .select(["o.name", "o.class", "o.home_id", "o.source", "o.size_bytes", "o.sha256"])
    .where("p.target_id", "=", targetId)
    .where("o.class", "=", "database")
    .where("o.source", "like", "wal/%")
    .orderBy("o.name")
    .limit(most)
    .execute();
}

/** What lies at a place of the database's archive since before an instant, and is locked no longer. */
export function selectOldLog(
  db: Database,
  at: {
    readonly targetId: string;
    readonly nowMs: number;
    readonly beforeMs: number;
    readonly most: number;
  },
) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied as c")
    .innerJoin("copies.object as o", "o.name", "c.name")
    .select(["c.name", "o.source"])
    .where("c.target_id", "=", at.targetId)
    .where("o.class", "=", "database")
    .where("c.copied_at_ms", "<", at.beforeMs)
    .where((eb) =>
      eb.or([
        eb("c.state", "in", ["present", "verified", "missing", "damaged"]),
        eb.and([eb("c.state", "=", "locked"), eb("c.until_ms", "<=", at.nowMs)]),
      ]),
    )
    .orderBy("c.name")
    .limit(at.most)
    .execute();
}
