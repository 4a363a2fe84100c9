import type { SignInWay } from "../../contract/entries.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { hashPassword } from "../../platform/password.ts";
import { drawSecret } from "../../platform/random.ts";
import { act, quiet } from "../ledger/index.ts";
import { accountChange, accountPersonal } from "./account-view.ts";
import { lockAdministration, selectAccountsById } from "./accounts.store.ts";
import { forgetAttempts, uncountAttempt } from "./failures.store.ts";
import { selectAccountOfPerson } from "./federated.store.ts";
import { judgeCode } from "./judge-code.ts";
import { addAccount } from "./open-account.ts";
import {
  type OpenedSignIn,
  type Standing,
  admit,
  barredNow,
  countAttempt,
  refuse,
} from "./open-sign-in.ts";
import type { Category } from "./people-tables.ts";

/** Who somebody is, shown by something else than the house's own password. */
export interface Vouched {
  readonly accountId: string;
  readonly how: Exclude<SignInWay, "password" | "setup">;
  /** The sign-in service that vouched; null for a passkey. */
  readonly providerId: string | null;
  /** A second factor was shown there already; otherwise the house's own is asked for. */
  readonly factorShown: boolean;
  /** Six digits or a recovery code, where the account has a second factor. */
  readonly code: string | null;
}

/**
 * Opens a sign-in for a person somebody else vouched for. The same rules as at the password: closed,
 * expired and locked accounts are refused, the second factor is asked for, one sign-in a person
 * (S0-13a). Refuses account_closed, account_expired, account_locked, code_needed, code_wrong.
 */
export async function openFederated(
  house: House,
  standing: Standing,
  { accountId, how, providerId, factorShown, code }: Vouched,
): Promise<Outcome<OpenedSignIn>> {
  const [account] = await selectAccountsById(house.db, house.siteId, [accountId]);
  if (account === undefined) return refused("sign_in_failed");
  const attempt = { siteId: house.siteId, login: account.login, address: standing.address };
  const counted = await countAttempt(house, attempt);
  if (counted.locked) return refuse(house, standing, { account, ...counted });
  const barred =
    barredNow(account, house.clock.now()) ??
    (factorShown ? undefined : await judgeCode(house, accountId, code));
  if (barred?.code === "code_wrong")
    return refuse(house, standing, { account, refusal: barred, failures: counted.failures });
  // Everything else was no guess: what wrong secrets came before stays counted.
  await quiet(house, "a vouched person is no guess", (tx) => uncountAttempt(tx, attempt));
  if (barred?.code === "code_needed") return barred;
  if (barred !== undefined)
    return refuse(house, standing, { account, refusal: barred, failures: 0 });
  if (code !== null)
    await quiet(house, "the right code clears this address's counter", (tx) =>
      forgetAttempts(tx, attempt),
    );
  return admit(house, standing, { account, how, providerId });
}

/** The account of the person with exactly this key: the open one, else the newest closed one. */
export async function accountOfPerson(
  house: House,
  personKey: string,
): Promise<string | undefined> {
  const row = await selectAccountOfPerson(house.db, house.siteId, personKey);
  return row?.account_id;
}

/** How a counted guess went; `none`: nobody judged it, because the service did not answer. */
export type Guess = "right" | "wrong" | "none";

/** Counts one guess at a login from an address before it is judged (class 17); refuses account_locked. */
export async function guessAtLogin(
  house: House,
  attempt: { readonly login: string; readonly address: string },
): Promise<Outcome<{ done(how: Guess): Promise<void> }>> {
  const at = { siteId: house.siteId, ...attempt };
  const counted = await countAttempt(house, at);
  if (counted.locked) return counted.refusal;
  return granted({
    async done(how) {
      if (how === "wrong") return;
      await quiet(house, "a right secret, or one nobody judged, is no wrong one", (tx) =>
        how === "right" ? forgetAttempts(tx, at) : uncountAttempt(tx, at),
      );
    },
  });
}

export interface VouchedPerson {
  readonly personKey: string;
  readonly login: string;
  readonly name: string;
  readonly category: Category;
  /** A sign-in service opens accounts for those who teach or learn, never for those who decide. */
  readonly role: "teacher" | "student";
}

/**
 * Opens an account for somebody the institution vouched for. It has no password anybody knows; the
 * administration can give it a one-time one.
 */
export async function openVouchedAccount(
  house: House,
  person: VouchedPerson,
): Promise<Outcome<string>> {
  const secretHash = await hashPassword(drawSecret(40));
  return act(house, { kind: "system", name: "gate" }, "account.opened@1", async (tx) => {
    await lockAdministration(tx);
    const account = {
      ...person,
      expiresAtMs: null,
      venueIds: [],
      mustChangeSecret: false,
      ownSecret: false,
    };
    const made = await addAccount(tx, house, { ...account, secretHash });
    if (!made.ok) return made;
    const row = made.value;
    return granted({
      value: row.account_id,
      subject: { type: "account", id: row.account_id },
      body: accountChange(undefined, row),
      personal: accountPersonal(row),
    });
  });
}
