import { constants } from "node:fs";
import { lstat, open, opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import type { PackageFiles } from "../kernel/package/package-files.ts";
import { openZip } from "../kernel/package/zip-read.ts";

export interface OpenedPackage {
  readonly files: PackageFiles;
  close(): Promise<void>;
}

const filesMost = 200_000;
const pieceBytes = 1024 * 1024;

/**
 * A package from somebody, read only: a folder, or a ZIP whose entries are stored. Symbolic links are
 * not followed. Throws Faults `absent` and `input`.
 */
export async function openPackage(path: string): Promise<OpenedPackage> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Fault("absent", "file_missing", { hint: path });
  if (found.isDirectory()) return { files: await folderFiles(path), close: async () => {} };
  const file = await open(path, "r");
  const opened = await openZip({
    sizeBytes: found.size,
    async read(startByte, endByte) {
      const bytes = new Uint8Array(Math.max(0, endByte - startByte));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, startByte);
      return bytes.subarray(0, bytesRead);
    },
  });
  if (opened.ok) return { files: opened.files, close: () => file.close() };
  await file.close();
  const code = opened.problem.replaceAll("-", "_");
  throw new Fault("input", code, { hint: opened.about === "" ? path : opened.about });
}

async function folderFiles(root: string): Promise<PackageFiles> {
  const sizes = new Map<string, number>();
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      // A link counts as a file that is never what its digest says.
      else sizes.set(path, entry.isFile() ? (await lstat(join(root, path))).size : 0);
      if (sizes.size > filesMost) throw new Fault("input", "zip_too_many", { hint: root });
    }
  }
  return { sizes, read: (path, part) => readPart(join(root, path), part) };
}

async function* readPart(
  path: string,
  part: { readonly startByte: number; readonly endByte: number },
): AsyncGenerator<Uint8Array> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return;
  try {
    for (let at = part.startByte; at < part.endByte;) {
      const bytes = new Uint8Array(Math.min(pieceBytes, part.endByte - at));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      if (bytesRead === 0) return;
      yield bytes.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
