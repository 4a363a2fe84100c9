import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { furnish } from "../../src/cli/demo-furnish.ts";
import type { RestoreReport } from "../../src/cli/restore/report.ts";
import type { PersonActor } from "../../src/contract/actor.ts";
import { walFrom, walName, walPosition } from "../../src/kernel/database-archive.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { readConfig } from "../../src/platform/config.ts";
import { openDatabaseArchive } from "../../src/platform/database-archive-files.ts";
import type { House } from "../../src/platform/house.ts";
import { openHouseClient } from "../../src/platform/house-client.ts";
import { openLog } from "../../src/platform/log.ts";
import { openHouse } from "../../src/platform/open-house.ts";
import { housePaths } from "../../src/platform/paths.ts";
import { type Simulator, simulatedCameras, startSimulator } from "../../src/simulator/index.ts";
import { copies, escrow, targets } from "../../src/server/copies/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { openHouseDatabase } from "../../src/supervisor/database.ts";
import { type RunningHouse, startHouse, until } from "../fixture/running-house.ts";

/**
 * A real house records a lesson, a night is copied to a folder, a second lesson follows, and the house
 * burns down: its folder is gone. What stays is the folder of copies and the key sheet.
 */
const outside = mkdtempSync(join(tmpdir(), "liuhen-second-place-"));
const second = join(outside, "copies");
const sheet = join(outside, "key-sheet.txt");
const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const admin = { login: "admin", password: "Correct-Horse-9-Battery" };
const lessonMs = 6_000;
const segmentBytes = 16 * 1024 * 1024;

let simulator: Simulator;
let house: RunningHouse;
/** What the lesson's files held before the fire, by their path below the vault. */
const before = new Map<string, Buffer>();
let lessonId = "";
let betweenMs = 0;

