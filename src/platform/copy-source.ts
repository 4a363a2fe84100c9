import { createReadStream, existsSync, statSync } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BucketPlace } from "../contract/copies.ts";
import { Fault } from "../contract/faults.ts";
import { checkedName } from "./copy-target.ts";
import { openS3Target } from "./s3-target.ts";

/** Where copies are read from on a bare machine: nothing is written, and nothing there is believed. */
export interface CopySource {
  /** What people recognise it by; never a secret. */
  readonly place: string;
  /** Fault `absent` when there is none of that name. */
  read(name: string): AsyncIterable<Uint8Array>;
  /** Names of ours below a prefix that is empty or ends in a slash, in no order. */
  list(prefix: string): AsyncIterable<{ readonly name: string; readonly sizeBytes: number }>;
  close(): void;
}

/** The file that tells `restore` how to reach a bucket; mode 600, because of the secret in it. */
const BucketFile = z.strictObject({
  version: z.literal(1),
  place: BucketPlace,
  secretKey: z.string().min(1).max(256),
});
const bucketFileMost = 16 * 1024;

/** A folder of copies, or a bucket described by a file. */
export async function openCopySource(path: string): Promise<CopySource> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Fault("absent", "source_missing", { hint: path });
  return found.isDirectory() ? folderSource(path) : bucketSource(path, found.size);
}

function folderSource(root: string): CopySource {
  return {
    place: root,
    read: (name) => readFileOf(join(root, ...checkedName(name).split("/"))),
    list: (prefix) => walk(root, prefix.replace(/\/$/, "")),
    close: () => {},
  };
}

async function* readFileOf(path: string): AsyncGenerator<Uint8Array> {
  if (!existsSync(path)) throw new Fault("absent", "copy_missing", { hint: path });
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    if (chunk instanceof Uint8Array) yield chunk;
}

async function* walk(
  root: string,
  below: string,
): AsyncGenerator<{ name: string; sizeBytes: number }> {
  const folder = below === "" ? root : join(root, ...checkedName(below).split("/"));
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw cause;
  });
  for (const entry of entries) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (!isOurs(name)) continue;
    if (entry.isDirectory()) yield* walk(root, name);
    else if (entry.isFile()) yield { name, sizeBytes: (await stat(join(folder, entry.name))).size };
  }
}

async function bucketSource(path: string, sizeBytes: number): Promise<CopySource> {
  const parsed =
    sizeBytes > bucketFileMost
      ? undefined
      : BucketFile.safeParse(jsonOf(await readFile(path, "utf8")));
  if (parsed?.success !== true)
    throw new Fault("input", "source_unreadable", {
      hint: `${path}: neither a folder of copies nor the description of a bucket`,
    });
  const { place, secretKey } = parsed.data;
  const opened = await openS3Target({ place, secretKey });
  if (!opened.ok) throw new Fault("input", "host_not_allowed", { hint: place.host });
  const target = opened.value;
  return {
    place: `${place.scheme}://${place.host}:${place.port}/${place.bucket}/${place.prefix}`,
    read: (name) => target.read(name),
    async *list(prefix) {
      for await (const found of target.list(prefix)) if (isOurs(found.name)) yield found;
    },
    close: () => target.close(),
  };
}

function isOurs(name: string): boolean {
  try {
    checkedName(name);
    return true;
  } catch {
    return false;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The secret on the key sheet, typed or scanned into a file: comments and blank lines around it are fine. */
export async function readEscrowSecret(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Fault("absent", "escrow_missing", { cause, hint: path });
  });
  const [found] = /AGE-SECRET-KEY-1[0-9A-Z]{58}\b/.exec(text.toUpperCase()) ?? [];
  if (found === undefined)
    throw new Fault("input", "escrow_unreadable", { hint: `${path} holds no AGE-SECRET-KEY` });
  return found;
}
