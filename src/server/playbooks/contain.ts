import type { Actor, PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Event, MeasureOrder } from "../../contract/playbooks.ts";
import type { House } from "../../platform/house.ts";
import { type MeasureRow, measures } from "../containment/index.ts";
import { refreshPlan } from "../lessons/index.ts";
import { accounts, findAccounts, signIns } from "../people/index.ts";
import { cameras, venues } from "../places/index.ts";
import { readEvent } from "./read-events.ts";

/**
 * Cuts a risk off: the order is entered first, then carried out, then what it came to is entered. Dying
 * between the two is finished by `carryOutOrdered`.
 */
export async function contain(
  house: House,
  actor: PersonActor,
  ask: { readonly eventId: string; readonly order: MeasureOrder; readonly reason: string },
): Promise<Outcome<Event>> {
  const { eventId, order, reason } = ask;
  const event = await readEvent(house, actor, eventId);
  if (!event.ok) return event;
  if (event.value.closedAtMs !== null) return refused("event_closed");
  const target = await targetOf(house, actor, order);
  if (!target.ok) return target;
  const { drill } = event.value;
  const ordered = await measures.order(house, actor, {
    eventId,
    drill,
    order,
    reason,
    ...target.value,
  });
  if (!ordered.ok) return ordered;
  const done = await carryOut(house, actor, ordered.value);
  return done.ok ? readEvent(house, actor, eventId) : done;
}

interface Target {
  readonly targetId: string | null;
  readonly targetName: string | null;
}

/** What an order is about, if it is there; nobody locks the own account out. */
async function targetOf(
  house: House,
  actor: PersonActor,
  order: MeasureOrder,
): Promise<Outcome<Target>> {
  if (order.kind === "freeze-exports") return granted({ targetId: null, targetName: null });
  if (order.kind === "stop-kiosks") {
    if (order.venueId === null) return granted({ targetId: null, targetName: null });
    const [venue] = await venues.find(house, [order.venueId]);
    return venue === undefined
      ? refused("not_found")
      : granted({ targetId: venue.venueId, targetName: venue.name });
  }
  if (order.kind === "isolate-camera") {
    const [camera] = await cameras.find(house, [order.cameraId]);
    if (camera === undefined || camera.state === "retired") return refused("not_found");
    return granted({ targetId: camera.cameraId, targetName: `${camera.label} ${camera.name}` });
  }
  if (order.kind === "revoke-sign-ins" && order.of.who !== "account")
    return granted({
      targetId: null,
      targetName: order.of.who === "role" ? order.of.role : null,
    });
  const accountId = accountOf(order);
  const account =
    accountId === undefined ? undefined : (await findAccounts(house, [accountId])).get(accountId);
  if (account === undefined) return refused("not_found");
  if (account.accountId === actor.accountId) return refused("own_rights", { role: actor.role });
  const unfit =
    order.kind === "lock-account" && (await accounts.judgeBar(house, account.accountId));
  if (unfit !== false && unfit !== undefined) return unfit;
  return granted({ targetId: account.accountId, targetName: `${account.name} ${account.login}` });
}

function accountOf(order: MeasureOrder): string | undefined {
  if (order.kind === "lock-account") return order.accountId;
  return order.kind === "revoke-sign-ins" && order.of.who === "account"
    ? order.of.accountId
    : undefined;
}

async function carryOut(house: House, actor: Actor, row: MeasureRow): Promise<Outcome<MeasureRow>> {
  const order = MeasureOrder.parse(row.orders);
  const effect = await effectOf(house, actor, { order, orderedBy: row.ordered_by });
  if (!effect.ok) return effect;
  const { measure_id: measureId } = row;
  return measures.carriedOut(house, actor, { measureId, ended: effect.value });
}

/** Does what was ordered; how many sign-ins ended, where it ends any. */
async function effectOf(
  house: House,
  actor: Actor,
  of: { readonly order: MeasureOrder; readonly orderedBy: string },
): Promise<Outcome<number | null>> {
  const { order, orderedBy } = of;
  // Read by every door it closes from the moment it was ordered.
  if (order.kind === "freeze-exports" || order.kind === "stop-kiosks") return granted(null);
  if (order.kind === "isolate-camera") {
    const plan = order.keepsRecording ? undefined : await refreshPlan(house);
    return plan === undefined || plan.ok ? granted(null) : plan;
  }
  const ended =
    order.kind === "lock-account"
      ? await accounts.bar(house, actor, order.accountId)
      : await signIns.revoke(house, actor, { of: order.of, except: orderedBy });
  return ended.ok ? granted(ended.value.ended) : ended;
}

/**
 * Finishes what a death of the house left half done: orders not carried out, locks given back whose
 * account is still locked. To be called every few seconds.
 */
export async function carryOutOrdered(house: House): Promise<void> {
  for (const row of await measures.ordered(house.db, house.siteId)) {
    // Whoever ordered it may be at it just now.
    if (house.clock.now() - row.ordered_at_ms < afterMs) continue;
    const done = await carryOut(house, scheduler, row);
    if (!done.ok)
      house.log.error({ measure: row.measure_id, code: done.code }, "an order came to nothing");
  }
  const kind = "lock-account";
  for (const targetId of await accounts.barred(house))
    if (!(await measures.stillStand(house, { kind, targetId })))
      await accounts.unbar(house, scheduler, targetId);
}

const scheduler = { kind: "system", name: "scheduler" } as const;

const afterMs = 5_000;

/** Gives back what was cut off; the second person's act (S0-15). */
export async function release(
  house: House,
  actor: PersonActor,
  ask: { readonly measureId: string; readonly reason: string },
): Promise<Outcome<Event>> {
  const lifted = await measures.lift(house, actor, ask);
  if (!lifted.ok) return lifted;
  const { event_id: eventId } = lifted.value;
  const order = MeasureOrder.parse(lifted.value.orders);
  const back = await giveBack(house, actor, order);
  return back.ok ? readEvent(house, actor, eventId) : back;
}

/** What another order still cuts off stays cut off. */
async function giveBack(
  house: House,
  actor: Actor,
  order: MeasureOrder,
): Promise<Outcome<unknown>> {
  if (order.kind === "isolate-camera" && !order.keepsRecording) return refreshPlan(house);
  if (order.kind !== "lock-account") return granted(undefined);
  const { kind, accountId: targetId } = order;
  if (await measures.stillStand(house, { kind, targetId })) return granted(undefined);
  return accounts.unbar(house, actor, targetId);
}
