import type { EntryBody, Snapshot } from "../../contract/entries.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { AccountPolicy } from "../../contract/policy.ts";
import type { House } from "../../platform/house.ts";
import { standingOf } from "./account-policy.ts";
import type { AccountRow } from "./accounts.store.ts";

/** An account as the administration sees it. */
export function accountView(house: House, row: AccountRow, policy: AccountPolicy): Account {
  const nowMs = house.clock.now();
  const { state, dueMs } = standingOf(house, row, policy);
  const lockedUntilMs =
    row.locked_until_ms !== null && row.locked_until_ms > nowMs ? row.locked_until_ms : null;
  return {
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    personKey: row.person_key,
    category: row.category,
    role: row.role,
    state: stateOf(row, nowMs, lockedUntilMs),
    mustChangeSecret: row.must_change_secret,
    secret: { state, setAtMs: row.secret_set_at_ms, dueMs },
    secondFactor: row.second_factor,
    online: row.online,
    expiresAtMs: row.expires_at_ms,
    lockedUntilMs,
    venueIds: row.venue_ids,
    createdAtMs: row.created_at_ms,
    lastSignInAtMs: row.last_sign_in_at_ms,
  };
}

function stateOf(row: AccountRow, nowMs: number, lockedUntilMs: number | null): Account["state"] {
  if (row.closed_at_ms !== null) return "closed";
  if (row.expires_at_ms !== null && row.expires_at_ms <= nowMs) return "expired";
  return lockedUntilMs === null ? "active" : "locked";
}

/**
 * What an entry tells of an account (S0-5.1.2). Login, name and person key are personal and go
 * into the entry's erasable part, see `accountPersonal`.
 */
export function accountSnapshot(row: AccountRow): Snapshot {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    category: row.category,
    role: row.role,
    expiresAtMs: row.expires_at_ms,
    venueIds: row.venue_ids,
    closedAtMs: row.closed_at_ms,
  };
}

export function accountChange(
  before: AccountRow | undefined,
  after: AccountRow,
): EntryBody<"account.changed@1"> {
  return {
    before: before === undefined ? null : accountSnapshot(before),
    after: accountSnapshot(after),
  };
}

export function accountPersonal(
  after: AccountRow,
  before: AccountRow = after,
): Record<string, string> {
  const personal = { login: after.login, name: after.name, personKey: after.person_key };
  return before.name === after.name ? personal : { ...personal, beforeName: before.name };
}
