import { z } from "zod";
import type { Operation } from "../../contract/approval.ts";
import { Sha256Hex } from "../../contract/ids.ts";
import { packagePaths } from "../../contract/package.ts";
import { fileName } from "../../kernel/export/package-names.ts";
import { createGrowingFile, openExportFiles } from "../../platform/export-files.ts";
import { startSha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { openPackage } from "../../platform/package-source.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { type CopyRow, findCopy, findReadyCopies } from "./export.store.ts";
import { storedName } from "./take-export.ts";

/** A copy as far as another room may want its clips. */
export interface ClipExport {
  readonly exportId: string;
  readonly requestId: string;
  readonly serial: string;
  readonly operation: Operation;
  readonly lessonIds: readonly string[];
  /** Something is covered, or the sound is taken away. */
  readonly masked: boolean;
  readonly readyAtMs: number;
  readonly sizeBytes: number;
  /** A finished clip, there, and open without anybody's key. */
  readonly readable: boolean;
}

export async function findClips(house: House, exportId: string): Promise<ClipExport | undefined> {
  const row = await findCopy(house.db, house.siteId, exportId);
  return row === undefined ? undefined : clipsOf(row);
}

/** Every finished clip whose bytes are in the house and closed to nobody. */
export async function listClips(house: House): Promise<ClipExport[]> {
  const rows = await findReadyCopies(house.db, house.siteId);
  return rows.map(clipsOf).filter((one) => one.readable);
}

function clipsOf(row: CopyRow): ClipExport {
  return {
    exportId: row.export_id,
    requestId: row.request_id,
    serial: row.serial,
    operation: row.operation,
    lessonIds: row.lesson_ids,
    masked: row.masks.length > 0 || row.muted,
    readyAtMs: row.ready_at_ms ?? 0,
    sizeBytes: row.size_bytes ?? 0,
    readable: row.state === "ready" && row.form === "clip" && row.protection === "none",
  };
}

export interface CopiedClip {
  readonly number: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const Side = z.object({ sha256: Sha256Hex });
const sideBytesMost = 1024 * 1024;

/**
 * Copies the clips of a finished export as `1.mp4`, `2.mp4` … into an empty folder: the archive is what
 * was entered when it was built, and each clip what its side file says. Undefined when it is not.
 */
export async function copyClips(
  house: House,
  of: { readonly exportId: string; readonly folder: string },
): Promise<CopiedClip[] | undefined> {
  const { exportId, folder } = of;
  const row = await findCopy(house.db, house.siteId, exportId);
  if (row === undefined || !(await isAsEntered(house, row))) return undefined;
  const path = joinPath(house.paths.exports, exportId, storedName);
  const { files, close } = await openPackage(path);
  try {
    const names = [...files.sizes.keys()].filter(
      (name) => name.includes(`/${packagePaths.clips}`) && name.endsWith(".mp4"),
    );
    const copied: CopiedClip[] = [];
    for (const [at, name] of names.toSorted().entries()) {
      const number = at + 1;
      const sizeBytes = files.sizes.get(name) ?? 0;
      const bytes = files.read(name, { startByte: 0, endByte: sizeBytes });
      const sha256 = await writeCopy(joinPath(folder, clipName(number)), bytes);
      const sideName = name.replace(/\.mp4$/, ".json");
      const endByte = Math.min(files.sizes.get(sideName) ?? 0, sideBytesMost);
      const side = Side.parse(
        JSON.parse(await textOf(files.read(sideName, { startByte: 0, endByte }))),
      );
      if (side.sha256 !== sha256) return undefined;
      copied.push({ number, name: fileName(name), sizeBytes, sha256 });
    }
    return copied;
  } finally {
    await close();
  }
}

/** The name of a clip in a folder of copies. */
export const clipName = (number: number): string => `${number}.mp4`;

async function isAsEntered(house: House, row: CopyRow): Promise<boolean> {
  const files = openExportFiles(house.paths.exports);
  const endByte = await files.sizeOf(row.export_id, storedName);
  if (endByte === undefined || endByte !== row.size_bytes) return false;
  const hash = startSha256();
  for await (const bytes of files.read(row.export_id, storedName, { startByte: 0, endByte }))
    hash.update(bytes);
  return hash.hex() === row.sha256;
}

async function writeCopy(path: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = startSha256();
  const file = await createGrowingFile(path);
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      await file.append(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.hex();
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
