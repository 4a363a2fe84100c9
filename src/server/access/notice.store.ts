import type { Database, Writing } from "../../platform/database.ts";

type NoticeTables = {
  "access.notice": {
    site_id: string;
    version: number;
    zh: string;
    en: string;
    since_ms: number;
  };
  "access.acceptance": {
    sign_in_id: string;
    version: number;
    site_id: string;
    account_id: string;
    accepted_at_ms: number;
  };
};
export type NoticeRow = NoticeTables["access.notice"];
export type AcceptanceRow = NoticeTables["access.acceptance"];

/** The newest version the house wrote itself; undefined while the default text stands. */
export function newestNotice(
  db: Database | Writing,
  siteId: string,
): Promise<NoticeRow | undefined> {
  return db
    .withTables<NoticeTables>()
    .selectFrom("access.notice")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function insertNotice(tx: Writing, row: NoticeRow): Promise<void> {
  await tx.withTables<NoticeTables>().insertInto("access.notice").values(row).execute();
}

/** False when this sign-in has accepted this version before. */
export async function insertAcceptance(tx: Writing, row: AcceptanceRow): Promise<boolean> {
  const result = await tx
    .withTables<NoticeTables>()
    .insertInto("access.acceptance")
    .values(row)
    .onConflict((conflict) => conflict.columns(["sign_in_id", "version"]).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function hasAccepted(
  db: Database,
  which: { signInId: string; version: number },
): Promise<boolean> {
  const row = await db
    .withTables<NoticeTables>()
    .selectFrom("access.acceptance")
    .select("version")
    .where("sign_in_id", "=", which.signInId)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return row !== undefined;
}
