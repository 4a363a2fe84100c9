import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Role } from "../../contract/roles.ts";
import type { Account } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { currentPolicy } from "./account-policy.ts";
import { accountView } from "./account-view.ts";
import {
  type AccountRow,
  selectAccounts,
  selectAccountsById,
  selectByRole,
  selectStudents,
  selectTeachers,
} from "./accounts.store.ts";

export async function listAccounts(
  house: House,
  _actor: Actor,
): Promise<Outcome<{ accounts: Account[] }>> {
  const policy = await currentPolicy(house);
  const rows = await selectAccounts(house.db, house.siteId);
  return granted({ accounts: rows.map((row) => accountView(house, row, policy)) });
}

/** As much of an account as other rooms may know. */
export interface KnownAccount {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** Accounts by id, closed ones too: a lesson of last year keeps its teacher's name. */
export async function findAccounts(
  house: House,
  ids: readonly string[],
): Promise<Map<string, KnownAccount>> {
  const rows = await selectAccountsById(house.db, house.siteId, ids);
  return new Map(rows.map((row) => [row.account_id, knownAccount(row)]));
}

/** Of these accounts, those who can act now. */
export async function listActing(
  house: House,
  ids: readonly string[],
): Promise<Map<string, KnownAccount>> {
  const nowMs = house.clock.now();
  const rows = await selectAccountsById(house.db, house.siteId, ids);
  const acting = rows.filter(
    (row) =>
      row.closed_at_ms === null &&
      row.barred_at_ms === null &&
      (row.expires_at_ms === null || row.expires_at_ms > nowMs),
  );
  return new Map(acting.map((row) => [row.account_id, knownAccount(row)]));
}

/** Teachers who can act now, by name. */
export async function listTeachers(house: House): Promise<KnownAccount[]> {
  const rows = await selectTeachers(house.db, house.siteId, house.clock.now());
  return rows.map((row) => knownAccount(row));
}

/** Students who can act now, by name. */
export async function listStudents(house: House): Promise<KnownAccount[]> {
  const rows = await selectStudents(house.db, house.siteId, house.clock.now());
  return rows.map((row) => knownAccount(row));
}

/** People of this role who can act now, by name. */
export async function listByRole(house: House, role: Role): Promise<KnownAccount[]> {
  const rows = await selectByRole(house.db, house.siteId, { role, nowMs: house.clock.now() });
  return rows.filter((row) => row.barred_at_ms === null).map((row) => knownAccount(row));
}

/** Venues this person answers for; empty for somebody without an area. */
export async function venueScope(house: House, accountId: string): Promise<readonly string[]> {
  const [row] = await selectAccountsById(house.db, house.siteId, [accountId]);
  return row?.venue_ids ?? [];
}

function knownAccount(row: AccountRow): KnownAccount {
  return { accountId: row.account_id, login: row.login, name: row.name, role: row.role };
}
