import type { Actor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { hashPassword } from "../../platform/password.ts";
import { drawSecret } from "../../platform/random.ts";
import { act } from "../ledger/index.ts";
import { type AccountInput, judgeAssignment, judgeExpiry } from "./account-input.ts";
import { currentPolicy } from "./account-policy.ts";
import { accountChange, accountPersonal, accountView } from "./account-view.ts";
import {
  type AccountRow,
  insertAccount,
  knownPersonKey,
  lockAdministration,
  openLoginOf,
  replaceVenues,
  selectAccountByLogin,
  selectAccountsById,
  upsertPerson,
} from "./accounts.store.ts";

export interface NewAccountInput extends AccountInput {
  readonly login: string;
  /** 工号, 学号: one person, one account (S0-13a). */
  readonly personKey: string;
}

export const oneTimeSecretCharacters = 16;

/**
 * Opens an account with a one-time secret that is shown once and must be changed before anything
 * else (C-47). Entered with the whole account as `after` (S0-5.1.2).
 */
export async function openAccount(
  house: House,
  actor: Actor,
  input: NewAccountInput,
): Promise<Outcome<{ account: Account; oneTimeSecret: string }>> {
  const oneTimeSecret = drawSecret(oneTimeSecretCharacters);
  const secretHash = await hashPassword(oneTimeSecret);
  return act(house, actor, "account.opened@1", async (tx) => {
    await lockAdministration(tx);
    const unfit = judgeExpiry(input, house.clock.now()) ?? judgeAssignment(actor, input, undefined);
    if (unfit !== undefined) return unfit;
    const made = await addAccount(tx, house, { ...input, secretHash, mustChangeSecret: true });
    if (!made.ok) return made;
    const row = made.value;
    return granted({
      value: {
        account: accountView(house, row, await currentPolicy(house, tx)),
        oneTimeSecret,
      },
      subject: { type: "account", id: row.account_id },
      body: accountChange(undefined, row),
      personal: accountPersonal(row),
    });
  });
}

export interface AddedAccount extends NewAccountInput {
  readonly secretHash: string;
  readonly mustChangeSecret: boolean;
  /** Whether it is as long as one without a second factor must be in the strictest pack. */
  readonly secretLong?: boolean;
  /** False: nobody knows the secret; the institution's own service vouches for the person. */
  readonly ownSecret?: boolean;
}

/** Inserts person and account; the administration must be locked. */
export async function addAccount(
  tx: Writing,
  house: House,
  input: AddedAccount,
): Promise<Outcome<AccountRow>> {
  const { siteId } = house;
  const atMs = house.clock.now();
  const taken = await judgeLogin(tx, house, input.login);
  if (taken !== undefined) return taken;
  const { name, category } = input;
  const personKey = (await knownPersonKey(tx, siteId, input.personKey)) ?? input.personKey;
  const personId = await upsertPerson(tx, {
    personId: house.newId(),
    siteId,
    personKey,
    name,
    category,
    atMs,
  });
  const other = await openLoginOf(tx, personId);
  if (other !== undefined) return refused("person_has_account", { login: other });
  const accountId = house.newId();
  const { login, role, secretHash, mustChangeSecret, expiresAtMs } = input;
  await insertAccount(tx, {
    accountId,
    siteId,
    personId,
    login,
    role,
    secretHash,
    secretLong: input.secretLong ?? false,
    ownSecret: input.ownSecret ?? true,
    mustChangeSecret,
    expiresAtMs,
    atMs,
  });
  await replaceVenues(tx, { accountId, siteId }, input.venueIds);
  const [row] = await selectAccountsById(tx, siteId, [accountId]);
  if (row === undefined) throw new Error("an inserted account is not there");
  return granted(row);
}

async function judgeLogin(tx: Writing, house: House, login: string): Promise<Refusal | undefined> {
  const known = await selectAccountByLogin(tx, house.siteId, login);
  return known === undefined ? undefined : refused("login_taken");
}
