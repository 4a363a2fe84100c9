import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { Role } from "./roles.ts";

/** 系统崩溃, 数据丢失, 影像泄露, 网络攻击: the four events the regulation names (S0-15). */
export const eventKinds = ["system-crash", "data-loss", "footage-leak", "attack"] as const;
export const EventKind = z.enum(eventKinds);
export type EventKind = z.infer<typeof EventKind>;

/** 切断风险源, 保护现场, 立即报告, 处置, 结论与签字: the way of every one of them, in this order. */
export const eventSteps = ["cut", "preserve", "report", "handle", "conclude"] as const;
export const EventStep = z.enum(eventSteps);
export type EventStep = z.infer<typeof EventStep>;

/** What cuts the risk off. Each one acts; all but the first can be given back. */
export const measureKinds = [
  "revoke-sign-ins",
  "lock-account",
  "isolate-camera",
  "freeze-exports",
  "stop-kiosks",
] as const;
export const MeasureKind = z.enum(measureKinds);
export type MeasureKind = z.infer<typeof MeasureKind>;

const Everybody = z.strictObject({ who: z.literal("everybody") });
const OfRole = z.strictObject({ who: z.literal("role"), role: Role });
const OfAccount = z.strictObject({ who: z.literal("account"), accountId: Id });

/** Whose sign-ins end: one person's, a role's, or everybody's but those of who orders it. */
export const RevokedOnes = z.discriminatedUnion("who", [OfAccount, OfRole, Everybody]);
export type RevokedOnes = z.infer<typeof RevokedOnes>;

/** What is ordered, of what. Whether an isolated camera goes on recording is said, never assumed. */
export const MeasureOrder = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("revoke-sign-ins"), of: RevokedOnes }),
  z.strictObject({ kind: z.literal("lock-account"), accountId: Id }),
  z.strictObject({ kind: z.literal("isolate-camera"), cameraId: Id, keepsRecording: z.boolean() }),
  z.strictObject({ kind: z.literal("freeze-exports") }),
  /** Kiosks of one room, or null: every one of the house. */
  z.strictObject({ kind: z.literal("stop-kiosks"), venueId: Id.nullable() }),
]);
export type MeasureOrder = z.infer<typeof MeasureOrder>;

/** 已下令, 执行中, 已执行, 已解除: `done` has an effect that passed with the act itself. */
export const measureStates = ["ordered", "stands", "done", "lifted"] as const;
export const MeasureState = z.enum(measureStates);
export type MeasureState = z.infer<typeof MeasureState>;

export const Measure = z.strictObject({
  measureId: Id,
  eventId: Id,
  order: MeasureOrder,
  /** The person, role or camera by name, as it was then. */
  target: z.string().nullable(),
  state: MeasureState,
  reason: z.string(),
  orderedBy: z.string(),
  orderedAtMs: Ms,
  carriedOutAtMs: Ms.nullable(),
  /** How many sign-ins ended by it. */
  ended: z.int().nullable(),
  liftedBy: z.string().nullable(),
  liftedAtMs: Ms.nullable(),
  liftReason: z.string().nullable(),
  /** The reader ordered it: somebody else has to give it back. */
  own: z.boolean(),
});
export type Measure = z.infer<typeof Measure>;

/** 中心主任, 学校网信部门, 学校保卫部门: the three who are told at once. */
export const noticeParties = ["director", "cyber", "security"] as const;
export const NoticeParty = z.enum(noticeParties);
export type NoticeParty = z.infer<typeof NoticeParty>;

export const noticeMeans = ["system", "phone", "in-person", "letter"] as const;
export const NoticeMeans = z.enum(noticeMeans);
export type NoticeMeans = z.infer<typeof NoticeMeans>;

/** Acknowledged by the account that was told, or noted by who handles it. */
const Receipt = z.strictObject({
  how: z.enum(["account", "noted"]),
  by: z.string(),
  /** Number of the letter or of the call, where there is one. */
  number: z.string().nullable(),
  atMs: Ms,
});

