import { sql } from "kysely";
import { limits } from "../../contract/limits.ts";
import type { Role } from "../../contract/roles.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { Category, PeopleTables } from "./people-tables.ts";

export interface AccountRow {
  readonly account_id: string;
  readonly person_id: string;
  readonly login: string;
  readonly role: Role;
  readonly secret_hash: string;
  readonly must_change_secret: boolean;
  readonly secret_set_at_ms: number;
  readonly secret_long: boolean;
  readonly own_secret: boolean;
  readonly second_factor: boolean;
  readonly online: boolean;
  readonly expires_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly barred_at_ms: number | null;
  readonly created_at_ms: number;
  readonly last_sign_in_at_ms: number | null;
  readonly name: string;
  readonly person_key: string;
  readonly category: Category;
  readonly venue_ids: string[];
  readonly locked_until_ms: number | null;
}

/** Of the account `a` of a query: whether a second factor was confirmed. */
export const hasSecondFactor = sql<boolean>`exists (select from people.second_factor c
  where c.account_id = a.account_id and c.confirmed_at_ms is not null)`;

function accountRows(db: Database, siteId: string) {
  return db
    .withTables<PeopleTables>()
    .selectFrom("people.account as a")
    .innerJoin("people.person as p", "p.person_id", "a.person_id")
    .where("a.site_id", "=", siteId)
    .select([
      "a.account_id",
      "a.person_id",
      "a.login",
      "a.role",
      "a.secret_hash",
      "a.must_change_secret",
      "a.secret_set_at_ms",
      "a.secret_long",
      "a.own_secret",
      "a.expires_at_ms",
      "a.closed_at_ms",
      "a.barred_at_ms",
      "a.created_at_ms",
      "a.last_sign_in_at_ms",
      "p.name",
      "p.person_key",
      "p.category",
      sql<string[]>`array(select v.venue_id::text from people.account_venue v
        where v.account_id = a.account_id order by 1)`.as("venue_ids"),
      hasSecondFactor.as("second_factor"),
      sql<boolean>`exists (select from people.sign_in s
        where s.account_id = a.account_id and s.ended_at_ms is null)`.as("online"),
      sql<number | null>`(select max(f.locked_until_ms) from people.failure f
        where f.site_id = a.site_id and f.login = a.login)`.as("locked_until_ms"),
    ]);
}

export function selectAccounts(db: Database, siteId: string): Promise<AccountRow[]> {
  return accountRows(db, siteId).orderBy("a.created_at_ms").orderBy("a.account_id").execute();
}

