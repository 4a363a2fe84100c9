import type { Database, Writing } from "../../platform/database.ts";

type MarkTables = {
  "access.mark": {
    code: string;
    site_id: string;
    account_id: string;
    sign_in_id: string;
    viewing_id: string | null;
    started_at_ms: number;
    terminal: string;
    address: string;
  };
};
export type MarkRow = MarkTables["access.mark"];

export async function insertMark(tx: Writing, row: MarkRow): Promise<void> {
  await tx.withTables<MarkTables>().insertInto("access.mark").values(row).execute();
}

export function findMark(db: Database, siteId: string, code: string): Promise<MarkRow | undefined> {
  return db
    .withTables<MarkTables>()
    .selectFrom("access.mark")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("code", "=", code)
    .executeTakeFirst();
}

/** The code of a sign-in's live pictures. */
export function liveMark(db: Database | Writing, signInId: string): Promise<MarkRow | undefined> {
  return db
    .withTables<MarkTables>()
    .selectFrom("access.mark")
    .selectAll()
    .where("sign_in_id", "=", signInId)
    .where("viewing_id", "is", null)
    .executeTakeFirst();
}
