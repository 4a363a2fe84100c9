import { z } from "zod";
import { Signing, Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { PartitionName } from "./lesson.ts";
import { limits } from "./limits.ts";
import { KeptReason, RetentionClass } from "./retention.ts";

/**
 * A destruction's life (S0-17): 拟列 → 冷静期 → 待审批 → 已批准 → 监督到场 → 执行中 → 待锁定期满 → 已校验 →
 * 已办结. An item that turns out to be kept on drops the whole case back to `listed`.
 */
export const destructionStates = [
  "listed",
  "cooling",
  "submitted",
  "approved",
  "witnessed",
  "executing",
  "waiting-lock",
  "verified",
  "finished",
  "rejected",
  "withdrawn",
] as const;
export const DestructionState = z.enum(destructionStates);
export type DestructionState = z.infer<typeof DestructionState>;

/** What has been done for one item, step by step; each is durable before the next begins. */
export const itemSteps = [
  "waiting",
  "keys-destroyed",
  "bytes-erased",
  "copies-purged",
  "traces-removed",
  "checked",
] as const;
export const ItemStep = z.enum(itemSteps);
export type ItemStep = z.infer<typeof ItemStep>;

/** Categories of NIST SP 800-88 Rev. 2; `clear-limited`: overwritten, but the medium may keep old blocks. */
export const methodCategories = ["clear", "clear-limited", "cryptographic-erase", "purge"] as const;
export const MethodCategory = z.enum(methodCategories);
export type MethodCategory = z.infer<typeof MethodCategory>;

/** Where a copy was, and what became of it. */
export const CopyFate = z.strictObject({
  /** 本地, 备份, 密钥库, 派生件. */
  where: z.enum(["local", "target", "key-store", "derived"]),
  name: z.string().max(200),
  category: MethodCategory,
  state: z.enum(["erased", "deleted", "locked-until", "listed"]),
  untilMs: Ms.nullable(),
  checked: z.boolean(),
});
export type CopyFate = z.infer<typeof CopyFate>;

/**
 * What the local bytes lay on, as far as it tells, and whether it was told of what was freed: nothing
 * is claimed that was not done.
 */
export const DestructionMedium = z.strictObject({
  kind: z.enum(["rotating", "flash", "network", "unknown"]),
  fileSystem: z.string().max(64),
  device: z.string().max(200),
  model: z.string().max(100),
  /** Whether overwriting reached the place where the bytes lay. */
  inPlace: z.boolean(),
  trimming: z.enum(["done", "by-file-system", "refused", "unsupported", "not-needed"]),
  trimmedBytes: z.int().min(0).nullable(),
});
export type DestructionMedium = z.infer<typeof DestructionMedium>;

/** An item as the list of F-21 tells it. */
export const DestructionItem = z.strictObject({
  itemId: Id,
  homeId: Id.nullable(),
  number: z.string(),
  name: z.string(),
  objects: z.int().min(0),
  sizeBytes: z.int().min(0),
  partition: PartitionName,
  formedMs: Ms,
  class: RetentionClass,
  minUntilMs: Ms.nullable(),
  listSha256: Sha256Hex.nullable(),
  step: ItemStep,
  copies: z.array(CopyFate),
  /** Why it cannot be destroyed now; empty: nothing speaks against it. */
  why: z.array(KeptReason),
});
export type DestructionItem = z.infer<typeof DestructionItem>;

export const signedActs = [
  "submit",
  "decide",
  "witness-1",
  "witness-2",
  "result-1",
  "result-2",
  "result-administrator",
] as const;
export const SignedAct = z.enum(signedActs);
export type SignedAct = z.infer<typeof SignedAct>;

export const DestructionSigning = z.strictObject({
  act: SignedAct,
  name: z.string(),
  /** For whom a delegate stood in, by name. */
  standingFor: z.string().nullable(),
  atMs: Ms,
  terminal: z.string(),
  strokes: Strokes,
});
export type DestructionSigning = z.infer<typeof DestructionSigning>;

export const DestructionLine = z.strictObject({
  caseId: Id,
  /** Running number of the year, `2029-0003`. */
  serial: z.string(),
  state: DestructionState,
  items: z.int(),
  objects: z.int(),
  sizeBytes: z.int(),
  listedBy: z.string(),
  listedAtMs: Ms,
  coolUntilMs: Ms.nullable(),
  lockedUntilMs: Ms.nullable(),
  finishedAtMs: Ms.nullable(),
});
export type DestructionLine = z.infer<typeof DestructionLine>;

/** What the administrator fills in on F-21 beside the list. */
export const FormText = z.strictObject({
  /** 台账核对结论. */
  ledgerCheck: z.string().trim().min(1).max(limits.textCharacters),
  /** 后续使用/追溯需求确认. */
  noFurtherUse: z.string().trim().min(1).max(limits.textCharacters),
  /** 销毁地点. */
  place: z.string().trim().min(1).max(limits.nameCharacters),
});
export type FormText = z.infer<typeof FormText>;

export const DestructionCase = DestructionLine.extend({
  list: z.array(DestructionItem),
  form: FormText.nullable(),
  /** Who may decide it now, by name. */
  deciders: z.array(z.string()),
  decision: z.enum(["agreed", "disagreed"]).nullable(),
  opinion: z.string().nullable(),
  /** Why it fell back to its list, or was rejected or withdrawn. */
  reason: z.string().nullable(),
  signings: z.array(DestructionSigning),
  /** Until when the second witness must have signed, or the execution have begun. */
  witnessesUntilMs: Ms.nullable(),
  executedBy: z.string().nullable(),
  executedAtMs: Ms.nullable(),
  verifiedAtMs: Ms.nullable(),
  medium: DestructionMedium.nullable(),
  /** The certificate's file, once it is made. */
  certificateSha256: Sha256Hex.nullable(),
  nowMs: Ms,
  /** What the reader can do now. */
  can: z.array(
    z.enum(["change", "cool", "submit", "decide", "withdraw", "witness", "execute", "sign-result"]),
  ),
});
export type DestructionCase = z.infer<typeof DestructionCase>;

/** Somebody who watches, at the terminal of somebody else's sign-in: who they are and their hand. */
export const WitnessSigning = Signing.extend({
  login: z.string().trim().min(1).max(limits.loginCharacters),
  // A kept signature is a person's own choice at the own page; a witness draws.
  signature: Strokes,
});
export type WitnessSigning = z.infer<typeof WitnessSigning>;

/** What could be destroyed, and what looks like it but is kept, with its why. */
export const Candidate = z.strictObject({
  itemId: Id,
  homeId: Id.nullable(),
  number: z.string(),
  name: z.string(),
  partition: PartitionName,
  class: RetentionClass,
  formedMs: Ms,
  minUntilMs: Ms.nullable(),
  why: z.array(KeptReason),
  selectable: z.boolean(),
});
export type Candidate = z.infer<typeof Candidate>;

/** The standing order for rolling footage (C-27), signed anew each year. */
export const StandingOrder = z.strictObject({
  orderId: Id,
  fromMs: Ms,
  untilMs: Ms,
  signedBy: z.string(),
  standingFor: z.string().nullable(),
  signedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  endReason: z.string().nullable(),
  inForce: z.boolean(),
});
export type StandingOrder = z.infer<typeof StandingOrder>;

export const OverwriteWeek = z.strictObject({
  fromMs: Ms,
  untilMs: Ms,
  cameras: z.array(
    z.strictObject({
      cameraId: Id,
      label: z.string(),
      days: z.int(),
      objects: z.int(),
      sizeBytes: z.int(),
    }),
  ),
});
export type OverwriteWeek = z.infer<typeof OverwriteWeek>;

/** Proof of S3-B1 for one camera: its oldest day that can be played, read from the disk. */
export const OldestDay = z.strictObject({
  cameraId: Id,
  label: z.string(),
  /** Null: nothing of it can be played. */
  oldestMs: Ms.nullable(),
  days: z.int(),
  enough: z.boolean(),
});
export type OldestDay = z.infer<typeof OldestDay>;
