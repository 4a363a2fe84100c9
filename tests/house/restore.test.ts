import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { walName, walPosition } from "../../src/kernel/database-archive.ts";
import { openHouseClient } from "../../src/platform/house-client.ts";
import {
  type LostHouse,
  type Ran,
  admin,
  filesBelow,
  liuhen,
  liuhenIn,
  loseHouse,
  openRestored,
  reportOf,
} from "../fixture/lost-house.ts";
import { until } from "../fixture/running-house.ts";

/**
 * A real house records two lessons, is copied to a folder and to a removable set, is restored for trial,
 * destroys one of the lessons, is copied again, and burns down.
 */
const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const segmentBytes = 16 * 1024 * 1024;
let lost: LostHouse;
/** Places and moments of it, for the tests to name. */
let outside = "";
let second = "";
let sheet = "";
let lessonId = "";
let betweenMs = 0;
let leftOver = false;
let leftAfter = true;

beforeAll(async () => {
  lost = await loseHouse({
    places: (folder) => [
      { kind: "folder", name: "第二份", place: { path: join(folder, "copies") } },
      { kind: "set", name: "移动硬盘", place: { path: join(folder, "set") } },
    ],
    destroys: true,
    live: tryThreeTimes,
  });
  ({ outside, sheet, lessonId } = lost);
  second = join(outside, "copies");
  betweenMs = lost.firstDayMs;
}, 600_000);

afterAll(async () => {
  await lost?.[Symbol.asyncDispose]();
});

