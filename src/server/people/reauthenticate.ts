import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { passwordBacklog, verifyPassword } from "../../platform/password.ts";
import { enterRefusal, quiet } from "../ledger/index.ts";
import { type AccountRow, selectAccountsById } from "./accounts.store.ts";
import { forgetAttempts, uncountAttempt } from "./failures.store.ts";
import { judgeCode } from "./judge-code.ts";
import { backlogMost, countAttempt } from "./open-sign-in.ts";

export interface Shown {
  readonly password: string;
  /** Six digits or a recovery code, where the account has a second factor. */
  readonly code: string | null;
}

/**
 * Somebody signed in shows again who they are, before signing or before a change of their account.
 * Guessing here counts like guessing at the door: `secret_wrong`, `code_needed`, `code_wrong`,
 * `account_locked` after five. Wrong ones are entered.
 */
export async function reauthenticate(
  house: House,
  actor: PersonActor,
  shown: Shown,
): Promise<Outcome<true>> {
  const [account] = await selectAccountsById(house.db, house.siteId, [actor.accountId]);
  if (account === undefined) return refused("not_signed_in");
  const unfit = await judgeShown(house, actor, { account, shown });
  if (unfit === undefined) return granted(true);
  if (unfit.code !== "code_needed" && unfit.code !== "too_many")
    await enterRefusal(house, actor, "reauthenticate", unfit, {
      type: "account",
      id: actor.accountId,
    });
  return unfit;
}

interface Judged {
  readonly account: AccountRow;
  readonly shown: Shown;
  /** The second factor was shown at this sign-in already and is not asked for again. */
  readonly factorStays?: boolean;
}

/** The present password, and the second factor where there is one; counted before it is looked at. */
export async function judgeShown(
  house: House,
  actor: PersonActor,
  { account, shown, factorStays = false }: Judged,
): Promise<Refusal | undefined> {
  if (passwordBacklog() > backlogMost) return refused("too_many");
  const attempt = { siteId: house.siteId, login: account.login, address: actor.address };
  const counted = await countAttempt(house, attempt);
  if (counted.locked) return counted.refusal;
  if (!(await verifyPassword(account.secret_hash, shown.password))) return refused("secret_wrong");
  const unfit = factorStays ? undefined : await judgeCode(house, account.account_id, shown.code);
  if (unfit?.code === "code_needed")
    await quiet(house, "a right secret without its code was no guess", (tx) =>
      uncountAttempt(tx, attempt),
    );
  if (unfit !== undefined) return unfit;
  await quiet(house, "the right secret clears this address's counter", (tx) =>
    forgetAttempts(tx, attempt),
  );
  return undefined;
}
