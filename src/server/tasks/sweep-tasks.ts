import { granted, refused } from "../../contract/outcome.ts";
import { taskKinds } from "../../contract/tasks.ts";
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
  markTasks,
  selectOpened,
  selectUnsigned,
} from "./tasks.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

/** Opens the duties of every period that has begun, reminds of those due, and tells of those missed. */
export async function sweepTasks(house: House): Promise<void> {
  await openTasks(house);
  const nowMs = house.clock.now();
  const rows = await selectUnsigned(house.db, house.siteId);
  const isDue = (row: TaskRow) => nowMs < row.due_ms && nowMs >= remindAtMs(timesOf(row));
  await tell(
    house,
    "reminded",
    rows.filter((row) => row.reminded_at_ms === null && isDue(row)),
  );
  const missed = rows.filter((row) => nowMs >= row.due_ms);
  for (const [task, all] of Map.groupBy(missed, (row) => row.kind)) {
    const fresh = all.filter((row) => row.missed_at_ms === null);
    const newest = fresh.at(-1);
    if (newest === undefined) continue;
    // The incident comes first: a crash between the two counts once more, and never tells nobody.
    await incidents.raise(house, {
      kind: "task-overdue",
      severity: severityOfMissed(newest.every, all.length),
      subject: { type: "task", id: task },
      facts: { task, period: newest.period, dueMs: newest.due_ms, missed: all.length },
    });
    await tell(house, "missed", fresh);
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
        about: "",
        from_ms: fromMs,
        due_ms: toMs,
        opened_at_ms: nowMs,
        reminded_at_ms: null,
        missed_at_ms: null,
        account_id: null,
        subject_id: null,
        settled_at_ms: null,
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

const rowsAtOnce = 500;

/** Enters and marks that tasks were reminded of, or missed; each of them once. */
async function tell(
  house: House,
  what: "reminded" | "missed",
  rows: readonly TaskRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const kind = what === "missed" ? "task.missed@1" : "task.reminded@1";
    await act(house, scheduler, kind, async (tx) => {
      const marked = await markTasks(
        tx,
        some.map((row) => row.task_id),
        { what: `${what}_at_ms`, atMs: house.clock.now() },
      );
      const [first, ...also] = some
        .filter((row) => marked.has(row.task_id))
        .map(({ task_id: taskId, kind: task, period, due_ms: dueMs }) => ({
          subject: { type: "task" as const, id: taskId },
          body: { taskId, task, period, dueMs },
        }));
      if (first === undefined) return refused("conflict");
      return granted({ value: undefined, ...first, also: also.map((one) => ({ kind, ...one })) });
    });
  }
}

/** A duty whose missed periods are all signed is no incident any more. */
export async function settleSigned(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const rows = await selectUnsigned(house.db, house.siteId);
  const missed = new Set(rows.filter((row) => row.due_ms <= nowMs).map((row) => row.kind));
  for (const kind of taskKinds)
    if (!missed.has(kind))
      await incidents.settle(house, {
        kind: "task-overdue",
        subject: { type: "task", id: kind },
      });
}

function timesOf(row: TaskRow) {
  return { every: row.every, fromMs: row.from_ms, dueMs: row.due_ms, signedAtMs: null };
}
