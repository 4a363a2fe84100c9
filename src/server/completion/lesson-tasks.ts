import type { PersonActor } from "../../contract/actor.ts";
import type { CheckOf, LessonTask } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { keptLesson } from "./card-lesson.ts";
import {
  type CheckRow,
  insertCheck,
  insertTask,
  selectChecks,
  selectTasks,
} from "./lesson-words.store.ts";

type Tasks = Outcome<{ tasks: LessonTask[] }>;

/** Sets what a lesson is to achieve (S0-5.3.3: 任务完成情况). */
export async function setTask(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly title: string },
): Promise<Tasks> {
  const { lessonId, title } = ask;
  const kept = await keptLesson(house, actor, { lessonId, attempted: "lesson-tasks.set" });
  if (!kept.ok) return kept;
  const taskId = house.newId();
  const done = await act(house, actor, "lesson-task.set@1", async (tx) => {
    if ((await selectTasks(tx, lessonId)).length >= limits.lessonTasksMost)
      return refused("too_many", { most: limits.lessonTasksMost });
    await insertTask(tx, {
      task_id: taskId,
      site_id: house.siteId,
      lesson_id: lessonId,
      title,
      set_by: actor.accountId,
      set_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { taskId, lessonId },
      personal: { title },
    });
  });
  return done.ok ? granted({ tasks: await tasksOf(house, lessonId) }) : done;
}

export interface Checking {
  readonly lessonId: string;
  readonly taskId: string;
  readonly of: CheckOf;
  readonly done: boolean;
}

/** Checks a task off for everybody, a group or a student; a later mark replaces it, none is changed. */
export async function checkTask(house: House, actor: PersonActor, ask: Checking): Promise<Tasks> {
  const { lessonId, taskId, of } = ask;
  const kept = await keptLesson(house, actor, { lessonId, attempted: "lesson-tasks.check" });
  if (!kept.ok) return kept;
  const tasks = await selectTasks(house.db, lessonId);
  if (!tasks.some((one) => one.task_id === taskId))
    return refused("bad_input", { field: "taskId" });
  if (!takesPart(kept.value.facts, of)) return refused("bad_input", { field: "of" });
  const row: CheckRow = {
    check_id: house.newId(),
    site_id: house.siteId,
    task_id: taskId,
    of_kind: of.kind,
    group_name: of.kind === "group" ? of.group : null,
    student_id: of.kind === "student" ? of.studentId : null,
    done: ask.done,
    by_account: actor.accountId,
    at_ms: house.clock.now(),
  };
  const done = await act(house, actor, "lesson-task.checked@1", async (tx) => {
    const known = await selectChecks(
      tx,
      tasks.map((one) => one.task_id),
    );
    if (known.length >= limits.taskChecksMost) return refused("too_many");
    await insertCheck(tx, row);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { checkId: row.check_id, taskId, lessonId, of: of.kind, done: ask.done },
      personal: personOf(of),
    });
  });
  return done.ok ? granted({ tasks: await tasksOf(house, lessonId) }) : done;
}

function personOf(of: CheckOf): Record<string, string> {
  if (of.kind === "group") return { group: of.group };
  return of.kind === "student" ? { student: of.studentId } : {};
}

function takesPart({ lesson, studentIds }: LessonFacts, of: CheckOf): boolean {
  if (of.kind === "all") return true;
  return of.kind === "group"
    ? lesson.groups.some((one) => one.name === of.group)
    : studentIds.includes(of.studentId);
}

export async function tasksOf(house: House, lessonId: string): Promise<LessonTask[]> {
  const tasks = await selectTasks(house.db, lessonId);
  const checks = await selectChecks(
    house.db,
    tasks.map((one) => one.task_id),
  );
  const ids = [...tasks.map((one) => one.set_by), ...checks.map((one) => one.by_account)];
  const people = await findAccounts(house, [...new Set(ids)]);
  return tasks.map((task) => {
    const own = checks.filter((one) => one.task_id === task.task_id);
    const newest = new Map(
      own.map((one) => [`${one.of_kind} ${one.group_name ?? one.student_id ?? ""}`, one]),
    );
    return {
      taskId: task.task_id,
      title: task.title,
      setBy: people.get(task.set_by)?.name ?? "",
      setAtMs: task.set_at_ms,
      checks: [...newest.values()].map((one) => ({
        of: ofRow(one),
        done: one.done,
        by: people.get(one.by_account)?.name ?? "",
        atMs: one.at_ms,
      })),
    };
  });
}

function ofRow(row: CheckRow): CheckOf {
  if (row.group_name !== null) return { kind: "group", group: row.group_name };
  if (row.student_id !== null) return { kind: "student", studentId: row.student_id };
  return { kind: "all" };
}
