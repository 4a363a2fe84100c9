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
