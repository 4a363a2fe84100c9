import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { OldestDay, OverwriteWeek, StandingOrder } from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { instantOf, localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { disposal } from "../vault/index.ts";
import type { OrderRow } from "./destruction-tables.ts";
import { mayRead } from "./read-destructions.ts";
import {
  endOrderRow,
  insertOrder,
  lockOrders,
  selectOrderInForce,
  selectOrders,
  selectWeeks,
} from "./rolling.store.ts";

const signedKind = "standing-order.signed@1" as const;

/** The standing disposal order of a year (C-27): whoever holds the director's post signs it. */
export async function signOrder(
  house: House,
  actor: PersonActor,
  signing: Signing,
): Promise<Outcome<StandingOrder>> {
  const holder = await bodies.holder(house, actor, "first");
  if (!holder.ok) return refuse(house, actor);
  const signature = await sign(house, actor, signing);
  if (!signature.ok) return signature;
  return act(house, actor, signedKind, async (tx) => {
    await lockOrders(tx);
    const nowMs = house.clock.now();
    if ((await selectOrderInForce(tx, house.siteId, nowMs)) !== undefined)
      return refused("standing_order_stands");
    const { standingFor } = holder.value;
    const row: OrderRow = {
      order_id: house.newId(),
      site_id: house.siteId,
      from_ms: nowMs,
      until_ms: yearLater(nowMs, house.config.timeZone),
      signed_by: actor.accountId,
      signed_by_name: actor.name,
      standing_for_name: standingFor?.name ?? null,
      strokes: signature.value.strokes,
      sha256: signature.value.sha256,
      signed_at_ms: nowMs,
      ended_at_ms: null,
      end_reason: null,
    };
    await insertOrder(tx, row);
    return granted({
      value: orderOf(row, nowMs),
      subject: { type: "destruction", id: row.order_id },
      body: {
        orderId: row.order_id,
        fromMs: row.from_ms,
        untilMs: row.until_ms,
        standingFor: standingFor?.accountId ?? null,
        signatureSha256: row.sha256,
      },
    });
  });
}

/** Ends the order before its year is over; from then on nothing is overwritten. */
export async function endOrder(
  house: House,
  actor: PersonActor,
  ask: { readonly orderId: string; readonly reason: string },
): Promise<Outcome<StandingOrder>> {
  if (!(await bodies.holder(house, actor, "first")).ok) return refuse(house, actor);
  const { orderId, reason } = ask;
  return act(house, actor, "standing-order.ended@1", async (tx) => {
    await lockOrders(tx);
    const nowMs = house.clock.now();
    const row = (await selectOrders(tx, house.siteId, limits.pageRows)).find(
      (each) => each.order_id === orderId,
    );
    if (row === undefined) return refused("not_found");
    if (!inForce(row, nowMs) || !(await endOrderRow(tx, orderId, { atMs: nowMs, reason })))
      return refused("standing_order_ended");
    return granted({
      value: orderOf({ ...row, ended_at_ms: nowMs, end_reason: reason }, nowMs),
      subject: { type: "destruction", id: orderId },
      body: { orderId },
      personal: { reason },
    });
  });
}

async function refuse(house: House, actor: PersonActor) {
  const refusal = refused("not_the_director");
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, signedKind, refusal, subject);
  return refusal;
}

export async function readRolling(
  house: House,
  actor: PersonActor,
): Promise<
  Outcome<{
    orders: StandingOrder[];
    weeks: OverwriteWeek[];
    oldest: OldestDay[];
    maySign: boolean;
  }>
> {
  if (!(await mayRead(house, actor))) return refused("not_found");
  const nowMs = house.clock.now();
  const orders = await selectOrders(house.db, house.siteId, 20);
  const weeks = await selectWeeks(house.db, house.siteId, 12);
  return granted({
    orders: orders.map((row) => orderOf(row, nowMs)),
    weeks: weeks.map((row) => ({
      fromMs: row.from_ms,
      untilMs: row.until_ms,
      cameras: row.cameras,
    })),
    oldest: await oldestDays(house),
    maySign: (await bodies.holder(house, actor, "first")).ok,
  });
}

/** Proof of S3-B1: of each camera the oldest day that can be played. */
export async function oldestDays(house: House): Promise<OldestDay[]> {
  const nowMs = house.clock.now();
  return (await disposal.oldestDays(house)).map((day) => ({
    ...day,
    enough: day.oldestMs !== null && nowMs - day.oldestMs >= limits.rollingLeastMs,
  }));
}

const inForce = (row: OrderRow, nowMs: number): boolean =>
  row.ended_at_ms === null && row.from_ms <= nowMs && nowMs < row.until_ms;

function orderOf(row: OrderRow, nowMs: number): StandingOrder {
  return {
    orderId: row.order_id,
    fromMs: row.from_ms,
    untilMs: row.until_ms,
    signedBy: row.signed_by_name,
    standingFor: row.standing_for_name,
    signedAtMs: row.signed_at_ms,
    endedAtMs: row.ended_at_ms,
    endReason: row.end_reason,
    inForce: inForce(row, nowMs),
  };
}

/** The same local day a year later; of 29 February the day before 1 March. */
function yearLater(fromMs: number, timeZone: string): number {
  const { date, time } = localTime(fromMs, timeZone);
  const next = `${Number(date.slice(0, 4)) + limits.standingOrderYears}${date.slice(4)}`;
  const at =
    instantOf(next, time, timeZone) ?? instantOf(next.replace("-02-29", "-02-28"), time, timeZone);
  return at ?? fromMs + 365 * 86_400_000;
}
