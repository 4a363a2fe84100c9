import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { FederationTables } from "./federation-tables.ts";

export type ProviderRow = FederationTables["federation.provider"];

/** Those that were not removed, in the order they were added. */
export function selectProviders(db: Database, siteId: string): Promise<ProviderRow[]> {
  return db
    .withTables<FederationTables>()
    .selectFrom("federation.provider")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("removed_at_ms", "is", null)
    .orderBy("created_at_ms")
    .orderBy("provider_id")
    .execute();
}

export function selectProvider(
  db: Database,
  siteId: string,
  providerId: string,
): Promise<ProviderRow | undefined> {
  return db
    .withTables<FederationTables>()
    .selectFrom("federation.provider")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("provider_id", "=", providerId)
    .where("removed_at_ms", "is", null)
    .executeTakeFirst();
}

/** One at a time: two administrators do not overwrite each other unseen. */
export async function lockProviders(tx: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('federation.providers'))`.execute(tx);
}

export async function insertProvider(tx: Writing, row: ProviderRow): Promise<void> {
  await tx.withTables<FederationTables>().insertInto("federation.provider").values(row).execute();
}

export async function updateProvider(
  tx: Writing,
  providerId: string,
  change: Partial<Pick<ProviderRow, "settings" | "sealed_secret" | "removed_at_ms">>,
): Promise<void> {
  await tx
    .withTables<FederationTables>()
    .updateTable("federation.provider")
    .set(change)
    .where("provider_id", "=", providerId)
    .execute();
}
