import type { SystemActor } from "../../contract/actor.ts";
import { granted } from "../../contract/outcome.ts";
import { keyName } from "../../kernel/copies/copy-names.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import type { Warrant } from "../vault/index.ts";
import {
  insertForgetting,
  markForgotten,
  markIdentity,
  markKeyGone,
  markRemoved,
  markTargetForgotten,
  selectCopiesToRemove,
  selectForgetting,
  selectForgettingAtWork,
  selectForgettingTargets,
  summariseRemoved,
} from "./forget.store.ts";
import { keyStoreOf, openTarget, stateOfFault } from "./open-target.ts";
import { selectTarget } from "./targets.store.ts";

export interface Forgotten {
  /** The identity is gone here: whatever lies elsewhere opens only with a copy of the key store. */
  readonly identityDestroyed: boolean;
  readonly remote: readonly {
    readonly targetId: string;
    /** The identity's copy at this place is gone, all versions. */
    readonly keyGone: boolean;
    /** `waiting`: the place is away; the work is done when it is back. */
    readonly state: "deleted" | "locked-until" | "waiting";
    readonly untilMs?: number;
  }[];
}

const scheduler: SystemActor = { kind: "system", name: "scheduler" };
const removedAtOnce = 200;

/**
 * Makes every copy of a home unreadable, then removes it (C-26, P-6): the identity here and at every
 * place, then the objects, all versions. Repeating it goes on where it stopped. Only under a warrant.
 */
export async function forget(house: House, warrant: Warrant, homeId: string): Promise<Forgotten> {
  if (!warrant.covers(homeId)) throw new Error("no warrant for this home");
  await quiet(house, "the order to forget a home; each step of it is entered", (tx) =>
    insertForgetting(tx, {
      home_id: homeId,
      site_id: house.siteId,
      warrant_id: warrant.warrantId,
      started_at_ms: house.clock.now(),
      identity_at_ms: null,
      done_at_ms: null,
    }),
  );
  await goOn(house, homeId);
  return readForgotten(house, homeId);
}

/** Goes on with every home that is not forgotten everywhere: places came back, locks ended. */
export async function sweepForgetting(house: House): Promise<void> {
  for (const row of await selectForgettingAtWork(house.db, house.siteId, 500))
    await goOn(house, row.home_id);
}

export async function readForgotten(house: House, homeId: string): Promise<Forgotten> {
  const targets = await selectForgettingTargets(house.db, [homeId]);
  return {
    identityDestroyed: keyStoreOf(house).isDestroyed(homeId),
    remote: targets.map((row) => ({
      targetId: row.target_id,
      keyGone: row.key_gone,
      state: row.state,
      ...(row.until_ms === null ? {} : { untilMs: row.until_ms }),
    })),
  };
}

export async function goOn(house: House, homeId: string): Promise<void> {
  const order = await selectForgetting(house.db, homeId);
  if (order === undefined || order.done_at_ms !== null) return;
  keyStoreOf(house).destroy(homeId);
  if (order.identity_at_ms === null)
    await act(house, scheduler, "copy.identity-destroyed@1", async (tx) => {
      await markIdentity(tx, homeId, house.clock.now());
      return granted({
        value: undefined,
        subject: { type: "home", id: homeId },
        body: { homeId, reason: order.warrant_id },
      });
    });
  for (const row of await selectForgettingTargets(house.db, [homeId])) {
    if (row.state === "deleted") continue;
    if (row.state === "locked-until" && (row.until_ms ?? 0) > house.clock.now()) continue;
    await forgetAt(house, homeId, row.target_id);
  }
  const left = await selectForgettingTargets(house.db, [homeId]);
  if (left.every((row) => row.state === "deleted"))
    await quiet(house, "every place has deleted: nothing is left to do", (tx) =>
      markForgotten(tx, homeId, house.clock.now()),
    );
}

/** The key first: from then on nothing there can be opened. A place that is away is tried again. */
async function forgetAt(house: House, homeId: string, targetId: string): Promise<void> {
  const row = await selectTarget(house.db, targetId);
  if (row === undefined) return;
  try {
    const target = await openTarget(house, row);
    await target.remove(keyName(homeId));
    await quiet(house, "a key's copy is gone; its destruction is entered", (tx) =>
      markKeyGone(tx, { homeId, targetId, atMs: house.clock.now() }),
    );
    await removeObjects(house, target, { homeId, targetId });
  } catch (cause) {
    if (stateOfFault(cause) === undefined) throw cause;
    house.log.warn({ err: cause, targetId, homeId }, "copies are removed when their place is back");
    return;
  }
  const { objects, untilMs } = await summariseRemoved(house.db, { homeId, targetId });
  await act(house, scheduler, "copy.forgotten@1", async (tx) => {
    await markTargetForgotten(tx, { homeId, targetId, untilMs });
    const state = untilMs === null ? ("deleted" as const) : ("locked-until" as const);
    return granted({
      value: undefined,
      subject: { type: "home", id: homeId },
      body: { homeId, targetId, objects, state, untilMs },
    });
  });
}

async function removeObjects(
  house: House,
  target: CopyTarget,
  at: { readonly homeId: string; readonly targetId: string },
): Promise<void> {
  for (;;) {
    const nowMs = house.clock.now();
    const names = await selectCopiesToRemove(house.db, { ...at, nowMs, most: removedAtOnce });
    if (names.length === 0) return;
    for (const name of names) {
      const removal = await target.remove(name);
      // A lock that ends at this very moment is tried again at the next round, not in a circle.
      const untilMs = removal.state === "locked" ? Math.max(removal.untilMs, nowMs + 60_000) : null;
      await quiet(house, "one copy less; the home's forgetting is entered", (tx) =>
        markRemoved(tx, { targetId: at.targetId, name, untilMs }),
      );
    }
  }
}
