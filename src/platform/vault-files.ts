import { constants, createReadStream } from "node:fs";
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  opendir,
  readFile,
  realpath,
  rename,
  statfs,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Fault } from "../contract/faults.ts";
import { syncFolder } from "./durable-file.ts";
import { digestFile } from "./file-digests.ts";
import { draw } from "./random.ts";

/**
 * A tree of write-once files below one root. Paths are relative, parts joined by `/`; a part that
 * could leave the root, or a folder on the way that is a symbolic link, is refused. There is no
 * replace, no rename and no remove here, but for `putBack`: the same bytes again, after they rotted.
 */
export interface WriteOnceFiles {
  readonly root: string;
  /** Hard link, or a synced copy where the file systems differ. Durable after `syncFolders`. */
  keep(source: string, path: string): Promise<"linked" | "copied" | "present">;
  /** Writes a whole text under a name that did not exist. Durable after `syncFolders`. */
  writeOnce(path: string, text: string): Promise<Kept>;
  /**
   * Puts the right bytes back under a name whose file rotted or vanished. They are whole, checked and
   * durable before the name changes hands; the rotten file is kept aside. Throws Fault `damaged` when
   * the bytes are not the right ones, and then nothing has changed.
   */
  putBack(path: string, bytes: AsyncIterable<Uint8Array>, right: RightBytes): Promise<void>;
  /** Absolute paths of rotten files that were set aside under these names. */
  setAside(asideAs: Iterable<string>): Promise<string[]>;
  /** fsync of the folders of these paths: their names are durable. */
  syncFolders(paths: Iterable<string>): Promise<void>;
  /** The text of a small file; undefined when there is none. Throws Fault `damaged` beyond `mostBytes`. */
  readText(path: string, mostBytes: number): Promise<string | undefined>;
  /** Bytes `[startByte, endByte)`; the caller has checked them against the size. */
  readPart(path: string, startByte: number, endByte: number): AsyncIterable<Uint8Array>;
  find(path: string): Promise<FoundFile | undefined>;
  /** Every file below a folder, in the order of names, but for the staging folder and what was set aside. */
  walk(path?: string): AsyncGenerator<FoundFile>;
  /** Drops what a crash left half written; nothing else of the tree ever goes. */
  sweepStaging(): Promise<void>;
  absolute(path: string): string;
  freeBytes(): Promise<number>;
}
export interface RightBytes {
  readonly sizeBytes: number;
  readonly isRight: (sha256: string) => boolean;
  /** Begins the name under which the rotten file is kept aside. */
  readonly asideAs: string;
}
export type Kept = "kept" | "present";
type KeptBytes = Awaited<ReturnType<WriteOnceFiles["keep"]>>;

export interface FoundFile {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

const partBytes = 255;
/** Half-written files lie here only; what a crash leaves is swept by the next start. */
const stagingFolder = ".staging";
/** Rotten files stay here, for whoever wants to know how they rotted. */
const asideFolder = ".set-aside";
/** A link is impossible, but bytes are not: another file system, or one without links. */
const needsCopy: ReadonlySet<unknown> = new Set(["EXDEV", "EPERM", "EMLINK", "ENOTSUP"]);

export function openWriteOnceFiles(root: string): WriteOnceFiles {
  const absolute = (path: string) => join(root, ...safeParts(path));
  return {
    root,
    absolute,
    async keep(source, path) {
      const target = await prepare(root, path);
      const kept = await once(target, () => linkOrCopy(root, source, target));
      if (kept !== "present") await chmod(target, 0o440);
      return kept;
    },
    async writeOnce(path, text) {
      const target = await prepare(root, path);
      const write = (temporary: string) => writeFile(temporary, text, { flag: "wx", mode: 0o440 });
      return once(target, async () => {
        await writeLinked(root, target, write);
        return "kept" as const;
      });
    },
    async putBack(path, bytes, right) {
      await putBack(root, await prepare(root, path), { bytes, right });
    },
    async setAside(asideAs) {
      const wanted = new Set(asideAs);
      const names = await listNames(join(root, asideFolder));
      return names
        .filter((name) => wanted.has(name.split(".")[0] ?? ""))
        .map((name) => join(root, asideFolder, name));
    },
    async syncFolders(paths) {
      const folders = new Set(Array.from(paths, (path) => dirname(absolute(path))));
      for (const folder of folders) await syncFolder(folder);
    },
    readText: (path, mostBytes) => readSmall(absolute(path), mostBytes),
    readPart: (path, startByte, endByte) => readPart(absolute(path), startByte, endByte),
    find: (path) => found(absolute(path), path),
    walk: (path = "") => walk(root, path),
    async sweepStaging() {
      const staging = join(root, stagingFolder);
      for (const name of await listNames(staging)) await unlink(join(staging, name));
    },
    freeBytes: () => freeBytes(root),
  };
}

/** Space for this folder; one that is yet to be made will lie where its nearest parent lies. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const space = await statfs(folder);
    return space.bavail * space.bsize;
  } catch (cause) {
    const parent = dirname(folder);
    if (codeOf(cause) !== "ENOENT" || parent === folder) throw cause;
    return freeBytes(parent);
  }
}

/** A small file anywhere, bounded before it is read; undefined when there is none. */
export async function readSmall(path: string, mostBytes: number): Promise<string | undefined> {
  try {
    const size = (await lstat(path)).size;
    if (size > mostBytes) throw new Fault("damaged", "file_too_large", { hint: path });
    return await readFile(path, {
      encoding: "utf8",
      flag: constants.O_RDONLY | constants.O_NOFOLLOW,
    });
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
}

/** Names in a folder; none when there is no such folder. */
export async function listNames(folder: string): Promise<string[]> {
  try {
    const names: string[] = [];
    for await (const entry of await opendir(folder)) names.push(entry.name);
    return names;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return [];
    throw cause;
  }
}

/** Size and time of one file, for telling whether it changed; undefined when there is none. */
export function findFile(path: string): Promise<FoundFile | undefined> {
  return found(path, path);
}

export function joinPath(...parts: readonly string[]): string {
  return join(...parts);
}

function safeParts(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  for (const part of parts) {
    const bad = part === "." || part === ".." || part.includes("\0") || part.includes("\\");
    if (bad || Buffer.byteLength(part) > partBytes)
      throw new Fault("input", "path_refused", { hint: "a name would leave its folder" });
  }
  return parts;
}

/** Makes the folder of `path` durable and proves that it lies below the root without symbolic links. */
async function prepare(root: string, path: string): Promise<string> {
  const parts = safeParts(path);
  if (parts.length === 0) throw new Fault("input", "path_refused", { hint: "an empty path" });
  let folder = root;
  await makeFolder(root);
  for (const part of parts.slice(0, -1)) {
    folder = join(folder, part);
    await makeFolder(folder);
    // Step by step: below a link not even a folder may appear.
    if (!(await lstat(folder)).isDirectory())
      throw new Fault("damaged", "path_leaves_root", { hint: path });
  }
  const [realRoot, realFolder] = [await realpath(root), await realpath(folder)];
  const expected = [realRoot, ...parts.slice(0, -1)].join(sep);
  if (realFolder !== expected) throw new Fault("damaged", "path_leaves_root", { hint: path });
  return join(root, ...parts);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return;
    if (codeOf(cause) !== "ENOENT") throw diskFault(cause, folder);
    await makeFolder(dirname(folder));
    return makeFolder(folder);
  }
  await syncFolder(dirname(folder));
}

async function once<T>(target: string, write: () => Promise<T>): Promise<T | "present"> {
  try {
    return await write();
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return "present";
    throw cause instanceof Fault ? cause : diskFault(cause, target);
  }
}

async function linkOrCopy(root: string, source: string, target: string): Promise<KeptBytes> {
  try {
    await link(source, target);
    return "linked";
  } catch (cause) {
    if (!needsCopy.has(codeOf(cause))) throw cause;
  }
  await writeLinked(root, target, (temporary) =>
    copyFile(source, temporary, constants.COPYFILE_EXCL),
  );
  return "copied";
}

/** Whole and synced under a staging name, then a link: the name appears with all its bytes or not at all. */
async function writeLinked(
  root: string,
  target: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  await makeFolder(join(root, stagingFolder));
  const temporary = join(root, stagingFolder, Buffer.from(draw(8)).toString("hex"));
  try {
    await write(temporary);
    const file = await open(temporary, "r");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, target);
  } finally {
    await unlink(temporary).catch(() => {});
  }
}

