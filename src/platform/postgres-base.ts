import { type Dirent, createWriteStream } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import type { BaseManifest } from "../contract/database-archive.ts";
import { Fault } from "../contract/faults.ts";
import { utf8 } from "../kernel/bytes.ts";
import { baseInstant, walName, walPosition } from "../kernel/database-archive.ts";
import { tarEnd, tarHead, tarPadding } from "../kernel/tar.ts";
import type { Clock } from "./clock.ts";
import { syncFile } from "./database-archive-files.ts";
import { startSha256 } from "./hash.ts";

/** What a base copy leaves out: it is made anew by the server, or belongs to one running server. */
const emptied: ReadonlySet<string> = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);
const leftOut =
  /(?:^|\/)(?:postmaster\.(?:pid|opts)|postgresql\.auto\.conf\.tmp|current_logfiles\.tmp|backup_label(?:\.old)?|tablespace_map(?:\.old)?|pg_internal\.init(?:\.\d+)?|pgsql_tmp[^/]*|(?:recovery|standby)\.signal)$/;
const controlFile = "global/pg_control";
const partBytes = 256 * 1024 * 1024;
const chunkBytes = 256 * 1024;

type Part = BaseManifest["parts"][number];
type PartFile = Part["files"][number];

export interface BaseWish {
  readonly url: string;
  /** The cluster's files. */
  readonly data: string;
  /** An empty folder that takes the parts. */
  readonly into: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Copies a running cluster: the server is told, its files are read while they change, and the log
 * from start to stop makes them whole again. Returns when the last log segment it needs has landed.
 */
export async function takeBase(wish: BaseWish): Promise<BaseManifest> {
  const client = new pg.Client({
    connectionString: wish.url,
    connectionTimeoutMillis: 5_000,
    // Its end waits until the log has landed: not for ever.
    statement_timeout: 600_000,
  });
  client.on("error", () => {});
  const leave = (): void => void client.end().catch(() => {});
  await client.connect();
  wish.signal.addEventListener("abort", leave);
  try {
    wish.signal.throwIfAborted();
    const startMs = wish.clock.now();
    const instant = baseInstant(startMs);
    await client.query("select pg_backup_start($1, true)", [`liuhen ${instant}`]);
    const parts = await copyParts(wish, stop(client));
    const facts = await factsOf(client);
    const { label, stopLsn } = parts.stopped;
    const startSegment = /^START WAL LOCATION: [^ ]+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1];
    const start = walPosition(startSegment ?? "", facts.segmentBytes);
    if (startSegment === undefined || start === undefined)
      throw new Fault("database", "base_failed", { hint: "the label tells no start" });
    const number = Number((lsnOf(stopLsn) - 1n) / BigInt(facts.segmentBytes));
    const stopSegment = walName({ timeline: start.timeline, number }, facts.segmentBytes);
    return {
      version: 1,
      instant,
      startMs,
      stopMs: wish.clock.now(),
      startSegment,
      stopSegment,
      ...facts,
      parts: parts.parts,
    };
  } finally {
    wish.signal.removeEventListener("abort", leave);
    await client.end().catch(() => {});
  }
}

interface Stopped {
  readonly label: string;
  readonly stopLsn: string;
}

function stop(client: pg.Client): () => Promise<Stopped> {
  return async () => {
    const { rows } = await client.query<{ lsn: string; labelfile: string }>(
      "select lsn, labelfile from pg_backup_stop(true)",
    );
    const [row] = rows;
    if (row === undefined) throw new Fault("database", "base_failed", { hint: "no label" });
    return { label: row.labelfile, stopLsn: row.lsn };
  };
}

async function factsOf(client: pg.Client) {
  const { rows } = await client.query<{ id: string; segment: string; version: string }>(
    `select (select system_identifier::text from pg_control_system()) as id,
            (select setting from pg_settings where name = 'wal_segment_size') as segment,
            current_setting('server_version_num') as version`,
  );
  const [row] = rows;
  if (row === undefined) throw new Fault("database", "base_failed", { hint: "no facts" });
  return {
    systemId: row.id,
    segmentBytes: Number(row.segment),
    postgresMajor: Math.floor(Number(row.version) / 10_000),
  };
}

