import type { AccountPolicy } from "../../contract/policy.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

/** What was decided; undefined while nobody has changed anything. */
export async function selectSettings(db: Database, siteId: string): Promise<unknown> {
  const row = await db
    .withTables<PeopleTables>()
    .selectFrom("people.policy")
    .select("settings")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.settings;
}

export async function saveSettings(
  tx: Writing,
  policy: { readonly siteId: string; readonly settings: AccountPolicy; readonly atMs: number },
): Promise<void> {
  const values = { settings: JSON.stringify(policy.settings), changed_at_ms: policy.atMs };
  await tx
    .withTables<PeopleTables>()
    .insertInto("people.policy")
    .values({ site_id: policy.siteId, ...values })
    .onConflict((known) => known.column("site_id").doUpdateSet(values))
    .execute();
}
