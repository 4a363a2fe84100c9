import { Fault } from "../../contract/faults.ts";
import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { fromHex, toHex, utf8 } from "../../kernel/bytes.ts";
import type { Examination } from "../../kernel/archive/four-properties.ts";
import {
  examineFragment,
  examineHead,
  layoutAgrees,
} from "../../kernel/archive/examine-segments.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { rootOfInclusion } from "../../kernel/ledger/tree.ts";
import { startSha256, sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { openWriteOnceFiles } from "../../platform/vault-files.ts";
import { historyOf } from "../ledger/index.ts";
import { type KeptSegment, type VaultFile, homes, kept } from "../vault/index.ts";

export interface KeptGap {
  readonly record: GapRecord;
  readonly recordText: string;
  readonly vaultPath: string;
  readonly roundId: string;
  readonly leafIndex: number;
}

/** Everything of a home that is what it was when it was entered. */
export interface KeptThings {
  readonly files: readonly VaultFile[];
  readonly segments: readonly KeptSegment[];
  readonly gaps: readonly KeptGap[];
  /** Files whose bytes are as they were sealed. */
  readonly sound: ReadonlySet<string>;
}

/** Every record and every byte of a home against what the ledger says of them. */
export async function examineKept(
  house: House,
  of: { readonly homeId: string; readonly examination: Examination },
): Promise<KeptThings> {
  const { examination } = of;
  const files = await homes.read(house, of.homeId);
  const segments: KeptSegment[] = [];
  const gaps: KeptGap[] = [];
  for (const objectId of new Set(files.flatMap((file) => file.objectId ?? []))) {
    const found = await readRecord(house, objectId, examination);
    if (found === undefined) continue;
    if ("segmentId" in found.record) segments.push({ ...found, record: found.record });
    else gaps.push({ ...found, record: found.record });
  }
  await examineRounds(house, [...segments, ...gaps], examination);
  const sound = new Set<string>();
  for (const segment of segments)
    if (await examineBytes(house, segment, examination)) sound.add(segment.record.segmentId);
  return { files, segments, gaps, sound };
}

type FoundRecord = Omit<KeptGap, "record"> & { readonly record: GapRecord | SegmentRecord };

async function readRecord(
  house: House,
  objectId: string,
  examination: Examination,
): Promise<FoundRecord | undefined> {
  try {
    const found = (await kept.segment(house, objectId)) ?? (await kept.gap(house, objectId));
    examination.look("records-present", found === undefined ? objectId : undefined);
    if (found !== undefined) examination.look("record-sealed");
    return found;
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.kind !== "damaged") throw cause;
    const check = cause.code === "record_missing" ? "records-present" : "record-sealed";
    examination.look(check, objectId);
    return undefined;
  }
}

/** Each record leads to the root of its round, and the round's own entry says that root. */
async function examineRounds(
  house: House,
  things: readonly (KeptSegment | KeptGap)[],
  examination: Examination,
): Promise<void> {
  const places = await kept.places(house, things);
  const roots = new Map<string, unknown>();
  for (const roundId of new Set(things.map((thing) => thing.roundId))) {
    const kinds = ["vault.round-taken@1"] as const;
    const [entry] = await historyOf(house, roundId, { kinds, most: 1 });
    roots.set(roundId, entry?.leaf.body["root"]);
  }
  for (const [at, thing] of things.entries()) {
    const place = places[at];
    if (place === undefined) continue;
    const { index, size } = place;
    const path = place.path.map((hash) => fromHex(hash) ?? new Uint8Array());
    const hash = leafHash(utf8(thing.recordText), sha256);
    const root = rootOfInclusion({ index, size, leafHash: hash, path }, sha256);
    const holds = root !== undefined && toHex(root) === roots.get(thing.roundId);
    examination.look("round-proof", holds ? undefined : thing.vaultPath);
  }
}

/** The bytes of one segment, read once: there, whole, sealed, and playable. */
async function examineBytes(
  house: House,
  segment: KeptSegment,
  examination: Examination,
): Promise<boolean> {
  const { record, vaultPath } = segment;
  const file = await openWriteOnceFiles(house.paths.vault).find(vaultPath);
  examination.look("files-present", file === undefined ? vaultPath : undefined);
  if (file === undefined) return false;
  examination.look("plain-files", file.kind === "file" ? undefined : vaultPath);
  if (file.kind !== "file") return false;
  const whole = file.sizeBytes === record.sizeBytes;
  examination.look("bytes-whole", whole ? undefined : `${vaultPath}: ${file.sizeBytes}`);
  if (!whole) return false;
  const digest = startSha256();
  for await (const bytes of kept.bytes(house, segment, { startByte: 0, endByte: file.sizeBytes }))
    digest.update(bytes);
  const same = digest.hex() === record.sha256;
  examination.look("bytes-digest", same ? undefined : vaultPath);
  if (same) await examineMedia(house, segment, examination);
  return same;
}

/** Only of bytes that are what was sealed: what was recorded may itself be unplayable. */
async function examineMedia(
  house: House,
  segment: KeptSegment,
  examination: Examination,
): Promise<void> {
  const { record, vaultPath } = segment;
  const head = examineHead(record, await readPart(house, segment, [0, record.init.sizeBytes]));
  examination.look("head-readable", head.readable ? undefined : vaultPath);
  for (const entry of head.foreign) examination.look("format-allowed", `${vaultPath}: ${entry}`);
  examination.look("format-allowed");
  examination.look("duration-agrees", layoutAgrees(record) ? undefined : vaultPath);
  for (const [at, fragment] of record.fragments.entries()) {
    const endByte = Math.min(fragment.offsetBytes + fragment.sizeBytes, record.sizeBytes);
    const bytes = await readPart(house, segment, [fragment.offsetBytes, endByte]);
    const read = examineFragment(fragment, bytes, head.timescales);
    examination.look("fragments-readable", read.readable ? undefined : `${vaultPath} #${at + 1}`);
    if (read.readable && head.readable)
      examination.look("duration-agrees", read.agrees ? undefined : `${vaultPath} #${at + 1}`);
  }
}

async function readPart(
  house: House,
  segment: KeptSegment,
  [startByte, endByte]: readonly [number, number],
): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, endByte - startByte));
  let at = 0;
  if (bytes.length === 0) return bytes;
  for await (const piece of kept.bytes(house, segment, { startByte, endByte })) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.subarray(0, at);
}
