import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { AccountPolicy } from "../../contract/policy.ts";
import type { SecretAge } from "../../contract/routes/account-care.ts";
import { daysBetween } from "../../kernel/password-pack.ts";
import type { House } from "../../platform/house.ts";
import { currentPolicy, standingOf } from "./account-policy.ts";
import { type AccountRow, selectAccounts } from "./accounts.store.ts";

const order = ["expired", "weak", "first", "due", "kept", "exempt"];

/** The password-age report (S0-13b): open accounts, those that owe a change first, oldest first. */
export async function listSecretAges(
  house: House,
  _actor: Actor,
): Promise<Outcome<{ policy: AccountPolicy; lines: SecretAge[] }>> {
  const policy = await currentPolicy(house);
  const rows = await selectAccounts(house.db, house.siteId);
  const nowMs = house.clock.now();
  const open = rows.filter(
    (row) => row.closed_at_ms === null && (row.expires_at_ms === null || row.expires_at_ms > nowMs),
  );
  const lines = open
    .map((row) => secretAge(house, row, policy))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.setAtMs - b.setAtMs);
  return granted({ policy, lines });
}

function secretAge(house: House, row: AccountRow, policy: AccountPolicy): SecretAge {
  const { state, dueMs } = standingOf(house, row, policy);
  const setAtMs = row.secret_set_at_ms;
  return {
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    category: row.category,
    role: row.role,
    setAtMs,
    ageDays: Math.max(0, daysBetween(setAtMs, house.clock.now(), house.config.timeZone)),
    dueMs,
    state,
    secondFactor: row.second_factor,
  };
}
