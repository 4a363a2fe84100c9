import { type Dirent, createReadStream } from "node:fs";
import { open, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { BaseManifest } from "../contract/database-archive.ts";
import { Fault } from "../contract/faults.ts";
import { isArchived } from "../kernel/database-archive.ts";
import { systemClock } from "./clock.ts";
import { makeFolderSync, syncFolder, writeDurablySync } from "./durable-file.ts";

/**
 * `dbarchive/`: `wal/<name>.gz`, one file for each thing PostgreSQL archived, and
 * `base/<instant>/`, whole base copies. A name appears with all its bytes and is never replaced.
 */
export interface DatabaseArchiveFiles {
  readonly root: string;
  /** Carries what landed into `wal/`, oldest first; tells each name as it became durable. */
  collect(landing: string, told: (name: string, sizeBytes: number) => void): Promise<void>;
  listWal(): Promise<readonly ArchivedFile[]>;
  hasWal(name: string): Promise<boolean>;
  /** A log segment's own bytes, unpacked. Throws Fault `damaged` when they are none. */
  readWal(name: string): Promise<Uint8Array>;
  removeWal(name: string): Promise<void>;
  /** Whole base copies; what has no valid manifest is none. */
  listBases(): Promise<readonly BaseManifest[]>;
  /** An empty folder for a base copy that grows; what an earlier attempt left is removed. */
  growBase(): Promise<string>;
  /** Gives the grown folder its name: from here on it is a base copy. */
  keepBase(instant: string): Promise<void>;
  removeBase(instant: string): Promise<void>;
  partPath(instant: string, part: string): string;
  baseBytes(): Promise<number>;
}

export interface ArchivedFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly archivedMs: number;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** A log segment's largest size, and a little more than it can take when nothing can be packed. */
const segmentBytesMost = 1_073_741_824;
const halfOldMs = 600_000;
const manifestName = "manifest.json";
const manifestBytesMost = 64 * 1024 * 1024;
/** A base copy that is not whole yet; hidden, so that nobody copies it. */
const growing = ".growing";

export function openDatabaseArchive(root: string): DatabaseArchiveFiles {
  const wal = join(root, "wal");
  const base = join(root, "base");
  const walPath = (name: string) => join(wal, `${checked(name).toLowerCase()}.gz`);
  const growingPath = join(base, growing);
  return {
    root,
    async collect(landing, told) {
      await sweepHalves(landing);
      for (const name of (await namesIn(landing)).filter(isArchived).toSorted()) {
        const sizeBytes = await carry(join(landing, name), walPath(name));
        told(name, sizeBytes);
      }
    },
    async listWal() {
      const found: ArchivedFile[] = [];
      for (const file of await namesIn(wal)) {
        const name = archivedName(file);
        if (name === undefined) continue;
        const { size, mtimeMs } = await stat(join(wal, file));
        found.push({ name, sizeBytes: size, archivedMs: Math.floor(mtimeMs) });
      }
      return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    hasWal: (name) =>
      stat(walPath(name)).then(
        () => true,
        () => false,
      ),
    readWal: (name) => readPacked(walPath(name)),
    removeWal: (name) => rm(walPath(name), { force: true }),
    async listBases() {
      const found: BaseManifest[] = [];
      for (const instant of await namesIn(base)) {
        if (instant === growing) continue;
        const manifest = await readManifest(join(base, instant));
        if (manifest?.instant === instant) found.push(manifest);
      }
      return found;
    },
    async growBase() {
      await rm(growingPath, { recursive: true, force: true });
      makeFolderSync(growingPath);
      return growingPath;
    },
    async keepBase(instant) {
      await syncFolder(growingPath);
      await rename(growingPath, join(base, plainInstant(instant)));
      await syncFolder(base);
    },
    async removeBase(instant) {
      // Its manifest first: half a copy must never look whole.
      await rm(join(base, plainInstant(instant), manifestName), { force: true });
      await rm(join(base, plainInstant(instant)), { recursive: true, force: true });
    },
    partPath: (instant, part) => join(base, plainInstant(instant), part),
    baseBytes: () => bytesBelow(base),
  };
}

/** Half a segment is left under PostgreSQL's own temporary name when it is killed while it archives. */
async function sweepHalves(landing: string): Promise<void> {
  for (const name of (await namesIn(landing)).filter((one) => one.startsWith("archtemp."))) {
    const found = await stat(join(landing, name)).catch(() => undefined);
    if (found !== undefined && systemClock.now() - found.mtimeMs > halfOldMs)
      await rm(join(landing, name), { force: true });
  }
}

/** Copies elsewhere know small letters only, and PostgreSQL's own names are in capitals. */
export function archivedName(file: string): string | undefined {
  if (!/^[0-9a-z.]+\.gz$/.test(file)) return undefined;
  const parts = file.slice(0, -".gz".length).split(".");
  const name = parts.map((part) => (/^[0-9a-f]+$/.test(part) ? part.toUpperCase() : part));
  return isArchived(name.join(".")) ? name.join(".") : undefined;
}

/** Packed, durable, then gone from where it landed. The same bytes twice are carried once. */
async function carry(landed: string, target: string): Promise<number> {
  const bytes = await readFile(landed);
  const there = await readPacked(target).catch(absentAsUndefined);
  if (there !== undefined) {
    if (!bytes.equals(there)) throw new Fault("damaged", "segment_differs", { hint: target });
    await rm(landed);
    return 0;
  }
  const packed = await pack(bytes, { level: 4 });
  writeDurablySync(target, packed, "keep");
  await rm(landed);
  return packed.length;
}

async function readPacked(path: string): Promise<Uint8Array> {
  const packed = await readFile(path).catch((cause: unknown) => {
    throw new Fault("absent", "segment_missing", { cause, hint: path });
  });
  try {
    return await unpack(packed, { maxOutputLength: segmentBytesMost });
  } catch (cause) {
    throw new Fault("damaged", "segment_unreadable", { cause, hint: path });
  }
}

async function readManifest(folder: string): Promise<BaseManifest | undefined> {
  try {
    if ((await stat(join(folder, manifestName))).size > manifestBytesMost) return undefined;
    const text = await readFile(join(folder, manifestName), "utf8");
    return BaseManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function writeManifest(folder: string, manifest: BaseManifest): void {
  writeDurablySync(join(folder, manifestName), `${JSON.stringify(manifest)}\n`, "keep");
}

/** How many files wait in a landing folder, and how long the oldest does. */
export async function countLanded(landing: string): Promise<number> {
  return (await namesIn(landing)).filter(isArchived).length;
}

async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    () => [],
  );
  for (const entry of entries)
    if (entry.isFile())
      sum += await stat(join(entry.parentPath, entry.name)).then(
        (found) => found.size,
        () => 0,
      );
  return sum;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw cause;
  }
}

function absentAsUndefined(cause: unknown): undefined {
  if (cause instanceof Fault && cause.kind === "absent") return undefined;
  throw cause;
}

function checked(name: string): string {
  if (!isArchived(name)) throw new RangeError("a name of PostgreSQL's own");
  return name;
}

function plainInstant(instant: string): string {
  if (!/^[0-9]{8}t[0-9]{6}z$/.test(instant)) throw new RangeError("an instant of ours");
  return instant;
}

/** A part's packed bytes, as they lie. */
export function readPart(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

/** fsync of one file that was written by somebody else's stream. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
