import type { Actor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import { judgeLastAdministrator } from "./account-input.ts";
import {
  lockAccount,
  lockAdministration,
  selectAccounts,
  updateAccount,
} from "./accounts.store.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";

/**
 * Locks an account until it is given back: nothing opens it meanwhile, and whoever sits at it is out
 * in the same instant. Doing it twice changes nothing.
 */
export function barAccount(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<{ readonly ended: number }>> {
  return act(house, actor, "account.barred@1", async (tx) => {
    await lockAdministration(tx);
    const before = await lockAccount(tx, house.siteId, accountId);
    if (before === undefined) return refused("not_found");
    if (before.closed_at_ms !== null) return refused("account_closed");
    const last = await judgeLastAdministrator(tx, house, { before, stays: false });
    if (last !== undefined) return last;
    const ended = await endSignIns(tx, house, { accountId });
    const barredAtMs = before.barred_at_ms ?? house.clock.now();
    await updateAccount(tx, accountId, { barred_at_ms: barredAtMs });
    return granted({
      value: { ended: ended.length },
      subject: { type: "account", id: accountId },
      body: { accountId, ended: ended.length },
      personal: { login: before.login, name: before.name },
      also: asDrafts(ended),
    });
  });
}

/** The refusal an order to lock this account would meet now. */
export function judgeBar(house: House, accountId: string): Promise<Refusal | undefined> {
  return quiet(house, "asks before an order is given; nothing is changed", async (tx) => {
    const before = await lockAccount(tx, house.siteId, accountId);
    if (before === undefined) return refused("not_found");
    if (before.closed_at_ms !== null) return refused("account_closed");
    return judgeLastAdministrator(tx, house, { before, stays: false });
  });
}

/** Accounts that are locked now. */
export async function listBarred(house: House): Promise<readonly string[]> {
  const rows = await selectAccounts(house.db, house.siteId);
  return rows.filter((row) => row.barred_at_ms !== null).map((row) => row.account_id);
}

/** Gives a locked account back to its person. */
export function unbarAccount(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<undefined>> {
  return act(house, actor, "account.unbarred@1", async (tx) => {
    const before = await lockAccount(tx, house.siteId, accountId);
    if (before === undefined) return refused("not_found");
    await updateAccount(tx, accountId, { barred_at_ms: null });
    return granted({
      value: undefined,
      subject: { type: "account", id: accountId },
      body: { accountId },
      personal: { login: before.login, name: before.name },
    });
  });
}
