import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { TaskFilled, TaskLine, TaskResult } from "../../contract/tasks.ts";
import { dutyOf } from "../../kernel/tasks/duties.ts";
import { isLate } from "../../kernel/tasks/task-state.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { type EntryDraft, act, enterRefusal } from "../ledger/index.ts";
import { type Signature, digestOf, sign } from "../signing/index.ts";
import { settleSigned } from "./sweep-tasks.ts";
import { type TaskFactsOf, gatherFacts } from "./task-facts.ts";
import { lineOf } from "./task-view.ts";
import {
  type SigningRow,
  type TaskRow,
  insertSigning,
  lockTask,
  selectTask,
} from "./tasks.store.ts";

export interface TaskSigning {
  readonly taskId: string;
  readonly result: TaskResult;
  readonly remark: string;
  readonly filled: TaskFilled;
  /** Or the signature just given on a page of its own. */
  readonly signing: Signing | Signature;
  readonly factsOf: TaskFactsOf;
  /** What a page of its own keeps with the signature, in the same transaction. */
  readonly beside?: (
    tx: Writing,
    signed: { readonly atMs: number; readonly late: boolean; readonly signatureSha256: string },
  ) => Promise<readonly EntryDraft[]>;
}

/**
 * Signs a duty of one period, once. The instant is the house's own: after the period's end it is late for
 * ever, and there is no other way to fill in a day that was skipped (S0-4.2a).
 */
export async function signTask(
  house: House,
  actor: PersonActor,
  ask: TaskSigning,
): Promise<Outcome<TaskLine>> {
  const found = await selectTask(house.db, house.siteId, ask.taskId);
  if (found === undefined) return refused("not_found");
  const refusal = unsignable(found.row, actor, ask);
  if (refusal !== undefined) {
    await enterRefusal(house, actor, "task.signed@1", refusal, {
      type: "task",
      id: ask.taskId,
    });
    return refusal;
  }
  const times = { kind: found.row.kind, fromMs: found.row.from_ms, dueMs: found.row.due_ms };
  const facts = await gatherFacts(house, ask.factsOf, times);
  const { signing: given } = ask;
  const signed = "sha256" in given ? granted(given) : await sign(house, actor, given);
  if (!signed.ok) return signed;
  const outcome = await act(house, actor, "task.signed@1", async (tx) => {
    const held = await lockTask(tx, house.siteId, ask.taskId);
    if (held === undefined) return refused("not_found");
    if (held.signing !== undefined || held.row.settled_at_ms !== null)
      return refused("task_signed");
    const nowMs = house.clock.now();
    const { row } = held;
    if (nowMs < row.from_ms) return refused("not_found");
    const signing: SigningRow = {
      task_id: ask.taskId,
      site_id: house.siteId,
      account_id: actor.accountId,
      name: actor.name,
      signed_at_ms: nowMs,
      late: isLate(row.due_ms, nowMs),
      result: ask.result,
      remark: ask.remark,
      facts,
      filled: ask.filled,
      strokes: signed.value.strokes,
      signature_sha256: signed.value.sha256,
    };
    await insertSigning(tx, signing);
    const also = await ask.beside?.(tx, {
      atMs: nowMs,
      late: signing.late,
      signatureSha256: signing.signature_sha256,
    });
    return granted({
      value: lineOf({ row, signing }, { role: actor.role, nowMs }),
      subject: { type: "task", id: ask.taskId },
      body: bodyOf(row, signing),
      personal: ask.remark === "" ? {} : { remark: ask.remark },
      also: also ?? [],
    });
  });
  if (outcome.ok) await followUp(house, outcome.value);
  return outcome;
}

function bodyOf(row: TaskRow, signing: SigningRow) {
  const { late, result, facts, filled } = signing;
  return {
    taskId: row.task_id,
    task: row.kind,
    period: row.period,
    dueMs: row.due_ms,
    late,
    result,
    factsSha256: digestOf({ facts, filled }),
    signatureSha256: signing.signature_sha256,
  };
}

function unsignable(row: TaskRow, actor: PersonActor, ask: TaskSigning): Refusal | undefined {
  if (row.role !== actor.role) return refused("task_not_yours", { role: row.role });
  if (row.account_id !== null) return refused("task_own_page", { task: row.kind });
  const duty = dutyOf(row.kind);
  if (duty?.ownPage === true && ask.beside === undefined)
    return refused("task_own_page", { task: row.kind });
  const missing = (duty?.fields ?? []).filter((field) => (ask.filled[field] ?? "") === "");
  if (missing.length > 0) return refused("task_field_missing", { missing: missing.join(" ") });
  if (ask.result === "problem" && ask.remark === "")
    return refused("task_field_missing", { missing: "remark" });
  return undefined;
}

/** Signed: no longer missed. A problem found is an incident of its own until a later one is well. */
async function followUp(house: House, line: TaskLine): Promise<void> {
  await settleSigned(house);
  const subject = { type: "task" as const, id: line.kind };
  if (line.signed?.result === "problem")
    await incidents.raise(house, {
      kind: "task-problem",
      severity: "minor",
      subject,
      facts: { task: line.kind, period: line.period },
    });
  else await incidents.settle(house, { kind: "task-problem", subject });
}
