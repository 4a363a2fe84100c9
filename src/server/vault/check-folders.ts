import type { Finding } from "../../contract/finding.ts";
import { limits } from "../../contract/limits.ts";
import { sameBytes, toHex } from "../../kernel/bytes.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { digestFile } from "../../platform/file-digests.ts";
import type { FoundFile, WriteOnceFiles } from "../../platform/vault-files.ts";
import { entriesIn } from "../ledger/index.ts";
import { checkManifest } from "./check-manifest.ts";
import { markerPath, whichErased } from "./disposal.ts";
import { type SealedRecord, folderCandidates, markedName, objectName, recordName } from "./home.ts";
import { openVault } from "./open-vault.ts";
import { parseRecordText } from "./read-kept.ts";
import { damageOf } from "./read-spool.ts";
import { recordLeaf, roundRoot } from "./round-tree.ts";
import {
  type FolderRow,
  type KeptRow,
  findFolderObjects,
  findFolderParts,
  findRound,
  findRoundObjects,
  pageFolders,
} from "./vault.store.ts";
import { manifestPath } from "./write-manifests.ts";

/** A kept file that is not where its row says; renamed, if its digest turns up elsewhere. */
export interface LostFile {
  readonly id: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface CheckedFolder {
  readonly occasionId: string;
  readonly path: string;
  /** Records that are what the vault entered; the catalogue is compared with them. */
  readonly records: readonly SealedRecord[];
  readonly findings: readonly Finding[];
  readonly lost: readonly LostFile[];
  /** Files nobody entered. */
  readonly extra: readonly FoundFile[];
  readonly segments: number;
}

const firstId = "00000000-0000-0000-0000-000000000000";
const foldersAtOnce = 200;

/** Compares every occasion's folder with its rows, both ways. `hashing`: the bytes of segments, too. */
export async function* checkFolders(house: House, hashing: boolean): AsyncGenerator<CheckedFolder> {
  for (let after = firstId; ;) {
    const rows = await pageFolders(house.db, after, foldersAtOnce);
    for (const row of rows) yield await checkFolder(house, row, hashing);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.occasion_id;
  }
}

async function checkFolder(
  house: House,
  folder: FolderRow,
  hashing: boolean,
): Promise<CheckedFolder> {
  const vault = openVault(house);
  const files = new Map<string, FoundFile>();
  for await (const file of vault.walk(folder.path)) files.set(file.path, file);
  const erased = (await whichErased(house, [folder.occasion_id])).get(folder.occasion_id);
  // What is destroyed is missed by nobody; what is left of it after its end is a finding.
  if (erased !== undefined) files.delete(markerPath(folder.path));
  const bytes = erased === undefined ? "kept" : erased.endedAtMs === null ? "going" : "gone";
  if (files.size === 0 && erased?.endedAtMs != null && (await wasRestored(house, erased.endedAtMs)))
    return noFolder(folder);
  const check = new ObjectCheck({ db: house.db, vault, folder, files, hashing, bytes });
  const objects = await findFolderObjects(house.db, folder.occasion_id);
  for (const row of objects) await check.look(row);
  const findings = [...folderFindings(folder), ...check.findings];
  for (const part of await findFolderParts(house.db, folder.occasion_id)) {
    const path = manifestPath(folder.path, part.number);
    findings.push(
      ...(await checkManifest(house, { path, folder, part, present: files.has(path) })),
    );
    files.delete(path);
  }
  return {
    occasionId: folder.occasion_id,
    path: folder.path,
    records: check.records,
    findings,
    lost: check.lost,
    extra: [...files.values()],
    segments: objects.filter((row) => row.kind === "segment").length,
  };
}

/**
 * What was destroyed before the house was restored from its copies left them with its key: rounds and
 * entries stay, but no record of it could come back.
 */
async function wasRestored(house: House, sinceMs: number): Promise<boolean> {
  const span = { fromMs: sinceMs, toMs: Number.MAX_SAFE_INTEGER };
  const found = await entriesIn(house, span, { kinds: ["house.restored@1"], most: 1 });
  return found.length > 0;
}

function noFolder(folder: FolderRow): CheckedFolder {
  const nothing = { records: [], lost: [], extra: [], segments: 0 };
  const { occasion_id: occasionId, path } = folder;
  return { occasionId, path, findings: folderFindings(folder), ...nothing };
}

/** The row's own path must follow from the names frozen beside it. */
function folderFindings(folder: FolderRow): Finding[] {
  const home = {
    occasion: { kind: folder.kind, id: folder.occasion_id },
    partition: folder.partition,
    names: folder.names,
    template: folder.template,
    proper: { startMs: folder.start_ms, endMs: folder.end_ms },
    snapshot: folder.snapshot,
  };
  const follows =
    folder.names.occasionId === folder.occasion_id && folderCandidates(home).includes(folder.path);
  return follows
    ? []
    : [{ code: "row-edited", id: folder.occasion_id, detail: `vault.folder ${folder.path}` }];
}

interface ObjectCheckPorts {
  readonly db: Database;
  readonly vault: WriteOnceFiles;
  readonly folder: FolderRow;
  /** Files of the folder nobody has claimed yet. */
  readonly files: Map<string, FoundFile>;
  readonly hashing: boolean;
  /** Kept, on the way to destruction, or destroyed. */
  readonly bytes: "kept" | "going" | "gone";
}

class ObjectCheck {
  readonly findings: Finding[] = [];
  readonly lost: LostFile[] = [];
  readonly records: SealedRecord[] = [];
  readonly #rounds = new Map<string, boolean>();
  readonly #of: ObjectCheckPorts;

