import { z } from "zod";
import { Id, Sha256Hex } from "../ids.ts";
import { PassRule } from "../scoring.ts";

/** Checklists, marks and results (S0-5.3.2). Who was scored and what was said of them is personal. */
export const scoringEntries = {
  "checklist.published@1": z.strictObject({
    checklistId: Id,
    version: z.int().min(1),
    items: z.int(),
    /** SHA-256 of the canonical text of the version. */
    sha256: Sha256Hex,
  }),
  "scoring.assigned@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    checklistId: Id,
    version: z.int(),
    stationId: Id.nullable(),
    passRule: PassRule,
  }),
  /** An exam's candidates and its checklists in use, each of them entered beside it. */
  "cohort.opened@1": z.strictObject({
    cohortId: Id,
    candidates: z.int(),
    assignments: z.int(),
    /** SHA-256 of the canonical list of candidate ids, which are random. */
    candidatesSha256: Sha256Hex,
  }),
  "score.marked@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    marks: z.int(),
    /** Made after the sheet was handed in, each with its reason. */
    corrections: z.int(),
    /** SHA-256 of the canonical list of the marks; their ids are random, so nothing can be guessed from it. */
    marksSha256: Sha256Hex,
  }),
  "score.handed-in@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    handInId: Id,
    headsSha256: Sha256Hex,
  }),
  "score.released@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    candidates: z.int(),
  }),
  "score.exported@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    form: z.enum(["xlsx", "pdf"]),
    candidates: z.int(),
    fileSha256: Sha256Hex,
  }),
} as const;
