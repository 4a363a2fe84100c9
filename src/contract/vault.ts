import { z } from "zod";
import { StreamName } from "./camera.ts";
import { Snapshot } from "./entries.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { PartitionName } from "./lesson.ts";
import { CameraLabel } from "./spool.ts";

/** What official names are rendered from, frozen when a folder is chosen. */
export const FrozenNames = z.strictObject({
  occasionId: Id,
  date: z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
  time: z.string().regex(/^[0-9]{4}$/),
  project: z.string().max(2_000),
  audiences: z.array(z.string().max(2_000)).max(1_000),
  teachers: z.array(z.string().max(2_000)).max(1_000),
  place: z.string().max(2_000),
});
export type FrozenNames = z.infer<typeof FrozenNames>;

export const NameTemplateName = z.enum(["EX@1", "PLUS@1", "SAFE@1"]);

/** A path below the vault, parts joined by `/`. */
export const VaultPath = z.string().min(1).max(2_000);

/** One kept record in a manifest: where it lies and how it is proved to be in its round. */
export const ManifestRecord = z.strictObject({
  kind: z.enum(["segment", "gap"]),
  id: Id,
  cameraId: Id,
  label: CameraLabel,
  stream: StreamName,
  startMs: Ms,
  endMs: Ms,
  /** The sealed bytes; null for a gap. */
  file: VaultPath.nullable(),
  sizeBytes: z.int().min(0),
  sha256: Sha256Hex.nullable(),
  /** The record: exactly the canonical text whose leaf hash is in the round. */
  record: VaultPath,
  leafIndex: z.int().min(0),
  /** RFC 6962 inclusion path in the round's tree, from the leaf upwards. */
  path: z.array(Sha256Hex).max(64),
});
export type ManifestRecord = z.infer<typeof ManifestRecord>;

/**
 * `<folder of the occasion>/manifest/NNNN.json`, write-once, one part per round that brought
 * something: with a manifest and the bytes beside it a lesson can be understood, proved and put back
 * into a lost database without any software of ours.
 */
export const Manifest = z.strictObject({
  version: z.literal(1),
  siteId: Id,
  occasion: z.strictObject({ kind: z.enum(["lesson", "watch"]), id: Id }),
  number: z.int().min(1),
  writtenAtMs: Ms,
  partition: PartitionName,
  folder: VaultPath,
  officialName: z.string(),
  template: NameTemplateName,
  names: FrozenNames,
  /** Proper span of the occasion, lead and tail left out. */
  startMs: Ms,
  endMs: Ms,
  /** Who, what, when as the ledger's newest entry about it tells. */
  snapshot: Snapshot,
  round: z.strictObject({ roundId: Id, takenAtMs: Ms, size: z.int().min(1), root: Sha256Hex }),
  records: z.array(ManifestRecord).min(1).max(100_000),
  /** The round's entry and its inclusion under the newest checkpoint; null if the ledger was behind. */
  proof: z
    .strictObject({
      index: z.int().min(0),
      leaf: z.string(),
      inclusion: z.array(z.string()).max(64),
      checkpoint: z.string(),
      verifierKey: z.string(),
    })
    .nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * `<folder of the occasion>/destroyed.json`, write-once: the bytes that lay here were destroyed. Records
 * and manifests beside it stay, so that what was kept can be proved for ever.
 */
export const ErasedMarker = z.strictObject({
  version: z.literal(1),
  siteId: Id,
  homeId: Id,
  /** The case or the standing order by which it was done. */
  warrantId: Id,
  from: z.enum(["case", "standing-order"]),
  objects: z.int().min(0),
  sizeBytes: z.int().min(0),
  listSha256: Sha256Hex,
  begunAtMs: Ms,
});
export type ErasedMarker = z.infer<typeof ErasedMarker>;