async function putBack(
  root: string,
  target: string,
  of: { readonly bytes: AsyncIterable<Uint8Array>; readonly right: RightBytes },
): Promise<void> {
  const mark = Buffer.from(draw(8)).toString("hex");
  const temporary = join(root, stagingFolder, mark);
  await makeFolder(join(root, stagingFolder));
  await makeFolder(join(root, asideFolder));
  try {
    const written = await writeStream(temporary, of.bytes);
    if (written.sizeBytes !== of.right.sizeBytes || !of.right.isRight(written.sha256))
      throw new Fault("damaged", "repair_refused", { hint: target });
    const aside = join(root, asideFolder, `${of.right.asideAs}.${mark}.rotten`);
    await link(target, aside).catch((cause: unknown) => {
      if (codeOf(cause) !== "ENOENT") throw cause;
    });
    await syncFolder(join(root, asideFolder));
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    throw cause instanceof Fault ? cause : diskFault(cause, target);
  } finally {
    await unlink(temporary).catch(() => {});
  }
}

/** Read again from the disk after the sync: what is put back must be what lies there. */
async function writeStream(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number; sha256: string }> {
  const file = await open(path, "wx", 0o440);
  try {
    for await (const chunk of bytes)
      for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    await file.sync();
  } finally {
    await file.close();
  }
  const { sizeBytes, sha256 } = await digestFile(path);
  return { sizeBytes, sha256 };
}

async function* readPart(
  path: string,
  startByte: number,
  endByte: number,
): AsyncGenerator<Uint8Array> {
  if (endByte <= startByte) return;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(path, flags);
  try {
    const bytes = createReadStream(path, {
      fd: file,
      start: startByte,
      end: endByte - 1,
      highWaterMark: 256 * 1024,
      autoClose: false,
    });
    for await (const chunk of bytes) if (chunk instanceof Uint8Array) yield chunk;
  } finally {
    await file.close();
  }
}

async function found(absolute: string, path: string): Promise<FoundFile | undefined> {
  try {
    const stat = await lstat(absolute);
    const kind = stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
    return { path, kind, sizeBytes: stat.size, modifiedMs: Math.floor(stat.mtimeMs) };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
}

async function* walk(root: string, path: string): AsyncGenerator<FoundFile> {
  for (const name of (await listNames(join(root, path))).toSorted()) {
    if (path === "" && (name === stagingFolder || name === asideFolder)) continue;
    const inner = path === "" ? name : `${path}/${name}`;
    const file = await found(join(root, inner), inner);
    if (file?.kind === "folder") yield* walk(root, inner);
    else if (file !== undefined) yield file;
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

function diskFault(cause: unknown, path: string): Fault {
  const full = codeOf(cause) === "ENOSPC" || codeOf(cause) === "EDQUOT";
  return full
    ? new Fault("disk_full", "disk_full", { cause, hint: path })
    : new Fault("disk", "write_failed", { cause, hint: path });
}
