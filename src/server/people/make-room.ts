import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { currentPolicy } from "./account-policy.ts";
import { type AccountRow, lockAccount } from "./accounts.store.ts";
import { asDrafts, endOne } from "./end-sign-ins.ts";
import type { ExitKind } from "./people-tables.ts";
import { endOf } from "./sign-in-end.ts";
import { lockOpenSignIns } from "./sign-ins.store.ts";

/**
 * One sign-in of an account at a time (S0-13a): the one before ends as displaced, or the new one is
 * refused (`signed_in_elsewhere`), as the policy says. `replaces` is the sign-in of this very browser,
 * which the person leaves by signing in again. The account is locked, so of twenty at once one stays.
 */
export async function makeRoom(
  tx: Writing,
  house: House,
  { account, replaces }: { readonly account: AccountRow; readonly replaces: string | undefined },
): Promise<Outcome<EntryDraft[]>> {
  const nowMs = house.clock.now();
  await lockAccount(tx, house.siteId, account.account_id);
  const { secondSignIn } = await currentPolicy(house, tx);
  const written = [];
  for (const row of await lockOpenSignIns(tx, house.siteId, { accountId: account.account_id })) {
    const over = endOf(row, nowMs);
    const here = row.sign_in_id === replaces;
    if (over === undefined && !here && secondSignIn === "refuse")
      return refused("signed_in_elsewhere", { startMs: row.started_at_ms, where: row.terminal });
    const exit: ExitKind = here ? "sign-out" : "displaced";
    written.push(await endOne(tx, row, over ?? { exit, endedAtMs: nowMs }));
  }
  return granted(asDrafts(written));
}
