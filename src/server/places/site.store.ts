import type { Database, Writing } from "../../platform/database.ts";
import type { PlacesTables } from "./places-tables.ts";

export interface SiteRow {
  readonly site_id: string;
  readonly name: string;
  readonly profile: string;
  readonly lead_ms: number;
  readonly tail_ms: number;
  readonly networks: readonly string[];
}

export async function findSite(
  db: Database | Writing,
  siteId: string,
): Promise<SiteRow | undefined> {
  return db
    .withTables<PlacesTables>()
    .selectFrom("places.site")
    .selectAll()
    .where("site_id", "=", siteId)
    .executeTakeFirst();
}

export async function saveSite(tx: Writing, row: SiteRow): Promise<void> {
  const { site_id, ...values } = { ...row, networks: [...row.networks] };
  await tx
    .withTables<PlacesTables>()
    .insertInto("places.site")
    .values({ site_id, ...values })
    .onConflict((conflict) => conflict.column("site_id").doUpdateSet(values))
    .execute();
}