beforeAll(async () => {
  chmodSync(outside, 0o755);
  mkdirSync(second);
  simulator = await startSimulator({
    cameras: simulatedCameras(4),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  house = await startHouse({
    copyFolders: [outside],
    segmentTargetMs: 2_000,
    leadMs: 1_000,
    tailMs: 1_000,
  });
  const client = house.client();
  const { lesson } = await furnish(client, {
    root: house.root,
    admin,
    cameraPort: simulator.port,
    startsInMs: 5_000,
    lastsMs: lessonMs,
  });
  lessonId = lesson.lessonId;
  const seen = async () => client.call("timeline.read", { params: { lessonId } });
  await until(async () => (await seen()).sealed, 60_000, "the lesson is sealed");
  betweenMs = systemClock.now();
  await systemClock.sleep(50);
  await client.call("venues.add", { body: { name: "晚添的实训室", area: "二楼" } });
  await copyNight(house.root);
  for (const path of filesBelow(join(house.root, "vault")))
    before.set(path, readFileSync(join(house.root, "vault", path)));
  await house.stop();
  renameSync(house.root, `${house.root}-burnt`);
}, 240_000);

afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await simulator?.stop();
  rmSync(`${house?.root}-burnt`, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});

describe("[S0-8.1a, S0-8.1b] a house whose folder is gone, restored on a bare one", () => {
  const to = join(outside, "again");

  test("everything of the lesson lies under its official name again, byte for byte", () => {
    const run = restore(to);
    expect(run.stdout + run.stderr).toContain("核对无误");
    const report = reportOf(to);
    expect(report.vault).toMatchObject({ lost: [], unknown: 0 });
    expect(report.refused).toEqual([]);
    expect(report.findings).toEqual([]);
    expect(report.keys).toBe("copies");
    for (const [path, bytes] of before)
      expect(readFileSync(join(to, "vault", path)).equals(bytes), path).toBe(true);
    expect(report.vault.segments).toBeGreaterThan(4);
  });

  test("what the ledger lost is told by amount, and the restored ledger tells of it", () => {
    const { ledger, adopted } = reportOf(to);
    expect(ledger.known?.size).toBeGreaterThan(20);
    expect(ledger).toMatchObject({ verdict: "continues", lostEntries: 0 });
    // The night's own list is younger than the last archived log segment: it comes from the ledger's copies.
    expect(adopted?.kinds).toContain("copy.night-listed@1");
  });

  test("check and verify find nothing to say, and the row added before the night is there", async () => {
    await using opened = await openRestored(to);
    expect(await opened.venues()).toContain("晚添的实训室");
    const check = liuhen("check", to);
    expect(check.status, check.stdout + check.stderr).toBe(0);
    const folder = join(outside, "exported");
    const exported = liuhenIn(to, "export-ledger", folder);
    expect(exported.status, exported.stderr).toBe(0);
    const verified = liuhen("verify", folder);
    expect(verified.status, verified.stdout + verified.stderr).toBe(0);
    expect(readFileSync(join(folder, "entries.jsonl"), "utf8")).toContain("house.restored@1");
  });

  test("the restored house starts as it is, and whoever could sign in before sees the lesson", async () => {
    const child = spawn(process.execPath, [cli, "start", to], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, LIUHEN_LOG: "error" },
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    try {
      await until(async () => healthy(house.origin), 90_000, "the restored house is up");
      const client = openHouseClient(house.origin);
      await client.call("sign-in.open", { body: admin });
      const timeline = await client.call("timeline.read", { params: { lessonId } });
      expect(timeline.sealed).toBe(true);
      const lines = timeline.cameras.flatMap((camera) => camera.streams);
      expect(lines.length).toBeGreaterThan(4);
    } finally {
      child.kill("SIGTERM");
      await ended;
    }
  });

  test("restore-points names the moment from which any second can be reached", () => {
    const run = liuhen("restore-points", "--from", second, "--escrow", sheet);
    expect(run.status, run.stderr).toBe(0);
    const [, from = ""] = /^(\S+Z) {2}可恢复起点/m.exec(run.stdout) ?? [];
    expect(Date.parse(from)).toBeLessThan(betweenMs);
    expect(run.stdout).toMatch(/最近一夜清单 · newest night {2}20\d\d-/);
  });

  test("a folder that holds something is refused", () => {
    expect(restore(to).status).toBe(65);
    expect(restore(second).stderr).toContain("folder_not_empty");
  });
});

describe("[S0-8.1b] a chosen moment", () => {
  test("killed half-way and started again it ends right: what came after the moment is not there", async () => {
    const to = join(outside, "earlier");
    const at = new Date(betweenMs).toISOString();
    const args = ["restore", "--from", second, "--escrow", sheet, "--to", to, "--at", at];
    const child = spawn(process.execPath, [cli, ...args], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(
      () => child.exitCode !== null || existsSync(join(to, "vault")),
      60_000,
      "footage begins to come",
    );
    child.kill("SIGKILL");
    await ended;
    const run = restore(to, "--at", at);
    expect(run.stdout).toContain("接着上次中断处继续");
    const report = reportOf(to);
    expect(report.findings).toEqual([]);
    expect(report.vault.lost).toEqual([]);
    expect(report.recoveredToMs).toBeLessThanOrEqual(betweenMs);
    expect(report.recoveredToMs).toBeGreaterThan(betweenMs - 60_000);
    await using opened = await openRestored(to);
    expect(await opened.venues()).toContain("1 号实训室");
    expect(await opened.venues()).not.toContain("晚添的实训室");
  });

  test("a moment before the first base copy is refused, with the earliest that is not", () => {
    const run = restore(join(outside, "too-early"), "--at", "2020-01-01T00:00:00+08:00");
    expect(run.status).toBe(65);
    expect(run.stderr).toMatch(/before_first_base.*the earliest moment is 20/);
  });
});

describe("[C4 class 24] poisoned copies", () => {
  test("swapped, truncated and changed objects are refused by name, the rest is restored, the loss is counted", () => {
    const poisoned = join(outside, "poisoned");
    cpSync(second, poisoned, { recursive: true });
    const lesson = join(poisoned, "daily-teaching", lessonId);
    const [a = "", b = "", c = "", d = ""] = readdirSync(lesson)
      .filter(
        (name) =>
          /^[0-9a-f-]{36}\.age$/.test(name) &&
          existsSync(join(lesson, name.replace(".age", ".record.age"))),
      )
      .filter((name) => statSync(join(lesson, name)).size > 10_000)
      .toSorted();
    const swapped = readFileSync(join(lesson, a));
    writeFileSync(join(lesson, a), readFileSync(join(lesson, b)));
    writeFileSync(join(lesson, b), swapped);
    truncateSync(join(lesson, c), 5_000);
    flip(join(lesson, d));
    const wal = join(poisoned, "database", "wal");
    const segments = readdirSync(wal)
      .filter((name) => /^[0-9a-f]{24}\.gz\.age$/.test(name))
      .toSorted();
    const newest = segments.at(-1) ?? "";
    const place = walPosition(newest.slice(0, 24).toUpperCase(), segmentBytes);
    if (place === undefined) throw new Error("a log segment");
    const name = walName({ ...place, number: place.number + 1 }, segmentBytes).toLowerCase();
    const foreign = `${name}.gz.age`;
    cpSync(join(wal, newest), join(wal, foreign));
    // Nor is there any key of the house in these copies: the one kept in the safe is given.
    rmSync(join(poisoned, "house"), { recursive: true });
    const keys = `${house.root}-burnt/keys`;
    const to = join(outside, "from-poisoned");
    const run = liuhen(
      "restore",
      "--from",
      poisoned,
      "--escrow",
      sheet,
      "--to",
      to,
      "--keys",
      keys,
    );
    expect(run.status, run.stderr).toBe(1);
    const report = reportOf(to);
    expect(report.keys).toBe("folder");
    const names = report.refused.map(({ name }) => name);
    for (const name of [a, b, c, d]) expect(names).toContain(`daily-teaching/${lessonId}/${name}`);
    expect(names).toContain(`database/wal/${foreign}`);
    const [lost] = report.vault.lost;
    expect(lost).toMatchObject({ homeId: lessonId, segments: 4, withoutIdentity: false });
    expect(lost?.durationMs).toBeGreaterThan(4_000);
    expect(report.findings.map(({ code }) => code)).toEqual([
      "missing",
      "missing",
      "missing",
      "missing",
    ]);
    expect(run.stdout).toContain("丢失的影像");
    const found = [...before].filter(([path]) => existsSync(join(to, "vault", path)));
    expect(found.length).toBe(before.size - 4);
    for (const [path, bytes] of found)
      expect(readFileSync(join(to, "vault", path)).equals(bytes), path).toBe(true);
  });

  test("another escrow key is told at once", () => {
    const other = join(outside, "other-sheet.txt");
    writeFileSync(
      other,
      "AGE-SECRET-KEY-1KRVULSCF9NSD6L8PHSUADRK9QXWLRWLAHCJC4XUT5WEM7J6N8J8Q8CE7G5",
    );
    const args = ["--from", second, "--escrow", other, "--to", join(outside, "never")];
    const run = liuhen("restore", ...args);
    expect(run.stderr).toContain("escrow_wrong");
    expect(run.status).toBe(65);
  });
});

/** The restored database, opened as the supervisor does, and looked at as its superuser. */
async function openRestored(root: string) {
  const paths = housePaths(root);
  const log = openLog("test", "silent");
  const running = await openHouseDatabase({ paths, config: readConfig(paths), log }, () => {});
  return {
    async venues(): Promise<string[]> {
      const client = await connect(root);
      try {
        const { rows } = await client.query<{ name: string }>("select name from places.venue");
        return rows.map((row) => row.name);
      } finally {
        await client.end();
      }
    },
    [Symbol.asyncDispose]: () => running.stop(),
  };
}

async function connect(root: string): Promise<pg.Client> {
  const { superuser } = JSON.parse(readFileSync(join(root, "keys", "database.json"), "utf8"));
  const url = new URL(JSON.parse(readFileSync(join(root, "run", "database.json"), "utf8")).appUrl);
  url.username = "postgres";
  url.password = superuser;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

async function healthy(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
  return answer?.ok === true;
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** What an operator does: a key sheet, a place, one night. The wall clock is not asked. */
async function copyNight(root: string): Promise<void> {
  const at = openHouse(root, "cli");
  try {
    const made = await escrow.makeAtTerminal(at);
    if (!made.ok) throw new Error(made.code);
    writeFileSync(sheet, `# 托管密钥\n${made.value.secret}\n`, { mode: 0o600 });
    const added = await targets.add(at, operator(at), {
      kind: "folder",
      name: "第二份",
      place: { path: second },
    });
    if (!added.ok) throw new Error(added.code);
    await untilLogCopied(root);
    const asked = await targets.run(at, added.value.targetId);
    if (!asked.ok) throw new Error(asked.code);
    await until(
      async () => {
        await copies.tend(at);
        await sequenceNow(at);
        return readdirSync(join(second, "nights")).some((name) => name.includes(".proof."));
      },
      60_000,
      "the night's proof came back",
    );
  } finally {
    await at.db.destroy();
  }
}

/** A minute is long: the log segment that holds everything up to now is closed by hand. */
async function untilLogCopied(root: string): Promise<void> {
  const client = await connect(root);
  const { rows } = await client.query<{ name: string }>(
    "select pg_walfile_name(pg_current_wal_lsn()) as name, pg_switch_wal()",
  );
  await client.end();
  const archive = openDatabaseArchive(join(root, "dbarchive"));
  await until(
    async () => {
      const names = (await archive.listWal()).map((file) => file.name);
      const [base] = await archive.listBases();
      return (
        base !== undefined &&
        names.includes(rows[0]?.name ?? "") &&
        walFrom(base, names).missing === undefined
      );
    },
    30_000,
    "a base copy and the log up to now are archived",
  );
}

function operator(at: House): PersonActor {
  return {
    kind: "person",
    accountId: at.newId(),
    signInId: at.newId(),
    login: "admin",
    name: "林管理员",
    role: "admin",
    terminal: "test",
    address: "127.0.0.1",
  };
}

function restore(to: string, ...more: string[]) {
  return liuhen("restore", "--from", second, "--escrow", sheet, "--to", to, ...more);
}

function liuhen(...args: string[]) {
  return liuhenIn("", ...args);
}

function liuhenIn(root: string, ...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    env: { ...process.env, LIUHEN_HOUSE: root },
  });
}

function reportOf(to: string): RestoreReport {
  return JSON.parse(readFileSync(join(to, "restore-report.json"), "utf8"));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith("."));
}
