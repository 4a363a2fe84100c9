import { sql } from "kysely";
import type { Role } from "../../contract/roles.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { Category, PeopleTables } from "./people-tables.ts";

export interface AccountRow {
  readonly account_id: string;
  readonly person_id: string;
  readonly login: string;
  readonly role: Role;
  readonly secret_hash: string;
  readonly previous_hash: string | null;
  readonly must_change_secret: boolean;
  readonly expires_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly created_at_ms: number;
  readonly last_sign_in_at_ms: number | null;
  readonly name: string;
  readonly person_key: string;
  readonly category: Category;
  readonly venue_ids: string[];
  readonly locked_until_ms: number | null;
}

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
      "a.previous_hash",
      "a.must_change_secret",
      "a.expires_at_ms",
      "a.closed_at_ms",
      "a.created_at_ms",
      "a.last_sign_in_at_ms",
      "p.name",
      "p.person_key",
      "p.category",
      sql<string[]>`array(select v.venue_id::text from people.account_venue v
        where v.account_id = a.account_id order by 1)`.as("venue_ids"),
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
  return accountRows(db, siteId)
    .where("a.role", "=", "teacher")
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
  tx: Writing,
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

export async function personHasAccount(tx: Writing, personId: string): Promise<boolean> {
  const row = await tx
    .withTables<PeopleTables>()
    .selectFrom("people.account")
    .select("account_id")
    .where("person_id", "=", personId)
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewAccount {
  readonly accountId: string;
  readonly siteId: string;
  readonly personId: string;
  readonly login: string;
  readonly role: Role;
  readonly secretHash: string;
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
      previous_hash: null,
      must_change_secret: account.mustChangeSecret,
      secret_set_at_ms: account.atMs,
      expires_at_ms: account.expiresAtMs,
      closed_at_ms: null,
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
      "role" | "expires_at_ms" | "closed_at_ms" | "last_sign_in_at_ms"
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

/** A new secret; the one before it is kept (hashed) so that it is not taken up again. */
export async function updateSecret(
  tx: Writing,
  accountId: string,
  secret: { readonly hash: string; readonly mustChange: boolean; readonly atMs: number },
): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.account")
    .set((column) => ({
      previous_hash: column.ref("secret_hash"),
      secret_hash: secret.hash,
      must_change_secret: secret.mustChange,
      secret_set_at_ms: secret.atMs,
    }))
    .where("account_id", "=", accountId)
    .execute();
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
