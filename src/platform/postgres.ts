import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, Socket } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { Fault } from "../contract/faults.ts";
import { systemClock } from "./clock.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { landingOf, placeOfCluster } from "./postgres-place.ts";

export interface PostgresServer {
  /** Superuser URL of the maintenance database; only the supervisor uses it. */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** Where the cluster's files lie: not always where they were asked for. */
  readonly data: string;
  /** Resolves when the server process has ended, by whomever. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions roll back, everything committed is kept. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataFolder: string;
  readonly password: string;
  /** Wanted port; another one is taken when it is not free. */
  readonly port?: number;
  /** Only for test clusters: a crash of the machine may lose data, a crash of the process does not. */
  readonly unsafeFast?: boolean;
  /** Every segment of the write-ahead log is put into the landing folder, a minute old at most. */
  readonly archive?: boolean;
}

/**
 * Starts the embedded PostgreSQL over `dataFolder` (made on first use), or adopts the one that an
 * earlier process left running there. Listens on 127.0.0.1 at a free port, scram-sha-256 only.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  const data = placeOfCluster(options, binaries);
  if (!existsSync(join(data, "PG_VERSION"))) initialise(data, options.password, binaries);
  if (options.archive === true) makeLanding(data, binaries);
  const server = (await adopt(data, options.password)) ?? (await launch(data, options, binaries));
  guard(data, server);
  return server;
}

/** The watchdog holds the other end of a pipe of ours; when we die, however, it stops the server. */
function guard(data: string, server: PostgresServer): void {
  const watchdog = spawn(
    process.execPath,
    [fileURLToPath(new URL("./postgres-watchdog.ts", import.meta.url)), data],
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      env: { PATH: process.env["PATH"] },
    },
  );
  watchdog.once("error", () => {});
  watchdog.unref();
  // The pipe must stay open but must not keep our own process alive.
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  void server.ended.then(() => watchdog.kill("SIGKILL"));
}

function initialise(data: string, password: string, binaries: PostgresBinaries): void {
  rmSync(data, { recursive: true, force: true });
  // What is made on the way must let the server's user through.
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.secret`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (binaries.runAs !== undefined) {
    chownSync(data, binaries.runAs.uid, binaries.runAs.gid);
    chownSync(passwordFile, binaries.runAs.uid, binaries.runAs.gid);
  }
  const made = spawnSync(
    join(binaries.bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--data-checksums",
    ],
    { cwd: "/", env: serverEnvironment(), ...binaries.runAs, encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Fault("database", "initdb_failed", {
      cause: made.error,
      hint: (made.stderr ?? "").trim().slice(-500),
    });
  }
}

/** Owned by the server's user: it writes there, whoever carries the files away reads and removes them. */
function makeLanding(data: string, binaries: PostgresBinaries): void {
  const landing = landingOf(data);
  mkdirSync(landing, { recursive: true, mode: 0o700 });
  if (binaries.runAs !== undefined) chownSync(landing, binaries.runAs.uid, binaries.runAs.gid);
}

/** The module comes with PostgreSQL: whole and durable under its name, never over another one. */
export function archiveSettings(data: string): Record<string, string> {
  return {
    archive_mode: "on",
    archive_library: "basic_archive",
    "basic_archive.archive_directory": landingOf(data),
    archive_timeout: "60",
  };
}

export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

/** postmaster.pid: line 1 the process, line 4 the port (PostgreSQL documentation, pg_ctl). */
async function adopt(data: string, password: string): Promise<PostgresServer | undefined> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !alive(pid) || !Number.isInteger(port) || port <= 0)
    return undefined;
  const url = address(port, password);
  if (!(await answers(url))) return undefined;
  return {
    url,
    pid,
    port,
    data,
    ended: untilGone(pid),
    stop: () => stopServer(pid, untilGone(pid)),
  };
}

async function launch(
  data: string,
  options: PostgresOptions,
  binaries: PostgresBinaries,
): Promise<PostgresServer> {
  const port = await freePort(options.port);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    max_connections: "100",
    shared_buffers: "128MB",
    password_encryption: "scram-sha-256",
    log_min_messages: "warning",
    timezone: "UTC",
    ...(options.unsafeFast
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : {}),
    ...(options.archive === true ? archiveSettings(data) : {}),
  };
  const output = openSync(`${data}.log`, "a", 0o600);
  const child = spawn(
    join(binaries.bin, "postgres"),
    [
      "-D",
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { cwd: "/", env: serverEnvironment(), ...binaries.runAs, stdio: ["ignore", output, output] },
  );
  closeSync(output);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.once("error", () => {});
  const url = address(port, options.password);
  await untilAnswers(url, child, data);
  const pid = child.pid ?? 0;
  return { url, pid, port, data, ended, stop: () => stopServer(pid, ended) };
}

async function untilAnswers(url: string, child: ChildProcess, data: string): Promise<void> {
  const deadline = systemClock.ticks() + 60_000;
  while (systemClock.ticks() < deadline) {
    if (await answers(url)) return;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
    await systemClock.sleep(50);
  }
  const log = existsSync(`${data}.log`)
    ? readFileSync(`${data}.log`, "utf8").trim().slice(-600)
    : "";
  child.kill("SIGQUIT");
  throw new Fault("database", "postgres_start_failed", { hint: log });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopServer(pid: number, ended: Promise<void>): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, "SIGINT");
  const patience = new AbortController();
  await Promise.race([ended, systemClock.sleep(20_000, patience.signal)]);
  patience.abort();
  if (alive(pid)) process.kill(pid, "SIGQUIT");
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

async function untilGone(pid: number): Promise<void> {
  while (alive(pid)) await systemClock.sleep(250);
}

function address(port: number, password: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** A free TCP port on loopback: the wanted one if nobody has it. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause) => (wanted === 0 ? reject(cause) : resolve(freePort())));
    probe.listen(wanted, "127.0.0.1", () => {
      const found = probe.address();
      const port = found !== null && typeof found === "object" ? found.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
