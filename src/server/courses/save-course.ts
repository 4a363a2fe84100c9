import type { PersonActor } from "../../contract/actor.ts";
import type { Course, CourseInput } from "../../contract/courses.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { brokenConstraint } from "../../platform/database-errors.ts";
import type { House } from "../../platform/house.ts";
import { type Written, act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { courseOf, courseSnapshot, nextRow } from "./course-rows.ts";
import { type CourseRow, lockCourse, selectCourses, storeCourse } from "./courses.store.ts";

/** Adds a course with its items. Its code is its own in the whole library. */
export async function addCourse(
  house: House,
  actor: PersonActor,
  input: CourseInput,
): Promise<Outcome<Course>> {
  const refusal = await inputRefusal(house, input, undefined);
  if (refusal !== undefined) return refusal;
  if ((await selectCourses(house.db, house.siteId)).length >= limits.courses)
    return refused("too_many", { most: limits.courses });
  return store(house, actor, async () => granted({ before: undefined, after: input }));
}

/** Changes the version that was seen; an item left out is retired. */
export async function changeCourse(
  house: House,
  actor: PersonActor,
  ask: { readonly courseId: string; readonly version: number; readonly course: CourseInput },
): Promise<Outcome<Course>> {
  const [now] = await selectCourses(house.db, house.siteId, { ids: [ask.courseId] });
  if (now === undefined) return refused("not_found");
  const refusal = await inputRefusal(house, ask.course, now);
  if (refusal !== undefined) return refusal;
  return store(house, actor, async (lock) => {
    const before = await lock(ask.courseId);
    if (before === undefined) return refused("not_found");
    if (before.version !== ask.version) return refused("conflict");
    return granted({ before, after: ask.course });
  });
}

/** Takes a course out of what is offered, or back into it. */
export async function retireCourse(
  house: House,
  actor: PersonActor,
  ask: { readonly courseId: string; readonly version: number; readonly retired: boolean },
): Promise<Outcome<Course>> {
  const state = ask.retired ? "retired" : "active";
  return act(house, actor, "course.changed@1", async (tx) => {
    const before = await lockCourse(tx, house.siteId, ask.courseId);
    if (before === undefined) return refused("not_found");
    if (before.version !== ask.version || before.state === state) return refused("conflict");
    const after = {
      ...before,
      state,
      version: before.version + 1,
      changed_at_ms: house.clock.now(),
    } as const;
    await storeCourse(tx, after);
    return granted(await writtenCourse(house, before, after));
  });
}

type Found = Outcome<{ readonly before: CourseRow | undefined; readonly after: CourseInput }>;

function store(
  house: House,
  actor: PersonActor,
  find: (lock: (courseId: string) => Promise<CourseRow | undefined>) => Promise<Found>,
): Promise<Outcome<Course>> {
  return act(house, actor, "course.changed@1", async (tx) => {
    const found = await find((courseId) => lockCourse(tx, house.siteId, courseId));
    if (!found.ok) return found;
    const { before } = found.value;
    const after = nextRow(house, found.value.after, before);
    try {
      await storeCourse(tx, after);
    } catch (cause) {
      return codeRefusal(cause);
    }
    return granted(await writtenCourse(house, before, after));
  });
}

export function codeRefusal(cause: unknown): Refusal {
  if (brokenConstraint(cause) === "course_code_once") return refused("name_taken");
  throw cause;
}

export async function writtenCourse(
  house: House,
  before: CourseRow | undefined,
  after: CourseRow,
): Promise<Written<"course.changed@1", Course>> {
  const names = await findAccounts(house, after.teacher_id === null ? [] : [after.teacher_id]);
  return {
    value: courseOf(after, names),
    subject: { type: "course", id: after.course_id },
    body: {
      courseId: after.course_id,
      version: after.version,
      before: before === undefined ? null : courseSnapshot(before),
      after: courseSnapshot(after),
    },
  };
}

async function inputRefusal(
  house: House,
  input: CourseInput,
  before: CourseRow | undefined,
): Promise<Refusal | undefined> {
  const known = new Set(before?.items.map((item) => item.item_id));
  const ids = input.items.flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  if (ids.some((id) => !known.has(id)) || new Set(ids).size < ids.length)
    return refused("bad_input", { field: "items" });
  // A retired item keeps its code: what was planned from it must stay to be told apart.
  const left = before?.items.filter((item) => !ids.includes(item.item_id)) ?? [];
  const codes = [...input.items, ...left].map((item) => item.code);
  if (new Set(codes).size < codes.length) return refused("name_taken");
  if (input.teacherId === null || input.teacherId === before?.teacher_id) return undefined;
  const teachers = await findAccounts(house, [input.teacherId]);
  return teachers.get(input.teacherId)?.role === "teacher"
    ? undefined
    : refused("bad_input", { field: "teacherIds" });
}
