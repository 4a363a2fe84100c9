import type { KeepingTerm, RetentionClass, TermedClass } from "../../contract/retention.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

export type OwnTermRow = RetentionTables["retention.own_term"];
/** Terms the institution set, by class; what is not here is the rule's. */
export type OwnTerms = ReadonlyMap<RetentionClass, KeepingTerm>;

const tables = (db: Database | Writing) => db.withTables<RetentionTables>();

export async function insertTerm(tx: Writing, row: OwnTermRow): Promise<void> {
  await tables(tx).insertInto("retention.own_term").values(row).execute();
}

/** The newest of each class. */
export function selectNewestTerms(db: Database | Writing, siteId: string): Promise<OwnTermRow[]> {
  return tables(db)
    .selectFrom("retention.own_term")
    .distinctOn("class")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("class")
    .orderBy("set_at_ms", "desc")
    .orderBy("term_id", "desc")
    .execute();
}

export async function selectTermsInForce(
  db: Database | Writing,
  siteId: string,
): Promise<OwnTerms> {
  const rows = await selectNewestTerms(db, siteId);
  return new Map(rows.map((row) => [row.class, termOf(row)]));
}

export function termOf(row: Pick<OwnTermRow, "years" | "days">): KeepingTerm {
  return row.years === null ? { days: row.days ?? 0 } : { years: row.years };
}

/** The oldest change that has not gone through everything kept before it. */
export function selectTermAtWork(db: Database | Writing, siteId: string) {
  return tables(db)
    .selectFrom("retention.own_term")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("applied_at_ms", "is", null)
    .orderBy("set_at_ms")
    .limit(1)
    .executeTakeFirst();
}

/** Live claims of a class opened before an instant, in the order of their ids. */
export function selectClassClaims(
  db: Database | Writing,
  of: {
    readonly siteId: string;
    readonly class: TermedClass;
    readonly after: string;
    readonly most: number;
  },
) {
  return tables(db)
    .selectFrom("retention.claim")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("basis", "=", "class")
    .where("class", "=", of.class)
    .where("ended_at_ms", "is", null)
    .where("claim_id", ">", of.after)
    .orderBy("claim_id")
    .limit(of.most)
    .execute();
}

export async function markApplied(
  tx: Writing,
  termId: string,
  far: Pick<OwnTermRow, "applied_after" | "applied_at_ms">,
): Promise<void> {
  await tables(tx)
    .updateTable("retention.own_term")
    .set(far)
    .where("term_id", "=", termId)
    .execute();
}
