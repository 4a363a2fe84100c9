import type { Actor, PersonActor } from "../../contract/actor.ts";
import type { EntryBody } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { drawSecret } from "../../platform/random.ts";
import { hashToken } from "../../platform/token.ts";
import { drawTotpSecret } from "../../platform/totp.ts";
import { type Written, act, quiet } from "../ledger/index.ts";
import { currentPolicy } from "./account-policy.ts";
import { accountView } from "./account-view.ts";
import { type AccountRow, lockAccount, selectAccountsById } from "./accounts.store.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";
import { factorContext, stepOf } from "./judge-code.ts";
import { type Shown, judgeShown, reauthenticate } from "./reauthenticate.ts";
import {
  confirmFactor,
  dropFactor,
  selectSecondFactor,
  startFactor,
} from "./second-factor.store.ts";

export interface StartedFactor {
  readonly secret: string;
  /** What the QR code says (the key URI form every authenticator app reads). */
  readonly uri: string;
}

/**
 * Begins to add a one-time code; it counts only once a first code was shown. Refuses `secret_wrong`,
 * `factor_on`.
 */
export async function startSecondFactor(
  house: House,
  actor: PersonActor,
  typed: { readonly password: string },
): Promise<Outcome<StartedFactor>> {
  const known = await selectSecondFactor(house.db, actor.accountId);
  if (known !== undefined && known.confirmed_at_ms !== null) return refused("factor_on");
  const shown = await reauthenticate(house, actor, { ...typed, code: null });
  if (!shown.ok) return shown;
  const secret = drawTotpSecret();
  await quiet(house, "a second factor that was only begun", (tx) =>
    startFactor(tx, {
      account_id: actor.accountId,
      site_id: house.siteId,
      sealed_secret: house.secrets.seal(factorContext(actor.accountId), secret),
      started_at_ms: house.clock.now(),
    }),
  );
  const label = encodeURIComponent(`留痕:${actor.login}`);
  const issuer = encodeURIComponent("留痕");
  return granted({ secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=${issuer}` });
}

const recoveryCodeCharacters = 10;

/** The first code proves that the device has the secret; gives the recovery codes, once. */
export async function confirmSecondFactor(
  house: House,
  actor: PersonActor,
  typed: { readonly code: string },
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const { accountId } = actor;
  const factor = await selectSecondFactor(house.db, accountId);
  if (factor === undefined) return refused("factor_off");
  if (factor.confirmed_at_ms !== null) return refused("factor_on");
  const step = stepOf(house, factor, typed.code.replace(/[\s-]/g, ""));
  if (step === undefined) return refused("code_wrong");
  const codes = Array.from({ length: limits.recoveryCodes }, () =>
    drawSecret(recoveryCodeCharacters),
  );
  return act(house, actor, "second-factor.changed@1", async (tx) => {
    const confirmed = await confirmFactor(tx, {
      accountId,
      siteId: house.siteId,
      step,
      atMs: house.clock.now(),
      codeHashes: codes.map((code) => hashToken(code)),
    });
    if (!confirmed) return refused("conflict");
    const recoveryCodes = codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
    return granted(told(actor, "added", { recoveryCodes }));
  });
}

/** The person takes their own factor off, with password and a code. */
export async function removeSecondFactor(
  house: House,
  actor: PersonActor,
  shown: Shown,
): Promise<Outcome<{ accountId: string }>> {
  const { accountId } = actor;
  const unfit = await judgeRemoval(house, actor, shown);
  if (unfit !== undefined) return unfit;
  return act(house, actor, "second-factor.changed@1", async (tx) => {
    if (!(await dropFactor(tx, accountId))) return refused("factor_off");
    return granted(told(actor, "removed", { accountId }));
  });
}

async function judgeRemoval(
  house: House,
  actor: PersonActor,
  shown: Shown,
): Promise<Refusal | undefined> {
  const [account] = await selectAccountsById(house.db, house.siteId, [actor.accountId]);
  if (account === undefined) return refused("not_signed_in");
  if (!account.second_factor) return refused("factor_off");
  return judgeShown(house, actor, { account, shown });
}

/**
 * The administration takes off a lost factor; whoever sits at the account is out, because the device
 * may be in somebody's hands. Never the administrator's own: that would make it no second factor.
 */
export function removeLostFactor(
  house: House,
  actor: Actor,
  accountId: string,
): Promise<Outcome<Account>> {
  return act(house, actor, "second-factor.changed@1", async (tx) => {
    if (actor.kind === "person" && actor.accountId === accountId)
      return refused("own_rights", { login: actor.login });
    const before = await lockAccount(tx, house.siteId, accountId);
    if (before === undefined) return refused("not_found");
    if (!(await dropFactor(tx, accountId))) return refused("factor_off");
    const ended = await endSignIns(tx, house, { accountId });
    const after: AccountRow = { ...before, second_factor: false, online: false };
    const value = accountView(house, after, await currentPolicy(house, tx));
    return granted({
      ...told(
        { accountId, login: before.login, name: before.name },
        "removed-by-administrator",
        value,
      ),
      also: asDrafts(ended),
    });
  });
}

function told<T>(
  account: { readonly accountId: string; readonly login: string; readonly name: string },
  what: EntryBody<"second-factor.changed@1">["what"],
  value: T,
): Written<"second-factor.changed@1", T> {
  const { accountId, login, name } = account;
  return {
    value,
    subject: { type: "account", id: accountId },
    body: { accountId, what },
    personal: { login, name },
  };
}
