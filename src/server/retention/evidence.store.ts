import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

type Tables = RetentionTables["retention.evidence"];
export type EvidenceRow = Omit<Tables, "signature"> & { readonly signature: Strokes };
export type ShownEvidence = EvidenceRow & { readonly lifted_at_ms: number | null };

/** The next number of the year; the row that counts stays locked until the evidence is in or gone. */
export async function nextEvidence(tx: Writing, siteId: string, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(4915220)`.execute(tx);
  const row = await tx
    .withTables<RetentionTables>()
    .selectFrom("retention.evidence")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("site_id", "=", siteId)
    .where("year", "=", year)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function insertEvidence(tx: Writing, row: EvidenceRow): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .insertInto("retention.evidence")
    .values({ ...row, signature: JSON.stringify(row.signature) })
    .execute();
}

export async function reportEvidenceRow(
  tx: Writing,
  evidenceId: string,
  reported: Pick<EvidenceRow, "reported_at_ms" | "reported_by" | "reported_to" | "report_remark">,
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.evidence")
    .set(reported)
    .where("evidence_id", "=", evidenceId)
    .execute();
}

/** Evidence, the newest first, and whether its hold still stands. */
export async function selectEvidence(
  db: Database | Writing,
  siteId: string,
  choice: {
    readonly ids?: readonly string[];
    readonly span?: { readonly fromMs: number; readonly toMs: number };
    readonly most: number;
  },
): Promise<ShownEvidence[]> {
  let query = db
    .withTables<RetentionTables>()
    .selectFrom("retention.evidence as e")
    .innerJoin("retention.hold as h", "h.hold_id", "e.hold_id")
    .selectAll("e")
    .select("h.lifted_at_ms")
    .where("e.site_id", "=", siteId);
  if (choice.ids !== undefined) query = query.where("e.evidence_id", "in", [...choice.ids]);
  if (choice.span !== undefined)
    query = query
      .where("e.fixed_at_ms", ">=", choice.span.fromMs)
      .where("e.fixed_at_ms", "<", choice.span.toMs);
  return query
    .orderBy("e.fixed_at_ms", "desc")
    .orderBy("e.evidence_id")
    .limit(choice.most)
    .execute();
}
