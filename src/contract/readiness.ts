import { z } from "zod";
import { detectionKinds } from "./detection.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a pre-class card looks at (课前检查, S0-4.3a): seven for each camera, three for the house. */
export const cameraChecks = [
  "live",
  "picture",
  "light",
  "sharpness",
  "sound",
  "clock",
  "network",
] as const;
export const houseChecks = ["recorder", "disk", "roster"] as const;
export const CardCheck = z.enum([...cameraChecks, ...houseChecks]);
export type CardCheck = z.infer<typeof CardCheck>;
export type CameraCheck = (typeof cameraChecks)[number];

export const checkStates = ["good", "bad", "unknown"] as const;
export const CheckState = z.enum(checkStates);
export type CheckState = z.infer<typeof CheckState>;

/** Measured figures, whole numbers named with their units. */
export const checkFigures = [
  "connectMs",
  "levelDb",
  "lightOf255",
  "sharpnessPercent",
  "offsetMs",
  "packetsLost",
  "freePercent",
  "daysLeft",
  "people",
] as const;
export const CheckFigure = z.enum(checkFigures);
export type CheckFigure = z.infer<typeof CheckFigure>;

/** Why an item is bad or cannot be told. */
export const checkCauses = [
  "unreachable",
  "login-refused",
  "unusable",
  "isolated",
  ...detectionKinds,
  "no-decoder",
  "not-learnt",
  "no-track",
  "no-report",
  "not-seen",
  "slow",
  "silent-recorder",
  "low",
  "empty",
] as const;
export const CheckCause = z.enum(checkCauses);
export type CheckCause = z.infer<typeof CheckCause>;

export const CardItem = z.strictObject({
  check: CardCheck,
  /** Null: of the house. */
  cameraId: Id.nullable(),
  state: CheckState,
  cause: CheckCause.nullable(),
  figures: z.partialRecord(CheckFigure, z.int()),
});
export type CardItem = z.infer<typeof CardItem>;

export const CardCamera = z.strictObject({ cameraId: Id, label: z.string(), name: z.string() });
export type CardCamera = z.infer<typeof CardCamera>;

/** One look at everything, as a teacher saw it; a signature is given to one of these. */
export const CardLook = z.strictObject({
  lookId: Id,
  atMs: Ms,
  items: z.array(CardItem),
  /** Digest of each picture that was shown, by camera. */
  pictures: z.array(z.strictObject({ cameraId: Id, sha256: Sha256Hex })),
  /** Over items and pictures: what the signature stands under. */
  sha256: Sha256Hex,
});
export type CardLook = z.infer<typeof CardLook>;

export const CardRemark = z.strictObject({
  check: CardCheck,
  cameraId: Id.nullable(),
  text: z.string().trim().min(1).max(limits.nameCharacters),
});
export type CardRemark = z.infer<typeof CardRemark>;

export const CardSigned = z.strictObject({
  name: z.string(),
  atMs: Ms,
  late: z.boolean(),
  look: CardLook,
  remarks: z.array(CardRemark),
  signatureSha256: Sha256Hex,
});
export type CardSigned = z.infer<typeof CardSigned>;

/** 未到时间, 待确认, 逾期未确认, 已确认, 逾期确认, 未确认. */
export const cardStates = ["early", "open", "late", "signed", "signed-late", "missed"] as const;
export const CardState = z.enum(cardStates);
export type CardState = z.infer<typeof CardState>;

/** What somebody finds wrong (S0-4.3d): 画面, 声音, 设备, 网络, 录制, 其他. */
export const problemKinds = [
  "picture",
  "sound",
  "device",
  "network",
  "recording",
  "other",
] as const;
export const ProblemKind = z.enum(problemKinds);
export type ProblemKind = z.infer<typeof ProblemKind>;

export const Problem = z.strictObject({
  reportId: Id,
  kind: ProblemKind,
  text: z.string(),
  by: z.string(),
  atMs: Ms,
  incidentId: Id,
  /** When the house itself had noticed the trouble that goes on in this lesson; null: it had not. */
  detectedAtMs: Ms.nullable(),
});
export type Problem = z.infer<typeof Problem>;

/** A camera that does not record now, and since when as far as is known. */
export const NotRecording = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  cause: z.enum(["idle", "connecting", "lost", "unknown", "silent-recorder"]),
});
export type NotRecording = z.infer<typeof NotRecording>;

