import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { judgeLastAdministrator } from "./account-input.ts";
import { currentPolicy } from "./account-policy.ts";
import { accountChange, accountPersonal, accountView } from "./account-view.ts";
import { lockAccount, lockAdministration, updateAccount } from "./accounts.store.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";

/** Closes an account for good (注销); whoever sits at it is out in the same instant. */
export function closeAccount(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<Account>> {
  return act(house, actor, "account.closed@1", async (tx) => {
    const nowMs = house.clock.now();
    await lockAdministration(tx);
    const before = await lockAccount(tx, house.siteId, accountId);
    if (before === undefined) return refused("not_found");
    if (before.closed_at_ms !== null) return refused("account_closed");
    const last = await judgeLastAdministrator(tx, house, { before, stays: false });
    if (last !== undefined) return last;
    const ended = await endSignIns(tx, house, { accountId });
    await updateAccount(tx, accountId, { closed_at_ms: nowMs });
    const after = { ...before, closed_at_ms: nowMs, online: false };
    return granted({
      value: accountView(house, after, await currentPolicy(house, tx)),
      subject: { type: "account", id: accountId },
      body: accountChange(before, after),
      personal: accountPersonal(after),
      also: asDrafts(ended),
    });
  });
}
