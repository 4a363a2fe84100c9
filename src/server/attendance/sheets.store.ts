import type { Database, Writing } from "../../platform/database.ts";

type SheetTables = {
  "attendance.sheet": {
    lesson_id: string;
    site_id: string;
    grace_minutes: number;
    closed_at_ms: number | null;
    completed_at_ms: number | null;
    completed_by: string | null;
  };
  "attendance.door_key": { site_id: string; sealed: string };
};
export type SheetRow = SheetTables["attendance.sheet"];

export async function selectSheets(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<ReadonlyMap<string, SheetRow>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<SheetTables>()
    .selectFrom("attendance.sheet")
    .selectAll()
    .where("lesson_id", "in", lessonIds)
    .execute();
  return new Map(rows.map((row) => [row.lesson_id, row]));
}

/** The lesson's own settings, locked; made where there were none. */
export async function lockSheet(
  tx: Writing,
  of: { readonly siteId: string; readonly lessonId: string },
): Promise<SheetRow> {
  const tables = tx.withTables<SheetTables>();
  await tables
    .insertInto("attendance.sheet")
    .values({
      lesson_id: of.lessonId,
      site_id: of.siteId,
      grace_minutes: 0,
      closed_at_ms: null,
      completed_at_ms: null,
      completed_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tables
    .selectFrom("attendance.sheet")
    .selectAll()
    .where("lesson_id", "=", of.lessonId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function updateSheet(
  tx: Writing,
  lessonId: string,
  set: Partial<
    Pick<SheetRow, "grace_minutes" | "closed_at_ms" | "completed_at_ms" | "completed_by">
  >,
): Promise<void> {
  await tx
    .withTables<SheetTables>()
    .updateTable("attendance.sheet")
    .set(set)
    .where("lesson_id", "=", lessonId)
    .execute();
}

export async function selectDoorKey(db: Database | Writing, siteId: string) {
  const row = await db
    .withTables<SheetTables>()
    .selectFrom("attendance.door_key")
    .select("sealed")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.sealed;
}

/** Keeps the first key that was drawn. */
export async function insertDoorKey(tx: Writing, siteId: string, sealed: string): Promise<void> {
  await tx
    .withTables<SheetTables>()
    .insertInto("attendance.door_key")
    .values({ site_id: siteId, sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
