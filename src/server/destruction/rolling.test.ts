import { expect, test } from "vitest";
import { dayMs } from "../../../tests/fixture/approval.ts";
import {
  type DestructionHouse,
  openDestructionHouse,
  settle,
} from "../../../tests/fixture/destruction.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { sealSegment } from "../../../tests/fixture/segments.ts";
import { localTime } from "../../kernel/local-time.ts";
import { takeIn } from "../catalogue/index.ts";
import { incidents } from "../incidents/index.ts";
import { entriesIn, sequenceNow } from "../ledger/index.ts";
import { homeOfOccasion } from "../lessons/index.ts";
import type { PlacesTables } from "../places/places-tables.ts";
import { holds } from "../retention/index.ts";
import { disposal } from "../vault/index.ts";
import { rolling } from "./index.ts";

const firstDayMs = testStartMs - 8 * 3_600_000;

/** A 24-hour camera with one short segment on each of so many days. */
async function watchFor(d: DestructionHouse, days: number) {
  const { house, admin } = d;
  const venue = await makeVenue(house, admin.actor, "大门");
  const { cameraId } = await makeCamera(house, admin.actor, cameraInput(venue.venueId));
  const homeIds: string[] = [];
  for (let day = 0; day < days; day++) {
    const startMs = firstDayMs + day * dayMs;
    const watchId = house.newId();
    await house.db
      .withTables<PlacesTables>()
      .insertInto("places.watch_day")
      .values({
        watch_id: watchId,
        site_id: house.siteId,
        camera_id: cameraId,
        venue_id: venue.venueId,
        day: localTime(startMs, house.config.timeZone).date,
        start_ms: startMs,
        end_ms: startMs + dayMs,
      })
      .execute();
    sealSegment(house, {
      cameraId,
      occasions: [{ kind: "watch", id: watchId, number: 1 }],
      startMs: startMs + 3_600_000,
      seconds: 1,
    });
    homeIds.push(watchId);
  }
  await takeIn(house, (occasion) => homeOfOccasion(house, occasion));
  await sequenceNow(house);
  d.advance(firstDayMs + days * dayMs + 3_600_000 - house.clock.now());
  await settle(house);
  return { cameraId, homeIds };
}

const left = async (d: DestructionHouse, homeIds: readonly string[]) => {
  const counts: number[] = [];
  for (const id of homeIds) counts.push(await disposal.countReadable(d.house, id));
  return counts.flatMap((count, day) => (count > 0 ? [day] : []));
};

test("[C-27, N-05, S3-B1] rolling footage goes by the order of the year, 30 days old, never what is held", async () => {
  await using d = await openDestructionHouse();
  const { house, admin, director } = d;
  const { cameraId, homeIds } = await watchFor(d, 36);
  const every = homeIds.map((_, day) => day);
  const heldDay = firstDayMs + 2 * dayMs;
  const on = { scope: "camera" as const, cameraId, startMs: heldDay, endMs: heldDay + dayMs };
  value(await holds.place(house, admin.actor, { cause: "accident", reason: "门口摔倒", on }));
  // No order in force: nothing goes, and an incident says so.
  await rolling.roll(house);
  expect(await left(d, homeIds)).toEqual(every);
  const open = async () =>
    value(await incidents.list(house, admin.actor, { unfinished: false }))
      .incidents.filter((one) => one.kind === "rolling-stopped")
      .map((one) => one.state);
  expect(await open()).toEqual(["open"]);
  expect(await rolling.sign(house, admin.actor, admin.signing)).toMatchObject({
    code: "not_the_director",
  });
  const order = value(await rolling.sign(house, director.actor, director.signing));
  expect(order.inForce).toBe(true);
  expect(await rolling.sign(house, director.actor, director.signing)).toMatchObject({
    code: "standing_order_stands",
  });
  while (await rolling.roll(house));
  // Day 0 ended 35 days ago, day 5 is 30 days old to the hour, day 2 is held.
  expect(await left(d, homeIds)).toEqual(every.filter((day) => day === 2 || day > 5));
  expect(await open()).not.toContain("open");
  const read = value(await rolling.read(house, director.actor));
  expect(read.oldest).toMatchObject([{ cameraId, oldestMs: heldDay, days: 31, enough: true }]);
  d.advance(7 * dayMs);
  await rolling.closeWeek(house);
  expect(await rolling.closeWeek(house)).toBe(false);
  const [week] = await entriesIn(
    house,
    { fromMs: 0, toMs: 9e15 },
    { kinds: ["rolling.week-closed@1"], most: 5 },
  );
  expect(week?.leaf.body).toMatchObject({
    cameras: [{ cameraId, days: 5, objects: 5, oldestMs: heldDay }],
  });
  // Ended before its year is over: from then on nothing goes.
  const before = await left(d, homeIds);
  value(await rolling.end(house, director.actor, { orderId: order.orderId, reason: "专项检查" }));
  await settle(house);
  await rolling.roll(house);
  expect(await left(d, homeIds)).toEqual(before);
  expect(await open()).toContain("open");
}, 60_000);
