import { z } from "zod";
import { GapReason, InterruptionCause, Verdict } from "../completion.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

const OfInterruption = { interruptionId: Id, lessonId: Id, cameraId: Id };
const Said = {
  confirmationId: Id,
  lessonId: Id,
  verdict: Verdict,
  /** SHA-256 of the canonical text of what was shown. */
  factsSha256: Sha256Hex,
  late: z.boolean(),
};

/** After the lesson (S0-4.3c, S0-6.1c, S0-5.3.3). What people wrote is personal: it may name somebody. */
export const completionEntries = {
  "interruption.noticed@1": z.strictObject({
    ...OfInterruption,
    startMs: Ms,
    /** Null: it goes on. */
    endMs: Ms.nullable(),
    cause: InterruptionCause,
  }),
  "interruption.ended@1": z.strictObject({ ...OfInterruption, startMs: Ms, endMs: Ms }),
  /** What arrived late, or is gone since, made it shorter or longer. */
  "interruption.moved@1": z.strictObject({
    ...OfInterruption,
    fromStartMs: Ms,
    fromEndMs: Ms.nullable(),
    startMs: Ms,
    endMs: Ms.nullable(),
    /** Longer than what the reason was given for. */
    asksAgain: z.boolean(),
  }),
  /** What was missing is there. */
  "interruption.filled@1": z.strictObject(OfInterruption),
  "interruption.reasoned@1": z.strictObject({
    ...OfInterruption,
    noteId: Id,
    reason: GapReason,
    /** A reason stood before; it stays where it is. */
    corrects: z.boolean(),
    late: z.boolean(),
  }),
  "interruption.remarked@1": z.strictObject({ ...OfInterruption, noteId: Id }),
  "interruption.printed@1": z.strictObject({
    form: z.enum(["pdf", "xlsx"]),
    fromMs: Ms,
    toMs: Ms,
    lines: z.int(),
    digest: Sha256Hex,
  }),
  "completion.confirmed@1": z.strictObject({
    ...Said,
    interruptions: z.int(),
    signatureSha256: Sha256Hex,
  }),
  "completion.reported@1": z.strictObject(Said),
  "completion.reopened@1": z.strictObject({
    confirmationId: Id,
    lessonId: Id,
    interruptionId: Id,
  }),
  "completion.certified@1": z.strictObject({
    lessonId: Id,
    verdict: Verdict,
    form: z.enum(["sheet", "package"]),
    factsSha256: Sha256Hex,
    fileSha256: Sha256Hex,
  }),
  "lesson-task.set@1": z.strictObject({ taskId: Id, lessonId: Id }),
  "lesson-task.checked@1": z.strictObject({
    checkId: Id,
    taskId: Id,
    lessonId: Id,
    of: z.enum(["all", "group", "student"]),
    done: z.boolean(),
  }),
  "comment.added@1": z.strictObject({
    commentId: Id,
    lessonId: Id,
    atMs: Ms,
    corrects: Id.nullable(),
  }),
} as const;
