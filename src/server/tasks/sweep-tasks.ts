import { granted, refused } from "../../contract/outcome.ts";
import { localTime } from "../../kernel/local-time.ts";
import { duties, severityOfMissed } from "../../kernel/tasks/duties.ts";
import { periodsBetween } from "../../kernel/tasks/periods.ts";
import { remindAtMs } from "../../kernel/tasks/task-state.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import {
  type TaskRow,
  insertTasks,
  markTask,
  selectOpened,
  selectUnsigned,
} from "./tasks.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

/** Opens the duties of every period that has begun, reminds of those due, and tells of those missed. */
export async function sweepTasks(house: House): Promise<void> {
  await openTasks(house);
  const nowMs = house.clock.now();
  for (const row of await selectUnsigned(house.db, house.siteId)) {
    if (nowMs >= row.due_ms) {
      if (row.missed_at_ms === null) await tellMissed(house, row);
    } else if (row.reminded_at_ms === null && nowMs >= remindAtMs(timesOf(row)))
      await remind(house, row);
  }
  await settleSigned(house);
}

/** Periods a house slept through are opened, too: what nobody did stays visible. */
async function openTasks(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const { timeZone } = house.config;
  const opened = await selectOpened(house.db, house.siteId);
  const rows = duties.flatMap(({ kind, every, role, rule }) => {
    const knownMs = opened.get(kind);
    return periodsBetween(every, { fromMs: knownMs ?? nowMs, toMs: nowMs }, timeZone)
      .filter(({ fromMs }) => knownMs === undefined || fromMs > knownMs)
      .map(({ key, fromMs, toMs }) => ({
        task_id: house.newId(),
        site_id: house.siteId,
        kind,
        every,
        role,
        rule,
        period: key,
        from_ms: fromMs,
        due_ms: toMs,
        opened_at_ms: nowMs,
        reminded_at_ms: null,
        missed_at_ms: null,
      }));
  });
  if (rows.length === 0) return;
  await act(house, scheduler, "task.opened@1", async (tx) => {
    const tasks = await insertTasks(tx, rows);
    const first = Math.min(...rows.map((row) => row.from_ms));
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { from: localTime(first, timeZone).date, tasks },
    });
  });
}

async function remind(house: House, row: TaskRow): Promise<void> {
  const { task_id: taskId, kind: task, period } = row;
  await act(house, scheduler, "task.reminded@1", async (tx) => {
    const mark = { what: "reminded_at_ms", atMs: house.clock.now() } as const;
    if (!(await markTask(tx, taskId, mark))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "task", id: taskId },
      body: { taskId, task, period },
    });
  });
}

/** The incident comes first: a crash between the two counts once more, and never tells nobody. */
async function tellMissed(house: House, row: TaskRow): Promise<void> {
  const { task_id: taskId, kind: task, period, due_ms: dueMs } = row;
  const missed = (await selectUnsigned(house.db, house.siteId)).filter(
    (one) => one.kind === task && one.due_ms <= house.clock.now(),
  ).length;
  await incidents.raise(house, {
    kind: "task-overdue",
    severity: severityOfMissed(row.every, missed),
    subject: { type: "task", id: task },
    facts: { task, period, dueMs, missed },
  });
  await act(house, scheduler, "task.missed@1", async (tx) => {
    const mark = { what: "missed_at_ms", atMs: house.clock.now() } as const;
    if (!(await markTask(tx, taskId, mark))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "task", id: taskId },
      body: { taskId, task, period, dueMs },
    });
  });
}

/** A duty whose missed periods are all signed is no incident any more. */
export async function settleSigned(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const rows = await selectUnsigned(house.db, house.siteId);
  const missed = new Set(rows.filter((row) => row.due_ms <= nowMs).map((row) => row.kind));
  for (const { kind } of duties)
    if (!missed.has(kind))
      await incidents.settle(house, {
        kind: "task-overdue",
        subject: { type: "task", id: kind },
      });
}

function timesOf(row: TaskRow) {
  return { every: row.every, fromMs: row.from_ms, dueMs: row.due_ms, signedAtMs: null };
}
