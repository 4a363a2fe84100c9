import type { Database, Writing } from "../../platform/database.ts";
import type { RetentionTables } from "./retention-tables.ts";

/** How far enrolling has come: in the ledger, and among the vault's folders. */
export interface Followed {
  readonly index: number;
  readonly homesMs: number;
}

export async function readFollowed(db: Database | Writing, siteId: string): Promise<Followed> {
  const row = await db
    .withTables<RetentionTables>()
    .selectFrom("retention.followed")
    .select(["index", "homes_ms"])
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return { index: row?.index ?? -1, homesMs: row?.homes_ms ?? 0 };
}

export async function saveFollowed(tx: Writing, siteId: string, at: Followed): Promise<void> {
  const row = { index: at.index, homes_ms: at.homesMs };
  await tx
    .withTables<RetentionTables>()
    .insertInto("retention.followed")
    .values({ site_id: siteId, ...row })
    .onConflict((known) => known.column("site_id").doUpdateSet(row))
    .execute();
}
