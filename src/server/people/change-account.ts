import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import {
  type AccountInput,
  judgeAssignment,
  judgeExpiry,
  judgeLastAdministrator,
} from "./account-input.ts";
import { currentPolicy } from "./account-policy.ts";
import { accountChange, accountPersonal, accountView } from "./account-view.ts";
import {
  type AccountRow,
  lockAccount,
  lockAdministration,
  replaceVenues,
  selectAccountsById,
  updateAccount,
  updatePerson,
} from "./accounts.store.ts";

/** Name, category, role, end and venues; each call is entered with before and after (S0-5.1.2). */
export function changeAccount(
  house: House,
  actor: Actor,
  change: { readonly accountId: string; readonly input: AccountInput },
): Promise<Outcome<Account>> {
  return act(house, actor, "account.changed@1", async (tx) => {
    await lockAdministration(tx);
    const before = await lockAccount(tx, house.siteId, change.accountId);
    if (before === undefined) return refused("not_found");
    if (before.closed_at_ms !== null) return refused("account_closed");
    const stays = change.input.role === "admin" && change.input.expiresAtMs === null;
    const unfit =
      judgeExpiry(change.input, house.clock.now()) ??
      judgeAssignment(actor, change.input, before) ??
      (await judgeLastAdministrator(tx, house, { before, stays }));
    if (unfit !== undefined) return unfit;
    const after = await write(tx, house, { before, input: change.input });
    return granted({
      value: accountView(house, after, await currentPolicy(house, tx)),
      subject: { type: "account", id: after.account_id },
      body: accountChange(before, after),
      personal: accountPersonal(after, before),
    });
  });
}

async function write(
  tx: Writing,
  house: House,
  { before, input }: { readonly before: AccountRow; readonly input: AccountInput },
): Promise<AccountRow> {
  const accountId = before.account_id;
  await updatePerson(tx, before.person_id, { name: input.name, category: input.category });
  await updateAccount(tx, accountId, { role: input.role, expires_at_ms: input.expiresAtMs });
  await replaceVenues(tx, { accountId, siteId: house.siteId }, input.venueIds);
  const [after] = await selectAccountsById(tx, house.siteId, [accountId]);
  if (after === undefined) throw new Error("a changed account is not there");
  return after;
}