function lsnOf(text: string): bigint {
  const [high = "0", low = "0"] = text.split("/");
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** All files, the control file behind all others, the label last of all. */
async function copyParts(
  wish: BaseWish,
  end: () => Promise<Stopped>,
): Promise<{ parts: Part[]; stopped: Stopped }> {
  const parts: Part[] = [];
  let stopped: Stopped | undefined;
  const members = (async function* () {
    for await (const entry of entriesOf(wish.data)) yield { ...entry, text: undefined };
    yield { path: controlFile, folder: false, text: undefined };
    stopped = await end();
    yield { path: "backup_label", folder: false, text: stopped.label };
  })();
  const left = { members: true };
  while (left.members) {
    const name = `part-${String(parts.length + 1).padStart(4, "0")}.tar.gz`;
    const files: PartFile[] = [];
    const bytes = partOf(wish, members, { files, ended: () => (left.members = false) });
    const written = await writePart(join(wish.into, name), bytes, wish.signal);
    parts.push({ name, ...written, files });
  }
  if (stopped === undefined) throw new Fault("database", "base_failed", { hint: "not ended" });
  return { parts, stopped };
}

interface Entry {
  readonly path: string;
  readonly folder: boolean;
}

async function* entriesOf(data: string, below = ""): AsyncGenerator<Entry> {
  const listed: Dirent[] = await readdir(join(data, below), { withFileTypes: true }).catch(
    () => [],
  );
  for (const entry of listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (leftOut.test(path) || path === controlFile) continue;
    if (entry.isDirectory()) {
      yield { path, folder: true };
      if (!emptied.has(path)) yield* entriesOf(data, path);
      else if (path === "pg_wal") yield { path: "pg_wal/archive_status", folder: true };
    } else if (entry.isFile()) yield { path, folder: false };
  }
}

/** One part's tar bytes; it ends at a file's end, behind `partBytes` or with the last member. */
async function* partOf(
  wish: BaseWish,
  members: AsyncGenerator<Entry & { readonly text: string | undefined }>,
  note: { files: PartFile[]; ended: () => void },
): AsyncGenerator<Uint8Array> {
  const modifiedMs = wish.clock.now();
  for (let written = 0; written < partBytes;) {
    const next = await members.next();
    if (next.done === true) {
      note.ended();
      break;
    }
    const { path, folder, text } = next.value;
    if (folder) {
      yield tarHead({ path, kind: "folder", sizeBytes: 0, modifiedMs });
      continue;
    }
    const source = text === undefined ? await openOrGone(join(wish.data, path)) : utf8(text);
    if (source === undefined) continue;
    const sizeBytes = source instanceof Uint8Array ? source.length : (await source.stat()).size;
    yield tarHead({ path, kind: "file", sizeBytes, modifiedMs });
    const hash = startSha256();
    const bytes = source instanceof Uint8Array ? [source] : readExactly(source, sizeBytes);
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
    yield tarPadding(sizeBytes);
    written += sizeBytes;
    note.files.push({ path, sizeBytes, sha256: hash.hex() });
  }
  yield tarEnd;
}

/** A table may be dropped while its copy is under way: the log tells of it. */
async function openOrGone(path: string): Promise<FileHandle | undefined> {
  return open(path, "r").catch((cause: unknown) => {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  });
}

/** What grows meanwhile is cut, what shrinks is filled with zeros: the log makes both right. */
async function* readExactly(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; at < sizeBytes;) {
      const chunk = Buffer.alloc(Math.min(chunkBytes, sizeBytes - at));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      yield bytesRead === 0 ? chunk : chunk.subarray(0, bytesRead);
      at += bytesRead === 0 ? chunk.length : bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function writePart(
  path: string,
  bytes: AsyncGenerator<Uint8Array>,
  signal: AbortSignal,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = startSha256();
  let sizeBytes = 0;
  await pipeline(
    bytes,
    createGzip({ level: 3 }),
    async function* (packed: AsyncIterable<Uint8Array>) {
      for await (const piece of packed) {
        hash.update(piece);
        sizeBytes += piece.length;
        yield piece;
      }
    },
    createWriteStream(path, { flags: "wx", mode: 0o600 }),
    { signal },
  );
  await syncFile(path);
  return { sizeBytes, sha256: hash.hex() };
}
