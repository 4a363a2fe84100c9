import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { digestFile } from "./file-digests.ts";

/**
 * Paths of the files below a folder; names that begin with a dot or are still being written (`.part`,
 * `.tmp`) are left out. A folder that is not there holds nothing.
 */
export async function* filesBelow(root: string, path = ""): AsyncGenerator<string> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(
    (cause: unknown) => {
      if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return [];
      throw cause;
    },
  );
  for (const entry of entries) {
    if (entry.name.startsWith(".") || /\.(?:part|tmp)$/.test(entry.name)) continue;
    const inner = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, inner);
    else if (entry.isFile()) yield inner;
  }
}

/** Undefined where there is no such file. */
export async function fileSize(root: string, path: string): Promise<number | undefined> {
  const found = await stat(join(root, path)).catch(() => undefined);
  return found?.isFile() === true ? found.size : undefined;
}

/** A whole file as a stream, never through a link. Throws Fault `absent` where there is none. */
export async function* readWhole(root: string, path: string): AsyncGenerator<Uint8Array> {
  const absolute = join(root, path);
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(absolute, flags).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR")
      throw new Fault("absent", "source_missing", { cause, hint: path });
    throw new Fault("disk", "source_unreadable", { cause, hint: path });
  });
  try {
    const bytes = createReadStream(absolute, {
      fd: file,
      highWaterMark: 1024 * 1024,
      autoClose: false,
    });
    for await (const chunk of bytes) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw new Fault("disk", "source_unreadable", { cause, hint: path });
  } finally {
    await file.close();
  }
}

/** Size and digest of a file; undefined where there is none. */
export async function digestOf(
  root: string,
  path: string,
): Promise<{ sizeBytes: number; sha256: string } | undefined> {
  try {
    const { sizeBytes, sha256 } = await digestFile(join(root, path));
    return { sizeBytes, sha256 };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

/** Writes lines below the house's own folder for the time of one job; tells what they digest to. */
export async function spoolLines(
  folder: string,
  name: string,
  lines: AsyncIterable<string>,
): Promise<{ sizeBytes: number; sha256: string }> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, name), "w", 0o600);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      hash.update(bytes);
      sizeBytes += bytes.length;
      await file.appendFile(bytes);
    }
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

/** Writes bytes below the house's own folder for the time of one job, durable like what a restore makes. */
export async function spoolBytes(
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "w", 0o600);
  try {
    for await (const chunk of bytes) await file.appendFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes a file of a job, or a whole folder of one; nothing happens when it is gone. */
export async function dropSpool(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { recursive: true, force: true });
}
