import type { Stroke } from "../../contract/debrief.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** `migrations/0411-debrief.sql` is its definition. */
type DebriefTables = {
  "debrief.note": {
    note_id: string;
    site_id: string;
    lesson_id: string;
    at_ms: number;
    camera_id: string | null;
    student_id: string | null;
    text: string;
    drawing: Stroke[];
    corrects: string | null;
    said_by: string;
    said_at_ms: number;
  };
};
export type NoteRow = DebriefTables["debrief.note"];

/** Notes of a lesson by their instant. */
export function selectNotes(db: Database | Writing, lessonId: string): Promise<NoteRow[]> {
  return db
    .withTables<DebriefTables>()
    .selectFrom("debrief.note")
    .selectAll()
    .where("lesson_id", "=", lessonId)
    .orderBy("at_ms")
    .orderBy("said_at_ms")
    .orderBy("note_id")
    .execute();
}

export async function insertNote(tx: Writing, row: NoteRow): Promise<void> {
  await tx
    .withTables<DebriefTables>()
    .insertInto("debrief.note")
    .values({ ...row, drawing: jsonb(row.drawing) })
    .execute();
}

/** Words and drawings of a lesson's notes. */
export async function clearNotes(tx: Writing, lessonId: string): Promise<void> {
  await tx
    .withTables<DebriefTables>()
    .updateTable("debrief.note")
    .set({ text: "", drawing: jsonb<Stroke[]>([]) })
    .where("lesson_id", "=", lessonId)
    .execute();
}
