import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** 画笔, 箭头, 聚光: what is drawn over a picture. The recording itself is never touched. */
export const drawnTools = ["pen", "arrow", "spotlight"] as const;
export const DrawnTool = z.enum(drawnTools);
export type DrawnTool = z.infer<typeof DrawnTool>;

/** Ten-thousandths of the picture's width and height, so that it fits whatever size it is shown in. */
const Place = z.int().min(0).max(10_000);
export const Stroke = z.strictObject({
  tool: DrawnTool,
  points: z
    .array(z.tuple([Place, Place]))
    .min(1)
    .max(limits.drawnPoints),
});
export type Stroke = z.infer<typeof Stroke>;

/** 教学批注: bound to an instant of a lesson, never changed; a correction is a note of its own. */
export const NoteInput = z.strictObject({
  atMs: Ms,
  /** The picture the strokes lie on; null where there are none. */
  cameraId: Id.nullable(),
  /** Who it is about, and who else may read it; null: only those who teach. */
  studentId: Id.nullable(),
  text: z.string().trim().max(limits.textCharacters),
  strokes: z.array(Stroke).max(limits.drawnStrokes),
  corrects: Id.nullable(),
});
export type NoteInput = z.infer<typeof NoteInput>;

export const Note = NoteInput.extend({
  noteId: Id,
  lessonId: Id,
  /** Null for a student: who reads the own notes need not know everybody. */
  by: z.string().nullable(),
  saidAtMs: Ms,
  /** Another note corrects it. */
  corrected: z.boolean(),
});
export type Note = z.infer<typeof Note>;

/** A candidate's go at a checklist in a lesson: what two are compared by. */
export const Attempt = z.strictObject({
  assignmentId: Id,
  checklistId: Id,
  lessonId: Id,
  lesson: z.string(),
  title: z.string(),
  lessonStartMs: Ms,
  studentId: Id,
  name: z.string(),
  /** The first and the last mark; null: nobody marked it yet. */
  firstMs: Ms.nullable(),
  lastMs: Ms.nullable(),
});
export type Attempt = z.infer<typeof Attempt>;
