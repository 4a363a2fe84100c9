import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { PartitionName } from "./lesson.ts";

/**
 * Classes of keeping (S0-8.3, N-01–N-06): 3 and 5 years, permanent, rolling 30 days, by agreement,
 * sign-in records, register lines, check records. Their terms and clauses stand in
 * `kernel/retention/classes.ts`.
 */
export const retentionClasses = ["T3", "T5", "P", "V30", "AG", "SI", "RG", "CK"] as const;
export const RetentionClass = z.enum(retentionClasses);
export type RetentionClass = z.infer<typeof RetentionClass>;

/** How long something is kept at least: whole calendar years, or whole days. */
export const KeepingTerm = z.union([
  z.strictObject({ years: z.int().min(1).max(100) }),
  z.strictObject({ days: z.int().min(1).max(3_660) }),
]);
export type KeepingTerm = z.infer<typeof KeepingTerm>;

/** Classes an institution may set a longer term for: what is permanent has none. */
export const termedClasses = ["T3", "T5", "V30", "AG", "SI", "RG", "CK"] as const;
export const TermedClass = z.enum(termedClasses);
export type TermedClass = z.infer<typeof TermedClass>;

/** A class's term: what the rule asks for at least, what is in force, and who decided it. */
export const ClassTerm = z.strictObject({
  class: TermedClass,
  rule: z.string(),
  minimum: KeepingTerm,
  inForce: KeepingTerm,
  own: z
    .strictObject({
      setBy: z.string(),
      setAtMs: Ms,
      reason: z.string(),
      /** Null while what was kept before is still being gone through. */
      appliedAtMs: Ms.nullable(),
    })
    .nullable(),
});
export type ClassTerm = z.infer<typeof ClassTerm>;

/** The five kinds of traces (S0-2a): 软硬件, 系统数据, 音视频, 操作日志, 实训台账. */
export const itemKinds = [
  "equipment",
  "system-data",
  "footage",
  "operation-log",
  "training-ledger",
] as const;
export const ItemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof ItemKind>;

/** What an item keeps account of; with its id it is there once. */
export const itemSources = [
  "lesson",
  "watch-day",
  "camera",
  "sheet",
  "paper",
  "year-log",
  "year-sign-ins",
  "year-data",
  "year-checks",
] as const;
export const ItemSource = z.enum(itemSources);
export type ItemSource = z.infer<typeof ItemSource>;

/** Where an item of account stands; `kernel/retention/trace-item.ts` says what leads where. */
export const itemStates = [
  "collecting",
  "kept",
  "held",
  "due",
  "archived",
  "archived-held",
  "in-destruction",
  "being-destroyed",
  "destroyed",
] as const;
export const ItemState = z.enum(itemStates);
export type ItemState = z.infer<typeof ItemState>;

/** The seven stages of S0-2: 采集, 存储, 查阅, 使用, 归档, 销毁, 安全管理. */
export const itemStages = [
  "collection",
  "storage",
  "consultation",
  "use",
  "archiving",
  "destruction",
  "safekeeping",
] as const;
export const ItemStage = z.enum(itemStages);
export type ItemStage = z.infer<typeof ItemStage>;

/** What can be done with an item. */
export const itemActs = [
  "collect",
  "store",
  "look",
  "use",
  "archive",
  "fall-due",
  "prolong",
  "hold",
  "release",
  "propose",
  "withdraw",
  "begin",
  "destroy",
  "roll-over",
  "dispose",
] as const;
export const ItemAct = z.enum(itemActs);
export type ItemAct = z.infer<typeof ItemAct>;

/** Why an item may not be destroyed now; with none of these it may be proposed. */
export const keptReasons = [
  "not-due",
  "permanent",
  "held",
  "under-request",
  "collecting",
  "in-destruction",
  "destroyed",
] as const;
export const KeptReason = z.enum(keptReasons);
export type KeptReason = z.infer<typeof KeptReason>;

/** 事故追溯, 投诉核查, 上级检查, 诉讼, 固定证据. */
export const holdCauses = [
  "accident",
  "complaint",
  "inspection",
  "litigation",
  "evidence",
] as const;
export const HoldCause = z.enum(holdCauses);
export type HoldCause = z.infer<typeof HoldCause>;

/** What a claim stands on. Claims are what decides, and nothing else does. */
export const claimBases = ["class", "agreement", "hold"] as const;
export const ClaimBasis = z.enum(claimBases);
export type ClaimBasis = z.infer<typeof ClaimBasis>;

