import type { Database, Writing } from "../../platform/database.ts";

type VisitTables = {
  "lessons.visit": {
    lesson_id: string;
    account_id: string;
    site_id: string;
    station_id: string | null;
    start_ms: number;
    end_ms: number;
  };
};
export type VisitRow = VisitTables["lessons.visit"];

/** What is told twice is one. */
export async function insertVisits(tx: Writing, rows: readonly VisitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .withTables<VisitTables>()
    .insertInto("lessons.visit")
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function selectVisits(
  db: Database,
  of: { readonly lessonId: string; readonly accountId: string },
): Promise<VisitRow[]> {
  return db
    .withTables<VisitTables>()
    .selectFrom("lessons.visit")
    .selectAll()
    .where("lesson_id", "=", of.lessonId)
    .where("account_id", "=", of.accountId)
    .orderBy("start_ms")
    .execute();
}
