import { z } from "zod";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { PartitionName } from "./lesson.ts";

/** Where copies go (C-36): a folder or disk, an S3 bucket, or a removable set that may be away. */
export const targetKinds = ["folder", "s3", "set"] as const;
export const TargetKind = z.enum(targetKinds);
export type TargetKind = z.infer<typeof TargetKind>;

/** An absolute folder; the house allows only what its configuration names. */
const FolderPath = z.string().min(2).max(1_000).startsWith("/");
const BucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

export const FolderPlace = z.strictObject({ path: FolderPath });
export const BucketPlace = z.strictObject({
  scheme: z.enum(["http", "https"]),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  region: z.string().regex(/^[a-z0-9-]{0,40}$/),
  bucket: BucketName,
  /** Below the bucket; empty, or parts that end in a slash. */
  prefix: z.string().regex(/^(?:[A-Za-z0-9_-]{1,64}\/){0,4}$/),
  accessKey: z.string().min(1).max(256),
  /** Networks this host may lie in (CIDR). */
  networks: z.array(z.string().max(64)).min(1).max(20),
});
export type BucketPlace = z.infer<typeof BucketPlace>;

const name = z.string().trim().min(1).max(120);
/** 0: no lock. A lock keeps an object from being removed, by us as by anybody. */
const lockDays = z.int().min(0).max(3_650);
export const TargetInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("folder"), name, place: FolderPlace }),
  z.strictObject({ kind: z.literal("set"), name, place: FolderPlace }),
  z.strictObject({
    kind: z.literal("s3"),
    name,
    place: BucketPlace,
    secretKey: z.string().min(1).max(256),
    lockDays,
  }),
]);
export type TargetInput = z.infer<typeof TargetInput>;

export const targetStates = ["ready", "away", "unreachable", "refused", "full", "ended"] as const;
export const TargetState = z.enum(targetStates);
export type TargetState = z.infer<typeof TargetState>;

export const TargetLine = z.strictObject({
  targetId: Id,
  kind: TargetKind,
  name: z.string(),
  /** What people recognise it by: the folder, or endpoint, bucket and prefix; never a secret. */
  place: z.string(),
  state: TargetState,
  stateAtMs: Ms,
  seenAtMs: Ms.nullable(),
  /** A removable set that should have been back by now. */
  overdue: z.boolean(),
  versioned: z.boolean(),
  locks: z.boolean(),
  lockDays: z.int(),
  freeBytes: z.int().nullable(),
  objects: z.int(),
  sizeBytes: z.int(),
  verified: z.int(),
  damaged: z.int(),
  /** Known here, not there yet. */
  pending: z.int(),
  pendingBytes: z.int(),
  /** Identities whose newest wrapping for the escrow key lies there. */
  keys: z.int(),
  keysPending: z.int(),
});
export type TargetLine = z.infer<typeof TargetLine>;

export const nightStates = ["running", "complete", "late", "failed", "missed"] as const;
export const NightState = z.enum(nightStates);
export type NightState = z.infer<typeof NightState>;

export const nightReasons = [
  "away",
  "unreachable",
  "refused",
  "full",
  "window-over",
  "not-started",
  "checkpoint-missing",
  "no-escrow",
  "trouble",
] as const;
export const NightReason = z.enum(nightReasons);
export type NightReason = z.infer<typeof NightReason>;

export const NightLine = z.strictObject({
  /** The local date on which its window opens. */
  date: z.string(),
  targetId: Id,
  targetName: z.string(),
  state: NightState,
  reason: NightReason.nullable(),
  startedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  objects: z.int(),
  sizeBytes: z.int(),
  pending: z.int(),
  pendingBytes: z.int(),
  /** Begun outside the window (N-08). */
  outside: z.boolean(),
  checkpointSize: z.int().nullable(),
  listSha256: Sha256Hex.nullable(),
});
export type NightLine = z.infer<typeof NightLine>;

export const weekResults = ["running", "sound", "damage-found"] as const;
export const CheckLine = z.strictObject({
  checkId: Id,
  /** ISO week, `2026-W23`. */
  week: z.string(),
  startedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  result: z.enum(weekResults),
  objects: z.int(),
  sizeBytes: z.int(),
  left: z.int(),
  damaged: z.int(),
  missing: z.int(),
  /** What was found wrong, named: at most 50. */
  findings: z.array(z.strictObject({ target: z.string(), object: z.string(), what: z.string() })),
  trial: z
    .strictObject({ homeId: Id, files: z.int(), sizeBytes: z.int(), wrong: z.int(), atMs: Ms })
    .nullable(),
});
export type CheckLine = z.infer<typeof CheckLine>;

export const CopySettings = z.strictObject({
  /** Minutes after local midnight; the window may not cross midnight. */
  windowStart: z.int().min(0).max(1_439),
  windowEnd: z.int().min(1).max(1_440),
  /** 0: as fast as it goes. */
  rateBytesPerSecond: z.int().min(0).max(10_000_000_000),
  samplePercent: z.int().min(1).max(100),
  scrubMinutes: z.int().min(1).max(1_440),
  /** So long a removable set may be away. Houses set up before there was a bound have the standard one. */
  awayDays: z.int().min(1).max(366).default(30),
});
export type CopySettings = z.infer<typeof CopySettings>;
export const standardCopySettings: CopySettings = {
  windowStart: 60,
  windowEnd: 300,
  rateBytesPerSecond: 0,
  samplePercent: 5,
  scrubMinutes: 60,
  awayDays: 30,
};

/** The escrow key: its secret is printed once and kept by people; the house knows its recipient. */
export const EscrowState = z.strictObject({
  recipient: z.string().nullable(),
  madeAtMs: Ms.nullable(),
  confirmedAtMs: Ms.nullable(),
});
export type EscrowState = z.infer<typeof EscrowState>;

/** Protected: two verified copies (the vault's own and one elsewhere); anything else is "one copy". */
export const PartitionCopies = z.strictObject({
  partition: PartitionName,
  objects: z.int(),
  sizeBytes: z.int(),
  protected: z.int(),
  oneCopy: z.int(),
  damaged: z.int(),
});
export type PartitionCopies = z.infer<typeof PartitionCopies>;

/** What is copied beside the five partitions. */
export const carriedKinds = ["archive", "evidence", "library", "paper", "sheet"] as const;
export const CarriedCopies = PartitionCopies.omit({ partition: true }).extend({
  kind: z.enum(carriedKinds),
});
export type CarriedCopies = z.infer<typeof CarriedCopies>;

export const ScrubLine = z.strictObject({
  /** Read in the present round through the vault. */
  objects: z.int(),
  sizeBytes: z.int(),
  roundStartedAtMs: Ms.nullable(),
  lastRoundEndedAtMs: Ms.nullable(),
  lastRunAtMs: Ms.nullable(),
  /** Files whose bytes were found wrong and could not be repaired yet. */
  openDamage: z.int(),
  repaired: z.int(),
});
export type ScrubLine = z.infer<typeof ScrubLine>;

/** A home whose copies are being made unreadable (C-26). */
export const ForgetLine = z.strictObject({
  homeId: Id,
  startedAtMs: Ms,
  doneAtMs: Ms.nullable(),
  identityDestroyed: z.boolean(),
  targets: z.array(
    z.strictObject({
      targetId: Id,
      name: z.string(),
      keyGone: z.boolean(),
      state: z.enum(["waiting", "deleted", "locked-until"]),
      untilMs: Ms.nullable(),
    }),
  ),
});
export type ForgetLine = z.infer<typeof ForgetLine>;
