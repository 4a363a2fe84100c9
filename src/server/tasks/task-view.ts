import type { Role } from "../../contract/roles.ts";
import type { TaskLine } from "../../contract/tasks.ts";
import { taskState } from "../../kernel/tasks/task-state.ts";
import type { TaskAndSigning } from "./tasks.store.ts";

/** A task as its reader sees it now. */
export function lineOf(
  { row, signing }: TaskAndSigning,
  reading: { readonly role: Role; readonly nowMs: number },
): TaskLine {
  const times = {
    every: row.every,
    fromMs: row.from_ms,
    dueMs: row.due_ms,
    signedAtMs: signing?.signed_at_ms ?? null,
  };
  return {
    taskId: row.task_id,
    kind: row.kind,
    rule: row.rule,
    role: row.role,
    every: row.every,
    period: row.period,
    about: row.about,
    fromMs: row.from_ms,
    dueMs: row.due_ms,
    state: taskState(times, reading.nowMs),
    remindedAtMs: row.reminded_at_ms,
    signed:
      signing === undefined
        ? null
        : {
            accountId: signing.account_id,
            name: signing.name,
            atMs: signing.signed_at_ms,
            late: signing.late,
            result: signing.result,
            remark: signing.remark,
            facts: signing.facts,
            filled: signing.filled,
            signatureSha256: signing.signature_sha256,
          },
    mine: signing === undefined && row.role === reading.role && row.from_ms <= reading.nowMs,
  };
}
