import type { Strokes } from "../../contract/approval.ts";
import type { DigestContent } from "../../contract/supervision.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The director's digests; `migrations/0361-supervision.sql` is their definition. */
type DigestTables = {
  "supervision.digest": {
    digest_id: string;
    site_id: string;
    month: string;
    made_at_ms: number;
    content: DigestContent;
    sha256: string;
    escalated_at_ms: number | null;
    escalated_to: string | null;
  };
  "supervision.digest_receipt": {
    digest_id: string;
    site_id: string;
    account_id: string;
    name: string;
    at_ms: number;
    late: boolean;
    remark: string;
    strokes: Strokes;
    signature_sha256: string;
  };
  "supervision.superior": { site_id: string; account_id: string | null };
};
export type DigestRow = DigestTables["supervision.digest"];
type SignedReceipt = DigestTables["supervision.digest_receipt"];
/** Without the drawing of its signature. */
export type DigestReceiptRow = Omit<SignedReceipt, "strokes">;
type Reading = Database | Writing;

/** Digests the reading tier shows, newest first. */
export function selectDigests(
  db: Reading,
  of: { readonly siteId: string; readonly most: number },
): Promise<DigestRow[]> {
  return db
    .withTables<DigestTables>()
    .selectFrom("supervision.digest")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .orderBy("month", "desc")
    .limit(of.most)
    .execute();
}

export async function insertDigest(tx: Writing, row: DigestRow): Promise<boolean> {
  const result = await tx
    .withTables<DigestTables>()
    .insertInto("supervision.digest")
    .values({ ...row, content: jsonb(row.content) })
    .onConflict((known) => known.columns(["site_id", "month"]).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Marks a digest escalated, once; false where it was, or was acknowledged meanwhile. */
export async function markEscalated(
  tx: Writing,
  of: { readonly digestId: string; readonly atMs: number; readonly to: string | null },
): Promise<boolean> {
  const result = await tx
    .withTables<DigestTables>()
    .updateTable("supervision.digest")
    .set({ escalated_at_ms: of.atMs, escalated_to: of.to })
    .where("digest_id", "=", of.digestId)
    .where("escalated_at_ms", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("supervision.digest_receipt")
            .select("digest_id")
            .where("supervision.digest_receipt.digest_id", "=", of.digestId),
        ),
      ),
    )
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export function selectReceipts(db: Reading, siteId: string): Promise<DigestReceiptRow[]> {
  return db
    .withTables<DigestTables>()
    .selectFrom("supervision.digest_receipt")
    .select([
      "digest_id",
      "site_id",
      "account_id",
      "name",
      "at_ms",
      "late",
      "remark",
      "signature_sha256",
    ])
    .where("site_id", "=", siteId)
    .execute();
}

/** The signature under a digest; no tier reads it by itself. */
export async function selectReceiptStrokes(db: Reading, digestId: string): Promise<Strokes | null> {
  const row = await db
    .withTables<DigestTables>()
    .selectFrom("supervision.digest_receipt")
    .select("strokes")
    .where("digest_id", "=", digestId)
    .executeTakeFirst();
  return row?.strokes ?? null;
}

/** False where it was acknowledged already. */
export async function insertReceipt(tx: Writing, row: SignedReceipt): Promise<boolean> {
  const result = await tx
    .withTables<DigestTables>()
    .insertInto("supervision.digest_receipt")
    .values({ ...row, strokes: jsonb(row.strokes) })
    .onConflict((known) => known.column("digest_id").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function selectSuperior(db: Reading, siteId: string): Promise<string | null> {
  const row = await db
    .withTables<DigestTables>()
    .selectFrom("supervision.superior")
    .select("account_id")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.account_id ?? null;
}

export async function saveSuperior(
  tx: Writing,
  siteId: string,
  accountId: string | null,
): Promise<void> {
  await tx
    .withTables<DigestTables>()
    .insertInto("supervision.superior")
    .values({ site_id: siteId, account_id: accountId })
    .onConflict((known) => known.column("site_id").doUpdateSet({ account_id: accountId }))
    .execute();
}
