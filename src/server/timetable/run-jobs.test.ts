import { expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { historyOf } from "../ledger/index.ts";
import { ClockWatch, clockJob, runJobs } from "./index.ts";

test("a job never runs over itself, fails without harming others, and is tried again", async () => {
  await using t = await openTestHouse();
  let inside = 0;
  let most = 0;
  let slow = 0;
  let tries = 0;
  const jobs = runJobs(t.house, [
    {
      name: "slow",
      everyMs: 1_000,
      async run() {
        most = Math.max(most, ++inside);
        await t.clock.sleep(5_000);
        inside--;
        slow++;
      },
    },
    {
      name: "failing",
      everyMs: 60_000,
      async run() {
        if (++tries < 3) throw new Error("the world is not ready");
      },
    },
  ]);
  for (let second = 0; second < 40; second++) {
    t.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(most).toBe(1);
  expect(slow).toBeGreaterThanOrEqual(5);
  expect(tries).toBe(3);
  expect(jobs.states()).toMatchObject([
    { name: "slow", failing: 0 },
    { name: "failing", failures: 2, failing: 0 },
  ]);
  const stopped = jobs.stop();
  t.clock.advance(5_000);
  await stopped;
});

test("[C-39] a jump of the clock by 6 s is entered once and nothing is sealed after it", async () => {
  await using t = await openTestHouse();
  let jumpMs = 0;
  const watch = new ClockWatch({
    ...t.clock,
    now: () => t.clock.now() + jumpMs,
    ticks: () => t.clock.ticks(),
    sleep: () => Promise.resolve(),
  });
  const job = clockJob(watch);
  await job.run(t.house);
  expect(watch.state()).toEqual({ driftMs: 0, trusted: true });
  jumpMs = 6_000;
  await job.run(t.house);
  await job.run(t.house);
  expect(watch.state()).toEqual({ driftMs: 6_000, trusted: false });
  const entered = await historyOf(t.house, t.house.siteId, { kinds: ["clock.doubted@1"], most: 5 });
  expect(entered.map((entry) => entry.leaf.body)).toEqual([{ driftMs: 6_000, sealing: false }]);
});
