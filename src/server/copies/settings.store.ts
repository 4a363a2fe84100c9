import type { CopySettings } from "../../contract/copies.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { CopiesTables } from "./copies-tables.ts";

export async function selectSettings(db: Database, siteId: string): Promise<unknown> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.setting")
    .select("value")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.value;
}

export async function upsertSettings(
  tx: Writing,
  siteId: string,
  settings: CopySettings,
): Promise<void> {
  const value = JSON.stringify(settings);
  await tx
    .withTables<CopiesTables>()
    .insertInto("copies.setting")
    .values({ site_id: siteId, value })
    .onConflict((on) => on.column("site_id").doUpdateSet({ value }))
    .execute();
}