export async function selectAccountsById(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<AccountRow[]> {
  if (ids.length === 0) return [];
  return accountRows(db, siteId)
    .where("a.account_id", "in", [...ids])
    .execute();
}

export function selectAccountByLogin(
  db: Database,
  siteId: string,
  login: string,
): Promise<AccountRow | undefined> {
  return accountRows(db, siteId).where("a.login", "=", login).executeTakeFirst();
}

export function selectTeachers(db: Database, siteId: string, nowMs: number): Promise<AccountRow[]> {
  return selectByRole(db, siteId, { role: "teacher", nowMs });
}

export function selectStudents(db: Database, siteId: string, nowMs: number): Promise<AccountRow[]> {
  return selectByRole(db, siteId, { role: "student", nowMs });
}

export function selectByRole(
  db: Database,
  siteId: string,
  which: { readonly role: Role; readonly nowMs: number },
): Promise<AccountRow[]> {
  const { role, nowMs } = which;
  return accountRows(db, siteId)
    .where("a.role", "=", role)
    .where("a.closed_at_ms", "is", null)
    .where((is) => is.or([is("a.expires_at_ms", "is", null), is("a.expires_at_ms", ">", nowMs)]))
    .orderBy("p.name")
    .execute();
}

/** Reads one account and keeps it still until the transaction ends. */
export async function lockAccount(
  tx: Writing,
  siteId: string,
  accountId: string,
): Promise<AccountRow | undefined> {
  await tx
    .withTables<PeopleTables>()
    .selectFrom("people.account")
    .select("account_id")
    .where("site_id", "=", siteId)
    .where("account_id", "=", accountId)
    .forUpdate()
    .execute();
  const [row] = await selectAccountsById(tx, siteId, [accountId]);
  return row;
}

/** One at a time: two administrators cannot close each other, two setups cannot both win. */
export async function lockAdministration(tx: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('people.administration'))`.execute(tx);
}

/** Administrators, whatever became of them: setup opens once in a house's life. */
export async function countAdministrators(db: Database, siteId: string): Promise<number> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom("people.account")
    .select((count) => count.fn.countAll<number>().as("n"))
    .where("site_id", "=", siteId)
    .where("role", "=", "admin")
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Other administrators who can act now and whose account has no end. */
export async function countLastingAdministrators(
  tx: Database,
  siteId: string,
  except: string,
): Promise<number> {
  const row = await tx
    .withTables<PeopleTables>()
    .selectFrom("people.account")
    .select((count) => count.fn.countAll<number>().as("n"))
    .where("site_id", "=", siteId)
    .where("role", "=", "admin")
    .where("closed_at_ms", "is", null)
    .where("expires_at_ms", "is", null)
    .where("account_id", "!=", except)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export interface NewPerson {
  readonly personId: string;
  readonly siteId: string;
  readonly personKey: string;
  readonly name: string;
  readonly category: Category;
  readonly atMs: number;
}

/**
 * The key as it is known already, whatever way it was typed: full-width or small letters make no
 * second person (S0-13a).
 */
export async function knownPersonKey(
  db: Database,
  siteId: string,
  personKey: string,
): Promise<string | undefined> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom("people.person")
    .select("person_key")
    .where("site_id", "=", siteId)
    .where(
      sql<boolean>`lower(normalize(person_key, NFKC)) = lower(normalize(${personKey}::text, NFKC))`,
    )
    .executeTakeFirst();
  return row?.person_key;
}

/** Open accounts of the person with this key, and of persons of this name. */
export function selectNamesakes(
  db: Database,
  siteId: string,
  person: { readonly personKey: string; readonly name: string },
): Promise<AccountRow[]> {
  return accountRows(db, siteId)
    .where("a.closed_at_ms", "is", null)
    .where((is) =>
      is.or([
        sql<boolean>`lower(normalize(p.person_key, NFKC)) =
          lower(normalize(${person.personKey}::text, NFKC))`,
        is("p.name", "=", person.name),
      ]),
    )
    .limit(20)
    .execute();
}

/** Adds the person, or brings a known one up to date; gives the person's id. */
export async function upsertPerson(tx: Writing, person: NewPerson): Promise<string> {
  const row = await tx
    .withTables<PeopleTables>()
    .insertInto("people.person")
    .values({
      person_id: person.personId,
      site_id: person.siteId,
      person_key: person.personKey,
      name: person.name,
      category: person.category,
      created_at_ms: person.atMs,
    })
    .onConflict((known) =>
      known
        .columns(["site_id", "person_key"])
        .doUpdateSet({ name: person.name, category: person.category }),
    )
    .returning("person_id")
    .executeTakeFirstOrThrow();
  return row.person_id;
}

/** The login of the person's open account, if there is one. */
export async function openLoginOf(tx: Writing, personId: string): Promise<string | undefined> {
  const row = await tx
    .withTables<PeopleTables>()
    .selectFrom("people.account")
    .select("login")
    .where("person_id", "=", personId)
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
  return row?.login;
}

export interface NewAccount {
  readonly accountId: string;
  readonly siteId: string;
  readonly personId: string;
  readonly login: string;
  readonly role: Role;
  readonly secretHash: string;
  readonly secretLong: boolean;
  readonly ownSecret: boolean;
  readonly mustChangeSecret: boolean;
  readonly expiresAtMs: number | null;
  readonly atMs: number;
}

export async function insertAccount(tx: Writing, account: NewAccount): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .insertInto("people.account")
    .values({
      account_id: account.accountId,
      site_id: account.siteId,
      person_id: account.personId,
      login: account.login,
      role: account.role,
      secret_hash: account.secretHash,
      secret_long: account.secretLong,
      own_secret: account.ownSecret,
      must_change_secret: account.mustChangeSecret,
      secret_set_at_ms: account.atMs,
      expires_at_ms: account.expiresAtMs,
      closed_at_ms: null,
      barred_at_ms: null,
      created_at_ms: account.atMs,
      last_sign_in_at_ms: null,
    })
    .execute();
}

export async function updateAccount(
  tx: Writing,
  accountId: string,
  change: Partial<
    Pick<
      PeopleTables["people.account"],
      "role" | "expires_at_ms" | "closed_at_ms" | "barred_at_ms" | "last_sign_in_at_ms"
    >
  >,
): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.account")
    .set(change)
    .where("account_id", "=", accountId)
    .execute();
}

export async function updatePerson(
  tx: Writing,
  personId: string,
  change: { readonly name: string; readonly category: Category },
): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.person")
    .set(change)
    .where("person_id", "=", personId)
    .execute();
}

export interface NewSecret {
  readonly hash: string;
  readonly long: boolean;
  readonly mustChange: boolean;
  readonly atMs: number;
}

/** A new secret; the one before it is kept (hashed) so that it is not taken up again. */
export async function updateSecret(
  tx: Writing,
  account: Pick<AccountRow, "account_id" | "secret_hash"> & { readonly siteId: string },
  secret: NewSecret,
): Promise<void> {
  const db = tx.withTables<PeopleTables>();
  await db
    .insertInto("people.secret_history")
    .values({
      account_id: account.account_id,
      site_id: account.siteId,
      secret_hash: account.secret_hash,
      replaced_at_ms: secret.atMs,
    })
    .onConflict((known) => known.doNothing())
    .execute();
  await sql`delete from people.secret_history h where h.account_id = ${account.account_id}
    and h.secret_hash not in (select k.secret_hash from people.secret_history k
      where k.account_id = h.account_id order by k.replaced_at_ms desc, k.secret_hash
      limit ${limits.passwordHistory})`.execute(tx);
  await db
    .updateTable("people.account")
    .set({
      secret_hash: secret.hash,
      secret_long: secret.long,
      own_secret: true,
      must_change_secret: secret.mustChange,
      secret_set_at_ms: secret.atMs,
    })
    .where("account_id", "=", account.account_id)
    .execute();
}

/** Hashes of the passwords before the present one, newest first. */
export async function selectSecretHistory(db: Database, accountId: string): Promise<string[]> {
  const rows = await db
    .withTables<PeopleTables>()
    .selectFrom("people.secret_history")
    .select("secret_hash")
    .where("account_id", "=", accountId)
    .orderBy("replaced_at_ms", "desc")
    .limit(limits.passwordHistory)
    .execute();
  return rows.map((row) => row.secret_hash);
}

export async function replaceVenues(
  tx: Writing,
  account: { readonly accountId: string; readonly siteId: string },
  venueIds: readonly string[],
): Promise<void> {
  const db = tx.withTables<PeopleTables>();
  await db.deleteFrom("people.account_venue").where("account_id", "=", account.accountId).execute();
  const rows = [...new Set(venueIds)].map((venue_id) => ({
    account_id: account.accountId,
    venue_id,
    site_id: account.siteId,
  }));
  if (rows.length > 0) await db.insertInto("people.account_venue").values(rows).execute();
}
