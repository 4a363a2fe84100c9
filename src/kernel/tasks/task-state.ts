import type { PeriodKind, TaskState } from "../../contract/tasks.ts";
import { remindBeforeMs } from "./duties.ts";

/** A duty of one period as far as its state depends on it. */
export interface TaskTimes {
  readonly every: PeriodKind;
  readonly fromMs: number;
  /** The end of its period: the first instant at which it is overdue. */
  readonly dueMs: number;
  readonly signedAtMs: number | null;
}

/** When somebody is reminded; never before the period has begun. */
export function remindAtMs({ every, fromMs, dueMs }: TaskTimes): number {
  return Math.max(fromMs, dueMs - remindBeforeMs[every]);
}

/** Late for ever: nothing else than the instant of signing decides it. */
export function isLate(dueMs: number, signedAtMs: number): boolean {
  return signedAtMs >= dueMs;
}

export function taskState(task: TaskTimes, nowMs: number): TaskState {
  const { dueMs, signedAtMs } = task;
  if (signedAtMs !== null) return isLate(dueMs, signedAtMs) ? "done-late" : "done";
  if (nowMs >= dueMs) return "overdue";
  return nowMs >= remindAtMs(task) ? "due" : "open";
}
