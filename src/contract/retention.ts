import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { PartitionName } from "./lesson.ts";

/**
 * Classes of keeping (S0-8.3, N-01–N-06): 3 and 5 years, permanent, rolling 30 days, by agreement,
 * sign-in records, register lines, check records. Their terms and clauses stand in
 * `kernel/retention/classes.ts`.
 */
export const retentionClasses = ["T3", "T5", "P", "V30", "AG", "SI", "RG", "CK"] as const;
export const RetentionClass = z.enum(retentionClasses);
export type RetentionClass = z.infer<typeof RetentionClass>;

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
});
export type Claim = z.infer<typeof Claim>;