  constructor(of: ObjectCheckPorts) {
    this.#of = of;
  }

  async look(row: KeptRow): Promise<void> {
    const record = await this.#record(row);
    if (row.kind === "segment") await this.#bytes(row, record);
    if (record === undefined) return;
    if (rowFollows(row, record, this.#of.folder)) this.records.push(record);
    else this.#found("row-edited", row.object_id, `vault.object ${row.name}`);
  }

  /** The record, if it is the one that was entered. */
  async #record(row: KeptRow): Promise<SealedRecord | undefined> {
    const { vault, files } = this.#of;
    const path = `${row.folder}/${recordName(row.name)}`;
    files.delete(path);
    const text = await vault.readText(path, limits.sealedRecordBytes).catch(() => "");
    if (text === undefined) return this.#found("record-missing", row.object_id, path);
    if (sameBytes(recordLeaf(text), row.leaf_hash)) return parseRecordText(row.kind, text);
    // Either the file or the row is false: leaves that lead to the round's root clear the row.
    const code = (await this.#roundHolds(row.round_id)) ? "record-changed" : "row-edited";
    return this.#found(code, row.object_id, path);
  }

  async #roundHolds(roundId: string): Promise<boolean> {
    const known = this.#rounds.get(roundId);
    if (known !== undefined) return known;
    const round = await findRound(this.#of.db, roundId);
    const rows = await findRoundObjects(this.#of.db, roundId);
    const holds =
      round !== undefined && roundRoot(rows.map((row) => row.leaf_hash)) === toHex(round.root);
    this.#rounds.set(roundId, holds);
    return holds;
  }

  async #bytes(row: KeptRow, record: SealedRecord | undefined): Promise<void> {
    const { vault, files, hashing, bytes } = this.#of;
    const path = `${row.folder}/${row.name}`;
    if (bytes !== "kept") {
      const left = files.delete(path);
      if (left && bytes === "gone") this.#found("not-destroyed", row.object_id, path);
      return;
    }
    // Rows are read after the folder: what was entered meanwhile is looked for again.
    const file = files.get(path) ?? (await vault.find(path));
    files.delete(path);
    const sealed = record !== undefined && "segmentId" in record ? record : undefined;
    const sizeBytes = sealed?.sizeBytes ?? row.size_bytes;
    const sha256 = sealed?.sha256 ?? toHex(row.sha256 ?? new Uint8Array());
    if (file === undefined) {
      this.lost.push({ id: row.object_id, path, sizeBytes, sha256 });
      return;
    }
    if (file.kind !== "file" || file.sizeBytes !== sizeBytes) {
      this.#found("truncated", row.object_id, `${path}: ${file.sizeBytes} / ${sizeBytes}`);
      return;
    }
    if (!hashing) return;
    const absolute = vault.absolute(path);
    const what =
      sealed === undefined
        ? await digestDiffers(absolute, sha256)
        : await damageOf(sealed, absolute);
    if (what !== undefined) this.#found("changed", row.object_id, `${path}: ${what}`);
  }

  #found(code: Finding["code"], id: string, detail: string): undefined {
    this.findings.push({ code, id, detail });
  }
}

async function digestDiffers(path: string, sha256: string): Promise<string | undefined> {
  return (await digestFile(path)).sha256 === sha256 ? undefined : "digest-differs";
}

function rowFollows(row: KeptRow, record: SealedRecord, folder: FolderRow): boolean {
  const id = "segmentId" in record ? record.segmentId : record.gapId;
  if (id !== row.object_id || !record.occasions.some((one) => one.id === folder.occasion_id))
    return false;
  const name = objectName(folder, record, folder.occasion_id);
  if (row.name !== name && row.name !== markedName(name, id)) return false;
  if (!("segmentId" in record)) return row.size_bytes === 0 && row.sha256 === null;
  return (
    row.size_bytes === record.sizeBytes &&
    row.sha256 !== null &&
    toHex(row.sha256) === record.sha256
  );
}
