import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts, listStudents } from "../people/index.ts";
import { readLesson } from "./read-lessons.ts";
import { selectLessons } from "./lessons.store.ts";

interface Seat {
  readonly accountId: string;
  readonly name: string;
  readonly stationId: string | null;
}

/** Who of a lesson has an account, and at which station; for whoever plans lessons there. */
export async function readSeats(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<{ seats: Seat[] }>> {
  const seen = await readLesson(house, actor, lessonId);
  if (!seen.ok) return seen;
  const [row] = await selectLessons(house.db, house.siteId, { ids: [lessonId] });
  const accounts = await findAccounts(house, row?.studentIds ?? []);
  const seats = (row?.studentIds ?? []).map((accountId) => ({
    accountId,
    name: accounts.get(accountId)?.name ?? "",
    stationId: row?.seats.get(accountId) ?? null,
  }));
  return granted({ seats });
}

/** Students' accounts for the plan form. */
export async function listLessonStudents(
  house: House,
): Promise<Outcome<{ students: { accountId: string; name: string; login: string }[] }>> {
  const students = await listStudents(house);
  return granted({
    students: students.map(({ accountId, name, login }) => ({ accountId, name, login })),
  });
}