export const Notice = z.strictObject({
  noticeId: Id,
  party: NoticeParty,
  means: NoticeMeans,
  /** Who was told, by name. */
  to: z.string(),
  accountId: Id.nullable(),
  sentAtMs: Ms,
  sentBy: z.string(),
  receipt: Receipt.nullable(),
  /** Sent to the reader's account and not acknowledged yet. */
  mine: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

const text = z.string().trim().min(1).max(limits.textCharacters);
const line = z.string().trim().min(1).max(limits.eventLineCharacters);

export const NoticeInput = z.strictObject({
  party: NoticeParty,
  means: NoticeMeans,
  to: line,
  /** Whose account acknowledges it; null where the party has none here. */
  accountId: Id.nullable(),
  /** When it was told; not in the future. */
  sentAtMs: Ms,
});
export type NoticeInput = z.infer<typeof NoticeInput>;

/** An account one can tell, or lock. */
export const ToldOne = z.strictObject({
  accountId: Id,
  name: z.string(),
  login: z.string(),
  role: Role,
});
export type ToldOne = z.infer<typeof ToldOne>;

export const ReceiptInput = z.strictObject({
  by: line,
  number: z.string().trim().max(limits.eventLineCharacters),
});

export const EventNote = z.strictObject({
  noteId: Id,
  step: EventStep,
  text: z.string(),
  by: z.string(),
  atMs: Ms,
});
export type EventNote = z.infer<typeof EventNote>;

/** The state of the house at one moment, kept under its digest. */
export const EventSnapshot = z.strictObject({
  paperId: Id,
  sha256: Sha256Hex,
  sizeBytes: z.int(),
  takenAtMs: Ms,
  takenBy: z.string(),
  /** Size of the ledger's tree its checkpoint is over; null before the first one. */
  ledgerSize: z.int().nullable(),
});
export type EventSnapshot = z.infer<typeof EventSnapshot>;

/** A found picture, and whose page it was on. */
export const EventFinding = z.strictObject({
  findingId: Id,
  code: z.string(),
  minute: z.int(),
  name: z.string(),
  login: z.string(),
  terminal: z.string(),
  /** The minute the picture was on the screen. */
  shownAtMs: Ms,
  paperId: Id.nullable(),
  atMs: Ms,
  by: z.string(),
});
export type EventFinding = z.infer<typeof EventFinding>;

/** What is still missing before an event may be closed. */
export const closingNeeds = [
  "cut",
  "preserve",
  "notice-director",
  "notice-cyber",
  "notice-security",
  "receipt-director",
  "receipt-cyber",
  "receipt-security",
] as const;
export const ClosingNeed = z.enum(closingNeeds);
export type ClosingNeed = z.infer<typeof ClosingNeed>;

export const EventLine = z.strictObject({
  eventId: Id,
  kind: EventKind,
  /** 演练: nothing happened, everything was done as if. */
  drill: z.boolean(),
  what: z.string(),
  discoverer: z.string(),
  discoveredAtMs: Ms,
  declaredBy: z.string(),
  declaredAtMs: Ms,
  incidentId: Id.nullable(),
  closedAtMs: Ms.nullable(),
  closedBy: z.string().nullable(),
  /** Measures that stand. */
  standing: z.int(),
  /** A notice waits for the reader's acknowledgement. */
  waitsForMe: z.boolean(),
});
export type EventLine = z.infer<typeof EventLine>;

export const Event = EventLine.extend({
  measures: z.array(Measure),
  notices: z.array(Notice),
  notes: z.array(EventNote),
  snapshots: z.array(EventSnapshot),
  findings: z.array(EventFinding),
  missing: z.array(ClosingNeed),
  steps: z.array(z.strictObject({ step: EventStep, done: z.boolean() })),
  /** Measures this kind of event asks for first. */
  advised: z.array(MeasureKind),
  cause: z.string().nullable(),
  measuresTaken: z.string().nullable(),
  conclusion: z.string().nullable(),
  signature: Strokes.nullable(),
});
export type Event = z.infer<typeof Event>;

export const EventInput = z.strictObject({
  kind: EventKind,
  drill: z.boolean(),
  what: text,
  discoverer: line,
  discoveredAtMs: Ms,
  incidentId: Id.nullable(),
});
export type EventInput = z.infer<typeof EventInput>;

export const Conclusion = z.strictObject({ cause: text, measuresTaken: text, conclusion: text });
export type Conclusion = z.infer<typeof Conclusion>;
