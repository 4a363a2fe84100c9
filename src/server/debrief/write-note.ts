import type { PersonActor } from "../../contract/actor.ts";
import type { Note, NoteInput } from "../../contract/debrief.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { rightToLook, whoLooks } from "../access/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { venueScope } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { type NoteRow, insertNote, selectNotes } from "./debrief.store.ts";

export interface NewNote extends NoteInput {
  readonly lessonId: string;
}

/**
 * Keeps a note at an instant of a lesson, with what was drawn over one picture. The recording stays as it
 * is; a note is never changed, only corrected by the next. Only who may look at this picture now writes on it.
 */
export async function writeNote(
  house: House,
  actor: PersonActor,
  ask: NewNote,
): Promise<Outcome<Note>> {
  const refusal = await noteRefusal(house, actor, ask);
  if (refusal !== undefined) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "debrief.noted@1", refusal, subject);
    return refusal;
  }
  const row = rowOf(house, actor, ask);
  return act(house, actor, "debrief.noted@1", async (tx) => {
    const known = await selectNotes(tx, ask.lessonId);
    if (known.length >= limits.debriefNotesMost)
      return refused("too_many", { most: limits.debriefNotesMost });
    if (ask.corrects !== null) {
      const wrong = known.find((one) => one.note_id === ask.corrects);
      if (wrong === undefined) return refused("not_found");
      if (known.some((one) => one.corrects === ask.corrects)) return refused("conflict");
    }
    await insertNote(tx, row);
    return granted({
      value: {
        ...ask,
        noteId: row.note_id,
        by: actor.name,
        saidAtMs: row.said_at_ms,
        corrected: false,
      },
      subject: { type: "lesson", id: ask.lessonId },
      body: {
        noteId: row.note_id,
        lessonId: ask.lessonId,
        atMs: ask.atMs,
        cameraId: ask.cameraId,
        strokes: ask.strokes.length,
        strokesSha256: digestOf(ask.strokes),
        corrects: ask.corrects,
        forStudent: ask.studentId !== null,
      },
      personal: {
        ...(ask.text === "" ? {} : { note: ask.text }),
        ...(ask.studentId === null ? {} : { student: ask.studentId }),
      },
    });
  });
}

async function noteRefusal(
  house: House,
  actor: PersonActor,
  ask: NewNote,
): Promise<Refusal | undefined> {
  if (!(await mayNote(house, actor, ask.lessonId))) return refused("not_found");
  if (ask.text === "" && ask.strokes.length === 0) return refused("bad_input", { field: "text" });
  if (ask.strokes.length > 0 !== (ask.cameraId !== null))
    return refused("bad_input", { field: "cameraId" });
  const right = await rightToLook(house, whoLooks(actor), {
    lessonId: ask.lessonId,
    purpose: null,
  });
  if (!right.ok) return right;
  const { look, facts } = right.value;
  if (ask.cameraId !== null && look.cameraIds !== null && !look.cameraIds.includes(ask.cameraId))
    return refused("not_found");
  if (ask.studentId !== null && !facts.studentIds.includes(ask.studentId))
    return refused("bad_input", { field: "studentId" });
  const endMs = Math.min(look.span.endMs, house.clock.now() + 1);
  return ask.atMs < look.span.startMs || ask.atMs >= endMs ? refused("span_invalid") : undefined;
}

/** Who teaches the lesson, or keeps its area. */
export async function mayNote(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<boolean> {
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return false;
  if (actor.role === "teacher")
    return facts.lesson.teachers.some((one) => one.accountId === actor.accountId);
  if (actor.role !== "manager") return false;
  return (await venueScope(house, actor.accountId)).includes(facts.lesson.venueId);
}

function rowOf(house: House, actor: PersonActor, ask: NewNote): NoteRow {
  return {
    note_id: house.newId(),
    site_id: house.siteId,
    lesson_id: ask.lessonId,
    at_ms: ask.atMs,
    camera_id: ask.cameraId,
    student_id: ask.studentId,
    text: ask.text,
    drawing: ask.strokes,
    corrects: ask.corrects,
    said_by: actor.accountId,
    said_at_ms: house.clock.now(),
  };
}
