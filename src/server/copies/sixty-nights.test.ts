import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  digestOf,
  keepLesson,
  moveTo,
  nightMs,
  openByHand,
  openCopyHouse,
  readDay,
} from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { sequenceNow } from "../ledger/index.ts";
import { copies } from "./index.ts";
import { selectListed, selectNightsFrom } from "./nights.store.ts";
import { selectTarget } from "./targets.store.ts";

const nights = 60;
/** Nights whose state is asked for again at the end; 38 was a red one. */
const days = [30, 38, 59];
const zone = "Asia/Shanghai";

/** Night → what goes wrong in it, and the reason that must be told. */
const failures = new Map<number, { reason: string; state: string }>([
  [7, { reason: "away", state: "missed" }],
  [16, { reason: "not-started", state: "missed" }],
  [25, { reason: "away", state: "failed" }],
  [38, { reason: "window-over", state: "failed" }],
  [51, { reason: "checkpoint-missing", state: "failed" }],
]);

test("[S0-8.1b] sixty nights with five failures: 55 green, 5 red before 08:00, and any of the last 30 days comes back with its digests", async () => {
  await using t = await openCopyHouse();
  const { house } = t;
  const targetId = await t.addFolder("disk");
  const disk = t.folder("disk");
  const aside = `${disk}-unplugged`;
  const known = new Map<number, Map<string, string>>();
  const alarms = new Map<number, number>();
  const raised = async () => {
    const listed = await incidents.list(house, t.actor("admin"), {
      unfinished: false,
      kind: "copy-night-failed",
    });
    return listed.ok ? listed.value.incidents : [];
  };
  let seen = 0;
  for (let night = 0; night < nights; night++) {
    moveTo(house, testStartMs + night * 86_400_000 + 3 * 3_600_000);
    if (night % 4 === 0) await keepLesson(house, { segments: 1 });
    const failure = failures.get(night);
    moveTo(house, nightMs(night));
    if (night === 7) renameSync(disk, aside);
    if (night === 25) {
      await keepLesson(house, { segments: 1 });
      await copies.tend(house, 0);
      renameSync(disk, aside);
      mkdirSync(disk);
      foreignHandWrites(join(disk, "liuhen-copies.json"), "{}");
    }
    if (night === 38) {
      await keepLesson(house, { segments: 1 });
      await copies.tend(house, 0);
    } else if (night === 51) for (let turn = 0; turn < 4; turn++) await copies.tend(house);
    else if (failure === undefined) await oneNight(house);
    else if (night !== 16) await copies.tend(house);
    // 05:06: the window has closed.
    moveTo(house, nightMs(night) + 3.6 * 3_600_000);
    if (failure !== undefined || night % 10 === 9) await copies.tend(house, 0);
    if (failure === undefined && night % 10 !== 9) {
      if (days.includes(night + 1) || days.includes(night))
        known.set(night, await digestsAt(house, targetId));
      continue;
    }
    const count = (await raised()).reduce((sum, one) => sum + one.count, 0);
    if (count > seen) alarms.set(night, house.clock.now());
    seen = count;
    if (night === 7 || night === 25) {
      rmSync(disk, { recursive: true, force: true });
      renameSync(aside, disk);
    }
    known.set(night, await digestsAt(house, targetId));
  }
  const rows = await selectNightsFrom(house.db, house.siteId, "2026-06-01");
  const own = rows.filter((row) => row.target_id === targetId);
  expect(own.length).toBe(nights);
  expect(own.filter((row) => row.state === "complete").length).toBe(55);
  for (const [night, { reason, state }] of failures) {
    expect(own.find((row) => row.date === dateOf(night))).toMatchObject({ state, reason });
    expect(localTime(alarms.get(night) ?? 0, zone)).toEqual({ date: dateOf(night), time: "05:06" });
  }
  expect([...alarms.keys()]).toEqual([...failures.keys()]);
  // The last thirty days, one of them a red one: what lay there then, opened by the key sheet alone.
  for (const night of days) {
    const day = await readDay(disk, t.secret, dateOf(night));
    expect(new Map([...day].map(([name, one]) => [name, one.sha256]))).toEqual(known.get(night));
    for (const object of day.values())
      expect(digestOf(await openByHand(disk, t.secret, object))).toBe(object.sha256);
  }
}, 240_000);

/** Copies and writes its list; the ledger publishes it; the checkpoint comes back. */
async function oneNight(house: House): Promise<void> {
  await copies.tend(house);
  await sequenceNow(house);
  await copies.tend(house);
}

/** What the house itself holds for copied on this night. */
async function digestsAt(house: House, targetId: string): Promise<Map<string, string>> {
  const toSeq = (await selectTarget(house.db, targetId))?.chain_seq ?? 0;
  const span = { targetId, fromSeq: 0, toSeq, full: true, most: 10_000 };
  const rows = await selectListed(house.db, span);
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

const dateOf = (night: number) => localTime(nightMs(night), zone).date;
