import type { LessonInput } from "../../contract/routes/lessons.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { knownFor } from "./lesson.ts";
import { lockLesson, updateLesson } from "./lessons.store.ts";
import { written } from "./plan-lesson.ts";

/**
 * Who takes part, in the transaction of whoever decides it elsewhere; the entries that tell of it are handed
 * back. A lesson that is cancelled, or not there, has nobody.
 */
export async function enrolPeople(
  house: House,
  tx: Writing,
  of: {
    readonly lessonId: string;
    readonly people: Pick<LessonInput, "roster" | "groups" | "studentIds">;
  },
): Promise<EntryDraft[]> {
  const { people } = of;
  const before = await lockLesson(tx, house.siteId, of.lessonId);
  if (before === undefined || before.state === "cancelled") return [];
  const studentIds = [...new Set(people.studentIds)].toSorted();
  const after = { ...before, roster: people.roster, groups: people.groups, studentIds };
  await updateLesson(tx, after);
  const known = await knownFor(house, [after]);
  const { subject, body, personal } = written(house, known, { before, after });
  return [{ kind: "lesson.changed@1", subject, body, ...(personal && { personal }) }];
}
