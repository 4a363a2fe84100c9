import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type { Period } from "../../contract/timetable.ts";

type PeriodTables = {
  "lessons.period_table": {
    site_id: string;
    version: number;
    periods: Period[];
    term_start: string | null;
  };
};
export type PeriodRow = PeriodTables["lessons.period_table"];

export function selectPeriods(
  db: Database | Writing,
  siteId: string,
): Promise<PeriodRow | undefined> {
  return db
    .withTables<PeriodTables>()
    .selectFrom("lessons.period_table")
    .selectAll()
    .where("site_id", "=", siteId)
    .executeTakeFirst();
}

/** Stores the version after the one that was seen; false when somebody else was faster. */
export async function storePeriods(tx: Writing, row: PeriodRow): Promise<boolean> {
  const values = { ...row, periods: jsonb(row.periods) };
  const tables = tx.withTables<PeriodTables>();
  const result =
    row.version === 1
      ? await tables
          .insertInto("lessons.period_table")
          .values(values)
          .onConflict((known) => known.column("site_id").doNothing())
          .executeTakeFirst()
      : await tables
          .updateTable("lessons.period_table")
          .set(values)
          .where("site_id", "=", row.site_id)
          .where("version", "=", row.version - 1)
          .executeTakeFirst();
  const changed =
    "numUpdatedRows" in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
  return changed === 1n;
}
