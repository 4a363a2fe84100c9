import type { PersonActor } from "../../contract/actor.ts";
import type { Attempt, Note } from "../../contract/debrief.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { lessons } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { scoring } from "../scores/index.ts";
import { type NoteRow, selectNotes } from "./debrief.store.ts";
import { mayNote } from "./write-note.ts";

export interface Debrief {
  readonly lessonId: string;
  readonly lesson: string;
  readonly startMs: number;
  readonly attempts: readonly Attempt[];
  readonly notes: readonly Note[];
  readonly mayNote: boolean;
}

/** What is known of a lesson's attempts, as far as this person may know it; a student: of the own ones. */
export async function readDebrief(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Debrief>> {
  const seen = await lessons.read(house, actor, lessonId);
  if (!seen.ok) return seen;
  const notes = reads(actor) ? await asTier(house, actor, (db) => selectNotes(db, lessonId)) : [];
  return granted({
    lessonId,
    lesson: seen.value.project,
    startMs: seen.value.startMs,
    attempts: await scoring.attempts(house, actor, lessonId),
    notes: await notesOf(house, actor, notes),
    mayNote: await mayNote(house, actor, lessonId),
  });
}

/** Roles whose tier reaches the notes at all. */
function reads({ role }: PersonActor): boolean {
  return role === "teacher" || role === "manager" || role === "student";
}

export async function notesOf(
  house: House,
  actor: PersonActor,
  rows: readonly NoteRow[],
): Promise<Note[]> {
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.said_by))]);
  const corrected = new Set(rows.flatMap((row) => row.corrects ?? []));
  return rows.map((row) => ({
    noteId: row.note_id,
    lessonId: row.lesson_id,
    atMs: row.at_ms,
    cameraId: row.camera_id,
    studentId: row.student_id,
    text: row.text,
    strokes: row.drawing,
    corrects: row.corrects,
    by: actor.role === "student" ? null : (people.get(row.said_by)?.name ?? ""),
    saidAtMs: row.said_at_ms,
    corrected: corrected.has(row.note_id),
  }));
}
