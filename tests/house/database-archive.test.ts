import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BaseManifest, EmbeddedArchiveState } from "../../src/contract/database-archive.ts";
import { walFrom } from "../../src/kernel/database-archive.ts";
import { keepArchive } from "../../src/supervisor/keep-archive.ts";
import { systemClock } from "../../src/platform/clock.ts";
import {
  type DatabaseArchiveFiles,
  openDatabaseArchive,
} from "../../src/platform/database-archive-files.ts";
import { readArchiveState } from "../../src/platform/database-archive-state.ts";
import { openLog } from "../../src/platform/log.ts";
import { housePaths } from "../../src/platform/paths.ts";
import { landingOf } from "../../src/platform/postgres-place.ts";
import { recoverPostgres } from "../../src/platform/postgres-recovery.ts";
import { type PostgresServer, startPostgres } from "../../src/platform/postgres.ts";

/** One cluster that archives, its copies, and clusters recovered from them. */
const root = mkdtempSync(join(tmpdir(), "liuhen-archive-"));
const paths = housePaths(join(root, "house"));
const password = "first-Password-1";
let server: PostgresServer;
let archive: DatabaseArchiveFiles;
let base: BaseManifest;
let betweenMs = 0;
let troubles: (string | undefined)[] = [];

beforeAll(async () => {
  chmodSync(root, 0o755);
  server = await startPostgres({ dataFolder: paths.postgres, password, archive: true });
  archive = openDatabaseArchive(paths.dbarchive);
  await query(
    server.url,
    "create table told (word text)",
    "insert into told values ('before base')",
  );
  const keeper = keep();
  await until(async () => (await archive.listBases()).length === 1);
  await query(server.url, "insert into told values ('before the instant')");
  await systemClock.sleep(20);
  betweenMs = systemClock.now();
  await systemClock.sleep(20);
  await query(server.url, "insert into told values ('after the instant')");
  await until(() => (state()?.lastBase ?? null) !== null);
  troubles = await troubleAndCure();
  await keeper.stop();
  // The last segment is neither full nor a minute old: shutting down archives it.
  await server.stop();
  await keeper.carryLast();
  [base] = (await archive.listBases()) as [BaseManifest];
});

afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

describe("[S0-8.1b] the continuous archive", () => {
  test("holds a whole base copy and the log from it on, without a hole", async () => {
    const names = (await archive.listWal()).map((file) => file.name);
    expect(walFrom(base, names)).toMatchObject({ missing: undefined, beyond: 0 });
    expect(names).toContain(base.stopSegment);
    expect(base.parts.flatMap((part) => part.files).map((file) => file.path)).toEqual(
      expect.arrayContaining(["PG_VERSION", "global/pg_control", "backup_label"]),
    );
    expect(readdirSync(landingOf(server.data))).toEqual([]);
  });

  test("an archive that cannot be written to is told at once, loses nothing, and is mended by itself", async () => {
    expect(troubles).toEqual(["collect-failed", undefined]);
    const names = (await archive.listWal()).map((file) => file.name);
    expect(walFrom(base, names)).toMatchObject({ missing: undefined, beyond: 0 });
  });

  test("tells how it stands", () => {
    expect(state()).toMatchObject({ bases: 1, failure: null, recoverableFromMs: base.stopMs });
  });
});

describe("[S0-8.1b] recovery", () => {
  test("to an instant: what was committed before it is there, what was committed after is not", async () => {
    const words = await recovered("instant", betweenMs);
    expect(words).toEqual(["before base", "before the instant"]);
  });

  test("to the end of the log: everything committed is there, under the new password", async () => {
    expect(await recovered("end", undefined)).toEqual([
      "before base",
      "before the instant",
      "after the instant",
      "in trouble",
    ]);
  });

  test("to an instant after the last commit gives everything instead of failing", async () => {
    expect(await recovered("later", systemClock.now() + 3_600_000)).toHaveLength(4);
  });

  test("a part of the base copy with one byte changed is refused by name", async () => {
    const part = archive.partPath(base.instant, "part-0001.tar.gz");
    const bytes = readFileSync(part);
    const changed = Buffer.from(bytes);
    changed[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(part, changed);
    try {
      await expect(recovered("poisoned", undefined)).rejects.toThrow(/base_damaged.*part-0001/);
    } finally {
      writeFileSync(part, bytes);
    }
  });
});

describe("a log segment that lands again", () => {
  test("with the same bytes is carried once; with other bytes it stays, is named, and overwrites nothing", async () => {
    const [first] = await archive.listWal();
    const name = first?.name ?? "";
    const landing = landingOf(server.data);
    const bytes = await archive.readWal(name);
    writeFileSync(join(landing, name), bytes);
    await archive.collect(landing, () => {});
    expect(readdirSync(landing)).toEqual([]);
    const other = Uint8Array.from(bytes);
    other[other.length >> 1] = 1;
    writeFileSync(join(landing, name), other);
    await expect(archive.collect(landing, () => {})).rejects.toThrow(/segment_differs/);
    expect(readdirSync(landing)).toEqual([name]);
    expect(Buffer.from(await archive.readWal(name)).equals(bytes)).toBe(true);
    rmSync(join(landing, name));
  });
});

/** Where the log should go stands a file for a while; what lands meanwhile waits. */
async function troubleAndCure(): Promise<(string | undefined)[]> {
  const wal = join(paths.dbarchive, "wal");
  renameSync(wal, `${wal}-aside`);
  writeFileSync(wal, "");
  await query(server.url, "insert into told values ('in trouble')", "select pg_switch_wal()");
  await until(() => (state()?.failure ?? null) !== null);
  const told = state()?.failure?.code;
  rmSync(wal);
  renameSync(`${wal}-aside`, wal);
  await until(() => (state()?.failure ?? null) === null);
  return [told, state()?.failure?.code];
}

async function recovered(into: string, atMs: number | undefined): Promise<string[]> {
  const dataFolder = join(root, into, "postgres");
  const names = (await archive.listWal()).map((file) => file.name);
  const fresh = `other-Password-${into}`;
  await recoverPostgres({
    archive,
    base,
    wal: walFrom(base, names).names,
    dataFolder,
    password: fresh,
    atMs,
  });
  const again = await startPostgres({ dataFolder, password: fresh });
  try {
    const rows = await query(again.url, "select word from told order by ctid");
    return rows.map((row) => String(row["word"]));
  } finally {
    await again.stop();
  }
}

function keep() {
  return keepArchive({
    paths,
    log: openLog("test", "silent"),
    clock: systemClock,
    server: () => server,
    baseAt: "01:00",
    timeZone: "Asia/Shanghai",
  });
}

function state(): EmbeddedArchiveState | undefined {
  const read = readArchiveState(paths);
  return read?.kind === "embedded" ? read : undefined;
}

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows: Record<string, unknown>[] = [];
  try {
    for (const statement of statements) ({ rows } = await client.query(statement));
  } finally {
    await client.end();
  }
  return rows;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = systemClock.ticks() + 60_000;
  while (!(await holds())) {
    if (systemClock.ticks() > deadline) throw new Error("waited in vain");
    await systemClock.sleep(50);
  }
}
