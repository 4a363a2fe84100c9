import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { CatalogueTables } from "./catalogue.store.ts";

/** Rows of some segments or gaps, for comparing them with their records. */
export async function findSegmentRows(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.segment")
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom("catalogue.segment_occasion")
        .select(
          sql<string>`string_agg(occasion_id || '#' || number, ' ' order by occasion_id)`.as(
            "claims",
          ),
        )
        .whereRef("catalogue.segment_occasion.segment_id", "=", "catalogue.segment.segment_id")
        .as("claims"),
    )
    .where("segment_id", "in", ids)
    .execute();
}

export async function findGapRows(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.gap")
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom("catalogue.gap_occasion")
        .select(sql<string>`string_agg(occasion_id::text, ' ' order by occasion_id)`.as("claims"))
        .whereRef("catalogue.gap_occasion.gap_id", "=", "catalogue.gap.gap_id")
        .as("claims"),
    )
    .where("gap_id", "in", ids)
    .execute();
}

export async function findClaimedSpans(db: Database, occasionId: string) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.segment_occasion")
    .innerJoin(
      "catalogue.segment",
      "catalogue.segment.segment_id",
      "catalogue.segment_occasion.segment_id",
    )
    .select(["camera_id", "stream", "start_ms", "end_ms"])
    .where("catalogue.segment_occasion.occasion_id", "=", occasionId)
    .orderBy("start_ms")
    .execute();
}

/** Ids of a table in order, a page at a time. */
export async function pageIds(
  db: Database,
  table: "segment" | "gap",
  page: { after: string | undefined; rows: number },
): Promise<string[]> {
  const after = page.after ?? "00000000-0000-0000-0000-000000000000";
  const tables = db.withTables<CatalogueTables>();
  if (table === "segment") {
    const rows = await tables
      .selectFrom("catalogue.segment")
      .select("segment_id")
      .where("segment_id", ">", after)
      .orderBy("segment_id")
      .limit(page.rows)
      .execute();
    return rows.map((row) => row.segment_id);
  }
  const rows = await tables
    .selectFrom("catalogue.gap")
    .select("gap_id")
    .where("gap_id", ">", after)
    .orderBy("gap_id")
    .limit(page.rows)
    .execute();
  return rows.map((row) => row.gap_id);
}
