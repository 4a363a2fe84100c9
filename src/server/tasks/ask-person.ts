import type { PersonActor } from "../../contract/actor.ts";
import { agreementAsked } from "../../kernel/tasks/duties.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { type TaskRow, countAsked, insertTasks, lockAsked, settleRow } from "./tasks.store.ts";

const dayMs = 86_400_000;

export interface Asked {
  readonly subjectId: string;
  readonly accountId: string;
  readonly role: PersonActor["role"];
  readonly about: string;
  /** When it is needed; whoever is asked has a day at least. */
  readonly neededMs: number;
}

/**
 * Asks one person for an agreement's reference, once; the entry goes beside that of the cause. Where it is
 * needed at another time, or of another person, the old task is settled and a new one given.
 */
export async function askForAgreement(
  house: House,
  tx: Writing,
  asked: Asked,
): Promise<EntryDraft[]> {
  const { kind, every, rule } = agreementAsked;
  const of = { siteId: house.siteId, kind, subjectId: asked.subjectId };
  const open = await lockAsked(tx, of);
  const dueFrom = (fromMs: number) => Math.max(asked.neededMs, fromMs + dayMs);
  const asBefore = open?.account_id === asked.accountId && open.due_ms === dueFrom(open.from_ms);
  if (asBefore) return [];
  const settled = open === undefined ? [] : [await settle(house, tx, open)];
  const nowMs = house.clock.now();
  const day = localTime(nowMs, house.config.timeZone).date;
  const dueMs = dueFrom(nowMs);
  const period = `${day}#${(await countAsked(tx, { siteId: house.siteId, kind, day })) + 1}`;
  const row = {
    task_id: house.newId(),
    site_id: house.siteId,
    kind,
    every,
    role: asked.role,
    rule,
    period,
    about: asked.about,
    from_ms: nowMs,
    due_ms: dueMs,
    opened_at_ms: nowMs,
    reminded_at_ms: null,
    missed_at_ms: null,
    account_id: asked.accountId,
    subject_id: asked.subjectId,
    settled_at_ms: null,
  };
  await insertTasks(tx, [row]);
  const { accountId, subjectId } = asked;
  const body = { taskId: row.task_id, task: kind, period, dueMs, accountId, subjectId };
  return [...settled, { kind: "task.given@1", subject: { type: "task", id: row.task_id }, body }];
}

/** What was asked about a thing is there, or no longer needed. */
export async function settleAgreement(
  house: House,
  tx: Writing,
  subjectId: string,
): Promise<EntryDraft[]> {
  const { kind } = agreementAsked;
  const open = await lockAsked(tx, { siteId: house.siteId, kind, subjectId });
  return open === undefined ? [] : [await settle(house, tx, open)];
}

async function settle(house: House, tx: Writing, open: TaskRow): Promise<EntryDraft> {
  await settleRow(tx, open.task_id, house.clock.now());
  const { task_id: taskId, kind: task, period, subject_id: subjectId } = open;
  const body = { taskId, task, period, subjectId };
  return { kind: "task.settled@1", subject: { type: "task", id: taskId }, body };
}
