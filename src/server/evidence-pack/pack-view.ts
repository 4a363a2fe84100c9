import type { PersonActor } from "../../contract/actor.ts";
import type { EvidencePack } from "../../contract/evidence-pack.ts";
import { formNames } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import type { PackRow } from "./evidence-pack.store.ts";

/** The name of a pack's bytes in its folder. */
export const storedName = "pack.zip";

/** Registers, board, answers, policies, period, list, sheet, and the seal. */
const fixedSteps = formNames.length + 8;
const entriesPerStep = 1_000;

export function viewOf(row: PackRow, reader: Pick<PersonActor, "accountId">): EvidencePack {
  const removed = row.ready_at_ms === null ? null : row.ready_at_ms + limits.evidencePackKeptMs;
  return {
    packId: row.pack_id,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    reason: row.reason,
    askedBy: row.asked_by,
    role: row.role,
    askedAtMs: row.asked_at_ms,
    mine: row.account_id === reader.accountId,
    state: row.state,
    failure: row.failure,
    doneSteps: row.done_steps,
    steps: fixedSteps + row.lessons + Math.ceil(row.entries / entriesPerStep),
    lessons: row.lessons,
    entries: row.entries,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    readyAtMs: row.ready_at_ms,
    removedAtMs: row.removed_at_ms ?? removed,
    taken: row.taken,
  };
}
