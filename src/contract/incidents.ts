import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** What the house notices of a camera, or of all at once. */
export const cameraTroubles = [
  "recorder-silent",
  "cameras-lost-together",
  "camera-lost",
  "camera-stalled",
  "camera-frozen",
  "camera-covered",
  "camera-moved",
  "camera-defocused",
  "camera-dark",
  "camera-black",
  "camera-silent",
  "camera-clipped",
  "camera-offset",
  "camera-clock",
] as const;

/** What can happen that somebody must handle. Raised by the house itself, never typed in. */
export const incidentKinds = [
  "copy-night-failed",
  "database-copy-behind",
  "archive-unreceived",
  "copy-target-unreachable",
  "copy-set-away",
  "copy-damaged",
  "bit-rot",
  "disk-low",
  "disk-full",
  "disk-failing",
  "spool-overflow",
  "overflow-unusable",
  "recording-stopped",
  "retention-shortfall",
  "misplaced-object",
  "restore-trial-failed",
  "task-overdue",
  "task-problem",
  "destruction-stopped",
  "rolling-stopped",
  "evidence-unreported",
  "evidence-not-copied",
  "gap-unreasoned",
  "lesson-unconfirmed",
  "completion-problem",
  ...cameraTroubles,
  "exam-station",
  "card-unsigned",
  "exam-not-recorded",
  "lesson-problem",
  "privacy-event",
  "camera-altered",
  "usb-unknown",
  "digest-unacknowledged",
] as const;
export const IncidentKind = z.enum(incidentKinds);
export type IncidentKind = z.infer<typeof IncidentKind>;

/** 提示, 一般, 较大, 重大: four levels (C-53). */
export const severities = ["notice", "minor", "major", "critical"] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** What an incident is about: its kind of thing, and the thing by its id or another lasting key. */
export const incidentSubjects = [
  "lesson",
  "house",
  "camera",
  "disk",
  "partition",
  "target",
  "night",
  "object",
  "file",
  "item",
  "task",
  "case",
  "evidence",
  "usb-device",
] as const;
export const IncidentSubject = z.strictObject({
  type: z.enum(incidentSubjects),
  id: z.string().min(1).max(200),
});
export type IncidentSubject = z.infer<typeof IncidentSubject>;

/** What an incident may say of itself; each name has its word on the screens. */
export const incidentFactNames = [
  "camera",
  "cameras",
  "changed",
  "circuit",
  "code",
  "date",
  "days",
  "daysHeld",
  "daysLeft",
  "detail",
  "detectedAtMs",
  "device",
  "disk",
  "dueDays",
  "dueMs",
  "files",
  "fixedAtMs",
  "folders",
  "found",
  "freeBytes",
  "freePercent",
  "gaps",
  "host",
  "hours",
  "lesson",
  "lost",
  "lostMs",
  "missed",
  "missing",
  "model",
  "most",
  "name",
  "number",
  "object",
  "objects",
  "overflowFolder",
  "overflowFreeBytes",
  "overflowProblem",
  "path",
  "pending",
  "period",
  "place",
  "problem",
  "reason",
  "receivers",
  "serial",
  "silentMs",
  "sinceMs",
  "startMs",
  "state",
  "station",
  "target",
  "task",
  "venue",
  "waitingSegments",
  "week",
  "what",
  "wrong",
  "year",
] as const;
export type IncidentFactName = (typeof incidentFactNames)[number];
/** As a room says them, before they are cut to what an entry holds. */
export type SaidFacts = Readonly<Partial<Record<IncidentFactName, string | number>>>;

/** Facts as people need them; names of people never stand here. */
export const IncidentFacts = z.record(z.string().max(40), z.union([z.string().max(500), z.int()]));
export type IncidentFacts = z.infer<typeof IncidentFacts>;

/** 未处理, 处理中, 已恢复, 已关闭. `settled`: what was wrong is right again, found by the house. */
export const incidentStates = ["open", "acknowledged", "settled", "closed"] as const;
export const IncidentState = z.enum(incidentStates);
export type IncidentState = z.infer<typeof IncidentState>;

/** Kinds the superior is told of at once (S3-B3). */
export const reportedKinds: readonly IncidentKind[] = [
  "retention-shortfall",
  "digest-unacknowledged",
];

/** 当班管理员, 代班人, 第一位管理员, 本人受理, 移交. */
export const assignedHows = ["on-duty", "delegate", "first", "taken-on", "handed-over"] as const;
export const AssignedHow = z.enum(assignedHows);
export type AssignedHow = z.infer<typeof AssignedHow>;

const Minutes = z.int().min(1).max(480);
/** Within how many minutes somebody has to have taken an incident on; eight hours at most (N-26). */
export const IncidentTargets = z.strictObject({
  recordingLoss: Minutes,
  notice: Minutes,
  minor: Minutes,
  major: Minutes,
  critical: Minutes,
});
export type IncidentTargets = z.infer<typeof IncidentTargets>;

export const defaultTargets: IncidentTargets = {
  recordingLoss: 15,
  notice: 120,
  minor: 120,
  major: 120,
  critical: 120,
};

/** Who is on duty for incidents, who stands in, and the institution's targets. */
export const IncidentDuty = z.strictObject({
  onDutyId: Id.nullable(),
  delegateId: Id.nullable(),
  targets: IncidentTargets,
});
export type IncidentDuty = z.infer<typeof IncidentDuty>;

export const Incident = z.strictObject({
  incidentId: Id,
  kind: IncidentKind,
  severity: Severity,
  subject: IncidentSubject,
  facts: IncidentFacts,
  firstSeenMs: Ms,
  lastSeenMs: Ms,
  /** How often it was seen. */
  count: z.int().min(1),
  state: IncidentState,
  /** Whose it is: assigned by the house, taken on, or handed over. */
  owner: z.string().nullable(),
  ownerId: Id.nullable(),
  assigned: AssignedHow.nullable(),
  /** By then somebody has to have taken it on (C-37), and by the other it has to be over (N-26). */
  respondDueMs: Ms.nullable(),
  handleDueMs: Ms.nullable(),
  remindedAtMs: Ms.nullable(),
  /** Told to the director, and then to the superior, because its time had run out. */
  escalatedAtMs: Ms.nullable(),
  breachedAtMs: Ms.nullable(),
  acknowledgedAtMs: Ms.nullable(),
  settledAtMs: Ms.nullable(),
  closedAtMs: Ms.nullable(),
  closedBy: z.string().nullable(),
  /** What was done about it. */
  done: z.string().max(limits.textCharacters).nullable(),
  /** When the superior was told, where this kind asks for it. */
  reportedAtMs: Ms.nullable(),
});
export type Incident = z.infer<typeof Incident>;

/** Incidents of one kind in a period, with how they were handled (S0-5.4.2). */
export const IncidentStatistic = z.strictObject({
  kind: IncidentKind,
  incidents: z.int(),
  /** How often all of them were seen. */
  seen: z.int(),
  goingOn: z.int(),
  closed: z.int(),
  takenOnMedianMs: z.int().nullable(),
  overMedianMs: z.int().nullable(),
  late: z.int(),
  breached: z.int(),
});
export type IncidentStatistic = z.infer<typeof IncidentStatistic>;

/** One step of how an incident was handled, as the ledger tells it. */
export const IncidentStep = z.strictObject({
  kind: z.string(),
  atMs: Ms,
  by: z.string(),
  /** A reason, what was done, or to whom it went. */
  text: z.string(),
});
export type IncidentStep = z.infer<typeof IncidentStep>;
