import { z } from "zod";
import { Strokes } from "./approval.ts";
import { CoverageKind, StreamName } from "./camera.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { gapCauses } from "./spool.ts";

/**
 * Why seconds are missing, as the house knows it: what the recorder sealed with the gap, or that the
 * file of a recorded segment is gone (`lost`) or is not what was entered (`damaged`).
 */
export const interruptionCauses = [...gapCauses, "lost", "damaged"] as const;
export const InterruptionCause = z.enum(interruptionCauses);
export type InterruptionCause = z.infer<typeof InterruptionCause>;

/** 原因 of F-25 as the instructor registers it; `other` says it in words. */
export const gapReasons = [
  "power",
  "network",
  "camera",
  "recorder",
  "storage",
  "late-start",
  "maintenance",
  "emergency",
  "file",
  "other",
] as const;
export const GapReason = z.enum(gapReasons);
export type GapReason = z.infer<typeof GapReason>;

const Span = z.strictObject({ startMs: Ms, endMs: Ms });
const Text = z.string().trim().max(limits.textCharacters);

/** One line of what was registered about an interruption; a correction is a later line. */
export const InterruptionNote = z.strictObject({
  noteId: Id,
  kind: z.enum(["reason", "remark"]),
  reason: GapReason.nullable(),
  text: z.string(),
  by: z.string(),
  atMs: Ms,
});
export type InterruptionNote = z.infer<typeof InterruptionNote>;

/** 中断: a stretch of a lesson that one camera lacks, a line of the register by itself (F-25). */
export const Interruption = z.strictObject({
  /** Null: just seen, and registered within the minute. */
  interruptionId: Id.nullable(),
  lessonId: Id,
  cameraId: Id,
  startMs: Ms,
  /** Null: it goes on. */
  endMs: Ms.nullable(),
  cause: InterruptionCause,
  /** What the cause suggests; the instructor says it. */
  suggested: GapReason.nullable(),
  /** From then on a reason is asked for; what was said before was said of less. */
  askedAtMs: Ms.nullable(),
  dueMs: Ms,
  /** The reason that stands. */
  reason: InterruptionNote.nullable(),
  notes: z.array(InterruptionNote),
});
export type Interruption = z.infer<typeof Interruption>;

/** Present and missing of one camera within the lesson, so far as the time for it has come. */
export const CameraAccount = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  coverage: z.array(CoverageKind),
  expectedMs: z.int(),
  presentMs: z.int(),
  missingMs: z.int(),
  present: z.array(Span),
  missing: z.array(Span),
  /** Whether its recording has sound. */
  sound: z.boolean(),
});
export type CameraAccount = z.infer<typeof CameraAccount>;

/** Of one of the four coverage kinds: what at least one of its cameras has (S0-5.2.1). */
export const KindAccount = z.strictObject({
  kind: CoverageKind,
  cameraIds: z.array(Id),
  expectedMs: z.int(),
  presentMs: z.int(),
  missingMs: z.int(),
  present: z.array(Span),
  missing: z.array(Span),
});
export type KindAccount = z.infer<typeof KindAccount>;

/** 完整; 有缺失，原因均已登记; 不完整. */
export const verdicts = ["complete", "explained", "incomplete"] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/** 进行中, 待核对, 逾期未核对, 已上报问题, 已核对, 核对后有变化. */
export const completionStates = [
  "running",
  "open",
  "overdue",
  "reported",
  "confirmed",
  "reopened",
] as const;
export const CompletionState = z.enum(completionStates);
export type CompletionState = z.infer<typeof CompletionState>;

/** A teacher's word on the card: confirmed, or a problem reported. */
export const CompletionSaid = z.strictObject({
  confirmationId: Id,
  kind: z.enum(["confirmed", "reported"]),
  by: z.string(),
  atMs: Ms,
  late: z.boolean(),
  verdict: Verdict,
  remark: z.string(),
  factsSha256: Sha256Hex,
  strokes: Strokes.nullable(),
  /** Something was found missing after it. */
  reopenedAtMs: Ms.nullable(),
});
export type CompletionSaid = z.infer<typeof CompletionSaid>;