/** An exam that may open although a camera is down: asked by the examiner, decided by the director. */
export const Override = z.strictObject({
  overrideId: Id,
  incidentId: Id,
  askedBy: z.string(),
  askedAtMs: Ms,
  reason: z.string(),
  missing: z.array(NotRecording),
  decidedBy: z.string().nullable(),
  decidedAtMs: Ms.nullable(),
  approved: z.boolean().nullable(),
  decisionReason: z.string(),
});
export type Override = z.infer<typeof Override>;

export const Exam = z.strictObject({
  openedAtMs: Ms.nullable(),
  openedBy: z.string().nullable(),
  /** It opened by this override. */
  overrideId: Id.nullable(),
  cameras: z.int(),
  missing: z.array(NotRecording),
  overrides: z.array(Override),
});
export type Exam = z.infer<typeof Exam>;

/** What the director decides of a sealed stretch: 解除, 继续封存. */
export const privacyDecisions = ["released", "kept"] as const;
export const PrivacyDecision = z.enum(privacyDecisions);
export type PrivacyDecision = z.infer<typeof PrivacyDecision>;

/** A stretch nobody looks at until the director decides (C-41). Recording goes on. */
export const PrivacyEvent = z.strictObject({
  eventId: Id,
  lessonId: Id,
  lesson: z.string(),
  declaredBy: z.string(),
  declaredAtMs: Ms,
  /** Half-open; the end is the lesson's unless somebody ended it before. */
  startMs: Ms,
  endMs: Ms,
  endedAtMs: Ms.nullable(),
  decision: PrivacyDecision.nullable(),
  decidedBy: z.string().nullable(),
  decidedAtMs: Ms.nullable(),
  keptUntilMs: Ms.nullable(),
  reason: z.string(),
  /** Nobody looks at it now. */
  sealed: z.boolean(),
});
export type PrivacyEvent = z.infer<typeof PrivacyEvent>;

/** Rules of conduct for trainees, as they were read (S0-4.4); each change is a version of its own. */
export const RulesRead = z.strictObject({
  version: z.int().min(1),
  zh: z.array(z.string()),
  en: z.array(z.string()),
  /** When the reader acknowledged this version for this course. */
  acknowledgedAtMs: Ms.nullable(),
});
export type RulesRead = z.infer<typeof RulesRead>;

const Rule = z.string().trim().min(1).max(limits.textCharacters);
/** A new version as it is typed: one rule a line, in both languages, and its day. */
export const RulesText = z.strictObject({
  zh: z.array(Rule).min(1).max(30),
  en: z.array(Rule).min(1).max(30),
  fromMs: Ms,
});
export type RulesText = z.infer<typeof RulesText>;

export const RulesLine = z.strictObject({
  version: z.int().min(1),
  zh: z.array(z.string()),
  en: z.array(z.string()),
  fromMs: Ms,
  /** Null: the house brought it. */
  publishedBy: z.string().nullable(),
  publishedAtMs: Ms.nullable(),
  stands: z.enum(["in-force", "coming", "past"]),
});
export type RulesLine = z.infer<typeof RulesLine>;

/** A trainee of a lesson, and whether the rules were read for its course. */
export const Acknowledgement = z.strictObject({
  accountId: Id,
  name: z.string(),
  atMs: Ms.nullable(),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** All that a lesson's page tells before and during it. */
export const Readiness = z.strictObject({
  lessonId: Id,
  title: z.string(),
  nowMs: Ms,
  startMs: Ms,
  endMs: Ms,
  /** From then on the cameras record by themselves. */
  recordFromMs: Ms,
  /** From then on the card is open. */
  opensAtMs: Ms,
  /** Null where nothing is recorded. */
  card: CardState.nullable(),
  signed: CardSigned.nullable(),
  /** Teaches this lesson: signs, opens the exam, ends what was sealed. */
  teaches: z.boolean(),
  mayReport: z.boolean(),
  mayDeclare: z.boolean(),
  cameras: z.array(CardCamera),
  /** Null where it is no formal exam. */
  exam: Exam.nullable(),
  problems: z.array(Problem),
  privacy: z.array(PrivacyEvent),
});
export type Readiness = z.infer<typeof Readiness>;

/** A lesson of today as its teacher's first page tells it. */
export const TodayLine = z.strictObject({
  lessonId: Id,
  title: z.string(),
  venueName: z.string(),
  startMs: Ms,
  endMs: Ms,
  card: CardState.nullable(),
  cameras: z.int(),
  /** Cameras with a trouble that is known now. */
  troubled: z.int(),
  exam: z.enum(["closed", "open"]).nullable(),
  sealed: z.boolean(),
});
export type TodayLine = z.infer<typeof TodayLine>;
