import { granted, refused } from "../../contract/outcome.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import { lockedSince } from "./account-policy.ts";
import { endOne } from "./end-sign-ins.ts";
import { dropOldAttempts } from "./failures.store.ts";
import { lockIdle } from "./lock-page.ts";
import { endOf } from "./sign-in-end.ts";
import { lockOpenSignIns, selectOpenSignIns } from "./sign-ins.store.ts";

/**
 * Ends every sign-in that ran out (idle, gone, too long, account at its end) and locks every page
 * nobody touched, each with its own entry; to be called every few seconds. Gives how many it ended.
 */
export async function sweepSignIns(house: House): Promise<number> {
  const nowMs = house.clock.now();
  const open = await selectOpenSignIns(house.db, house.siteId);
  let ended = 0;
  for (const row of open) {
    const over = endOf(row, nowMs) !== undefined;
    if (over && (await endExpired(house, row.sign_in_id))) ended++;
    const locked = row.locked_at_ms === null && lockedSince(row, nowMs) !== undefined;
    if (!over && locked) await lockIdle(house, row.sign_in_id);
  }
  await quiet(house, "counters of wrong secrets that no longer lock anything", (tx) =>
    dropOldAttempts(tx, house.siteId, nowMs - 2 * limits.lockMs),
  );
  return ended;
}

/** Ends one sign-in if, looked at again under its lock, it really has run out. */
async function endExpired(house: House, signInId: string): Promise<boolean> {
  const outcome = await act(
    house,
    { kind: "system", name: "gate" },
    "sign-in.closed@2",
    async (tx) => {
      const [row] = await lockOpenSignIns(tx, house.siteId, { signInId });
      const end = row === undefined ? undefined : endOf(row, house.clock.now());
      if (row === undefined || end === undefined) return refused("conflict");
      return granted(await endOne(tx, row, end));
    },
  );
  return outcome.ok;
}
