import type { Disclosed, Leaf } from "../../contract/entries.ts";
import type { EntryProof } from "../../contract/routes/ledger.ts";
import type { SegmentProof } from "../../contract/routes/recording.ts";
import { SegmentRecord } from "../../contract/spool.ts";
import { fromBase64, fromHex, toHex, utf8 } from "../bytes.ts";
import { type Checkpoint, type CheckpointFault, openCheckpoint } from "./checkpoint.ts";
import { leafHash } from "./hash.ts";
import { falsePersonalField, parseLeaf } from "./leaf.ts";
import { type Crypto, parseVerifierKey, sameKey, type VerifierKey } from "./note.ts";
import { includes, rootOfInclusion } from "./tree.ts";

/** The steps of the checklists, in their order; a failed check names the first one that failed. */
export type ProofStep =
  | "verifier-key"
  | "trusted-key"
  | CheckpointFault
  | "not-published"
  | "leaf-form"
  | "leaf-inclusion"
  | "personal-digest"
  | "record-form"
  | "record-segment"
  | "record-bytes"
  | "round-path"
  | "round-entry"
  | "round-root";

export type Verdict<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly step: ProofStep };

export interface ProvedEntry {
  readonly leaf: Leaf;
  readonly checkpoint: Checkpoint;
  readonly key: VerifierKey;
}

export interface ProvedSegment extends ProvedEntry {
  readonly record: SegmentRecord;
}

/** What the verifier knows by itself, beside the proof it was handed. */
export interface Known {
  /** The house's key from an earlier visit or from paper; without it the proof's own key is taken. */
  readonly trustedKey?: string;
  /** SHA-256 (hexadecimal) of the bytes in hand, where there are any. */
  readonly bytesSha256?: string;
}

type Stated = Pick<EntryProof, "index" | "leaf" | "inclusion" | "checkpoint" | "verifierKey">;

/** Checks an entry's proof from the key down to the personal fields. Works offline. */
export function verifyEntry(
  proof: Stated & { readonly personal?: Readonly<Record<string, Disclosed>> },
  crypto: Crypto,
  known: Known = {},
): Verdict<ProvedEntry> {
  const key = parseVerifierKey(proof.verifierKey, crypto.sha256);
  if (key === undefined) return failed("verifier-key");
  if (!isTrusted(key, crypto, known)) return failed("trusted-key");

  const opened = openCheckpoint(proof.checkpoint, key, crypto);
  if (!opened.ok) return failed(opened.fault);
  const { checkpoint } = opened;

  const leaf = parseLeaf(proof.leaf);
  if (leaf === undefined || `liuhen/${leaf.siteId}` !== checkpoint.origin)
    return failed("leaf-form");

  const path = decoded(proof.inclusion, fromBase64);
  if (path === undefined) return failed("leaf-inclusion");
  const { index } = proof;
  const hash = leafHash(utf8(proof.leaf), crypto.sha256);
  const inclusion = { index, size: checkpoint.size, leafHash: hash, path };
  if (!includes(inclusion, checkpoint.root, crypto.sha256)) return failed("leaf-inclusion");

  const personal = new Map(Object.entries(proof.personal ?? {}));
  if (falsePersonalField(leaf, personal, crypto.sha256) !== undefined)
    return failed("personal-digest");
  return { ok: true, value: { leaf, checkpoint, key } };
}

/**
 * Checks a segment's proof: the bytes in hand are those of the record; the record is in the round;
 * the round's root is what the round's entry says; that entry is in the signed tree.
 */
export function verifySegment(
  proof: SegmentProof,
  crypto: Crypto,
  known: Known = {},
): Verdict<ProvedSegment> {
  const record = parseRecord(proof.recordText);
  if (record === undefined) return failed("record-form");
  if (record.segmentId !== proof.segmentId) return failed("record-segment");
  if (known.bytesSha256 !== undefined && known.bytesSha256 !== record.sha256)
    return failed("record-bytes");

  const path = decoded(proof.round.path, fromHex);
  if (path === undefined) return failed("round-path");
  const { index, size } = proof.round;
  const hash = leafHash(utf8(proof.recordText), crypto.sha256);
  const root = rootOfInclusion({ index, size, leafHash: hash, path }, crypto.sha256);
  if (root === undefined || toHex(root) !== proof.round.root) return failed("round-path");

  if (proof.entry === null || proof.inclusion === null || proof.checkpoint === null)
    return failed("not-published");
  const { inclusion, checkpoint, verifierKey } = proof;
  const entry = verifyEntry({ ...proof.entry, inclusion, checkpoint, verifierKey }, crypto, known);
  if (!entry.ok) return entry;

  const { leaf } = entry.value;
  if (leaf.kind !== "vault.round-taken@1" || leaf.siteId !== record.siteId)
    return failed("round-entry");
  const { root: statedRoot, roundId, segments, gaps } = leaf.body;
  if (roundId !== proof.round.roundId || sum(segments, gaps) !== size) return failed("round-entry");
  if (statedRoot !== toHex(root)) return failed("round-root");
  return { ok: true, value: { ...entry.value, record } };
}

function isTrusted(key: VerifierKey, crypto: Crypto, known: Known): boolean {
  if (known.trustedKey === undefined) return true;
  const trusted = parseVerifierKey(known.trustedKey, crypto.sha256);
  return trusted !== undefined && sameKey(trusted, key);
}

function parseRecord(text: string): SegmentRecord | undefined {
  try {
    return SegmentRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** All of the texts decoded, or undefined when one of them is not a hash. */
function decoded(
  texts: readonly string[],
  decode: (text: string) => Uint8Array | undefined,
): Uint8Array[] | undefined {
  const hashes = texts.map(decode).filter((hash) => hash?.length === 32);
  return hashes.length === texts.length ? hashes.filter((hash) => hash !== undefined) : undefined;
}

function sum(a: unknown, b: unknown): number | undefined {
  return typeof a === "number" && typeof b === "number" ? a + b : undefined;
}

function failed(step: ProofStep): { readonly ok: false; readonly step: ProofStep } {
  return { ok: false, step };
}
