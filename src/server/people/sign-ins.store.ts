import { sql } from "kysely";
import type { SignInWay } from "../../contract/entries.ts";
import type { Role } from "../../contract/roles.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { hasSecondFactor } from "./accounts.store.ts";
import type { ExitKind, PeopleTables } from "./people-tables.ts";

export interface SignInRow {
  readonly sign_in_id: string;
  readonly account_id: string;
  readonly started_at_ms: number;
  readonly active_at_ms: number;
  readonly gone_at_ms: number | null;
  readonly gone_due_ms: number | null;
  readonly ended_at_ms: number | null;
  readonly exit: ExitKind | null;
  readonly terminal: string;
  readonly address: string;
  readonly login: string;
  readonly role: Role;
  readonly how: SignInWay;
  readonly locked_at_ms: number | null;
  readonly must_change_secret: boolean;
  readonly secret_set_at_ms: number;
  readonly secret_long: boolean;
  readonly second_factor: boolean;
  readonly settings: unknown;
  readonly expires_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly barred_at_ms: number | null;
  readonly name: string;
}

function signInRows(db: Database, siteId: string) {
  return db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in as s")
    .innerJoin("people.account as a", "a.account_id", "s.account_id")
    .innerJoin("people.person as p", "p.person_id", "a.person_id")
    .leftJoin("people.policy as y", "y.site_id", "s.site_id")
    .where("s.site_id", "=", siteId)
    .select([
      hasSecondFactor.as("second_factor"),
      "y.settings",
      "s.how",
      "s.locked_at_ms",
      "a.secret_set_at_ms",
      "a.secret_long",
      "s.sign_in_id",
      "s.account_id",
      "s.started_at_ms",
      "s.active_at_ms",
      "s.gone_at_ms",
      "s.gone_due_ms",
      "s.ended_at_ms",
      "s.exit",
      "s.terminal",
      "s.address",
      "a.login",
      "a.role",
      "a.must_change_secret",
      "a.expires_at_ms",
      "a.closed_at_ms",
      "a.barred_at_ms",
      "p.name",
    ]);
}

export function selectSignInByToken(
  db: Database,
  siteId: string,
  tokenHash: string,
): Promise<SignInRow | undefined> {
  return signInRows(db, siteId)
    .where("s.token_hash", "=", tokenHash)
    .where("s.ended_at_ms", "is", null)
    .executeTakeFirst();
}

export function selectOpenSignIns(db: Database, siteId: string): Promise<SignInRow[]> {
  return signInRows(db, siteId).where("s.ended_at_ms", "is", null).execute();
}

export async function selectOpenSignInsById(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<SignInRow[]> {
  if (ids.length === 0) return [];
  return signInRows(db, siteId)
    .where("s.ended_at_ms", "is", null)
    .where("s.sign_in_id", "in", [...ids])
    .execute();
}

/** How sign-ins that have ended did end. */
export async function selectExits(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<{ sign_in_id: string; exit: ExitKind }[]> {
  const rows = await db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in")
    .select(["sign_in_id", "exit"])
    .where("site_id", "=", siteId)
    .where("sign_in_id", "in", [...ids])
    .execute();
  return rows.flatMap(({ sign_in_id, exit }) => (exit === null ? [] : [{ sign_in_id, exit }]));
}

/** Open sign-ins of an account or a single one, kept still until the transaction ends. */
export async function lockOpenSignIns(
  tx: Writing,
  siteId: string,
  which: { readonly accountId: string } | { readonly signInId: string },
): Promise<SignInRow[]> {
  const column = "accountId" in which ? "account_id" : "sign_in_id";
  const value = "accountId" in which ? which.accountId : which.signInId;
  const locked = await tx
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in")
    .select("sign_in_id")
    .where("site_id", "=", siteId)
    .where(column, "=", value)
    .where("ended_at_ms", "is", null)
    .orderBy("sign_in_id")
    .forUpdate()
    .execute();
  return selectOpenSignInsById(
    tx,
    siteId,
    locked.map((row) => row.sign_in_id),
  );
}

export interface NewSignIn {
  readonly signInId: string;
  readonly siteId: string;
  readonly accountId: string;
  readonly tokenHash: string;
  readonly startedAtMs: number;
  readonly terminal: string;
  readonly address: string;
  readonly how: SignInWay;
}

export async function insertSignIn(tx: Writing, signIn: NewSignIn): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .insertInto("people.sign_in")
    .values({
      sign_in_id: signIn.signInId,
      site_id: signIn.siteId,
      account_id: signIn.accountId,
      token_hash: signIn.tokenHash,
      started_at_ms: signIn.startedAtMs,
      active_at_ms: signIn.startedAtMs,
      seen_at_ms: null,
      gone_at_ms: null,
      gone_due_ms: null,
      ended_at_ms: null,
      exit: null,
      terminal: signIn.terminal,
      address: signIn.address,
      how: signIn.how,
      locked_at_ms: null,
    })
    .execute();
}

type Change = Partial<
  Pick<
    PeopleTables["people.sign_in"],
    | "token_hash"
    | "active_at_ms"
    | "seen_at_ms"
    | "gone_at_ms"
    | "gone_due_ms"
    | "ended_at_ms"
    | "exit"
    | "locked_at_ms"
  >
>;

/** Changes open sign-ins only: what has ended stays as it was. */
export async function updateOpenSignIns(
  tx: Writing,
  ids: readonly string[],
  change: Change,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.sign_in")
    .set(change)
    .where("sign_in_id", "in", [...ids])
    .where("ended_at_ms", "is", null)
    .execute();
}

/** Never moves backwards, whatever order two calls of one page arrive in. */
export async function touchSignIn(tx: Writing, signInId: string, nowMs: number): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.sign_in")
    .set({ active_at_ms: sql<number>`greatest(active_at_ms, ${nowMs})` })
    .where("sign_in_id", "=", signInId)
    .where("ended_at_ms", "is", null)
    .execute();
}

/** After a restart nobody is heard: whoever was watched is gone unless heard before `dueMs`. */
export async function markSilent(tx: Writing, siteId: string, dueMs: number): Promise<void> {
  await tx
    .withTables<PeopleTables>()
    .updateTable("people.sign_in")
    .set((column) => ({ gone_at_ms: column.ref("seen_at_ms"), gone_due_ms: dueMs }))
    .where("site_id", "=", siteId)
    .where("ended_at_ms", "is", null)
    .where("seen_at_ms", "is not", null)
    .where("gone_at_ms", "is", null)
    .execute();
}

/** How a sign-in ended whose token somebody still shows. */
export function selectEnd(
  db: Database,
  siteId: string,
  tokenHash: string,
): Promise<{ exit: ExitKind | null; ended_at_ms: number | null } | undefined> {
  return db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in")
    .select(["exit", "ended_at_ms"])
    .where("site_id", "=", siteId)
    .where("token_hash", "=", tokenHash)
    .where("ended_at_ms", "is not", null)
    .executeTakeFirst();
}

/** An account's own sign-ins, newest first. */
export function selectOwnSignIns(
  db: Database,
  accountId: string,
  page: { readonly beforeMs: number | undefined; readonly rowsMost: number },
): Promise<PeopleTables["people.sign_in"][]> {
  let query = db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in")
    .selectAll()
    .where("account_id", "=", accountId);
  if (page.beforeMs !== undefined) query = query.where("started_at_ms", "<", page.beforeMs);
  return query
    .orderBy("started_at_ms", "desc")
    .orderBy("sign_in_id", "desc")
    .limit(page.rowsMost)
    .execute();
}
