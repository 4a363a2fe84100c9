import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { sameBytes } from "../../kernel/bytes.ts";
import type { House } from "../../platform/house.ts";
import { type SealedRecord, recordName } from "./home.ts";
import { openVault } from "./open-vault.ts";
import { whileKept } from "./reading-ends.ts";
import { recordLeaf } from "./round-tree.ts";
import { type KeptRow, countDueParts, findKept, findKnown } from "./vault.store.ts";

/** One kept segment as its record tells it; only what the round sealed is believed. */
export interface KeptSegment {
  readonly record: SegmentRecord;
  /** The exact canonical text whose leaf is in the round. */
  readonly recordText: string;
  /** Below the vault, the official file name last. */
  readonly vaultPath: string;
  readonly roundId: string;
  readonly leafIndex: number;
}

/** Undefined when the vault holds no such segment. Throws Fault `damaged` when its record was changed. */
export async function readSegment(
  house: House,
  segmentId: string,
): Promise<KeptSegment | undefined> {
  const row = await findKept(house.db, segmentId);
  if (row === undefined || row.kind !== "segment") return undefined;
  const text = await readRecordText(house, row);
  return {
    record: SegmentRecord.parse(JSON.parse(text)),
    recordText: text,
    vaultPath: `${row.folder}/${row.name}`,
    roundId: row.round_id,
    leafIndex: row.leaf_index,
  };
}

/** One kept gap; it has a record and no bytes. */
export interface KeptGap {
  readonly record: GapRecord;
  readonly recordText: string;
  /** Below the vault, the record's own file name last. */
  readonly vaultPath: string;
  readonly roundId: string;
  readonly leafIndex: number;
}

/** Undefined when the vault holds no such gap. Throws Fault `damaged` when its record was changed. */
export async function readGap(house: House, gapId: string): Promise<KeptGap | undefined> {
  const row = await findKept(house.db, gapId);
  if (row === undefined || row.kind !== "gap") return undefined;
  const text = await readRecordText(house, row);
  return {
    record: GapRecord.parse(JSON.parse(text)),
    recordText: text,
    vaultPath: `${row.folder}/${row.name}`,
    roundId: row.round_id,
    leafIndex: row.leaf_index,
  };
}

async function readRecordText(house: House, row: KeptRow): Promise<string> {
  const path = `${row.folder}/${recordName(row.name)}`;
  const text = await openVault(house).readText(path, limits.sealedRecordBytes);
  if (text === undefined)
    throw new Fault("damaged", "record_missing", { hint: `${row.object_id}: ${path}` });
  if (!sameBytes(recordLeaf(text), row.leaf_hash))
    throw new Fault("damaged", "record_changed", { hint: `${row.object_id}: ${path}` });
  return text;
}

/** Bytes `[startByte, endByte)` of a kept segment. */
export function readSegmentBytes(
  house: House,
  kept: KeptSegment,
  part: { startByte: number; endByte: number },
): AsyncIterable<Uint8Array> {
  const { vaultPath } = kept;
  const bytes = openVault(house).readPart(vaultPath, part.startByte, part.endByte);
  return whileKept(house, vaultPath, bytes);
}

export function parseRecordText(kind: "segment" | "gap", text: string): SealedRecord {
  return kind === "segment"
    ? SegmentRecord.parse(JSON.parse(text))
    : GapRecord.parse(JSON.parse(text));
}

/** Manifest parts of an occasion that are not on disk yet. */
export function countWaitingManifests(house: House, occasionId: string): Promise<number> {
  return countDueParts(house.db, occasionId);
}

/** Which of these segments and gaps the vault has entered. */
export function whichKept(house: House, ids: readonly string[]): Promise<Set<string>> {
  return findKnown(house.db, ids);
}
