import { constants } from "node:fs";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { makeFolderSync, syncFolder } from "./durable-file.ts";
import { draw } from "./random.ts";

export interface FileToWrite {
  /** Below the root, parts joined by `/`; made by the ledger itself, never by a caller. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The ledger's folder: whole small files, written in batches. */
export interface LedgerFiles {
  /** Undefined where there is no such file. Throws Fault `damaged` beyond `mostBytes`. */
  read(path: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** When this returns, every file is whole, and bytes and names are durable. Replaces. */
  write(files: readonly FileToWrite[]): Promise<void>;
  /** Removes a folder of partial tiles whose full tile is durable. */
  dropFolder(path: string): Promise<void>;
}

const writesAtOnce = 8;

export function openLedgerFiles(root: string): LedgerFiles {
  return {
    read: (path, mostBytes) => readBytesIfThere(join(root, path), mostBytes),
    async write(files) {
      const folders = new Set(files.map((file) => dirname(join(root, file.path))));
      for (const folder of folders) makeFolderSync(folder);
      for (let from = 0; from < files.length; from += writesAtOnce)
        await Promise.all(
          files.slice(from, from + writesAtOnce).map((file) => replace(root, file)),
        );
      for (const folder of folders) await syncFolder(folder);
    },
    dropFolder: (path) => rm(join(root, path), { recursive: true, force: true }),
  };
}

/** Temporary file, fsync, rename: the name holds the old whole or the new whole, never a part. */
async function replace(root: string, { path, bytes }: FileToWrite): Promise<void> {
  const target = join(root, path);
  const suffix = Buffer.from(draw(6)).toString("hex");
  const temporary = join(dirname(target), `.${basename(target)}.${suffix}.tmp`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    const full = codeOf(cause) === "ENOSPC" || codeOf(cause) === "EDQUOT";
    const code = full ? "disk_full" : "write_failed";
    throw new Fault(full ? "disk_full" : "disk", code, { cause, hint: target });
  }
}

/** A small file's bytes, bounded before they are read; undefined where there is none. */
export async function readBytesIfThere(
  path: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    if ((await stat(path)).size > mostBytes)
      throw new Fault("damaged", "file_too_large", { hint: path });
    return new Uint8Array(await readFile(path, { flag: constants.O_RDONLY }));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
