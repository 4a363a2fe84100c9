import type { House } from "../../platform/house.ts";
import { selectCaseLessons } from "./open-cases.store.ts";
import { openStates } from "./read-cases.ts";

const lessonsAtOnce = 5_000;

/** Which of these lessons a case asks for that is not at its end: they are not done with (S0-17.1). */
export async function askedLessons(
  house: House,
  lessonIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for (let from = 0; from < lessonIds.length; from += lessonsAtOnce) {
    const some = lessonIds.slice(from, from + lessonsAtOnce);
    const rows = await selectCaseLessons(house.db, house.siteId, {
      states: openStates,
      lessonIds: some,
    });
    for (const row of rows) asked.add(row.lesson_id);
  }
  return asked;
}

/** The lessons a case names. */
export async function lessonsOfCase(house: House, requestId: string): Promise<string[]> {
  const rows = await selectCaseLessons(house.db, house.siteId, { requestIds: [requestId] });
  return rows.map((row) => row.lesson_id);
}
