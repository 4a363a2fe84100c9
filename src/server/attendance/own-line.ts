import type { PersonActor } from "../../contract/actor.ts";
import { lineOfAccount, rosterLines } from "../../kernel/attendance/roster.ts";
import type { House } from "../../platform/house.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { findAccounts, listStudents } from "../people/index.ts";
import { selectAttendee } from "./attendance.store.ts";
import { type GatheredLine, whoOf } from "./gather.ts";

export type OwnLine = Pick<GatheredLine, "attendee" | "accountId" | "name">;

/**
 * The line of whoever stands at the door: the own account's, or that of the own name where no account of
 * the lesson bears it and nobody else of the house is called so. A whole class asks at once, so nobody
 * else's marks are read for it.
 */
export async function ownLine(
  house: House,
  actor: Pick<PersonActor, "accountId" | "name">,
  { lesson, studentIds }: Pick<LessonFacts, "lesson" | "studentIds">,
): Promise<OwnLine | undefined> {
  const { accountId, name } = actor;
  if (studentIds.includes(accountId)) return accountLine(house, actor, { lesson, studentIds });
  if (!lesson.roster.includes(name)) return undefined;
  const accounts = await findAccounts(house, studentIds);
  const students = [...accounts.values()].map((one) => ({ ...one, station: "" }));
  const lines = rosterLines({ roster: lesson.roster, groups: lesson.groups, students });
  const all = await listStudents(house);
  const namesakes = all.filter((student) => student.name === name).length;
  const line = lineOfAccount(lines, { accountId, name, namesakes });
  return line === undefined
    ? undefined
    : { attendee: undefined, accountId: line.accountId, name: line.name };
}

/** Whoever was noted under the bare name before the roster had the account stays the same attendee. */
async function accountLine(
  house: House,
  { accountId, name }: Pick<PersonActor, "accountId" | "name">,
  { lesson, studentIds }: Pick<LessonFacts, "lesson" | "studentIds">,
): Promise<OwnLine> {
  const line = { attendee: undefined, accountId, name };
  const { lessonId } = lesson;
  if ((await selectAttendee(house.db, whoOf(house, lessonId, line))) !== undefined) return line;
  const bare = { ...line, accountId: null };
  const named = await selectAttendee(house.db, whoOf(house, lessonId, bare));
  if (named === undefined) return line;
  const accounts = await findAccounts(house, studentIds);
  const namesakes = [...accounts.values()].filter((one) => one.name === name).length;
  return namesakes === 1 ? { ...line, attendee: named.row } : line;
}
