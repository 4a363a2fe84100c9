import { type SqlBool, sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";

/** As `migrations/0324-rules.sql` and `0443-rules-versions.sql` define it. */
type RulesTables = {
  "readiness.acknowledgement": {
    site_id: string;
    account_id: string;
    course: string;
    version: number;
    lesson_id: string;
    at_ms: number;
  };
  "readiness.rules_version": {
    site_id: string;
    version: number;
    zh: string[];
    en: string[];
    from_ms: number;
    published_by: string;
    published_at_ms: number;
  };
};
export type RulesRow = RulesTables["readiness.rules_version"];

export function selectVersions(db: Database | Writing, siteId: string): Promise<RulesRow[]> {
  return db
    .withTables<RulesTables>()
    .selectFrom("readiness.rules_version")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("version")
    .execute();
}

/** False where somebody else's is of that number. */
export async function insertVersion(tx: Writing, row: RulesRow): Promise<boolean> {
  const done = await tx
    .withTables<RulesTables>()
    .insertInto("readiness.rules_version")
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** False where it was acknowledged already, on another device. */
export async function insertAcknowledgement(
  tx: Writing,
  row: RulesTables["readiness.acknowledgement"],
): Promise<boolean> {
  const done = await tx
    .withTables<RulesTables>()
    .insertInto("readiness.acknowledgement")
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** When each of these people acknowledged a version for a course. */
export async function selectAcknowledgements(
  db: Database,
  siteId: string,
  of: {
    readonly course: string;
    readonly version: number;
    readonly accountIds: readonly string[];
  },
): Promise<Map<string, number>> {
  const rows = await db
    .withTables<RulesTables>()
    .selectFrom("readiness.acknowledgement")
    .select(["account_id", "at_ms"])
    .where("site_id", "=", siteId)
    .where("course", "=", of.course)
    .where("version", "=", of.version)
    .where(sql<SqlBool>`account_id = any(${of.accountIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.at_ms]));
}
