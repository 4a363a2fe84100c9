import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { selectAccountByLogin } from "./accounts.store.ts";
import { actorOf } from "./authenticate.ts";
import { barredNow, countAttempt, secretMatches } from "./open-sign-in.ts";
import { type Shown, judgeShown } from "./reauthenticate.ts";
import { endOf } from "./sign-in-end.ts";
import { selectOpenSignIns } from "./sign-ins.store.ts";

export interface Present {
  /** The person, standing at the terminal of the sign-in that asked. */
  readonly actor: PersonActor;
  /** Where the same person is signed in as well, if anywhere. */
  readonly elsewhere: PersonActor | null;
}

/**
 * Somebody else shows who they are at the page of a sign-in that is not theirs, to sign there once.
 * Opens no sign-in. Guessing counts like guessing at the door; a login nobody has answers alike.
 */
export async function presentPerson(
  house: House,
  host: PersonActor,
  typed: Shown & { readonly login: string },
): Promise<Outcome<Present>> {
  const login = typed.login.trim().toLowerCase();
  const account = await selectAccountByLogin(house.db, house.siteId, login);
  if (account === undefined) {
    const counted = await countAttempt(house, {
      siteId: house.siteId,
      login,
      address: host.address,
    });
    if (counted.locked) return counted.refusal;
    await secretMatches(undefined, typed.password);
    return refused("secret_wrong");
  }
  const actor: PersonActor = {
    ...host,
    accountId: account.account_id,
    login: account.login,
    name: account.name,
    role: account.role,
  };
  const unfit =
    barredNow(account, house.clock.now()) ??
    (await judgeShown(house, actor, { account, shown: typed }));
  if (unfit !== undefined) return unfit;
  // Whoever issued a one-time secret knows it, and could stand here for its owner.
  if (account.must_change_secret) return refused("must_change_secret");
  const nowMs = house.clock.now();
  const open = (await selectOpenSignIns(house.db, house.siteId)).find(
    (row) => row.account_id === account.account_id && endOf(row, nowMs) === undefined,
  );
  return granted({ actor, elsewhere: open === undefined ? null : actorOf(open) });
}
