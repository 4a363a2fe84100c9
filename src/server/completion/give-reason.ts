import type { PersonActor } from "../../contract/actor.ts";
import type { CompletionCard, GapReason } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import type { Writing } from "../../platform/database.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import { bringUp } from "./bring-up.ts";
import { keptLesson } from "./card-lesson.ts";
import {
  type InterruptionRow,
  type NoteRow,
  insertNote,
  lockLesson,
  selectInterruptions,
  selectNotes,
} from "./completion.store.ts";
import { cardOf } from "./read-card.ts";
import { idsOf } from "./register-holes.ts";
import { settleOverdue } from "./tell-overdue.ts";

export interface Reasoning {
  readonly lessonId: string;
  readonly interruptionIds: readonly string[];
  readonly reason: GapReason;
  readonly text: string;
}

/**
 * Registers why recording was interrupted, for one or several lines at once (S0-6.1c). A reason that stood
 * before stays; the newest counts.
 */
export async function giveReason(
  house: House,
  actor: PersonActor,
  ask: Reasoning,
): Promise<Outcome<CompletionCard>> {
  const { lessonId, reason, text } = ask;
  const attempted = "completion.reason";
  const kept = await keptLesson(house, actor, { lessonId, attempted });
  if (!kept.ok) return kept;
  // A reason is given for what is shown; what the register takes in later would ask again.
  await bringUp(house, kept.value.facts);
  const done = await act(house, actor, "interruption.reasoned@1", async (tx) => {
    if (reason === "other" && text === "") return refused("gap_reason_missing");
    const rows = await locked(house, tx, { lessonId, ids: ask.interruptionIds });
    if (rows === undefined) return refused("bad_input", { field: "interruptionIds" });
    const drafts: { readonly row: InterruptionRow; readonly note: NoteRow }[] = [];
    const known = await selectNotes(
      tx,
      rows.map((row) => row.interruption_id),
    );
    for (const row of rows) {
      const own = known.filter((one) => one.interruption_id === row.interruption_id);
      if (own.length >= limits.interruptionNotesMost) return refused("too_many");
      const note = noteOf(house, actor, row, { kind: "reason", reason, text });
      await insertNote(tx, note);
      drafts.push({ row, note });
    }
    const bodies = drafts.map(({ row, note }) => ({
      ...idsOf(row),
      noteId: note.note_id,
      reason,
      corrects: known.some(
        (one) => one.interruption_id === row.interruption_id && one.kind === "reason",
      ),
      late: note.late,
    }));
    const [body, ...more] = bodies;
    if (body === undefined) return refused("bad_input", { field: "interruptionIds" });
    const subject = { type: "lesson" as const, id: lessonId };
    const personal: Record<string, string> = text === "" ? {} : { text };
    const also = more.map((one): EntryDraft => ({
      kind: "interruption.reasoned@1",
      subject,
      body: one,
      personal,
    }));
    return granted({ value: undefined, subject, body, personal, also });
  });
  if (!done.ok) return done;
  await settleOverdue(house, lessonId);
  return granted(await cardOf(house, actor, kept.value));
}

/** Adds what was repaired, after it was (修复后补备注). */
export async function addRemark(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly interruptionId: string; readonly text: string },
): Promise<Outcome<CompletionCard>> {
  const { lessonId, interruptionId, text } = ask;
  const attempted = "completion.remark";
  const kept = await keptLesson(house, actor, { lessonId, attempted });
  if (!kept.ok) return kept;
  const done = await act(house, actor, "interruption.remarked@1", async (tx) => {
    const [row] = (await locked(house, tx, { lessonId, ids: [interruptionId] })) ?? [];
    if (row === undefined) return refused("bad_input", { field: "interruptionId" });
    if ((await selectNotes(tx, [interruptionId])).length >= limits.interruptionNotesMost)
      return refused("too_many");
    const note = noteOf(house, actor, row, { kind: "remark", reason: null, text });
    await insertNote(tx, note);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { ...idsOf(row), noteId: note.note_id },
      personal: { text },
    });
  });
  return done.ok ? granted(await cardOf(house, actor, kept.value)) : done;
}

/** Lines of this lesson, or undefined when one of them is another's. */
async function locked(
  house: House,
  tx: Writing,
  of: { readonly lessonId: string; readonly ids: readonly string[] },
): Promise<InterruptionRow[] | undefined> {
  await lockLesson(tx, of.lessonId);
  const ids = [...new Set(of.ids)];
  const rows = await selectInterruptions(tx, house.siteId, {
    ids,
    lessonIds: [of.lessonId],
    most: ids.length,
  });
  return rows.length === ids.length ? rows : undefined;
}

function noteOf(
  house: House,
  actor: PersonActor,
  row: InterruptionRow,
  said: Pick<NoteRow, "kind" | "reason" | "text">,
): NoteRow {
  const nowMs = house.clock.now();
  return {
    ...said,
    note_id: house.newId(),
    site_id: house.siteId,
    interruption_id: row.interruption_id,
    by_account: actor.accountId,
    at_ms: nowMs,
    late: said.kind === "reason" && nowMs >= row.asked_at_ms + limits.completionDueMs,
  };
}
