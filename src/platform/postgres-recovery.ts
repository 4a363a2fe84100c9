import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chown, mkdir, open, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { BaseManifest } from "../contract/database-archive.ts";
import { Fault } from "../contract/faults.ts";
import { systemClock } from "./clock.ts";
import { type DatabaseArchiveFiles, readPart } from "./database-archive-files.ts";
import { startSha256 } from "./hash.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { placeOfCluster, placesOfCluster, removeCluster } from "./postgres-place.ts";
import { alive, archiveSettings, serverEnvironment } from "./postgres.ts";
import { readTar } from "./tar-reader.ts";

export interface RecoveryWish {
  readonly archive: DatabaseArchiveFiles;
  readonly base: BaseManifest;
  /** Names in the archive to lay down, from the base copy on. */
  readonly wal: readonly string[];
  readonly dataFolder: string;
  readonly password: string;
  /** Everything committed up to and at this instant; undefined: everything there is. */
  readonly atMs: number | undefined;
}

export interface Recovered {
  /** When the last transaction that is in it was committed; undefined where there is none. */
  readonly lastCommitMs: number | undefined;
}

/**
 * Makes a cluster from a base copy and the log, up to the wanted second, and gives its superuser the
 * password. Starts from nothing each time: cut off, it is simply done again.
 */
export async function recoverPostgres(wish: RecoveryWish): Promise<Recovered> {
  const binaries = postgresBinaries();
  const data = placeOfCluster(wish, binaries);
  await untilQuiet(data);
  const owner = binaries.runAs;
  const files = new OwnedFiles(data, owner);
  await rm(data, { recursive: true, force: true });
  await mkdir(dirname(data), { recursive: true, mode: 0o755 });
  await files.folder("");
  for (const part of wish.base.parts) await layPart(wish, part, files);
  for (const name of wish.wal) {
    const bytes = await wish.archive.readWal(name);
    await files.sparse(`pg_wal/${name}`, bytes);
  }
  await files.text("recovery.signal", "");
  const first = await replay(data, binaries, wish);
  if (first.ended) return first.recovered;
  // The log ends before that instant, so everything in it was committed before: all of it is wanted.
  const second = await replay(data, binaries, { ...wish, atMs: undefined });
  if (second.ended) return second.recovered;
  throw new Fault("database", "recovery_failed", { hint: "the log ends too early" });
}

/** Removes a cluster nobody needs any more, as soon as its server has ended. */
export async function dropCluster(dataFolder: string): Promise<void> {
  for (const data of placesOfCluster(dataFolder, postgresBinaries())) {
    await untilQuiet(data);
    removeCluster(data);
  }
}

/** A replay that outlived whoever began it ends by itself; a server that runs there is left alone. */
async function untilQuiet(data: string): Promise<void> {
  const deadline = systemClock.ticks() + quietPatienceMs;
  while (isHeld(data)) {
    if (systemClock.ticks() > deadline) throw new Fault("busy", "database_running", { hint: data });
    await systemClock.sleep(200);
  }
}

/** postmaster.pid: line 1 the process, negative in single-user mode. */
function isHeld(data: string): boolean {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Math.abs(Number(readFileSync(file, "utf8").split("\n")[0]));
  return Number.isInteger(pid) && pid > 1 && alive(pid) && runsPostgres(pid);
}

/** Process numbers are used again. */
function runsPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return process.platform !== "linux";
  }
}

async function layPart(
  wish: RecoveryWish,
  part: BaseManifest["parts"][number],
  files: OwnedFiles,
): Promise<void> {
  const named = new Map(part.files.map((file) => [file.path, file]));
  const path = wish.archive.partPath(wish.base.instant, part.name);
  const damaged = (what: string, cause?: unknown) =>
    new Fault("damaged", "base_damaged", { cause, hint: `${part.name}: ${what}` });
  const lay = async (bytes: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const { member, bytes: content } of readTar(bytes)) {
      if (member.kind === "folder") {
        await files.folder(member.path);
        continue;
      }
      const file = named.get(member.path);
      if (file === undefined || file.sizeBytes !== member.sizeBytes) throw damaged(member.path);
      named.delete(member.path);
      if ((await files.write(member.path, content)) !== file.sha256) throw damaged(member.path);
    }
  };
  try {
    await pipeline(readPart(path), createGunzip(), lay);
  } catch (cause) {
    throw cause instanceof Fault ? cause : damaged("it cannot be unpacked", cause);
  }
  const [missing] = named.keys();
  if (missing !== undefined) throw damaged(missing);
}

