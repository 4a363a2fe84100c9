/** Debrief (复盘): looking back at attempts with what was marked, and notes that never touch the recording. */
import { forgetNotes } from "./forget-notes.ts";
import { readDebrief } from "./read-debrief.ts";
import { writeNote } from "./write-note.ts";

export const debrief = { read: readDebrief, note: writeNote, forget: forgetNotes };
