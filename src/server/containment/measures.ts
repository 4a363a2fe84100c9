import type { Actor, PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { MeasureOrder } from "../../contract/playbooks.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { mayLift } from "../../kernel/playbooks/playbook.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type MeasureRow, insertMeasure, lockMeasure, updateMeasure } from "./containment.store.ts";

/** An order, judged by the room that keeps the events. */
export interface NewMeasure {
  readonly eventId: string;
  readonly drill: boolean;
  readonly order: MeasureOrder;
  readonly targetId: string | null;
  readonly targetName: string | null;
  readonly reason: string;
}

/** Writes an order down; from this instant on it closes the doors it can close by itself. */
export function orderMeasure(
  house: House,
  actor: PersonActor,
  asked: NewMeasure,
): Promise<Outcome<MeasureRow>> {
  const { eventId, drill, order, targetId, targetName, reason } = asked;
  const measureId = house.newId();
  return act(house, actor, "measure.ordered@1", async (tx) => {
    const row: MeasureRow = {
      measure_id: measureId,
      site_id: house.siteId,
      event_id: eventId,
      kind: order.kind,
      orders: order,
      target_id: targetId,
      target_name: targetName,
      reason,
      ordered_by: actor.accountId,
      ordered_by_name: actor.name,
      ordered_at_ms: house.clock.now(),
      carried_out_at_ms: null,
      ended: null,
      lifted_by: null,
      lifted_by_name: null,
      lifted_at_ms: null,
      lift_reason: null,
    };
    await insertMeasure(tx, row);
    return granted({
      value: row,
      subject: { type: "event", id: eventId },
      body: { measureId, eventId, drill, order, reasonSha256: toHex(sha256(utf8(reason))) },
      personal: { reason, ...(targetName === null ? {} : { target: targetName }) },
    });
  });
}

/** Notes that an order was carried out, and what it came to; once. */
export function noteCarriedOut(
  house: House,
  actor: Actor,
  of: { readonly measureId: string; readonly ended: number | null },
): Promise<Outcome<MeasureRow>> {
  const { measureId, ended } = of;
  return act(house, actor, "measure.carried-out@1", async (tx) => {
    const row = await lockMeasure(tx, house.siteId, measureId);
    if (row === undefined) return refused("not_found");
    if (row.carried_out_at_ms !== null) return refused("conflict");
    const change = { carried_out_at_ms: house.clock.now(), ended };
    await updateMeasure(tx, measureId, change);
    const tookMs = Math.max(0, change.carried_out_at_ms - row.ordered_at_ms);
    return granted({
      value: { ...row, ...change },
      subject: { type: "event", id: row.event_id },
      body: { measureId, eventId: row.event_id, ended, tookMs },
    });
  });
}

/** Gives back what was cut off: never by who ordered it (S0-15), always with a reason. */
export function liftMeasure(
  house: House,
  actor: PersonActor,
  of: { readonly measureId: string; readonly reason: string },
): Promise<Outcome<MeasureRow>> {
  const { measureId, reason } = of;
  return act(house, actor, "measure.lifted@1", async (tx) => {
    const row = await lockMeasure(tx, house.siteId, measureId);
    if (row === undefined) return refused("not_found");
    if (row.lifted_at_ms !== null || row.kind === "revoke-sign-ins") return refused("measure_over");
    if (!mayLift({ orderedBy: row.ordered_by }, actor.accountId)) return refused("measure_own");
    const change = {
      lifted_by: actor.accountId,
      lifted_by_name: actor.name,
      lifted_at_ms: house.clock.now(),
      lift_reason: reason,
    };
    await updateMeasure(tx, measureId, change);
    return granted({
      value: { ...row, ...change },
      subject: { type: "event", id: row.event_id },
      body: {
        measureId,
        eventId: row.event_id,
        reasonSha256: toHex(sha256(utf8(reason))),
      },
      personal: { reason },
    });
  });
}
