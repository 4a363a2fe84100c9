import { expect, test } from "vitest";
import { startBucket } from "../../../tests/fixture/bucket-server.ts";
import {
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { incidents } from "../incidents/index.ts";
import { checks, copies, copiesOf, targets } from "./index.ts";
import { selectNight } from "./nights.store.ts";
import { selectTarget } from "./targets.store.ts";

const patience = { silentMs: 300, leastBytesPerSecond: 1_000_000 };

test("[S0-8.1a, C5-F8] an upload that trickles is ended after its bound, shown, and taken up again; one that trickles back is no damage", async () => {
  await using bucket = await startBucket();
  await using t = await openCopyHouse({ bucketPatience: patience });
  const { house } = t;
  const { place } = bucket;
  const input = { kind: "s3", name: "bucket", place, secretKey: "secret", lockDays: 0 } as const;
  const added = await targets.add(house, t.actor("admin"), input);
  if (!added.ok) throw new Error(added.code);
  const { targetId } = added.value;
  const { homeId } = await keepLesson(house, { segments: 1 });
  const open = async () => {
    const listed = await incidents.list(house, t.actor("admin"), { unfinished: true });
    return (listed.ok ? listed.value.incidents : [])
      .filter((one) => one.state === "open")
      .map((one) => one.kind)
      .toSorted();
  };
  const state = async () => (await selectTarget(house.db, targetId))?.state;

  bucket.slow = "taking";
  moveTo(house, nightMs(0));
  const start = performance.now();
  await copies.tend(house);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(bucket.cut).toBeGreaterThan(0);
  expect([await state(), await open()]).toEqual(["unreachable", ["copy-target-unreachable"]]);
  expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(false);
  moveTo(house, nightMs(0) + 4 * 3_600_000);
  await copies.tend(house);
  expect(await selectNight(house.db, targetId, "2026-06-02")).toMatchObject({
    reason: "unreachable",
  });

  bucket.slow = "no";
  moveTo(house, nightMs(1));
  await runNights(house, 3);
  expect([await state(), await open()]).toEqual(["ready", []]);
  expect(await selectNight(house.db, targetId, "2026-06-03")).toMatchObject({ state: "complete" });
  expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);

  // A slow answer is trouble of the place: no copy is called damaged for it.
  bucket.slow = "giving";
  moveTo(house, nightMs(1) + 8 * 3_600_000);
  await checks.tend(house);
  expect([await state(), await open()]).toEqual(["unreachable", ["copy-target-unreachable"]]);
  bucket.slow = "no";
  await checks.tend(house);
  expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
});
