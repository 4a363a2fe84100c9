import type { Span } from "../../kernel/timeline.ts";
import type { Database } from "../../platform/database.ts";
import type { CatalogueTables } from "./catalogue.store.ts";

const rowsAtOnce = 2_000;

/** When these segments were recorded; of one that is unknown there is none. */
export async function selectSpans(db: Database, segmentIds: readonly string[]): Promise<Span[]> {
  const found: Span[] = [];
  for (let from = 0; from < segmentIds.length; from += rowsAtOnce) {
    const rows = await db
      .withTables<CatalogueTables>()
      .selectFrom("catalogue.segment")
      .select(["start_ms", "end_ms"])
      .where("segment_id", "in", segmentIds.slice(from, from + rowsAtOnce))
      .execute();
    found.push(...rows.map((row) => ({ startMs: row.start_ms, endMs: row.end_ms })));
  }
  return found;
}
