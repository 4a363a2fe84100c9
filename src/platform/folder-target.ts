import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
} from "node:fs/promises";
import { readdir } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Fault } from "../contract/faults.ts";
import { type CopyTarget, type PutDone, type PutFacts, checkedName } from "./copy-target.ts";
import { syncFolder, writeDurablySync } from "./durable-file.ts";
import { digestFile } from "./file-digests.ts";
import { digestAside } from "./file-reader.ts";
import { draw } from "./random.ts";
import { freeBytes } from "./vault-files.ts";

/** A second folder or disk. Its marker tells an unplugged disk from an empty one. */
export interface FolderTargetFacts {
  readonly path: string;
  readonly siteId: string;
  readonly targetId: string;
}

const markerName = "liuhen-copies.json";
const stagingName = ".staging";
/** Kept free, so that a full disk is noticed before it is full to the brim. */
const reserveBytes = 64 * 1024 * 1024;
const asideFromBytes = 4 * 1024 * 1024;

export function openFolderTarget(facts: FolderTargetFacts): CopyTarget {
  const absolute = (name: string) => join(facts.path, ...checkedName(name).split("/"));
  const here = () => isOurs(facts);
  return {
    probe: async () => {
      await here();
      await put(facts.path, join(facts.path, stagingName, "probe"), bytesOf("probe"), 5);
      await unlink(join(facts.path, stagingName, "probe"));
      return { versioned: false, locks: false, freeBytes: await freeBytes(facts.path) };
    },
    put: async (name, bytes, { sizeBytes }: PutFacts) => {
      await here();
      if ((await freeBytes(facts.path)) < sizeBytes + reserveBytes)
        throw new Fault("disk_full", "copy_full", { hint: facts.path });
      return put(facts.path, absolute(name), bytes, sizeBytes);
    },
    read: (name) => read(absolute(name), here),
    list: (prefix) => list(facts.path, prefix, here),
    remove: async (name) => {
      await here();
      await remove(absolute(name));
      return { state: "removed" };
    },
    close: () => {},
  };
}

/** Makes an empty folder ours. `foreign`: something lies in it, or it is another house's. */
export async function claimFolder(facts: FolderTargetFacts): Promise<"ours" | "foreign"> {
  const names = await readdir(facts.path);
  const marker = await readMarker(facts.path);
  if (marker !== undefined) return marker === markerText(facts) ? "ours" : "foreign";
  if (names.some((name) => name !== "lost+found")) return "foreign";
  writeDurablySync(join(facts.path, markerName), markerText(facts), "keep");
  return "ours";
}

/**
 * Whether copies may go to this folder: it exists, lies below one of `allowed` and neither inside the
 * house's own folder nor around it; judged by real paths, so that no link leads elsewhere.
 */
export async function mayHoldCopies(
  path: string,
  at: { readonly allowed: readonly string[]; readonly houseRoot: string },
): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  const house = await realpath(at.houseRoot).catch(() => at.houseRoot);
  if (real === undefined || !(await stat(real)).isDirectory()) return undefined;
  if (isBelow(real, house) || isBelow(house, real) || real === house) return undefined;
  for (const allowed of at.allowed) {
    const root = await realpath(allowed).catch(() => undefined);
    if (root !== undefined && isBelow(real, root)) return real;
  }
  return undefined;
}

const isBelow = (path: string, root: string) =>
  path.startsWith(root.endsWith(sep) ? root : root + sep);

function markerText(facts: FolderTargetFacts): string {
  const { siteId, targetId } = facts;
  return `${JSON.stringify({ version: 1, siteId, targetId })}\n`;
}

async function readMarker(path: string): Promise<string | undefined> {
  return readFile(join(path, markerName), "utf8").catch(() => undefined);
}

async function isOurs(facts: FolderTargetFacts): Promise<void> {
  if ((await readMarker(facts.path)) === markerText(facts)) return;
  throw new Fault("network", "copy_away", {
    hint: `${facts.path}: not there, or not the place it was`,
  });
}

/** Staged, synced, read back and compared, renamed, and the folder synced. */
async function put(
  root: string,
  target: string,
  bytes: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): Promise<PutDone> {
  const staging = join(root, stagingName);
  const temporary = join(staging, Buffer.from(draw(8)).toString("hex"));
  try {
    await mkdir(staging, { recursive: true });
    const made = await mkdir(dirname(target), { recursive: true });
    const written = await writeSynced(temporary, bytes);
    if (written.sizeBytes !== sizeBytes) throw new Fault("damaged", "copy_short", { hint: target });
    const held = await readBack(temporary, sizeBytes);
    if (held !== written.sha256) throw new Fault("damaged", "copy_wrong_bytes", { hint: target });
    await rename(temporary, target);
    if (made !== undefined)
      for (let at = dirname(target); at.length >= made.length; at = dirname(at))
        await syncFolder(dirname(at));
    await syncFolder(dirname(target));
    return { ...written, confirmed: true };
  } catch (cause) {
    await unlink(temporary).catch(() => {});
    throw diskFault(cause, root);
  }
}

async function writeSynced(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; sizeBytes: number }> {
  const file = await open(path, "wx", 0o600);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await writeAll(file, chunk);
      sizeBytes += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), sizeBytes };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
}

/** A large file beside the next one that is sealed; for a small one another thread is a detour. */
async function readBack(path: string, sizeBytes: number): Promise<string> {
  return sizeBytes < asideFromBytes ? (await digestFile(path)).sha256 : digestAside(path);
}

async function* read(path: string, here: () => Promise<void>): AsyncGenerator<Uint8Array> {
  await here();
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(path, flags).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR")
      throw new Fault("absent", "copy_missing", { cause, hint: path });
    throw diskFault(cause, path);
  });
  try {
    const stream = createReadStream(path, {
      fd: file,
      highWaterMark: 1024 * 1024,
      autoClose: false,
    });
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw diskFault(cause, path);
  } finally {
    await file.close();
  }
}

async function* list(
  root: string,
  prefix: string,
  here: () => Promise<void>,
): AsyncGenerator<{ name: string; sizeBytes: number }> {
  await here();
  const start = prefix === "" ? "" : checkedName(prefix.replace(/\/$/, ""));
  yield* walk(root, start);
}

async function* walk(
  root: string,
  path: string,
): AsyncGenerator<{ name: string; sizeBytes: number }> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(
    (cause: unknown) => {
      if (codeOf(cause) === "ENOENT") return [];
      throw diskFault(cause, root);
    },
  );
  for (const entry of entries) {
    if (path === "" && [stagingName, markerName, "lost+found"].includes(entry.name)) continue;
    const name = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, name);
    else yield { name, sizeBytes: (await stat(join(root, name))).size };
  }
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
    await syncFolder(dirname(path));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return;
    throw diskFault(cause, path);
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

function diskFault(cause: unknown, hint: string): unknown {
  if (cause instanceof Fault) return cause;
  const code = codeOf(cause);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Fault("disk_full", "copy_full", { cause, hint });
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return new Fault("network", "copy_refused", { cause, hint });
  if (typeof code === "string") return new Fault("network", "copy_unreachable", { cause, hint });
  return cause;
}
