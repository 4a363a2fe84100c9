import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { House } from "../../platform/house.ts";
import { listTeachers, venueScope } from "../people/index.ts";
import { knownFor, lessonOf } from "./lesson.ts";
import { type LessonFilter, type LessonRow, selectLessons } from "./lessons.store.ts";

export interface LessonQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly venueId?: string | undefined;
}

/** Lessons of a span this person may see (S0-9.1): teacher and student their own, manager his venues. */
export async function listLessons(
  house: House,
  actor: PersonActor,
  query: LessonQuery,
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const { fromMs, toMs, venueId } = query;
  if (toMs <= fromMs || toMs - fromMs > limits.timelineSpanMs)
    return refused("span_invalid", { reason: "length" });
  const scope = await scopeOf(house, actor);
  if (scope === undefined) return granted({ lessons: [] });
  const inScope =
    venueId === undefined || scope.venueIds === undefined || scope.venueIds.includes(venueId);
  if (!inScope) return granted({ lessons: [] });
  const venueIds = venueId === undefined ? scope.venueIds : [venueId];
  const rows = await selectLessons(house.db, house.siteId, {
    ...scope,
    ...(venueIds === undefined ? {} : { venueIds }),
    span: { startMs: fromMs, endMs: toMs },
    most: limits.lessonsListed + 1,
  });
  // Never a silent part of the answer: who asks for too much asks for less.
  if (rows.length > limits.lessonsListed)
    return refused("span_invalid", { reason: "too_many", most: limits.lessonsListed });
  return granted({ lessons: await shown(house, actor, rows) });
}

/** One lesson; one that is not this person's is not found, exactly as one that does not exist. */
export async function readLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Lesson>> {
  const scope = await scopeOf(house, actor);
  const rows =
    scope === undefined
      ? []
      : await selectLessons(house.db, house.siteId, { ...scope, ids: [lessonId] });
  const [lesson] = await shown(house, actor, rows);
  return lesson === undefined ? refused("not_found") : granted(lesson);
}

async function scopeOf(house: House, actor: PersonActor): Promise<LessonFilter | undefined> {
  if (actor.role === "admin" || actor.role === "director") return {};
  if (actor.role === "teacher") return { teacherId: actor.accountId };
  if (actor.role === "student") return { studentId: actor.accountId };
  if (actor.role === "manager") return { venueIds: await venueScope(house, actor.accountId) };
  return undefined;
}

async function shown(
  house: House,
  actor: PersonActor,
  rows: readonly LessonRow[],
): Promise<Lesson[]> {
  const known = await knownFor(house, rows);
  const lessons = rows.map((row) => lessonOf(house, row, known));
  return actor.role === "student"
    ? lessons.map((lesson) => withoutOthers(lesson, actor.name))
    : lessons;
}

/** A student sees no other trainee: of roster and groups only the own name remains. */
function withoutOthers(lesson: Lesson, name: string): Lesson {
  const own = (names: readonly string[]) => names.filter((one) => one === name);
  const groups = lesson.groups.map((group) => ({ ...group, members: own(group.members) }));
  return {
    ...lesson,
    roster: own(lesson.roster),
    groups: groups.filter((group) => group.members.length > 0),
  };
}

export async function listLessonTeachers(
  house: House,
): Promise<Outcome<{ teachers: { accountId: string; name: string; login: string }[] }>> {
  const teachers = await listTeachers(house);
  return granted({
    teachers: teachers.map(({ accountId, name, login }) => ({ accountId, name, login })),
  });
}
