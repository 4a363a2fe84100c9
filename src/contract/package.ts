import { z } from "zod";
import { MaskArea, MaskCover } from "./exports.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { GapCause } from "./spool.ts";

/**
 * The export package, version 1: a BagIt 1.0 bag (RFC 8493) with these names inside. Its form is
 * described in docs/reference/package-format.md; a name, once used, keeps its meaning.
 */
export const packagePaths = {
  declaration: "bagit.txt",
  info: "bag-info.txt",
  manifest: "manifest-sha256.txt",
  tagManifest: "tagmanifest-sha256.txt",
  readme: "README.txt",
  verifier: "verify.html",
  /** PEM, for openssl. */
  publicKey: "signature/public-key.pem",
  /** 64 raw bytes: Ed25519 over `tagmanifest-sha256.txt`. The only file no manifest lists. */
  signature: "signature/tagmanifest-sha256.sig",
  description: "data/package.json",
  media: "data/media/",
  clips: "data/clip/",
  records: "data/record/",
  request: "data/request/",
  archive: "data/archive/",
  certificate: "data/certificate/",
  entries: "data/proof/entries.jsonl",
  inclusion: "data/proof/inclusion.jsonl",
  pieces: "data/proof/pieces.jsonl",
  checkpoint: "data/proof/checkpoint",
  verifierKey: "data/proof/verifier-key",
  /** Evidence of a period, listed with digests that an entry of the ledger names. */
  evidence: "data/evidence/",
  evidenceSums: "data/evidence/SHA256SUMS",
  /** Every entry between two signed checkpoints: what proves it, the entries, their leaf hashes. */
  stretch: "data/proof/stretch.json",
  stretchEntries: "data/proof/stretch-entries.jsonl",
  stretchHashes: "data/proof/stretch-hashes",
} as const;

/** `data/package.json`: what this is, for machines. Lent copies carry their return date here, too. */
export const PackageDescription = z.strictObject({
  version: z.literal(1),
  exportId: Id,
  requestId: Id,
  siteId: Id,
  serial: z.string(),
  form: z.enum(["clip", "package", "archive", "certificate", "evidence"]),
  institution: z.string(),
  madeAtMs: Ms,
  operation: z.string(),
  purpose: z.string().nullable(),
  unit: z.string(),
  requester: z.string(),
  lessons: z.array(z.strictObject({ lessonId: Id, officialName: z.string() })),
  span: z.strictObject({ startMs: Ms, endMs: Ms }).nullable(),
  returnDueMs: Ms.nullable(),
  gaps: z.array(
    z.strictObject({
      label: z.string(),
      startMs: Ms,
      endMs: Ms,
      cause: GapCause,
      record: z.string().nullable(),
    }),
  ),
  /** Ordinary MP4s made from the originals: new recordings, each with what it was made of. */
  made: z.array(
    z.strictObject({
      path: z.string(),
      sha256: Sha256Hex,
      kind: z.enum(["copied", "encoded"]),
      label: z.string(),
      startMs: Ms,
      endMs: Ms,
      cuts: z.array(z.strictObject({ atMs: z.int(), fromMs: Ms, toMs: Ms })),
      parents: z.array(z.strictObject({ segmentId: Id, sha256: Sha256Hex })),
      /** What is covered, in thousandths of the picture; left out where nothing is. */
      masks: z
        .array(
          z.strictObject({
            startMs: Ms,
            endMs: Ms,
            area: MaskArea,
            cover: MaskCover,
          }),
        )
        .optional(),
      /** Its sound was taken away. */
      muted: z.literal(true).optional(),
    }),
  ),
});
export type PackageDescription = z.infer<typeof PackageDescription>;

/**
 * A line of `data/proof/pieces.jsonl`: a sealed record, its place in its round, and the media that is
 * here of it: the whole file, its head and some whole fragments (`part`), or only the record (`none`).
 */
export const PackagePiece = z.strictObject({
  id: Id,
  record: z.string(),
  roundId: Id,
  index: z.int().min(0),
  size: z.int().min(1),
  path: z.array(Sha256Hex).max(64),
  media: z
    .strictObject({
      path: z.string(),
      fragments: z.strictObject({ from: z.int().min(0), to: z.int().min(1) }).nullable(),
    })
    .nullable(),
});
export type PackagePiece = z.infer<typeof PackagePiece>;

/** A line of `data/proof/inclusion.jsonl`: base64 hashes, RFC 6962 order. */
export const PackageInclusion = z.strictObject({
  index: z.int().min(0),
  inclusion: z.array(z.string().max(64)).max(64),
});
export type PackageInclusion = z.infer<typeof PackageInclusion>;

const Hashes = z.array(z.string().max(64)).max(108);

/**
 * `data/proof/stretch.json`: the stretch of the ledger that holds every entry of a period. `before` is the
 * checkpoint its first entry follows (null: none, it is the ledger's first), `after` the one its last entry is
 * under. `edge`: base64 roots of the perfect subtrees before it, largest first; the two paths are RFC 6962
 * consistency proofs to the package's own checkpoint.
 */
export const PackageStretch = z.strictObject({
  version: z.literal(1),
  fromMs: Ms,
  toMs: Ms,
  before: z.string().max(limits.noteBytes).nullable(),
  after: z.string().max(limits.noteBytes),
  edge: Hashes,
  beforeToHead: Hashes,
  afterToHead: Hashes,
});
export type PackageStretch = z.infer<typeof PackageStretch>;

/** The checks of a package, in their order. */
export const packageChecks = [
  "form",
  "tag-files",
  "signature",
  "listed",
  "payload",
  "checkpoint",
  "entries",
  "key",
  "stretch",
  "evidence",
  "pieces",
  "media",
  "made",
] as const;
export type PackageCheck = (typeof packageChecks)[number];

/** What is false, each with the file or entry it is about. */
export const packageFaults = [
  "not-a-bag",
  "name-refused",
  "manifest-form",
  "file-missing",
  "file-added",
  "file-differs",
  "signature-form",
  "signature-false",
  "key-form",
  "key-foreign",
  "key-unknown",
  "checkpoint-false",
  "entry-false",
  "inclusion-false",
  "record-false",
  "round-false",
  "media-false",
  "description-form",
  "made-false",
  "stretch-form",
  "stretch-false",
  "stretch-narrow",
  "checkpoint-older",
  "entry-edited",
  "entry-missing",
  "entry-inserted",
  "entry-swapped",
  "evidence-false",
] as const;
export type PackageFault = (typeof packageFaults)[number];
