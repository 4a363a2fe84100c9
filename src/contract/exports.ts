import { z } from "zod";
import { Operation, Signing } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { GapCause } from "./spool.ts";

/** A clip is a new recording made from originals; a package holds the originals themselves. */
export const ExportForm = z.enum(["clip", "package"]);
export type ExportForm = z.infer<typeof ExportForm>;

export const exportStates = ["queued", "building", "ready", "failed", "removed"] as const;
export const ExportState = z.enum(exportStates);
export type ExportState = z.infer<typeof ExportState>;

/** Why nothing came of it; shown to whoever started it. */
export const exportFailures = [
  "nothing-recorded",
  "disk-full",
  "too-large",
  "original-changed",
  "ffmpeg-failed",
  "privacy-sealed",
  "interrupted",
  "trouble",
] as const;
export const ExportFailure = z.enum(exportFailures);
export type ExportFailure = z.infer<typeof ExportFailure>;

/** age recipients of stock `age`: `age1` and 58 letters of Bech32 (X25519). */
export const AgeRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** How the file is closed to everybody but its receiver; open only inside the house (teaching clips). */
export const Protection = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("passphrase") }),
  z.strictObject({ kind: z.literal("recipient"), recipient: AgeRecipient }),
  z.strictObject({ kind: z.literal("none") }),
]);
export type Protection = z.infer<typeof Protection>;

const ExportSpan = z.strictObject({ startMs: Ms, endMs: Ms });

const PerMille = z.int().min(0).max(1_000);

/** A rectangle of the picture that is covered, in thousandths of its width and height. */
export const MaskArea = z.strictObject({
  x: PerMille,
  y: PerMille,
  width: PerMille.min(1),
  height: PerMille.min(1),
});
export type MaskArea = z.infer<typeof MaskArea>;

/** 遮挡: `fill` leaves nothing of what was there, `mosaic` leaves at most eight by eight colours. */
export const maskCovers = ["fill", "mosaic"] as const;
export const MaskCover = z.enum(maskCovers);
export type MaskCover = z.infer<typeof MaskCover>;

/** What is covered in the pictures of one camera; null: as long as they last. */
export const Mask = z.strictObject({
  cameraId: Id,
  span: ExportSpan.nullable(),
  area: MaskArea,
  cover: MaskCover,
});
export type Mask = z.infer<typeof Mask>;

/** Who makes a copy states that nobody but the person concerned can be recognised in it; signed. */
export const NobodyElse = z.strictObject({
  reason: z.string().trim().min(1).max(limits.reasonCharacters),
  signing: Signing,
});
export type NobodyElse = z.infer<typeof NobodyElse>;

/** What is taken out of a granted case. Empty lists and a null span: everything that was granted. */
export const ExportInput = z.strictObject({
  form: ExportForm,
  lessonIds: z.array(Id).max(20),
  cameraIds: z.array(Id).max(64),
  span: ExportSpan.nullable(),
  /** Clips: cut at key frames without touching a picture, or to the millisecond, encoded anew. */
  cut: z.enum(["key-frames", "exact"]),
  /** Packages: one ordinary MP4 for each camera beside the originals. */
  joined: z.boolean(),
  protection: Protection,
  /** Clips only: covered pictures are encoded anew. */
  masks: z.array(Mask).max(64).default([]),
  /** Without sound. */
  mute: z.boolean().default(false),
  nobodyElse: NobodyElse.nullable().default(null),
});
export type ExportInput = z.infer<typeof ExportInput>;

export const Derived = z.strictObject({
  name: z.string(),
  segmentId: Id,
  parentSha256: Sha256Hex,
  startMs: Ms,
  endMs: Ms,
  masks: z.int(),
  muted: z.boolean(),
});

export const ExportLine = z.strictObject({
  exportId: Id,
  requestId: Id,
  serial: z.string(),
  operation: Operation,
  form: ExportForm,
  state: ExportState,
  failure: ExportFailure.nullable(),
  protection: z.enum(["passphrase", "recipient", "none"]),
  masks: z.int().min(0),
  muted: z.boolean(),
  /** Why no mask was needed, in the words of who stated it. */
  nobodyElse: z.string().nullable(),
  unit: z.string(),
  startedBy: z.string(),
  startedAtMs: Ms,
  doneBytes: z.int().min(0),
  /** An estimate until it is ready. */
  totalBytes: z.int().min(0),
  fileName: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  sha256: Sha256Hex.nullable(),
  readyAtMs: Ms.nullable(),
  taken: z.int(),
  /** When the file goes of itself; null until it is ready. */
  removedByMs: Ms.nullable(),
  handedOverAtMs: Ms.nullable(),
  /** 归还时间 of a lent copy. */
  returnDueMs: Ms.nullable(),
  returnedAtMs: Ms.nullable(),
  overdue: z.boolean(),
});
export type ExportLine = z.infer<typeof ExportLine>;

/** What was made of a lesson's recordings, as it is told beside them. */
export const MadeOf = ExportLine.pick({
  exportId: true,
  serial: true,
  operation: true,
  form: true,
  unit: true,
  startedBy: true,
  startedAtMs: true,
  taken: true,
});
export type MadeOf = z.infer<typeof MadeOf>;

/** Holes between the parts that were joined: seen in the side file and as a cut. */
export const ExportRead = ExportLine.extend({
  lessonIds: z.array(Id),
  cameraIds: z.array(Id),
  span: ExportSpan.nullable(),
  derived: z.array(Derived),
  gaps: z.array(z.strictObject({ label: z.string(), ...ExportSpan.shape, cause: GapCause })),
});
export type ExportRead = z.infer<typeof ExportRead>;
