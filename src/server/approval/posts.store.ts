import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { ApprovalTables, DelegationRow } from "./approval-tables.ts";

export type BodyRow = ApprovalTables["approval.body"];

export function selectBodies(db: Database | Writing, siteId: string): Promise<BodyRow[]> {
  return db
    .withTables<ApprovalTables>()
    .selectFrom("approval.body")
    .selectAll()
    .where("site_id", "=", siteId)
    .execute();
}

export async function saveBody(tx: Writing, row: BodyRow): Promise<void> {
  await tx
    .withTables<ApprovalTables>()
    .insertInto("approval.body")
    .values(row)
    .onConflict((known) =>
      known.columns(["site_id", "post"]).doUpdateSet({ role: row.role, name: row.name }),
    )
    .execute();
}

/** Delegations in force at an instant. */
export function selectLent(
  db: Database | Writing,
  siteId: string,
  nowMs: number,
): Promise<DelegationRow[]> {
  return db
    .withTables<ApprovalTables>()
    .selectFrom("approval.delegation")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("start_ms", "<=", nowMs)
    .where("end_ms", ">", nowMs)
    .where("ended_at_ms", "is", null)
    .execute();
}

/** Delegations given or taken by an account, or all of them; the newest first. */
export function selectDelegations(
  db: Database | Writing,
  siteId: string,
  filter: { readonly of?: string; readonly ids?: readonly string[]; readonly most: number },
): Promise<DelegationRow[]> {
  const { of, ids } = filter;
  let query = db
    .withTables<ApprovalTables>()
    .selectFrom("approval.delegation")
    .selectAll()
    .where("site_id", "=", siteId);
  if (of !== undefined)
    query = query.where((is) =>
      is.or([is("from_account_id", "=", of), is("to_account_id", "=", of)]),
    );
  if (ids !== undefined) query = query.where("delegation_id", "in", [...ids]);
  return query.orderBy("opened_at_ms", "desc").limit(filter.most).execute();
}

/** One delegation at a time by one person: two at once cannot both find the span free. */
export async function lockDelegations(tx: Writing, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`approval.delegation ${accountId}`}))`.execute(
    tx,
  );
}

export async function insertDelegation(tx: Writing, row: DelegationRow): Promise<void> {
  await tx.withTables<ApprovalTables>().insertInto("approval.delegation").values(row).execute();
}

/** Ends a delegation; false when it was ended already. */
export async function endDelegationRow(tx: Writing, id: string, atMs: number): Promise<boolean> {
  const result = await tx
    .withTables<ApprovalTables>()
    .updateTable("approval.delegation")
    .set({ ended_at_ms: atMs })
    .where("delegation_id", "=", id)
    .where("ended_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
