import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { hashPassword } from "../../platform/password.ts";
import { drawSecret } from "../../platform/random.ts";
import { act } from "../ledger/index.ts";
import { lockAccount, updateSecret } from "./accounts.store.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";
import { unlockLogin } from "./failures.store.ts";
import { oneTimeSecretCharacters } from "./open-account.ts";

/**
 * Draws a new one-time secret, unlocks the login everywhere and ends its sign-ins. The
 * administrator starts it but never chooses a password (C-47).
 */
export async function resetSecret(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<{ oneTimeSecret: string }>> {
  const oneTimeSecret = drawSecret(oneTimeSecretCharacters);
  const hash = await hashPassword(oneTimeSecret);
  return act(house, actor, "secret.changed@1", async (tx) => {
    const account = await lockAccount(tx, house.siteId, accountId);
    if (account === undefined) return refused("not_found");
    if (account.closed_at_ms !== null) return refused("account_closed");
    await updateSecret(
      tx,
      { ...account, siteId: house.siteId },
      { hash, long: false, mustChange: true, atMs: house.clock.now() },
    );
    await unlockLogin(tx, house.siteId, account.login);
    const ended = await endSignIns(tx, house, { accountId });
    return granted({
      value: { oneTimeSecret },
      subject: { type: "account", id: accountId },
      body: { accountId, reason: "reset" },
      personal: { login: account.login, name: account.name },
      also: asDrafts(ended),
    });
  });
}
