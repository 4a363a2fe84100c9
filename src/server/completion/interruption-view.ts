import type { Interruption, InterruptionNote } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { standingReason, suggestedReason } from "../../kernel/completion/interruptions.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import { type InterruptionRow, selectNotes } from "./completion.store.ts";

/** Lines of the register with all that was said of them, by name. */
export async function viewsOf(
  house: House,
  db: Database,
  rows: readonly InterruptionRow[],
): Promise<Interruption[]> {
  const notes = await selectNotes(
    db,
    rows.map((row) => row.interruption_id),
  );
  const people = await findAccounts(house, [...new Set(notes.map((one) => one.by_account))]);
  const said = Map.groupBy(notes, (one) => one.interruption_id);
  return rows.map((row) => {
    const own = (said.get(row.interruption_id) ?? []).map((one): InterruptionNote => ({
      noteId: one.note_id,
      kind: one.kind,
      reason: one.reason,
      text: one.text,
      by: people.get(one.by_account)?.name ?? "",
      atMs: one.at_ms,
    }));
    return {
      interruptionId: row.interruption_id,
      lessonId: row.lesson_id,
      cameraId: row.camera_id,
      startMs: row.start_ms,
      endMs: row.end_ms,
      cause: row.cause,
      suggested: suggestedReason(row.cause),
      askedAtMs: row.asked_at_ms,
      dueMs: row.asked_at_ms + limits.completionDueMs,
      reason: standingReason(own, row.asked_at_ms),
      notes: own,
    };
  });
}
