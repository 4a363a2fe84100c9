import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { lockedSince } from "./account-policy.ts";
import { selectAccountsById } from "./accounts.store.ts";
import { judgeShown } from "./reauthenticate.ts";
import { endOf } from "./sign-in-end.ts";
import { type SignInRow, lockOpenSignIns, updateOpenSignIns } from "./sign-ins.store.ts";

/** Locks the page of the caller's sign-in (S0-13d); locking what is locked changes nothing. */
export async function lockPage(
  house: House,
  actor: PersonActor,
  why: "own" | "idle",
): Promise<Outcome<{ lockedAtMs: number }>> {
  const nowMs = house.clock.now();
  return act(house, actor, "sign-in.locked@1", async (tx) => {
    const [row] = await lockOpenSignIns(tx, house.siteId, { signInId: actor.signInId });
    if (row === undefined) return refused("not_signed_in");
    await updateOpenSignIns(tx, [row.sign_in_id], { locked_at_ms: nowMs });
    return granted(lockedEntry(row, nowMs, why));
  });
}

/** Writes down what holds already: a page nobody touched is locked from its limit on. */
export async function lockIdle(house: House, signInId: string): Promise<boolean> {
  const gate = { kind: "system", name: "gate" } as const;
  const outcome = await act(house, gate, "sign-in.locked@1", async (tx) => {
    const [row] = await lockOpenSignIns(tx, house.siteId, { signInId });
    const atMs = row === undefined ? undefined : lockedSince(row, house.clock.now());
    if (row === undefined || atMs === undefined || row.locked_at_ms !== null)
      return refused("conflict");
    await updateOpenSignIns(tx, [signInId], { locked_at_ms: atMs });
    return granted(lockedEntry(row, atMs, "idle"));
  });
  return outcome.ok;
}

/**
 * Opens the page again with the password of who locked it; anybody else signs in anew, which ends
 * this sign-in. Guessing counts like at the door.
 */
export async function unlockPage(
  house: House,
  actor: PersonActor,
  typed: { readonly password: string },
): Promise<Outcome<true>> {
  const [account] = await selectAccountsById(house.db, house.siteId, [actor.accountId]);
  if (account === undefined) return refused("not_signed_in");
  const shown = { password: typed.password, code: null };
  const unfit = await judgeShown(house, actor, { account, shown, factorStays: true });
  const nowMs = house.clock.now();
  return act(house, actor, "sign-in.unlocked@1", async (tx) => {
    if (unfit !== undefined) return unfit;
    const [row] = await lockOpenSignIns(tx, house.siteId, { signInId: actor.signInId });
    if (row === undefined || endOf(row, nowMs) !== undefined) return refused("not_signed_in");
    const since = lockedSince(row, nowMs);
    await updateOpenSignIns(tx, [row.sign_in_id], { locked_at_ms: null, active_at_ms: nowMs });
    const { signInId, accountId } = actor;
    const late = since !== undefined && row.locked_at_ms === null;
    return granted({
      value: true as const,
      subject: { type: "sign-in", id: signInId },
      body: { signInId, accountId, atMs: nowMs },
      personal: { login: actor.login, name: actor.name },
      ...(late ? { also: [lockedDraft(row, since)] } : {}),
    });
  });
}

function lockedEntry(row: SignInRow, atMs: number, why: "own" | "idle") {
  const { sign_in_id: signInId, account_id: accountId } = row;
  return {
    value: { lockedAtMs: atMs },
    subject: { type: "sign-in" as const, id: signInId },
    body: { signInId, accountId, atMs, why },
    personal: { login: row.login, name: row.name },
  };
}

function lockedDraft(row: SignInRow, atMs: number) {
  const { value: _value, ...entry } = lockedEntry(row, atMs, "idle");
  return { kind: "sign-in.locked@1" as const, ...entry };
}
