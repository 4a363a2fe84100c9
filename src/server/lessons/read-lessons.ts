import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { listTeachers } from "../people/index.ts";
import { knownFor, lessonOf } from "./lesson.ts";
import type { LessonFilter, SeenLesson } from "./lessons.store.ts";
import { selectSeenLessons } from "./seen-lessons.store.ts";

export interface LessonQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly venueId?: string | undefined;
}

/** Lessons of a span this person may see (S0-9.1), as the database lets this tier see them. */
export async function listLessons(
  house: House,
  actor: PersonActor,
  query: LessonQuery,
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const { fromMs, toMs, venueId } = query;
  if (toMs <= fromMs || toMs - fromMs > limits.timelineSpanMs)
    return refused("span_invalid", { reason: "length" });
  return listSeen(house, actor, {
    ...(venueId === undefined ? {} : { venueIds: [venueId] }),
    span: { startMs: fromMs, endMs: toMs },
  });
}

export async function listSeen(
  house: House,
  actor: PersonActor,
  filter: LessonFilter,
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const rows = await seen(house, actor, { ...filter, most: limits.lessonsListed + 1 });
  // Never a silent part of the answer: who asks for too much asks for less.
  if (rows.length > limits.lessonsListed)
    return refused("span_invalid", { reason: "too_many", most: limits.lessonsListed });
  return granted({ lessons: await shown(house, rows) });
}

/** One lesson; one that is not this person's is not found, exactly as one that does not exist. */
export async function readLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Lesson>> {
  const rows = await seen(house, actor, { ids: [lessonId] });
  const [lesson] = await shown(house, rows);
  return lesson === undefined ? refused("not_found") : granted(lesson);
}

function seen(house: House, actor: PersonActor, filter: LessonFilter): Promise<SeenLesson[]> {
  const { role } = actor;
  if (!rolePermissions[role].includes("lesson.read")) return Promise.resolve([]);
  return asTier(house, actor, (db) =>
    selectSeenLessons(db, { siteId: house.siteId, role }, filter),
  );
}

async function shown(house: House, rows: readonly SeenLesson[]): Promise<Lesson[]> {
  const known = await knownFor(house, rows);
  return rows.map((row) => lessonOf(house, row, known));
}

export async function listLessonTeachers(
  house: House,
): Promise<Outcome<{ teachers: { accountId: string; name: string; login: string }[] }>> {
  const teachers = await listTeachers(house);
  return granted({
    teachers: teachers.map(({ accountId, name, login }) => ({ accountId, name, login })),
  });
}
