import type { Role } from "../../contract/roles.ts";
import type { TaskLine } from "../../contract/tasks.ts";
import { taskState } from "../../kernel/tasks/task-state.ts";
import type { TaskAndSigning, TaskRow } from "./tasks.store.ts";

/** A task as its reader sees it now. */
export function lineOf(
  { row, signing }: TaskAndSigning,
  reading: { readonly role: Role; readonly nowMs: number; readonly accountId?: string },
): TaskLine {
  const times = {
    every: row.every,
    fromMs: row.from_ms,
    dueMs: row.due_ms,
    signedAtMs: signing?.signed_at_ms ?? row.settled_at_ms,
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
    subjectId: row.subject_id,
    settledAtMs: row.settled_at_ms,
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
    mine: times.signedAtMs === null && isFor(row, reading) && row.from_ms <= reading.nowMs,
  };
}

/** Duties are a role's; what one person was asked is that person's. */
function isFor(
  row: TaskRow,
  reader: { readonly role: Role; readonly accountId?: string },
): boolean {
  return row.account_id === null ? row.role === reader.role : row.account_id === reader.accountId;
}
