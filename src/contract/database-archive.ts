import { z } from "zod";
import { Ms, Sha256Hex } from "./ids.ts";

/** Name of a segment of PostgreSQL's write-ahead log: timeline, then position. */
export const WalSegmentName = z.string().regex(/^[0-9A-F]{24}$/);
/** A base copy's folder: the instant it was begun, `20260601t170000z`. */
export const BaseInstant = z.string().regex(/^[0-9]{8}t[0-9]{6}z$/);

const RelativePath = z.string().min(1).max(400);

/**
 * `dbarchive/base/<instant>/manifest.json`: what a base copy consists of. Written last, so a copy
 * that has one is whole. `files` are those inside the part, before compression.
 */
export const BaseManifest = z.strictObject({
  version: z.literal(1),
  instant: BaseInstant,
  startMs: Ms,
  /** From here on the copy is consistent: no moment before it can be recovered with it. */
  stopMs: Ms,
  startSegment: WalSegmentName,
  stopSegment: WalSegmentName,
  systemId: z.string().regex(/^[0-9]{1,20}$/),
  postgresMajor: z.int().min(10).max(99),
  segmentBytes: z.int().min(1_048_576).max(1_073_741_824),
  parts: z
    .array(
      z.strictObject({
        name: z.string().regex(/^part-[0-9]{4}\.tar\.gz$/),
        sizeBytes: z.int().min(1),
        sha256: Sha256Hex,
        files: z
          .array(
            z.strictObject({ path: RelativePath, sizeBytes: z.int().min(0), sha256: Sha256Hex }),
          )
          .max(100_000),
      }),
    )
    .min(1)
    .max(10_000),
});
export type BaseManifest = z.infer<typeof BaseManifest>;

/** Why the database's archive is behind. */
export const archiveFailureCodes = [
  /** PostgreSQL could not write a log segment into the landing folder. */
  "archiver-failing",
  /** A log segment landed, but could not be moved into the archive. */
  "collect-failed",
  /** A log segment landed again with other bytes: never overwritten. */
  "segment-differs",
  "base-failed",
  /** No space for a base copy. */
  "disk-low",
  /** The database runs without archiving: it was adopted; the next start mends it. */
  "not-archiving",
] as const;
export const ArchiveFailure = z.strictObject({
  code: z.enum(archiveFailureCodes),
  sinceMs: Ms,
  detail: z.string().max(500),
});
export type ArchiveFailure = z.infer<typeof ArchiveFailure>;

/**
 * `run/database-archive.json`, written by the supervisor alone, at least once a minute. `own`: the
 * institution runs its own PostgreSQL and its copies are its own matter; the house knows nothing of them.
 */
export const DatabaseArchiveState = z.discriminatedUnion("kind", [
  z.strictObject({ version: z.literal(1), kind: z.literal("own"), writtenAtMs: Ms }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal("embedded"),
    writtenAtMs: Ms,
    /** The newest log segment in the archive, and when it got there. */
    lastSegment: z.strictObject({ name: z.string(), archivedAtMs: Ms }).nullable(),
    /** Log segments that are full and not archived yet. */
    waitingSegments: z.int().min(0),
    lastBase: z
      .strictObject({ instant: BaseInstant, finishedAtMs: Ms, sizeBytes: z.int().min(0) })
      .nullable(),
    bases: z.int().min(0),
    /** From here on any second can be recovered; null before the first base copy. */
    recoverableFromMs: Ms.nullable(),
    walBytes: z.int().min(0),
    baseBytes: z.int().min(0),
    freeBytes: z.int().min(0),
    failure: ArchiveFailure.nullable(),
  }),
]);
export type DatabaseArchiveState = z.infer<typeof DatabaseArchiveState>;
export type EmbeddedArchiveState = Extract<DatabaseArchiveState, { kind: "embedded" }>;
