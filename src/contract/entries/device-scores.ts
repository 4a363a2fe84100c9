import { z } from "zod";
import { CprMode, DeviceFormat } from "../device-scores.ts";
import { Id, Sha256Hex } from "../ids.ts";

/** Automatic scores (S0-5.3.2). Whose they are and by which device is personal. */
export const deviceScoresEntries = {
  "score.imported@1": z.strictObject({
    assignmentId: Id,
    lessonId: Id,
    deviceScoreId: Id,
    format: DeviceFormat,
    mode: CprMode,
    formula: z.string(),
    events: z.int(),
    /** SHA-256 of the canonical text of the events. */
    eventsSha256: Sha256Hex,
    /** Imports of this candidate that were there before, and stay. */
    earlier: z.int(),
  }),
} as const;
