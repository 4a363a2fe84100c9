import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";

/** Debrief: what a note says and whom it is about is personal. */
export const debriefEntries = {
  "debrief.noted@1": z.strictObject({
    noteId: Id,
    lessonId: Id,
    atMs: Ms,
    cameraId: Id.nullable(),
    strokes: z.int(),
    strokesSha256: Sha256Hex,
    corrects: Id.nullable(),
    /** The student it is about may read it. */
    forStudent: z.boolean(),
  }),
} as const;
