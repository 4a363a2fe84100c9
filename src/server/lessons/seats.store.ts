import type { Database, Writing } from "../../platform/database.ts";

type SeatTables = {
  "lessons.lesson_student": { lesson_id: string; account_id: string; station_id: string | null };
};

/** Station by student, for each lesson that has any. */
export async function selectSeats(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<SeatTables>()
    .selectFrom("lessons.lesson_student")
    .select(["lesson_id", "account_id", "station_id"])
    .where("lesson_id", "in", lessonIds)
    .where("station_id", "is not", null)
    .orderBy("account_id")
    .execute();
  const byLesson = Map.groupBy(rows, (row) => row.lesson_id);
  return new Map(
    [...byLesson].map(([id, some]) => [
      id,
      new Map(some.map((one) => [one.account_id, one.station_id ?? ""])),
    ]),
  );
}