/** One from the folder that is killed, a whole one from the set, and one from the folder with two objects wrong. */
async function tryThreeTimes(root: string, folder: string): Promise<readonly Ran[]> {
  const child = spawn(process.execPath, [cli, "trial-restore", root], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await until(
    () => child.exitCode !== null || existsSync(join(root, "trial", "postgres")),
    60_000,
    "the scratch database begins to come",
  );
  child.kill("SIGKILL");
  await ended;
  leftOver = existsSync(join(root, "trial"));
  const sound = liuhen("trial-restore", root);
  leftAfter = existsSync(join(root, "trial"));
  const [lesson = ""] = readdirSync(join(folder, "copies", "daily-teaching"));
  const home = join(folder, "copies", "daily-teaching", lesson);
  const [a = "", b = ""] = readdirSync(home)
    .filter((name) => /^[0-9a-f-]{36}\.age$/.test(name) && statSync(join(home, name)).size > 10_000)
    .toSorted();
  const kept = [a, b].map((name) => readFileSync(join(home, name)));
  flip(join(home, a));
  rmSync(join(home, b));
  const rotten = liuhen("trial-restore", root);
  for (const [at, name] of [a, b].entries()) writeFileSync(join(home, name), kept[at] ?? "");
  return [sound, rotten];
}

describe("[S0-8.1a, S0-8.1b] a house whose folder is gone, restored on a bare one", () => {
  let to = "";
  beforeAll(() => {
    to = join(outside, "again");
  });

  test("everything of the lesson lies under its official name again, byte for byte", () => {
    const run = restore(to);
    expect(run.stdout + run.stderr).toContain("核对无误");
    const report = reportOf(to);
    expect(report.vault).toMatchObject({ lost: [], unknown: 0 });
    expect(report.refused).toEqual([]);
    expect(report.findings).toEqual([]);
    expect(report.keys).toBe("copies");
    for (const [path, bytes] of lost.before)
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
      await until(async () => healthy(lost.origin), 90_000, "the restored house is up");
      const client = openHouseClient(lost.origin);
      await client.call("sign-in.open", { body: admin });
      const timeline = await client.call("timeline.read", { params: { lessonId }, query: {} });
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

describe("[S0-8.1b, C-26] a chosen moment", () => {
  const to = () => join(outside, "earlier");

  test("killed half-way and started again it ends right: that day's files with that day's digests, nothing of later", async () => {
    const at = new Date(betweenMs).toISOString();
    const args = ["restore", "--from", second, "--escrow", sheet, "--to", to(), "--at", at];
    const child = spawn(process.execPath, [cli, ...args], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(
      () => child.exitCode !== null || existsSync(join(to(), "vault")),
      60_000,
      "footage begins to come",
    );
    child.kill("SIGKILL");
    await ended;
    const run = restore(to(), "--at", at);
    expect(run.stdout).toContain("接着上次中断处继续");
    const report = reportOf(to());
    expect(report.recoveredToMs).toBeLessThanOrEqual(betweenMs);
    expect(report.recoveredToMs).toBeGreaterThan(betweenMs - 60_000);
    const gone = (path: string) => path.includes("将被销毁的实训");
    const there = [...lost.firstDay].filter(([path]) => !gone(path));
    expect(there.length).toBeGreaterThan(10);
    for (const [path, bytes] of there)
      expect(readFileSync(join(to(), "vault", path)).equals(bytes), path).toBe(true);
    await using opened = await openRestored(to());
    expect(await opened.venues()).toContain("1 号实训室");
    expect(await opened.venues()).not.toContain("晚添的实训室");
  });

  test("[P-6] a database from before a destruction brings neither the identity nor one byte back", () => {
    const report = reportOf(to());
    const { lessonId: goneId, secret } = lost.gone ?? { lessonId: "", secret: "" };
    expect(secret).toMatch(/^AGE-SECRET-KEY-1/);
    expect(report.vault.lost).toMatchObject([{ homeId: goneId, withoutIdentity: true }]);
    expect(report.vault.lost[0]?.segments).toBeGreaterThan(3);
    expect(report.findings.length).toBeGreaterThan(4);
    for (const { code } of report.findings)
      expect(["missing", "record-missing", "manifest-missing"]).toContain(code);
    const restored = filesBelow(to());
    expect(restored.filter((path) => path.includes("将被销毁的实训"))).toEqual([]);
    const keys = filesBelow(join(to(), "keystore"));
    expect(keys.some((path) => path.includes(lessonId))).toBe(true);
    expect(keys.some((path) => path.includes(goneId))).toBe(false);
  });

  test("a moment before the first base copy is refused, with the earliest that is not", () => {
    const run = restore(join(outside, "too-early"), "--at", "2020-01-01T00:00:00+08:00");
    expect(run.status).toBe(65);
    expect(run.stderr).toMatch(/before_first_base.*the earliest moment is 20/);
  });
});

describe("[S0-8.1c] the whole house restored for trial", () => {
  test("it is sound, the ledger is the living one's beginning, and what would have been lost is told by amount", () => {
    const [sound] = lost.lived;
    expect(sound?.status, `${sound?.stdout}${sound?.stderr}`).toBe(0);
    expect(sound?.stdout).toContain("可以恢复 · sound");
    expect(sound?.stdout).toContain("与本机逐条一致");
    expect(sound?.stdout).toMatch(
      /若此刻损毁将丢失账本 · ledger at risk：\d+ 秒 s，\d+ 条 entries/,
    );
    expect(sound?.stdout).toContain("若此刻损毁将丢失影像 · footage at risk：无 · nothing");
    expect(sound?.stdout).toMatch(/抽查影像 · footage opened：2 场次 occasions/);
  });

  test("a killed one leaves its folder, the next one clears it, and a whole one leaves nothing", () => {
    expect([leftOver, leftAfter]).toEqual([true, false]);
  });

  test("one changed and one vanished object of the other place are named, and it is not sound", () => {
    const rotten = lost.lived[1];
    expect(rotten?.status).toBe(1);
    expect(rotten?.stdout).toContain("第二份");
    expect(rotten?.stdout).toContain("不合格 · not sound");
    expect(rotten?.stdout).toMatch(/备份中缺失 · lost from the copies：2 段/);
    expect(
      rotten?.stdout.match(/daily-teaching\/\S+\.age {2}(age_bytes|copy_missing)/g),
    ).toHaveLength(2);
  });

  test("each is entered, and the last row of the restored house tells of them all", () => {
    const entries = readFileSync(join(outside, "exported", "entries.jsonl"), "utf8");
    expect(entries.match(/restore\.tried@1/g)?.length).toBeGreaterThanOrEqual(2);
  });
});

describe("[S0-8.1a] a removable set", () => {
  test("the set alone and the key sheet bring the same house back", () => {
    const to = join(outside, "from-set");
    const args = ["--from", join(outside, "set"), "--escrow", sheet, "--to", to];
    const run = liuhen("restore", ...args);
    expect(run.stdout + run.stderr).toContain("核对无误");
    expect(run.status).toBe(0);
    for (const [path, bytes] of lost.before)
      expect(readFileSync(join(to, "vault", path)).equals(bytes), path).toBe(true);
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
    const keys = join(lost.burnt, "keys");
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
    const [missing] = report.vault.lost;
    expect(missing).toMatchObject({ homeId: lessonId, segments: 4, withoutIdentity: false });
    expect(missing?.durationMs).toBeGreaterThan(4_000);
    expect(report.findings.map(({ code }) => code)).toEqual([
      "missing",
      "missing",
      "missing",
      "missing",
    ]);
    expect(run.stdout).toContain("丢失的影像");
    const found = [...lost.before].filter(([path]) => existsSync(join(to, "vault", path)));
    expect(found.length).toBe(lost.before.size - 4);
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

async function healthy(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
  return answer?.ok === true;
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function restore(to: string, ...more: string[]) {
  return liuhen("restore", "--from", second, "--escrow", sheet, "--to", to, ...more);
}