/** One line of the register of keeping (留存台账). */
export const ItemLine = z.strictObject({
  itemId: Id,
  /** 资料编号, `2026-000012`. */
  number: z.string(),
  kind: ItemKind,
  source: ItemSource,
  /** The official name for recordings, a plain one for everything else. */
  name: z.string(),
  partition: PartitionName,
  class: RetentionClass,
  formedMs: Ms,
  /** First instant at which it may be reviewed; null: kept without end. */
  minUntilMs: Ms.nullable(),
  deleteByMs: Ms.nullable(),
  held: z.boolean(),
  /** Copies that were verified, the house's own included; null where that is not counted. */
  copies: z.int().nullable(),
  state: ItemState,
});
export type ItemLine = z.infer<typeof ItemLine>;

export const Claim = z.strictObject({
  claimId: Id,
  basis: ClaimBasis,
  class: RetentionClass.nullable(),
  /** The clause it comes from. */
  rule: z.string(),
  untilMs: Ms.nullable(),
  deleteByMs: Ms.nullable(),
  openedAtMs: Ms,
  openedBy: z.string(),
  endedAtMs: Ms.nullable(),
  /** Hold or agreement behind it. */
  causeId: Id.nullable(),
  /** Why somebody placed the hold, or with whom the agreement is; empty for a class. */
  about: z.string(),
});
export type Claim = z.infer<typeof Claim>;

/** One step of an item's life, as the ledger tells it. */
export const ItemStep = z.strictObject({
  entryId: Id,
  atMs: Ms,
  by: z.string(),
  /** Null for what is told of the item and moves it nowhere. */
  act: ItemAct.nullable(),
  stage: ItemStage,
  from: ItemState.nullable(),
  to: ItemState.nullable(),
  kind: z.string(),
});
export type ItemStep = z.infer<typeof ItemStep>;

export const Hold = z.strictObject({
  holdId: Id,
  cause: HoldCause,
  reason: z.string(),
  scope: z.enum(["lesson", "camera", "case"]),
  lessonIds: z.array(Id),
  cameraLabel: z.string().nullable(),
  startMs: Ms.nullable(),
  endMs: Ms.nullable(),
  requestId: Id.nullable(),
  /** Names of the items it keeps now. */
  names: z.array(z.string()),
  items: z.int(),
  placedAtMs: Ms,
  placedBy: z.string(),
  liftedAtMs: Ms.nullable(),
  liftedBy: z.string().nullable(),
  liftReason: z.string().nullable(),
});
export type Hold = z.infer<typeof Hold>;

export const Agreement = z.strictObject({
  agreementId: Id,
  partner: z.string(),
  reference: z.string(),
  years: z.int(),
  lessonIds: z.array(Id),
  names: z.array(z.string()),
  recordedAtMs: Ms,
  recordedBy: z.string(),
});
export type Agreement = z.infer<typeof Agreement>;

/** Moving an item to another class or partition (S0-8.2). */
export const Reclassification = z.strictObject({
  reclassificationId: Id,
  itemId: Id,
  name: z.string(),
  source: ItemSource,
  fromClass: RetentionClass,
  toClass: RetentionClass,
  fromPartition: PartitionName,
  toPartition: PartitionName,
  downward: z.boolean(),
  reason: z.string(),
  state: z.enum(["waiting", "done", "rejected"]),
  proposedAtMs: Ms,
  proposedBy: z.string(),
  decidedAtMs: Ms.nullable(),
  decidedBy: z.string().nullable(),
  opinion: z.string().nullable(),
});
export type Reclassification = z.infer<typeof Reclassification>;

/** Fixed evidence: the six fields of the register, what was locked, its digest and its report. */
export const Evidence = z.strictObject({
  evidenceId: Id,
  holdId: Id,
  number: z.string(),
  startMs: Ms,
  endMs: Ms,
  place: z.string(),
  what: z.string(),
  cameras: z.array(z.string()),
  storedAt: z.string(),
  keeper: z.string(),
  signature: Strokes,
  segments: z.int(),
  sizeBytes: z.int(),
  segmentsSha256: Sha256Hex,
  fixedAtMs: Ms,
  fixedBy: z.string(),
  reportedAtMs: Ms.nullable(),
  reportedTo: z.string().nullable(),
  reportRemark: z.string().nullable(),
  /** Still to be reported after a day (S3-B2c). */
  overdue: z.boolean(),
  released: z.boolean(),
  /** Its copies apart from the vault; none where it was released before they were made. */
  apart: z.enum(["none", "waiting", "copied", "erased"]),
  apartAtMs: Ms.nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What keeping says about one lesson, for everybody who may know the lesson. */
export const LessonKeeping = z.strictObject({
  class: RetentionClass,
  rule: z.string(),
  /** Null: without end. */
  minUntilMs: Ms.nullable(),
  held: z.boolean(),
  /** Copies that were verified, the house's own included. */
  copies: z.int().nullable(),
  state: ItemState,
});
export type LessonKeeping = z.infer<typeof LessonKeeping>;
