import { constants } from "node:fs";
import { mkdir, open, readFile, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { Fault } from "../contract/faults.ts";
import { syncFolder } from "./durable-file.ts";

/**
 * The few things the recorder asks of a disk. Second implementation: `memory-disk.ts`, which can
 * lose what was not synced and fail at any step.
 */
export interface Disk {
  /** A new file; refuses a name that exists. */
  create(path: string): Promise<DiskFile>;
  /** A file that exists, to cut, sync or go on writing. */
  reopen(path: string): Promise<DiskFile>;
  /** The bytes of a file, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  modifiedMs(path: string): Promise<number | undefined>;
  /** Names in a folder; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens when the name is gone already. */
  remove(path: string): Promise<void>;
  makeFolder(folder: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>;
  freeBytes(folder: string): Promise<number>;
  /** Tells file systems apart; undefined where there is no such folder. */
  fileSystem(folder: string): Promise<string | undefined>;
}

export interface DiskFile {
  /** Writes the parts one behind the other at the end. */
  append(parts: readonly Uint8Array[]): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  /** The bytes and the length are durable. Throws Fault `sync_failed`: the caller must stop. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** Paths are absolute. Errors are Faults `disk_full`, `write_failed`, `sync_failed`. */
export const systemDisk: Disk = {
  async create(path) {
    return diskFile(await open(path, "wx", 0o600).catch(writeFailed(path)), 0, path);
  },
  async reopen(path) {
    const handle = await open(path, constants.O_RDWR).catch(writeFailed(path));
    const { size } = await handle.stat();
    return diskFile(handle, size, path);
  },
  read: (path) => readFile(path).catch(undefinedIfAbsent),
  modifiedMs: async (path) => (await stat(path).catch(undefinedIfAbsent))?.mtimeMs,
  list: async (folder) => (await readdir(folder).catch(undefinedIfAbsent)) ?? [],
  rename: (from, to) => rename(from, to).catch(writeFailed(to)),
  remove: (path) => rm(path, { force: true }).catch(writeFailed(path)),
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(writeFailed(folder));
  },
  syncFolder: (folder) => syncFolder(folder).catch(syncFailed(folder)),
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder).catch(writeFailed(folder));
    return bavail * bsize;
  },
  fileSystem: async (folder) => {
    const found = await stat(folder).catch(undefinedIfAbsent);
    return found === undefined ? undefined : String(found.dev);
  },
};

function diskFile(handle: FileHandle, startBytes: number, path: string): DiskFile {
  let endBytes = startBytes;
  return {
    async append(parts) {
      let left = [...parts];
      while (left.length > 0) {
        const { bytesWritten } = await handle.writev(left, endBytes).catch(writeFailed(path));
        endBytes += bytesWritten;
        left = behind(left, bytesWritten);
      }
    },
    async truncate(sizeBytes) {
      await handle.truncate(sizeBytes).catch(writeFailed(path));
      endBytes = sizeBytes;
    },
    datasync: () => handle.datasync().catch(syncFailed(path)),
    close: () => handle.close(),
  };
}

/** What is left of the parts after a short write. */
function behind(parts: Uint8Array[], writtenBytes: number): Uint8Array[] {
  let skip = writtenBytes;
  const left: Uint8Array[] = [];
  for (const part of parts) {
    if (skip >= part.length) skip -= part.length;
    else {
      left.push(skip === 0 ? part : part.subarray(skip));
      skip = 0;
    }
  }
  return left;
}

/** Writes a small file whole and durable: bytes synced, then the name, then the folder. */
export async function writeWhole(
  disk: Disk,
  at: { readonly folder: string; readonly name: string },
  text: string,
): Promise<void> {
  const target = `${at.folder}/${at.name}`;
  await disk.remove(`${target}.tmp`);
  const file = await disk.create(`${target}.tmp`);
  try {
    await file.append([Buffer.from(text)]);
    await file.datasync();
  } finally {
    await file.close();
  }
  await disk.rename(`${target}.tmp`, target);
  await disk.syncFolder(at.folder);
}

/** Swaps a small file in one step; a power cut may bring the older one back. */
export async function writeSwapped(
  disk: Disk,
  at: { readonly folder: string; readonly name: string },
  text: string,
): Promise<void> {
  const target = `${at.folder}/${at.name}`;
  await disk.remove(`${target}.tmp`);
  const file = await disk.create(`${target}.tmp`);
  try {
    await file.append([Buffer.from(text)]);
  } finally {
    await file.close();
  }
  await disk.rename(`${target}.tmp`, target);
}

function undefinedIfAbsent(cause: unknown): undefined {
  if (errorCode(cause) === "ENOENT") return undefined;
  throw new Fault("disk", "read_failed", { cause });
}

function writeFailed(path: string): (cause: unknown) => never {
  return (cause) => {
    const code = errorCode(cause);
    const full = code === "ENOSPC" || code === "EDQUOT";
    if (full) throw new Fault("disk_full", "disk_full", { cause, hint: path });
    throw new Fault("disk", "write_failed", { cause, hint: path });
  };
}

function syncFailed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new Fault("disk", "sync_failed", { cause, hint: path });
  };
}

function errorCode(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
