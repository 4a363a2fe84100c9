import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHouse, openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { homesOf, lessonHome } from "../../../tests/fixture/occasions.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { composeSegment, digest, overwrite } from "../../../tests/fixture/segments.ts";
import { refusals } from "../../contract/refusals.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import type { RecorderState } from "../../contract/spool.ts";
import { sealedFolders, spoolRoots } from "../../platform/spool-places.ts";
import { takeIn } from "../catalogue/index.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons, refreshPlan } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { kept, crashPoints } from "../vault/index.ts";
import { storage } from "./index.ts";

const hourMs = 3_600_000;

/** Memory is another file system than the temporary folder, where there is such a thing. */
const other = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const folder = mkdtempSync(join(other, "liuhen-overflow-"));
let t: TestHouse;
beforeAll(async () => {
  t = await openTestHouse({ config: { overflowFolder: folder } });
});
afterAll(async () => {
  await t[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The recorder says how it stands; it is not running here. */
function say(more: Partial<RecorderState>, where: "spool" | "overflow" = "spool"): void {
  const [spool = "", overflow = ""] = spoolRoots(t.house);
  const root = where === "spool" ? spool : overflow;
  mkdirSync(root, { recursive: true });
  const nowMs = t.house.clock.now();
  const state: RecorderState = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: nowMs,
    writtenAtMs: nowMs,
    planSerial: 1,
    spoolFreeBytes: 1_000,
    cameras: [],
    ...more,
  };
  overwrite(join(root, "state.json"), JSON.stringify(state));
}

async function goingOn(): Promise<string[]> {
  const list = value(await incidents.list(t.house, t.actor("admin"), { unfinished: true }));
  return list.incidents.filter((one) => one.state === "open").map(({ kind }) => kind);
}

const shown = async () => value(await storage.read(t.house, t.actor("admin"))).overflow;

describe("the overflow", () => {
  test("[S0-8.4b] its segments reach the vault, and a death at any step loses none", async () => {
    const [, sealed = ""] = sealedFolders(t.house);
    mkdirSync(sealed, { recursive: true });
    const lesson = t.house.newId();
    const proper = { startMs: testStartMs, endMs: testStartMs + 3_600_000 };
    const homeOf = homesOf(lessonHome(lesson, proper));
    const cameraId = t.house.newId();
    const steps = crashPoints.slice(0, crashPoints.indexOf("acknowledged") + 1);
    for (const [at, point] of steps.entries()) {
      const { bytes, record } = composeSegment(t.house, {
        cameraId,
        occasions: [{ kind: "lesson", id: lesson, number: at + 1 }],
        startMs: testStartMs + at * 60_000,
        seconds: 1,
      });
      overwrite(join(sealed, `${record.segmentId}.mp4`), bytes);
      overwrite(join(sealed, `${record.segmentId}.segment.json`), JSON.stringify(record));
      if (at === 0) expect(await shown()).toMatchObject({ waitingSegments: 1 });
      const dying = takeIn(t.house, homeOf, (reached) => {
        if (reached === point) throw new Error("dies here");
      });
      await expect(dying, point).rejects.toThrow("dies here");
      await takeIn(t.house, homeOf);
      const found = await kept.segment(t.house, record.segmentId);
      const path = join(t.house.paths.vault, found?.vaultPath ?? "");
      expect(digest(readFileSync(path)), point).toBe(record.sha256);
      // The recorder is told what it may clear, wherever it lies.
      const taken: unknown = JSON.parse(
        readFileSync(join(t.house.paths.plan, "taken.json"), "utf8"),
      );
      expect(taken).toMatchObject({ ids: expect.arrayContaining([record.segmentId]) });
    }
    for (const name of readdirSync(sealed)) rmSync(join(sealed, name));
  });

  test("[S0-8.4b] in use it is an incident until everything came home", async () => {
    await storage.watchOverflow(t.house);
    expect(await goingOn()).toEqual([]);
    const overflow = { folder, freeBytes: 5_000_000_000, inUse: true };
    // The spool cannot even take the recorder's word: it stands beside, and the newer one counts.
    say({ writtenAtMs: t.house.clock.now() - 9_000 });
    say({ overflow }, "overflow");
    expect(await shown()).toMatchObject({ inUse: true, problem: null, freeBytes: 5_000_000_000 });
    await storage.watchOverflow(t.house);
    expect(await goingOn()).toEqual(["spool-overflow"]);
    t.clock.advance(10_000);
    say({ overflow: { ...overflow, inUse: false } });
    await storage.watchOverflow(t.house);
    expect(await goingOn()).toEqual([]);
  });

  test("[S0-8.4b] that could not take over is told of before it is needed; no room anywhere at once", async () => {
    t.clock.advance(10_000);
    say({ overflow: { folder, freeBytes: 0, inUse: false, problem: "same-disk" } });
    await storage.watchOverflow(t.house);
    expect(await goingOn()).toEqual(["overflow-unusable"]);
    t.clock.advance(10_000);
    say({ overflow: { folder, freeBytes: 0, inUse: true }, full: true });
    await storage.watchOverflow(t.house);
    expect((await goingOn()).toSorted()).toEqual(["recording-stopped", "spool-overflow"]);
    t.clock.advance(120_000);
    expect(await shown()).toMatchObject({ problem: "silent" });
  });
});

test("[S0-8.4b] a full disk without another refuses to plan more, says why, and goes on with what is planned", async () => {
  await using full = await openTestHouse();
  const { house } = full;
  const admin = full.actor("admin");
  const input = await lessonInput(full);
  const planned = value(await lessons.plan(house, admin, input));
  const silent = value(await lessons.plan(house, admin, later(input, { recording: false })));
  Object.assign(house.config, { diskReserveBytes: Number.MAX_SAFE_INTEGER });
  const refusal = { ok: false, code: "storage_full" };
  expect(await lessons.plan(house, admin, later(input, {}))).toMatchObject(refusal);
  expect(refusals.storage_full).toMatchObject({ status: 507, rule: "S0-8.4b" });
  // Nor may what was planned without a recording get one now.
  const { lessonId } = silent;
  const wish = { lessonId, input: later(input, { recording: true }) };
  expect(await lessons.change(house, admin, wish)).toMatchObject(refusal);
  const refused = await historyOf(house, lessonId, { most: 20 });
  expect(refused.map(({ leaf }) => leaf.kind)).toContain("act.refused@1");
  // What runs goes on, and may still be changed; what records nothing may be planned.
  const renamed = { lessonId: planned.lessonId, input: { ...input, project: "气道管理实训" } };
  expect(await lessons.change(house, admin, renamed)).toMatchObject({ ok: true });
  expect(await lessons.plan(house, admin, later(input, { recording: false }, 3))).toMatchObject({
    ok: true,
  });
  await refreshPlan(house);
  const plan = readFileSync(join(house.paths.plan, "plan.json"), "utf8");
  expect(plan).toContain(planned.lessonId);
  await storage.measure(house, { copyFolders: [] });
  const state = value(await storage.read(house, admin));
  expect(state).toMatchObject({ planningStopped: true, overflow: null });
  const list = value(await incidents.list(house, admin, { unfinished: true }));
  expect(list.incidents.map(({ kind, severity }) => `${kind} ${severity}`)).toContain(
    "disk-full critical",
  );
});

test("[S0-8.4b] with room on the overflow more is planned although the spool is full", async () => {
  const input = await lessonInput(t);
  const reserve = t.house.config.diskReserveBytes;
  Object.assign(t.house.config, { diskReserveBytes: 2 ** 50 });
  say({ overflow: { folder, freeBytes: 2 ** 50 - 1, inUse: true } });
  const admin = t.actor("admin");
  expect(await lessons.plan(t.house, admin, input)).toMatchObject({ code: "storage_full" });
  say({ overflow: { folder, freeBytes: 2 ** 50, inUse: true } });
  expect(await lessons.plan(t.house, admin, input)).toMatchObject({ ok: true });
  Object.assign(t.house.config, { diskReserveBytes: reserve });
});

async function lessonInput(of: TestHouse): Promise<LessonInput> {
  const admin = of.actor("admin");
  const venue = await makeVenue(of.house, admin);
  await makeCamera(of.house, admin, cameraInput(venue.venueId));
  const opened = value(
    await accounts.open(of.house, admin, {
      login: "teacher1",
      name: "张老师",
      personKey: "T1",
      category: "teacher",
      role: "teacher",
      expiresAtMs: null,
      venueIds: [],
    }),
  );
  const nowMs = of.house.clock.now();
  return {
    project: "心肺复苏实训",
    course: "急救技能",
    startMs: nowMs + hourMs,
    endMs: nowMs + 2 * hourMs,
    hours: 2,
    audiences: ["2024 级临床本科"],
    roster: ["学员甲"],
    groups: [{ name: "第一组", members: ["学员甲"] }],
    teacherIds: [opened.account.accountId],
    venueId: venue.venueId,
    activity: "daily-teaching",
    family: "first-aid",
    scene: "other",
    recording: true,
    studentIds: [],
  };
}

const later = (input: LessonInput, more: Partial<LessonInput>, days = 1): LessonInput => ({
  ...input,
  startMs: input.startMs + days * 24 * hourMs,
  endMs: input.endMs + days * 24 * hourMs,
  ...more,
});
