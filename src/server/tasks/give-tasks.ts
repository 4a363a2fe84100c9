import type { TaskLine } from "../../contract/tasks.ts";
import { rectification } from "../../kernel/tasks/duties.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { lineOf } from "./task-view.ts";
import { findTask, insertTasks, selectUnsigned } from "./tasks.store.ts";

/** Something to be put right until an instant. */
export interface GivenTask {
  readonly taskId: string;
  /** `2026-06#1`: the check that found it, and its number there. */
  readonly period: string;
  readonly about: string;
  readonly fromMs: number;
  readonly dueMs: number;
}

/** Gives what a check found to whoever owes it, in the transaction of the check. */
export async function giveTasks(
  house: House,
  tx: Writing,
  given: readonly GivenTask[],
): Promise<void> {
  const { kind, every, role, rule } = rectification;
  if (given.length === 0) return;
  await insertTasks(
    tx,
    given.map((one) => ({
      task_id: one.taskId,
      site_id: house.siteId,
      kind,
      every,
      role,
      rule,
      period: one.period,
      about: one.about,
      from_ms: one.fromMs,
      due_ms: one.dueMs,
      opened_at_ms: house.clock.now(),
      reminded_at_ms: null,
      missed_at_ms: null,
      account_id: null,
      subject_id: null,
      settled_at_ms: null,
    })),
  );
}

/** Everything that is overdue at an instant, oldest first, as the house itself knows it. */
export async function overdueTasks(house: House, atMs: number): Promise<TaskLine[]> {
  const rows = await selectUnsigned(house.db, house.siteId);
  const reading = { role: "director", nowMs: atMs } as const;
  return rows
    .filter((row) => row.due_ms <= atMs)
    .map((row) => lineOf({ row, signing: undefined }, reading));
}

/** The duty of one period, as the house itself knows it. */
export async function taskOfPeriod(
  house: House,
  of: Pick<TaskLine, "kind" | "period">,
): Promise<TaskLine | undefined> {
  const found = await findTask(house.db, house.siteId, of);
  if (found === undefined) return undefined;
  return lineOf(found, { role: found.row.role, nowMs: house.clock.now() });
}
