import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { refusals } from "../../contract/refusals.ts";
import type { Role } from "../../contract/roles.ts";
import type { AccountWarning } from "../../contract/routes/account-care.ts";
import { judgeDuties } from "../../kernel/duties.ts";
import type { House } from "../../platform/house.ts";
import {
  type AccountRow,
  countLastingAdministrators,
  selectAccountByLogin,
  selectAccountsById,
  selectNamesakes,
} from "./accounts.store.ts";
import type { Category } from "./people-tables.ts";

export interface AskedAccount {
  readonly accountId: string | null;
  readonly login: string;
  readonly name: string;
  readonly personKey: string;
  readonly category: Category;
  readonly role: Role;
  readonly expiresAtMs: number | null;
}

/**
 * What would speak against saving an account, told before it is saved: one person one account,
 * separation of duties, end and category, the last administrator. Nothing is written.
 */
export async function judgeAccount(
  house: House,
  actor: Actor,
  asked: AskedAccount,
): Promise<Outcome<{ warnings: AccountWarning[] }>> {
  const [before] =
    asked.accountId === null
      ? []
      : await selectAccountsById(house.db, house.siteId, [asked.accountId]);
  const personKey = before?.person_key ?? asked.personKey;
  const namesakes = (
    await selectNamesakes(house.db, house.siteId, { personKey, name: asked.name })
  ).filter((row) => row.account_id !== before?.account_id);
  const same = namesakes.filter((row) => sameKey(row.person_key, personKey));
  const own = actor.kind === "person" && actor.accountId === asked.accountId;
  const duties = judgeDuties({
    category: asked.category,
    role: asked.role,
    expires: asked.expiresAtMs !== null,
    alsoHeld: same.map((row) => row.role),
    ownRole: own ? before?.role : undefined,
  });
  const warnings = [
    ...same.map((row) => no("person_has_account", row)),
    ...(await loginTaken(house, asked)),
    ...duties,
    ...(await lastAdministrator(house, asked, before)),
    ...namesakes.filter((row) => !same.includes(row)).map((row) => namesake(row)),
  ];
  return granted({ warnings: warnings.map((one) => ({ ...one, facts: { ...one.facts } })) });
}

function sameKey(one: string, other: string): boolean {
  const plain = (key: string) => key.normalize("NFKC").trim().toLowerCase();
  return plain(one) === plain(other);
}

function no(
  code: "person_has_account" | "login_taken" | "last_admin",
  row: AccountRow,
): AccountWarning {
  const facts = { login: row.login, name: row.name, role: row.role };
  return { code, rule: refusals[code].rule, allowed: false, facts };
}

/** Two people may share a name; one person under two numbers would be two accounts. */
function namesake(row: AccountRow): AccountWarning {
  const facts = { login: row.login, personKey: row.person_key, role: row.role };
  return { code: "same_name", rule: "S0-13a", allowed: true, facts };
}

async function loginTaken(house: House, asked: AskedAccount): Promise<AccountWarning[]> {
  if (asked.accountId !== null) return [];
  const login = asked.login.trim().toLowerCase();
  const known = await selectAccountByLogin(house.db, house.siteId, login);
  return known === undefined ? [] : [no("login_taken", known)];
}

async function lastAdministrator(
  house: House,
  asked: AskedAccount,
  before: AccountRow | undefined,
): Promise<AccountWarning[]> {
  if (before?.role !== "admin" || before.expires_at_ms !== null) return [];
  if (asked.role === "admin" && asked.expiresAtMs === null) return [];
  const others = await countLastingAdministrators(house.db, house.siteId, before.account_id);
  return others > 0 ? [] : [no("last_admin", before)];
}
