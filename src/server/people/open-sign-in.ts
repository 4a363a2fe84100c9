import type { PersonActor } from "../../contract/actor.ts";
import type { SignInWay } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { hashPassword, passwordBacklog, verifyPassword } from "../../platform/password.ts";
import { drawToken } from "../../platform/token.ts";
import { act, quiet } from "../ledger/index.ts";
import { oneTimeExpired } from "./account-policy.ts";
import { type AccountRow, selectAccountByLogin, updateAccount } from "./accounts.store.ts";
import { claimAttempt, forgetAttempts, uncountAttempt } from "./failures.store.ts";
import { judgeCode } from "./judge-code.ts";
import { makeRoom } from "./make-room.ts";
import { insertSignIn } from "./sign-ins.store.ts";

/** Where somebody sits: 操作终端 and network address. */
export interface Standing {
  readonly terminal: string;
  readonly address: string;
  /** The live sign-in of this very browser, which a new one takes the place of. */
  readonly replaces?: string | undefined;
}

export interface OpenedSignIn {
  /** Given to the browser once, as a cookie; we keep its hash. */
  readonly token: string;
  readonly actor: PersonActor;
}

/** So many computations may wait before the desk says no. */
export const backlogMost = 50;

/**
 * Signs somebody in. After `lockAfterFailures` wrong secrets a login is locked for one address
 * only, so nobody can lock a person out from elsewhere (security class 17); a login nobody has
 * behaves and takes as long as one that exists.
 */
export async function openSignIn(
  house: House,
  standing: Standing,
  typed: {
    readonly login: string;
    readonly password: string;
    readonly code?: string | undefined;
  },
): Promise<Outcome<OpenedSignIn>> {
  if (passwordBacklog() > backlogMost) return refused("too_many");
  const login = typed.login.trim().toLowerCase();
  const attempt = { siteId: house.siteId, login, address: standing.address };
  const claimed = await countAttempt(house, attempt);
  const account = await selectAccountByLogin(house.db, house.siteId, login);
  if (claimed.locked) return refuse(house, standing, { account, ...claimed });
  const matches = await secretMatches(account, typed.password);
  if (account === undefined || !matches) {
    const refusal = claimed.last ? claimed.refusal : refused("sign_in_failed");
    return refuse(house, standing, { account, refusal, failures: claimed.failures });
  }
  const unfit =
    barredNow(account, house.clock.now()) ??
    barredSecret(account, house.clock.now()) ??
    (await judgeCode(house, account.account_id, typed.code));
  if (unfit?.code === "code_needed") {
    await quiet(house, "a right secret without its code was no guess", (tx) =>
      uncountAttempt(tx, attempt),
    );
    return unfit;
  }
  if (unfit?.code === "code_wrong") {
    const refusal = claimed.last ? claimed.refusal : unfit;
    return refuse(house, standing, { account, refusal, failures: claimed.failures });
  }
  await quiet(house, "the right secret clears this address's counter", (tx) =>
    forgetAttempts(tx, attempt),
  );
  if (unfit !== undefined) return refuse(house, standing, { account, refusal: unfit, failures: 0 });
  return admit(house, standing, { account, how: "password" });
}

/** Somebody whose right has been proven just now, and by what. */
export interface Admitted {
  readonly account: AccountRow;
  readonly how: SignInWay;
  /** The institution's sign-in service that vouched for the person. */
  readonly providerId?: string | null;
}

/** Opens a sign-in for a person whose right has been proven just now. */
export async function admit(
  house: House,
  standing: Standing,
  { account, how, providerId = null }: Admitted,
): Promise<Outcome<OpenedSignIn>> {
  const { token, tokenHash } = drawToken();
  const startedAtMs = house.clock.now();
  const actor = newActor(house, standing, account);
  return act(house, actor, "sign-in.opened@2", async (tx: Writing) => {
    const { signInId, accountId, terminal, address, role } = actor;
    const room = await makeRoom(tx, house, { account, replaces: standing.replaces });
    if (!room.ok) return room;
    await insertSignIn(tx, {
      signInId,
      siteId: house.siteId,
      accountId,
      tokenHash,
      startedAtMs,
      terminal,
      address,
      how,
    });
    await updateAccount(tx, accountId, { last_sign_in_at_ms: startedAtMs });
    return granted({
      value: { token, actor },
      subject: { type: "sign-in", id: signInId },
      body: { signInId, accountId, role, startedAtMs, terminal, address, how, providerId },
      personal: { login: actor.login, name: actor.name },
      also: room.value,
    });
  });
}

function newActor(house: House, standing: Standing, account: AccountRow): PersonActor {
  return {
    kind: "person",
    accountId: account.account_id,
    signInId: house.newId(),
    login: account.login,
    name: account.name,
    role: account.role,
    terminal: standing.terminal,
    address: standing.address,
  };
}

export function barredNow(account: AccountRow, nowMs: number): Refusal | undefined {
  if (account.closed_at_ms !== null) return refused("account_closed");
  if (account.barred_at_ms !== null) return refused("account_barred");
  if (account.expires_at_ms !== null && account.expires_at_ms <= nowMs)
    return refused("account_expired");
  return undefined;
}

/** Only where the secret itself opens the door: a one-time one nobody used in time (C-47). */
function barredSecret(account: AccountRow, nowMs: number): Refusal | undefined {
  return oneTimeExpired(account, nowMs) ? refused("one_time_expired") : undefined;
}

interface Counted {
  readonly failures: number;
  /** Locked before this attempt: the secret is not even looked at. */
  readonly locked: boolean;
  /** This is the last attempt before the lock. */
  readonly last: boolean;
  readonly refusal: Refusal;
}

export async function countAttempt(
  house: House,
  attempt: { readonly siteId: string; readonly login: string; readonly address: string },
): Promise<Counted> {
  const nowMs = house.clock.now();
  const { failures, lockedUntilMs } = await quiet(
    house,
    "counts an attempt before it is judged",
    (tx) =>
      claimAttempt(
        tx,
        { ...attempt, nowMs },
        { failuresMost: limits.lockAfterFailures, lockMs: limits.lockMs },
      ),
  );
  const minutes = Math.ceil(((lockedUntilMs ?? nowMs) - nowMs) / 60_000);
  return {
    failures,
    locked: lockedUntilMs !== null && failures > limits.lockAfterFailures,
    last: lockedUntilMs !== null && failures === limits.lockAfterFailures,
    refusal: refused("account_locked", { minutes }),
  };
}

let decoy: Promise<string> | undefined;

/** An unknown login costs the same Argon2id run as a known one. */
export async function secretMatches(
  account: AccountRow | undefined,
  text: string,
): Promise<boolean> {
  decoy ??= hashPassword("a secret that belongs to nobody");
  const matches = await verifyPassword(account?.secret_hash ?? (await decoy), text);
  return matches && account !== undefined;
}

interface Refused {
  readonly account: AccountRow | undefined;
  readonly refusal: Refusal;
  readonly failures: number;
}

/** Enters the refused attempt. What was typed as an unknown login may be a password: left out. */
export async function refuse(
  house: House,
  { terminal, address }: Standing,
  { account, refusal, failures }: Refused,
): Promise<Refusal> {
  await act(house, { kind: "system", name: "gate" }, "sign-in.refused@1", async () =>
    granted({
      value: refusal,
      subject:
        account === undefined
          ? { type: "house", id: house.siteId }
          : { type: "account", id: account.account_id },
      body: { code: refusal.code, terminal, address, failures },
      ...(account === undefined ? {} : { personal: { login: account.login, name: account.name } }),
    }),
  );
  return refusal;
}
