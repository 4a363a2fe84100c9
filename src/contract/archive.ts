import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { PartitionName } from "./lesson.ts";
import { ItemSource, RetentionClass } from "./retention.ts";

/** 真实性, 完整性, 可用性, 安全性 (DA/T 70). */
export const properties = ["authenticity", "integrity", "usability", "safety"] as const;
export const Property = z.enum(properties);
export type Property = z.infer<typeof Property>;

/** What is looked at before archiving; `kernel/archive/four-properties.ts` says which property it is of. */
export const propertyChecks = [
  "record-sealed",
  "bytes-digest",
  "round-proof",
  "source-agrees",
  "name-agrees",
  "lesson-agrees",
  "files-present",
  "records-present",
  "bytes-whole",
  "numbers-whole",
  "gaps-explained",
  "metadata-whole",
  "manifest-whole",
  "format-allowed",
  "head-readable",
  "fragments-readable",
  "duration-agrees",
  "nothing-foreign",
  "plain-files",
  "virus-scan",
] as const;
export const PropertyCheck = z.enum(propertyChecks);
export type PropertyCheck = z.infer<typeof PropertyCheck>;

export const checkResults = ["passed", "failed", "not-examined"] as const;
export const CheckResult = z.enum(checkResults);
export type CheckResult = z.infer<typeof CheckResult>;

/** The report on one item, as it lies in its package. */
export const FourPropertyReport = z.strictObject({
  version: z.literal(1),
  itemId: Id,
  number: z.string(),
  name: z.string(),
  checkedAtMs: Ms,
  segments: z.int(),
  gaps: z.int(),
  sizeBytes: z.int(),
  lines: z.array(
    z.strictObject({
      check: PropertyCheck,
      property: Property,
      result: CheckResult,
      /** How many things were looked at, and how many of them are not as they should be. */
      looked: z.int(),
      wrong: z.int(),
      /** Some of what is wrong: files, numbers, fields. */
      about: z.array(z.string().max(400)).max(20),
    }),
  ),
});
export type FourPropertyReport = z.infer<typeof FourPropertyReport>;

/** One field of the description of an item by DA/T 63. */
export const MetadataField = z.strictObject({
  name: z.string(),
  /** The term the standard uses. */
  term: z.string(),
  values: z.array(z.string()),
});
export type MetadataField = z.infer<typeof MetadataField>;

/** 待检测, 检测不合格, 封装中, 已归档. */
export const archiveSteps = ["waiting", "defective", "packing", "archived"] as const;
export const ArchiveStep = z.enum(archiveSteps);
export type ArchiveStep = z.infer<typeof ArchiveStep>;

/** 电子, 纸质, 系统留存: what an item is handed over as. */
export const carriers = ["electronic", "paper", "system"] as const;
export const Carrier = z.enum(carriers);
export type Carrier = z.infer<typeof Carrier>;

/** 中心档案柜, 学校综合档案管理部门. */
export const receivers = ["cabinet", "school"] as const;
export const Receiver = z.enum(receivers);
export type Receiver = z.infer<typeof Receiver>;

/** Before December, in it, and after a December whose receipts are missing. */
export const campaignStates = ["preparing", "open", "confirmed", "handed-over"] as const;
export const CampaignState = z.enum(campaignStates);
export type CampaignState = z.infer<typeof CampaignState>;

export const ArchiveCandidate = z.strictObject({
  itemId: Id,
  number: z.string(),
  name: z.string(),
  source: ItemSource,
  class: RetentionClass,
  partition: PartitionName,
  formedMs: Ms,
  carrier: Carrier,
  /** Permanent: on the list whatever the institution chose. */
  mandatory: z.boolean(),
});
export type ArchiveCandidate = z.infer<typeof ArchiveCandidate>;

export const ArchiveItem = ArchiveCandidate.extend({
  step: ArchiveStep,
  sizeBytes: z.int(),
  /** Checks that failed, for the list. */
  failed: z.array(PropertyCheck),
  /** What could not be done, where it was no finding. */
  trouble: z.string().nullable(),
  /** Why it is archived in spite of stated defects. */
  accepted: z.string().nullable(),
  mayAccept: z.boolean(),
  checkedAtMs: Ms.nullable(),
  archivedAtMs: Ms.nullable(),
  packageSha256: Sha256Hex.nullable(),
  packageBytes: z.int().nullable(),
});
export type ArchiveItem = z.infer<typeof ArchiveItem>;

export const ArchiveReceipt = z.strictObject({
  receiver: Receiver,
  way: z.enum(["signed", "scan"]),
  receiverName: z.string(),
  handedBy: z.string(),
  listSha256: Sha256Hex,
  strokes: Strokes.nullable(),
  paperId: Id.nullable(),
  atMs: Ms,
  late: z.boolean(),
});
export type ArchiveReceipt = z.infer<typeof ArchiveReceipt>;

/** One printed sheet of the year for the bound ledger (纸质台账装订). */
export const BookletLine = z.strictObject({
  sheetId: Id,
  form: z.string(),
  serial: z.string(),
  pages: z.int(),
  rows: z.int(),
  printedAtMs: Ms,
  state: z.string(),
  fileSha256: Sha256Hex,
});
export type BookletLine = z.infer<typeof BookletLine>;

export const ArchiveCampaign = z.strictObject({
  year: z.int(),
  state: CampaignState,
  fromMs: Ms,
  /** The first instant after December: what is missing then is overdue. */
  dueMs: Ms,
  overdue: z.boolean(),
  fiveYears: z.boolean(),
  candidates: z.array(ArchiveCandidate),
  more: z.boolean(),
  items: z.array(ArchiveItem),
  booklet: z.array(BookletLine),
  receipts: z.array(ArchiveReceipt),
  confirmedBy: z.string().nullable(),
  confirmedAtMs: Ms.nullable(),
  listSha256: Sha256Hex.nullable(),
  nowMs: Ms,
  can: z.array(z.enum(["choose", "confirm", "receive"])),
});
export type ArchiveCampaign = z.infer<typeof ArchiveCampaign>;

/** A receipt: signed at this screen under the receiver's name, or the scan of the signed sheet. */
export const NewReceipt = z.strictObject({
  receiver: Receiver,
  receiverName: z.string().trim().min(1).max(limits.nameCharacters),
  by: z.discriminatedUnion("way", [
    z.strictObject({ way: z.literal("signed"), strokes: Strokes }),
    z.strictObject({ way: z.literal("scan"), paperId: Id }),
  ]),
});
export type NewReceipt = z.infer<typeof NewReceipt>;
