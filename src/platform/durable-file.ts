import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { draw } from "./random.ts";

/**
 * Durable writing. The order is the promise: temporary file in the target's directory, write, fsync
 * (bytes durable under a name nobody reads), then link or rename (name appears whole), then fsync of
 * the directory (name durable). Dying between two steps leaves either nothing or the whole file.
 * After a failed fsync the kernel may have dropped the dirty pages: the caller must stop, not retry.
 */
type Mode = "keep" | "replace";

/** Writes a file whole. `replace` swaps an older one in one step; `keep` refuses if the name exists (EEXIST). */
export function writeDurablySync(
  path: string,
  bytes: string | Uint8Array,
  mode: Mode = "replace",
): void {
  const folder = dirname(path);
  makeFolderSync(folder);
  const temporary = join(
    folder,
    `.${basename(path).slice(0, 60)}.${Buffer.from(draw(6)).toString("hex")}.tmp`,
  );
  const file = openSync(temporary, "wx", 0o600);
  try {
    const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    for (let at = 0; at < data.length;) at += writeSync(file, data, at);
    fsyncSync(file);
  } catch (cause) {
    throw diskFault(cause, path);
  } finally {
    closeSync(file);
  }
  try {
    if (mode === "replace") renameSync(temporary, path);
    else linkSync(temporary, path);
  } catch (cause) {
    throw diskFault(cause, path);
  } finally {
    if (mode === "keep") unlinkSync(temporary);
  }
  syncFolderSync(folder);
}

/** Creates a folder and makes every new name on the way durable. */
export function makeFolderSync(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length; at = dirname(at)) syncFolderSync(dirname(at));
}

export function syncFolderSync(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** fsync of a folder without blocking the event loop; for hot paths such as the recorder's. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function diskFault(cause: unknown, path: string): Fault {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Fault("disk_full", "disk_full", { cause, hint: path });
  if (code === "EEXIST") return new Fault("disk", "name_exists", { cause, hint: path });
  return new Fault("disk", "write_failed", { cause, hint: path });
}
