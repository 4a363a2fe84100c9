import { type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { hashToken, sameToken } from "../../platform/token.ts";
import { totpCode, totpStepAt } from "../../platform/totp.ts";
import { act, quiet } from "../ledger/index.ts";
import {
  hasRecoveryCode,
  selectSecondFactor,
  spendRecoveryCode,
  takeStep,
} from "./second-factor.store.ts";

/** Sealed to its account: another row's secret does not open. */
export function factorContext(accountId: string): string {
  return `second-factor/${accountId}`;
}

/** Clocks of phones are a little off: one step before and after is taken (RFC 6238 section 5.2). */
const stepsAside = [0, -1, 1] as const;

/**
 * Whether this account's second factor is shown: undefined when it has none or the code is right.
 * Each code counts once, also among calls at the same instant; a recovery code does for one time.
 */
export async function judgeCode(
  house: House,
  accountId: string,
  code: string | null | undefined,
): Promise<Refusal | undefined> {
  const factor = await selectSecondFactor(house.db, accountId);
  if (factor === undefined || factor.confirmed_at_ms === null) return undefined;
  if (code === null || code === undefined || code.trim() === "") return refused("code_needed");
  const typed = code.replace(/[\s-]/g, "");
  const step = /^\d{6}$/.test(typed) ? stepOf(house, factor, typed) : undefined;
  if (step !== undefined) {
    const taken = await quiet(house, "a code counts once", (tx) => takeStep(tx, accountId, step));
    return taken ? undefined : refused("code_wrong");
  }
  return spendRecovery(house, accountId, hashToken(typed));
}

async function spendRecovery(
  house: House,
  accountId: string,
  codeHash: string,
): Promise<Refusal | undefined> {
  if (!(await hasRecoveryCode(house.db, { accountId, codeHash }))) return refused("code_wrong");
  const gate = { kind: "system", name: "gate" } as const;
  const spent = await act(house, gate, "second-factor.changed@1", async (tx) => {
    if (!(await spendRecoveryCode(tx, { accountId, codeHash, atMs: house.clock.now() })))
      return refused("code_wrong");
    return granted({
      value: true,
      subject: { type: "account", id: accountId },
      body: { accountId, what: "recovery-used" },
    });
  });
  return spent.ok ? undefined : spent;
}

/** The step of time this code belongs to, within one step of now. */
export function stepOf(
  house: House,
  factor: { readonly account_id: string; readonly sealed_secret: string },
  typed: string,
): number | undefined {
  const secret = house.secrets.open(factorContext(factor.account_id), factor.sealed_secret);
  const now = totpStepAt(house.clock.now());
  return stepsAside
    .map((aside) => now + aside)
    .find((step) => sameToken(totpCode(secret, step), typed));
}
