import { sql } from "kysely";
import type { PolicyReader, PolicyRule } from "../../contract/policies.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** The room's tables as Kysely sees them; `migrations/0362-policies.sql` is their definition. */
type PoliciesTables = {
  "policies.version": {
    policy_id: string;
    version: number;
    site_id: string;
    title: string;
    number: string;
    body: string;
    paper_id: string | null;
    effective_from_ms: number;
    approved_by: string;
    approved_at_ms: number;
    readers: readonly PolicyReader[];
    published_by: string;
    published_at_ms: number;
    sha256: string;
  };
  "policies.receipt": {
    policy_id: string;
    version: number;
    site_id: string;
    account_id: string;
    name: string;
    at_ms: number;
  };
  "policies.basis": {
    basis_id: string;
    site_id: string;
    rule: PolicyRule;
    policy_id: string | null;
    clause: string;
    set_by: string;
    set_at_ms: number;
  };
  "policies.rule_change": {
    entry_id: string;
    rule: PolicyRule;
    site_id: string;
    changed_at_ms: number;
    changed_by: string;
    policy_id: string | null;
    version: number | null;
  };
  "policies.followed": { site_id: string; index: number };
};
/** A version without its text, which only who reads it needs. */
export type VersionRow = Omit<PoliciesTables["policies.version"], "body">;
export type ReceiptRow = PoliciesTables["policies.receipt"];
export type BasisRow = PoliciesTables["policies.basis"];
export type RuleChangeRow = PoliciesTables["policies.rule_change"];
type Reading = Database | Writing;

export function selectVersions(db: Reading, siteId: string, most: number): Promise<VersionRow[]> {
  return db
    .withTables<PoliciesTables>()
    .selectFrom("policies.version")
    .select([
      "policy_id",
      "version",
      "site_id",
      "title",
      "number",
      "paper_id",
      "effective_from_ms",
      "approved_by",
      "approved_at_ms",
      "readers",
      "published_by",
      "published_at_ms",
      "sha256",
    ])
    .where("site_id", "=", siteId)
    .orderBy("policy_id")
    .orderBy("version", "desc")
    .limit(most)
    .execute();
}

/** The text of one version, as the reader's tier shows it. */
export async function selectText(
  db: Reading,
  of: { readonly policyId: string; readonly version: number },
): Promise<string> {
  const row = await db
    .withTables<PoliciesTables>()
    .selectFrom("policies.version")
    .select("body")
    .where("policy_id", "=", of.policyId)
    .where("version", "=", of.version)
    .executeTakeFirst();
  return row?.body ?? "";
}

/** Whether a paper is the scan of some version. */
export async function isScanOfPolicy(
  db: Reading,
  siteId: string,
  paperId: string,
): Promise<boolean> {
  const row = await db
    .withTables<PoliciesTables>()
    .selectFrom("policies.version")
    .select("policy_id")
    .where("site_id", "=", siteId)
    .where("paper_id", "=", paperId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One at a time publishes a version of a document. */
export async function lockPolicy(tx: Writing, policyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${policyId}, 4915362))`.execute(tx);
}

export async function insertVersion(
  tx: Writing,
  row: PoliciesTables["policies.version"],
): Promise<void> {
  await tx
    .withTables<PoliciesTables>()
    .insertInto("policies.version")
    .values({ ...row, readers: sql<readonly PolicyReader[]>`${[...row.readers]}::text[]` })
    .execute();
}

/** Receipts the reader's tier shows: everybody's for those who keep policies, else one's own. */
export function selectReceipts(db: Reading, siteId: string): Promise<ReceiptRow[]> {
  return db
    .withTables<PoliciesTables>()
    .selectFrom("policies.receipt")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("at_ms")
    .execute();
}

/** How many acknowledged each version. */
export function countReceipts(
  db: Reading,
  siteId: string,
  untilMs: number,
): Promise<{ policy_id: string; version: number; count: number }[]> {
  return db
    .withTables<PoliciesTables>()
    .selectFrom("policies.receipt")
    .select((eb) => ["policy_id", "version", eb.fn.countAll<number>().as("count")])
    .where("site_id", "=", siteId)
    .where("at_ms", "<=", untilMs)
    .groupBy(["policy_id", "version"])
    .execute();
}

/** False where this person has acknowledged it before. */
export async function insertReceipt(tx: Writing, row: ReceiptRow): Promise<boolean> {
  const result = await tx
    .withTables<PoliciesTables>()
    .insertInto("policies.receipt")
    .values(row)
    .onConflict((known) => known.columns(["policy_id", "version", "account_id"]).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function selectBases(db: Reading, siteId: string): Promise<BasisRow[]> {
  return db
    .withTables<PoliciesTables>()
    .selectFrom("policies.basis")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("set_at_ms")
    .orderBy("basis_id")
    .execute();
}

export async function insertBasis(tx: Writing, row: BasisRow): Promise<void> {
  await tx.withTables<PoliciesTables>().insertInto("policies.basis").values(row).execute();
}

/** Changes of rules up to an instant, newest first. */
export function selectRuleChanges(
  db: Reading,
  of: { readonly siteId: string; readonly untilMs: number; readonly most: number },
): Promise<RuleChangeRow[]> {
  return db
    .withTables<PoliciesTables>()
    .selectFrom("policies.rule_change")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("changed_at_ms", "<=", of.untilMs)
    .orderBy("changed_at_ms", "desc")
    .orderBy("entry_id", "desc")
    .limit(of.most)
    .execute();
}

export async function insertRuleChange(tx: Writing, row: RuleChangeRow): Promise<boolean> {
  const result = await tx
    .withTables<PoliciesTables>()
    .insertInto("policies.rule_change")
    .values(row)
    .onConflict((known) => known.columns(["entry_id", "rule"]).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function selectFollowed(db: Reading, siteId: string): Promise<number> {
  const row = await db
    .withTables<PoliciesTables>()
    .selectFrom("policies.followed")
    .select("index")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.index ?? -1;
}

export async function saveFollowed(tx: Writing, siteId: string, index: number): Promise<void> {
  await tx
    .withTables<PoliciesTables>()
    .insertInto("policies.followed")
    .values({ site_id: siteId, index })
    .onConflict((known) => known.column("site_id").doUpdateSet({ index }))
    .execute();
}