/** Whose check mark: the whole lesson's, a group's, or a student's. */
export const CheckOf = z.union([
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({
    kind: z.literal("group"),
    group: z.string().trim().min(1).max(limits.nameCharacters),
  }),
  z.strictObject({ kind: z.literal("student"), studentId: Id }),
]);
export type CheckOf = z.infer<typeof CheckOf>;

export const LessonTask = z.strictObject({
  taskId: Id,
  title: z.string(),
  setBy: z.string(),
  setAtMs: Ms,
  /** The newest mark of each. */
  checks: z.array(
    z.strictObject({
      of: CheckOf,
      done: z.boolean(),
      by: z.string(),
      atMs: Ms,
    }),
  ),
});
export type LessonTask = z.infer<typeof LessonTask>;

/** A word on a moment of a lesson (课堂互动及点评文字记录); never changed, a correction names the old one. */
export const LessonComment = z.strictObject({
  commentId: Id,
  atMs: Ms,
  text: z.string(),
  by: z.string(),
  saidAtMs: Ms,
  corrects: Id.nullable(),
  correctedBy: Id.nullable(),
});
export type LessonComment = z.infer<typeof LessonComment>;

export const CommentInput = z.strictObject({
  atMs: Ms,
  text: Text.min(1),
  corrects: Id.nullable(),
});

/** 课后核对: expected against present, and all that must be in order before the teacher confirms. */
export const CompletionCard = z.strictObject({
  lessonId: Id,
  officialName: z.string(),
  lesson: Span,
  nowMs: Ms,
  state: CompletionState,
  /** From then on without the teacher's word it is overdue. */
  dueMs: Ms,
  verdict: Verdict,
  /** Everything recorded has had time to arrive. */
  settled: z.boolean(),
  destroyedAtMs: Ms.nullable(),
  cameras: z.array(CameraAccount),
  kinds: z.array(KindAccount),
  missingKinds: z.array(CoverageKind),
  interruptions: z.array(Interruption),
  roster: z
    .strictObject({
      expected: z.int(),
      came: z.int(),
      leave: z.int(),
      absent: z.int(),
      listClosed: z.boolean(),
      recordComplete: z.boolean(),
    })
    .nullable(),
  scores: z.array(z.strictObject({ title: z.string(), released: z.boolean() })),
  tasks: z.array(LessonTask),
  said: z.array(CompletionSaid),
  /** SHA-256 of what is shown; the confirmation names it, so nobody confirms what was not seen. */
  factsSha256: Sha256Hex,
  mayKeep: z.boolean(),
  mayConfirm: z.boolean(),
  /** What keeps it from being confirmed now. */
  hindrance: z
    .enum(["lesson_running", "not_settled", "gap_unreasoned", "kind_unremarked", "destroyed"])
    .nullable(),
});
export type CompletionCard = z.infer<typeof CompletionCard>;

/** A line of the register of interruptions, with what it is about in words. */
export const InterruptionLine = Interruption.extend({
  officialName: z.string(),
  cameraName: z.string(),
});
export type InterruptionLine = z.infer<typeof InterruptionLine>;

/** `data/certificate/certificate.json`: what the certificate of completeness says, for machines. */
export const CertificateFacts = z.strictObject({
  version: z.literal(1),
  siteId: Id,
  institution: z.string(),
  madeAtMs: Ms,
  lessonId: Id,
  officialName: z.string(),
  lesson: Span,
  verdict: Verdict,
  missingKinds: z.array(CoverageKind),
  kinds: z.array(KindAccount),
  cameras: z.array(CameraAccount),
  interruptions: z.array(Interruption.omit({ suggested: true, dueMs: true })),
  segments: z.array(
    z.strictObject({
      segmentId: Id,
      cameraId: Id,
      stream: StreamName,
      startMs: Ms,
      endMs: Ms,
      sizeBytes: z.int(),
      /** Null: its sealed record cannot be read any more. */
      sha256: Sha256Hex.nullable(),
      state: z.enum(["kept", "lost", "damaged"]),
      /** The record in the package. */
      record: z.string().nullable(),
    }),
  ),
  confirmation: CompletionSaid.omit({ strokes: true }).nullable(),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;
