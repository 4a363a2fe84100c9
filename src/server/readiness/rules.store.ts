import { type SqlBool, sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";

/** As `migrations/0324-rules.sql` defines it. */
type RulesTables = {
  "readiness.acknowledgement": {
    site_id: string;
    account_id: string;
    course: string;
    version: number;
    lesson_id: string;
    at_ms: number;
  };
};

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
