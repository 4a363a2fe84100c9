import type { Actor, PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { asDrafts, endOne, endSignIns } from "./end-sign-ins.ts";
import type { ExitKind } from "./people-tables.ts";
import { endOf } from "./sign-in-end.ts";
import { lockOpenSignIns } from "./sign-ins.store.ts";

export interface Closed {
  readonly durationMs: number;
}

/** The person leaves (退出), or the page in front of nobody leaves for them. */
export function signOut(
  house: House,
  actor: PersonActor,
  exit: "sign-out" | "idle",
): Promise<Outcome<Closed>> {
  return close(house, actor, { signInId: actor.signInId, exit });
}

/** The administration sends somebody out; every open page of that sign-in ends with it. */
export function forceOut(house: House, actor: Actor, signInId: string): Promise<Outcome<Closed>> {
  return close(house, actor, { signInId, exit: "forced" });
}

/** Every sign-in of an account at once; refuses `not_found` when nobody sits at it. */
export function forceOutAccount(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<{ ended: number }>> {
  return act(house, actor, "sign-in.closed@2", async (tx) => {
    const [first, ...more] = await endSignIns(tx, house, { accountId });
    if (first === undefined) return refused("not_found");
    return granted({ ...first, value: { ended: 1 + more.length }, also: asDrafts(more) });
  });
}

async function close(
  house: House,
  actor: Actor,
  { signInId, exit }: { readonly signInId: string; readonly exit: ExitKind },
): Promise<Outcome<Closed>> {
  const outcome = await act(house, actor, "sign-in.closed@2", async (tx) => {
    const [row] = await lockOpenSignIns(tx, house.siteId, { signInId });
    if (row === undefined) return refused("not_found");
    const nowMs = house.clock.now();
    return granted(await endOne(tx, row, endOf(row, nowMs) ?? { exit, endedAtMs: nowMs }));
  });
  return outcome.ok ? granted({ durationMs: outcome.value }) : outcome;
}
