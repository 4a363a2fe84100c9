import { expect, test } from "vitest";
import {
  NightClock,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { copies } from "./index.ts";
import type { CopiesTables } from "./copies-tables.ts";

/** Nothing takes time but waiting: what a night lasts is what its limit makes of it. */
class WaitingClock extends NightClock {
  waitedMs = 0;
  override ticks(): number {
    return this.waitedMs;
  }
  override async sleep(ms: number): Promise<void> {
    // Several wait at once: the time of the longest has passed for all of them.
    const until = this.waitedMs + ms;
    await new Promise((resolve) => setImmediate(resolve));
    this.waitedMs = Math.max(this.waitedMs, until);
  }
}

test("[S0-8.1a] a night keeps to its limit, however many objects are under way, and uses all of it", async () => {
  const clock = new WaitingClock(testStartMs);
  await using t = await openCopyHouse({}, clock);
  const { house } = t;
  await t.addFolder("disk");
  const { settings } = (await copies.read(house)).value;
  const rateBytesPerSecond = 500_000;
  await copies.changeSettings(house, t.actor("admin"), { ...settings, rateBytesPerSecond });
  await keepLesson(house, { segments: 6, frameBytes: 20_000 });
  moveTo(house, nightMs(0));
  const before = clock.waitedMs;
  await runNights(house, 3);
  const row = await house.db
    .withTables<CopiesTables>()
    .selectFrom("copies.copied")
    .select((eb) => eb.fn.sum<number>("sealed_bytes").as("bytes"))
    .executeTakeFirstOrThrow();
  const leastMs = (Number(row.bytes) * 1_000) / rateBytesPerSecond;
  expect(leastMs).toBeGreaterThan(3_000);
  expect(clock.waitedMs - before).toBeGreaterThanOrEqual(leastMs - 5);
  expect(clock.waitedMs - before).toBeLessThan(leastMs * 1.05 + 100);
});