/** Files of a cluster, given to the user the server runs as. */
class OwnedFiles {
  readonly #root: string;
  readonly #owner: PostgresBinaries["runAs"];

  constructor(root: string, owner: PostgresBinaries["runAs"]) {
    this.#root = root;
    this.#owner = owner;
  }

  async folder(path: string): Promise<void> {
    await mkdir(join(this.#root, path), { recursive: true, mode: 0o700 });
    await this.#give(path);
  }

  async text(path: string, text: string): Promise<void> {
    await writeFile(join(this.#root, path), text, { mode: 0o600, flag: "wx" });
    await this.#give(path);
  }

  /** Tells the digest of what it wrote. */
  async write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const hash = startSha256();
    const file = await open(join(this.#root, path), "wx", 0o600);
    try {
      for await (const piece of bytes) {
        hash.update(piece);
        await file.writeFile(piece);
      }
    } finally {
      await file.close();
    }
    await this.#give(path);
    return hash.hex();
  }

  /** Zeros take no space: a minute's segment is mostly zeros, and there may be thousands. */
  async sparse(path: string, bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.#root, path)), { recursive: true, mode: 0o700 });
    const file = await open(join(this.#root, path), "wx", 0o600);
    try {
      await file.truncate(bytes.length);
      for (let at = 0; at < bytes.length; at += sparseBytes) {
        const piece = bytes.subarray(at, at + sparseBytes);
        if (piece.some((byte) => byte !== 0)) await file.write(piece, 0, piece.length, at);
      }
    } finally {
      await file.close();
    }
    await this.#give(path);
  }

  async #give(path: string): Promise<void> {
    if (this.#owner !== undefined)
      await chown(join(this.#root, path), this.#owner.uid, this.#owner.gid);
  }
}

const quietPatienceMs = 30_000;
const sparseBytes = 64 * 1024;
const tooEarly = "recovery ended before configured recovery target was reached";
const outputMost = 200_000;

/**
 * Replays in single-user mode: nobody else can connect meanwhile, and it ends by itself. The password
 * goes by its standard input.
 */
async function replay(
  data: string,
  binaries: PostgresBinaries,
  wish: RecoveryWish,
): Promise<{ ended: true; recovered: Recovered } | { ended: false }> {
  const settings = {
    restore_command: "exit 1",
    // A single process has no place for the standby's own book of transactions.
    hot_standby: "off",
    recovery_target_action: "promote",
    ...(wish.atMs === undefined
      ? {}
      : { recovery_target_time: new Date(wish.atMs).toISOString().replace("Z", "+00") }),
    timezone: "UTC",
    datestyle: "ISO",
    log_min_messages: "warning",
    password_encryption: "scram-sha-256",
    ...archiveSettings(data),
  };
  const child = spawn(
    join(binaries.bin, "postgres"),
    [
      "--single",
      "-D",
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      "postgres",
    ],
    { cwd: "/", env: serverEnvironment(), ...binaries.runAs, stdio: ["pipe", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => {
      output = (output + bytes.toString("utf8")).slice(-outputMost);
    });
  child.stdin.on("error", () => {});
  child.stdin.end(
    `select pg_last_xact_replay_timestamp()\nalter role postgres password '${wish.password.replaceAll("'", "''")}'\n`,
  );
  const code = await new Promise<number>((resolve) => {
    child.once("close", (status) => resolve(status ?? -1));
    child.once("error", () => resolve(-1));
  });
  if (code !== 0 && output.includes(tooEarly)) return { ended: false };
  if (code !== 0 || existsSync(join(data, "recovery.signal")))
    throw new Fault("database", "recovery_failed", { hint: withoutSecret(output, wish.password) });
  const told = /pg_last_xact_replay_timestamp = "([^"]+)"/.exec(output)?.[1];
  return {
    ended: true,
    recovered: { lastCommitMs: told === undefined ? undefined : Date.parse(isoOf(told)) },
  };
}

/** `2026-06-01 08:00:00.123456+00` as ECMAScript reads it. */
function isoOf(text: string): string {
  return text
    .replace(" ", "T")
    .replace(/(\.\d{3})\d*/, "$1")
    .replace(/\+00$/, "Z");
}

function withoutSecret(output: string, secret: string): string {
  return output.replaceAll(secret, "…").trim().slice(-600);
}
