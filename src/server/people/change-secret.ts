import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { leastCharacters, packs } from "../../kernel/password-pack.ts";
import { hashPassword, verifyPassword } from "../../platform/password.ts";
import { drawToken } from "../../platform/token.ts";
import { act, quiet } from "../ledger/index.ts";
import { currentPolicy } from "./account-policy.ts";
import {
  type AccountRow,
  type NewSecret,
  lockAccount,
  selectAccountsById,
  selectSecretHistory,
  updateSecret,
} from "./accounts.store.ts";
import { commonPasswords } from "./common-passwords.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";
import { forgetAttempts } from "./failures.store.ts";
import { countAttempt } from "./open-sign-in.ts";
import { isLongPassword, judgePassword } from "./password-rules.ts";
import { updateOpenSignIns } from "./sign-ins.store.ts";

export interface TypedSecrets {
  readonly current: string;
  readonly next: string;
}

/**
 * The person sets a password of their own. Afterwards this sign-in has a new token, and every
 * other one of the account is out: whoever knew the old secret is gone with it.
 */
export async function changeSecret(
  house: House,
  actor: PersonActor,
  typed: TypedSecrets,
): Promise<Outcome<{ token: string }>> {
  const [account] = await selectAccountsById(house.db, house.siteId, [actor.accountId]);
  if (account === undefined) return refused("not_signed_in");
  const unfit =
    (await judgeCurrent(house, actor, { account, typed })) ??
    (await judgeNext(house, account, typed));
  if (unfit !== undefined) return unfit;
  const secret = { hash: await hashPassword(typed.next), long: isLongPassword(typed.next) };
  return write(house, actor, { account, secret });
}

/** Guessing the present password from a stolen page counts like guessing it at the door. */
async function judgeCurrent(
  house: House,
  actor: PersonActor,
  { account, typed }: { readonly account: AccountRow; readonly typed: TypedSecrets },
): Promise<Refusal | undefined> {
  const attempt = { siteId: house.siteId, login: account.login, address: actor.address };
  const counted = await countAttempt(house, attempt);
  if (counted.locked) return counted.refusal;
  if (!(await verifyPassword(account.secret_hash, typed.current))) return refused("secret_wrong");
  await quiet(house, "the right secret clears this address's counter", (tx) =>
    forgetAttempts(tx, attempt),
  );
  return undefined;
}

async function judgeNext(
  house: House,
  account: AccountRow,
  typed: TypedSecrets,
): Promise<Refusal | undefined> {
  const { pack } = await currentPolicy(house);
  const owner = {
    login: account.login,
    name: account.name,
    leastCharacters: leastCharacters(pack, account.second_factor),
  };
  const unfit = judgePassword(typed.next, owner, commonPasswords());
  if (unfit !== undefined) return unfit;
  if (await verifyPassword(account.secret_hash, typed.next)) return refused("password_same");
  const earlier = await selectSecretHistory(house.db, account.account_id);
  for (const hash of earlier.slice(0, packs[pack].history)) {
    if (await verifyPassword(hash, typed.next))
      return refused("password_used", { most: packs[pack].history });
  }
  return undefined;
}

function write(
  house: House,
  actor: PersonActor,
  {
    account,
    secret,
  }: { readonly account: AccountRow; readonly secret: Pick<NewSecret, "hash" | "long"> },
): Promise<Outcome<{ token: string }>> {
  const { accountId, signInId } = actor;
  const { token, tokenHash } = drawToken();
  return act(house, actor, "secret.changed@1", async (tx) => {
    const locked = await lockAccount(tx, house.siteId, accountId);
    // Two changes at once: the second one judged a password that is no longer the present one.
    if (locked?.secret_hash !== account.secret_hash) return refused("conflict");
    await updateSecret(
      tx,
      { ...locked, siteId: house.siteId },
      { ...secret, mustChange: false, atMs: house.clock.now() },
    );
    await updateOpenSignIns(tx, [signInId], { token_hash: tokenHash });
    const ended = await endSignIns(tx, house, { accountId, except: signInId });
    return granted({
      value: { token },
      subject: { type: "account", id: accountId },
      body: { accountId, reason: account.must_change_secret ? "first" : "own" },
      personal: { login: account.login, name: account.name },
      also: asDrafts(ended),
    });
  });
}
