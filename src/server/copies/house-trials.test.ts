import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import type { Child } from "../../platform/child.ts";
import { writeArchiveState } from "../../platform/database-archive-state.ts";
import { incidents } from "../incidents/index.ts";
import { listEntries, sequenceNow } from "../ledger/index.ts";
import { checks, trials } from "./index.ts";
import { selectTargets } from "./targets.store.ts";

const hourMs = 3_600_000;
let t: CopyHouse;
let started = 0;
let endLast: (code: number) => void = () => {};
/** A process that ends when the test says so. */
const start = (): Child => {
  started++;
  const ended = new Promise<number>((resolve) => (endLast = resolve));
  return { pid: 0, ended, signal: () => {} };
};
const tend = () => trials.tend(t.house, start);

beforeAll(async () => {
  t = await openCopyHouse();
  await t.addFolder("first");
  t.clock.advance(1_000);
  await t.addFolder("second");
  await keepLesson(t.house, { segments: 1 });
  moveTo(t.house, nightMs(0));
  await runNights(t.house, 3);
});

afterAll(async () => {
  await t?.[Symbol.asyncDispose]();
});

function archive(kind: "own" | "embedded"): void {
  const writtenAtMs = t.house.clock.now();
  if (kind === "own") writeArchiveState(t.house.paths, { version: 1, kind, writtenAtMs });
  else
    writeArchiveState(t.house.paths, {
      version: 1,
      kind,
      writtenAtMs,
      lastSegment: null,
      waitingSegments: 0,
      lastBase: null,
      bases: 0,
      walBytes: 0,
      baseBytes: 0,
      freeBytes: 0,
      recoverableFromMs: null,
      failure: null,
    });
}

const openTrouble = async () => {
  const listed = await incidents.list(t.house, t.actor("admin"), { unfinished: true });
  return (listed.ok ? listed.value.incidents : [])
    .filter((one) => one.kind === "restore-trial-failed" && one.state === "open")
    .map((one) => one.severity);
};

describe("[S0-8.1c] the weekly trial of the whole house", () => {
  test("begins in the day, after the week's check, where the database is in the copies; one at a time", async () => {
    archive("embedded");
    await tend();
    moveTo(t.house, nightMs(0) + 8 * hourMs);
    await tend();
    expect(started).toBe(0);
    await checks.tend(t.house);
    archive("own");
    await tend();
    expect(started).toBe(0);
    archive("embedded");
    await tend();
    await tend();
    expect(started).toBe(1);
  });

  test("one that was cut off is cleared away, named, and done again an hour later, from the other place", async () => {
    const trial = await trials.begin(t.house);
    expect(trial).toMatchObject({ targetName: "first", sinceMs: 0 });
    const scratch = join(t.house.paths.root, "trial");
    mkdirSync(join(scratch, "vault"), { recursive: true });
    foreignHandWrites(join(scratch, "vault", "x"), "x");
    endLast(-1);
    await Promise.resolve();
    await tend();
    expect(existsSync(scratch)).toBe(false);
    expect(started).toBe(1);
    expect(await trials.list(t.house)).toMatchObject({
      value: { trials: [{ result: "failed", reasons: ["cut-off"], targetName: "first" }] },
    });
    expect(await openTrouble()).toEqual(["major"]);
    moveTo(t.house, nightMs(0) + 9.1 * hourMs);
    await tend();
    expect(started).toBe(2);
    expect(await trials.begin(t.house)).toMatchObject({ targetName: "second" });
  });

  test("one that found something is not done again that week; a sound one of the same place ends the incident", async () => {
    const [running] = await listed();
    if (running === undefined) throw new Error("one is under way");
    const of = { ...running, targetId: await targetNamed("second") };
    await trials.finish(t.house, of, { reasons: ["ledger", "lost"], report: undefined });
    expect((await openTrouble()).toSorted()).toEqual(["critical", "major"]);
    endLast(1);
    await Promise.resolve();
    moveTo(t.house, nightMs(0) + 11 * hourMs);
    await tend();
    expect(started).toBe(2);
    for (const name of ["first", "second"]) {
      const next = await trials.begin(t.house);
      expect(next?.targetName).toBe(name);
      if (next !== undefined)
        await trials.finish(t.house, next, { reasons: [], report: undefined });
      moveTo(t.house, t.house.clock.now() + hourMs);
    }
    expect(await openTrouble()).toEqual([]);
    await sequenceNow(t.house);
    const entries = await listEntries(t.house, {});
    const kinds = entries.ok ? entries.value.lines.map((line) => line.kind) : [];
    expect(kinds.filter((kind) => kind === "restore.tried@1")).toHaveLength(4);
  });
});

async function listed() {
  const all = await trials.list(t.house);
  return all.ok ? all.value.trials : [];
}

async function targetNamed(name: string): Promise<string> {
  const rows = await selectTargets(t.house.db, t.house.siteId);
  return rows.find((row) => row.name === name)?.target_id ?? "";
}
