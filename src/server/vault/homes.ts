import type { Partition } from "../../contract/lesson.ts";
import { sameBytes, toHex } from "../../kernel/bytes.ts";
import { digestFile } from "../../platform/file-digests.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { limits } from "../../contract/limits.ts";
import { recordName } from "./home.ts";
import {
  type HomeObjectRow,
  selectHomesAfter,
  selectObjectsAfter,
  selectObjectsOfHome,
  selectObjectsOfRounds,
  selectPartsOfRounds,
  selectRoundsAfter,
} from "./homes.store.ts";
import { openVault } from "./open-vault.ts";
import { recordLeaf } from "./round-tree.ts";
import { manifestPath } from "./write-manifests.ts";

/** One file of the vault, as whoever copies or checks the vault needs to know it. */
export interface VaultFile {
  readonly homeId: string;
  readonly partition: Partition;
  /** What it holds: the bytes of a segment, the record of a segment or gap, a part of the manifest. */
  readonly part: "bytes" | "record" | "manifest";
  /** The segment or gap; null for a manifest. */
  readonly objectId: string | null;
  /** The number of a manifest part; 0 otherwise. */
  readonly number: number;
  /** Below the vault. */
  readonly path: string;
  /** Of bytes; records and manifests are small, and their digest is not in a row. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  /** It is not what was entered, where that was looked at. */
  readonly wrong?: "missing" | "changed" | undefined;
}

export interface TakenSince {
  readonly files: readonly VaultFile[];
  /** Go on from here. */
  readonly seq: number;
  readonly more: boolean;
}

/** Files of the rounds after a number: what was taken in since somebody looked last. */
export async function filesSince(house: House, seq: number, rounds: number): Promise<TakenSince> {
  const found = await selectRoundsAfter(house.db, seq, rounds);
  if (found.length === 0) return { files: [], seq, more: false };
  const objects = await selectObjectsOfRounds(
    house.db,
    found.map((round) => round.round_id),
  );
  const files: VaultFile[] = [];
  for (const row of objects)
    for (const file of filesOf(row))
      files.push(file.part === "record" ? await digestRecord(house, row, file) : file);
  return {
    files,
    seq: found.at(-1)?.seq ?? seq,
    more: found.length === rounds,
  };
}

/** Manifest parts of the rounds after a number, up to the first round whose parts are not all written. */
export async function manifestsSince(
  house: House,
  seq: number,
  rounds: number,
): Promise<TakenSince> {
  const found = await selectRoundsAfter(house.db, seq, rounds);
  if (found.length === 0) return { files: [], seq, more: false };
  const parts = await selectPartsOfRounds(
    house.db,
    found.map((round) => round.round_id),
  );
  const waiting = new Set(
    parts.filter((part) => part.written_at_ms === null).map((part) => part.round_id),
  );
  const first = found.findIndex((round) => waiting.has(round.round_id));
  const done = first < 0 ? found : found.slice(0, first);
  const doneIds = new Set(done.map((round) => round.round_id));
  return {
    files: parts
      .filter((part) => doneIds.has(part.round_id))
      .map((part) => ({
        homeId: part.home_id,
        partition: part.partition,
        part: "manifest",
        objectId: null,
        number: part.number,
        path: manifestPath(part.folder, part.number),
        sizeBytes: null,
        sha256: null,
      })),
    seq: done.at(-1)?.seq ?? seq,
    more: first < 0 && found.length === rounds,
  };
}

/** Homes that are not erased, in the order of their ids. */
export async function listHomes(house: House, page: { after: string; most: number }) {
  const rows = await selectHomesAfter(house.db, page.after, page.most);
  return rows.map((row) => ({
    homeId: row.home_id,
    partition: row.partition,
    folder: row.folder,
  }));
}

/** Everything of one home that has a row: bytes and records; none once it was erased. */
export async function readHome(house: House, homeId: string): Promise<VaultFile[]> {
  return (await selectObjectsOfHome(house.db, homeId)).flatMap(filesOf);
}

export interface LookedAt {
  readonly file: VaultFile;
  /** Undefined: it is what was entered. */
  readonly wrong: "missing" | "changed" | undefined;
  readonly readBytes: number;
}

/**
 * Reads the files of the next objects after an id and compares each with what was entered: bytes with
 * their digest, records with their leaf. Returns the id to go on from; undefined at the end.
 */
export async function scrubAfter(
  house: House,
  objectId: string,
  most: number,
): Promise<{ looked: LookedAt[]; next: string | undefined }> {
  const rows = await selectObjectsAfter(house.db, objectId, most);
  const looked: LookedAt[] = [];
  for (const row of rows)
    for (const file of filesOf(row)) looked.push(await lookAt(house, row, file));
  return { looked, next: rows.length < most ? undefined : rows.at(-1)?.object_id };
}

/** A record's own digest, told only when the record is the one that was entered. */
async function digestRecord(house: House, row: HomeObjectRow, file: VaultFile): Promise<VaultFile> {
  const text = await openVault(house)
    .readText(file.path, limits.sealedRecordBytes)
    .catch(() => "");
  if (text === undefined) return { ...file, wrong: "missing" };
  if (!sameBytes(recordLeaf(text), row.leaf_hash)) return { ...file, wrong: "changed" };
  const bytes = Buffer.from(text);
  return { ...file, sizeBytes: bytes.length, sha256: toHex(sha256(bytes)) };
}

async function lookAt(house: House, row: HomeObjectRow, file: VaultFile): Promise<LookedAt> {
  const vault = openVault(house);
  if (file.part === "record") {
    const text = await vault.readText(file.path, limits.sealedRecordBytes).catch(() => "");
    if (text === undefined) return { file, wrong: "missing", readBytes: 0 };
    const sound = sameBytes(recordLeaf(text), row.leaf_hash);
    return { file, wrong: sound ? undefined : "changed", readBytes: text.length };
  }
  const there = await vault.find(file.path);
  if (there?.kind !== "file") return { file, wrong: "missing", readBytes: 0 };
  if (there.sizeBytes !== file.sizeBytes) return { file, wrong: "changed", readBytes: 0 };
  const digest = await digestFile(vault.absolute(file.path)).catch(() => undefined);
  const wrong = digest?.sha256 === file.sha256 ? undefined : "changed";
  return { file, wrong, readBytes: there.sizeBytes };
}

export function filesOf(row: HomeObjectRow): VaultFile[] {
  const of = { homeId: row.home_id, partition: row.partition, objectId: row.object_id, number: 0 };
  const record: VaultFile = {
    ...of,
    part: "record",
    path: `${row.folder}/${recordName(row.name)}`,
    sizeBytes: null,
    sha256: null,
  };
  if (row.kind === "gap" || row.sha256 === null) return [record];
  const bytes: VaultFile = {
    ...of,
    part: "bytes",
    path: `${row.folder}/${row.name}`,
    sizeBytes: row.size_bytes,
    sha256: toHex(row.sha256),
  };
  return [bytes, record];
}
