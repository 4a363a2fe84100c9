import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import {
  type FileHandle,
  chmod,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { isInnerPath } from "../kernel/tar.ts";
import { makeFolderSync, syncFolder, writeDurablySync } from "./durable-file.ts";
import { draw } from "./random.ts";

/** A folder that is being filled from copies: each file appears whole and checked, or not at all. */
export interface RestoredFiles {
  readonly root: string;
  has(path: string): boolean;
  /** Throws Fault `damaged` (`copy_differs`) when the bytes have the wrong SHA-256. */
  write(
    path: string,
    bytes: AsyncIterable<Uint8Array>,
    isRight?: (sha256: string) => boolean,
  ): Promise<void>;
  remove(path: string): Promise<void>;
  /** A small text that says how far the work is. */
  readMark(): Promise<string | undefined>;
  writeMark(text: string): void;
  writeText(path: string, text: string): void;
}

const markName = "restore.json";

/**
 * Opens the folder to restore into: it must be empty, or hold the mark of a restore that was cut off.
 * The database's own user must be able to walk in, so it is made with that right.
 */
export async function openRestoredFiles(root: string): Promise<RestoredFiles> {
  const mark = join(root, markName);
  await mkdir(root, { recursive: true, mode: 0o755 });
  const names = (await readdir(root)).filter((name) => !["lost+found", "run"].includes(name));
  if (names.length > 0 && !existsSync(mark))
    throw new Fault("input", "folder_not_empty", { hint: root });
  if (names.length === 0) await chmod(root, 0o755);
  const absolute = (path: string): string => {
    if (!isInnerPath(path)) throw new Fault("input", "path_refused", { hint: path.slice(0, 80) });
    return join(root, path);
  };
  return {
    root,
    has: (path) => existsSync(absolute(path)),
    write: (path, bytes, isRight = () => true) => writeChecked(absolute(path), bytes, isRight),
    remove: (path) => rm(absolute(path), { recursive: true, force: true }),
    readMark: () => (existsSync(mark) ? readFile(mark, "utf8") : Promise.resolve(undefined)),
    writeMark: (text) => writeDurablySync(mark, text),
    writeText: (path, text) => writeDurablySync(absolute(path), text),
  };
}

async function writeChecked(
  target: string,
  bytes: AsyncIterable<Uint8Array>,
  isRight: (sha256: string) => boolean,
): Promise<void> {
  makeFolderSync(dirname(target));
  const temporary = join(dirname(target), `.${Buffer.from(draw(8)).toString("hex")}.part`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      if (!isRight(await pour(file, bytes)))
        throw new Fault("damaged", "copy_differs", { hint: target });
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    throw isFull(cause) ? new Fault("disk_full", "folder_full", { cause, hint: target }) : cause;
  } finally {
    await rm(temporary, { force: true });
  }
}

function isFull(cause: unknown): boolean {
  return (
    cause instanceof Error && "code" in cause && ["ENOSPC", "EDQUOT"].includes(String(cause.code))
  );
}

async function pour(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of bytes) {
    hash.update(piece);
    for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
  }
  await file.sync();
  return hash.digest("hex");
}

/** The files of one folder: a kept copy of `keys/`, from the safe. */
export async function readFolderFiles(
  folder: string,
): Promise<readonly { readonly path: string; bytes(): AsyncIterable<Uint8Array> }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Fault("absent", "folder_missing", { cause, hint: folder });
  });
  return entries
    .filter((entry) => entry.isFile() && isInnerPath(entry.name))
    .map((entry) => ({
      path: entry.name,
      bytes: () => createReadStream(join(folder, entry.name)),
    }));
}
