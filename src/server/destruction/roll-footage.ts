import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import {
  type Judged,
  type RollingDay,
  coveredByOrder,
} from "../../kernel/destruction/judge-items.ts";
import type { House } from "../../platform/house.ts";
import { forget } from "../copies/index.ts";
import { incidents } from "../incidents/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { findWatchDays } from "../places/index.ts";
import { due, evidence } from "../retention/index.ts";
import { Warrant, disposal } from "../vault/index.ts";
import { scheduler } from "./destroy-item.ts";
import type { OverwrittenRow } from "./destruction-tables.ts";
import { lateReasons } from "./execute-destruction.ts";
import { markItems } from "./judged-items.ts";
import {
  endOverwritten,
  insertOverwritten,
  selectOrderInForce,
  selectUnended,
} from "./rolling.store.ts";

const daysAtOnce = 20;

/**
 * Overwrites what the standing order covers (C-27): days of 24-hour cameras, 30 days past their end,
 * that nothing keeps. Without an order in force nothing is erased, and an incident says so. True: more.
 */
export async function rollFootage(house: House): Promise<boolean> {
  for (const row of await selectUnended(house.db, house.siteId)) await overwrite(house, row);
  const covered = await coveredDays(house);
  const order = await selectOrderInForce(house.db, house.siteId, house.clock.now());
  const subject = { type: "house" as const, id: house.siteId };
  if (order === undefined) {
    if (covered.length > 0)
      await incidents.raise(house, {
        kind: "rolling-stopped",
        severity: "major",
        subject,
        facts: { days: covered.length },
      });
    return false;
  }
  await incidents.settle(house, { kind: "rolling-stopped", subject });
  for (const day of covered.slice(0, daysAtOnce)) {
    const begun = await begin(house, order.order_id, day);
    if (begun.ok) await overwrite(house, begun.value);
  }
  return covered.length > daysAtOnce;
}

type CameraDay = RollingDay & { readonly cameraId: string; readonly startMs: number };

async function coveredDays(house: House): Promise<CameraDay[]> {
  const nowMs = house.clock.now();
  const items: readonly Judged[] = await due(house, { nowMs, class: "V30" });
  const rolling = items.filter((item) => item.class === "V30" && item.homeId !== null);
  const homeIds = rolling.flatMap((item) => item.homeId ?? []);
  const days = new Map((await findWatchDays(house, homeIds)).map((day) => [day.watchId, day]));
  const seen = rolling.flatMap((item): CameraDay[] => {
    const day = days.get(item.homeId ?? "");
    return day === undefined
      ? []
      : [
          {
            ...item,
            kind: "watch",
            endMs: day.endMs,
            startMs: day.startMs,
            cameraId: day.cameraId,
          },
        ];
  });
  const covered = new Set(coveredByOrder(seen, nowMs).map((day) => day.itemId));
  return seen
    .filter((day) => covered.has(day.itemId))
    .toSorted((a, b) => a.startMs - b.startMs || a.itemId.localeCompare(b.itemId, "en"));
}

/** Leaves account and is judged once more in one transaction, with the order that is in force then. */
function begin(house: House, orderId: string, day: CameraDay): Promise<Outcome<OverwrittenRow>> {
  return act(house, scheduler, "rolling.day-begun@1", async (tx) => {
    const inside = { ...house, db: tx };
    const nowMs = house.clock.now();
    const order = await selectOrderInForce(tx, house.siteId, nowMs);
    if (order?.order_id !== orderId || day.homeId === null) return refused("standing_order_ended");
    const marked = await markItems(house, tx, {
      itemIds: [day.itemId],
      act: "roll-over",
      causeId: orderId,
    });
    if (!marked.ok) return marked;
    const late = await lateReasons(inside, [day.itemId]);
    if (!late.ok) return late;
    const { objects, sizeBytes } = await disposal.contents(inside, day.homeId);
    const row: OverwrittenRow = {
      home_id: day.homeId,
      site_id: house.siteId,
      order_id: orderId,
      item_id: day.itemId,
      camera_id: day.cameraId,
      day_ms: day.startMs,
      objects,
      size_bytes: sizeBytes,
      begun_at_ms: nowMs,
      ended_at_ms: null,
    };
    await insertOverwritten(tx, row);
    return granted({
      value: row,
      subject: { type: "camera", id: day.cameraId },
      body: {
        orderId,
        itemId: day.itemId,
        homeId: day.homeId,
        cameraId: day.cameraId,
        objects,
        sizeBytes,
      },
      also: marked.value,
    });
  });
}

/** Keys first, then bytes; copies at places that are away go when those are back. */
async function overwrite(house: House, row: OverwrittenRow): Promise<void> {
  const { home_id: homeId, order_id: warrantId } = row;
  const warrant = new Warrant({ warrantId, from: "standing-order", homeIds: [homeId] });
  await forget(house, warrant, homeId);
  await disposal.eraseHome(house, warrant, { homeId });
  await evidence.eraseCopies(house, homeId);
  await quiet(house, "a day is overwritten; its week is an entry", (tx) =>
    endOverwritten(tx, homeId, house.clock.now()),
  );
}
