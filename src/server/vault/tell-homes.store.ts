import { type SqlBool, sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { VaultTables } from "./vault.store.ts";

/** What lies in a folder, in sums; `labels` of the cameras, in order. */
export interface HomeSums {
  readonly objects: number;
  readonly sizeBytes: number;
  readonly labels: readonly string[];
}

export type HomesAsk =
  | { readonly chosenFromMs: number; readonly afterId: string; readonly most: number }
  | { readonly homeIds: readonly string[] };

export function findHomes(db: Database, siteId: string, ask: HomesAsk) {
  let query = db
    .withTables<VaultTables>()
    .selectFrom("vault.folder")
    .selectAll()
    .where("site_id", "=", siteId);
  if ("homeIds" in ask)
    query = query.where(sql<SqlBool>`occasion_id = any (${[...ask.homeIds]}::uuid[])`);
  else
    query = query
      .where(
        sql<SqlBool>`(chosen_at_ms, occasion_id) > (${ask.chosenFromMs}, ${ask.afterId}::uuid)`,
      )
      .limit(ask.most);
  return query.orderBy("chosen_at_ms").orderBy("occasion_id").execute();
}

export async function sumHomes(
  db: Database,
  homeIds: readonly string[],
): Promise<Map<string, HomeSums>> {
  const rows = await db
    .withTables<VaultTables>()
    .selectFrom("vault.object")
    .select([
      "home_id",
      (eb) => eb.fn.countAll<number>().as("objects"),
      sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("size_bytes"),
      sql<
        string[]
      >`array_agg(distinct split_part(name, '/', 1) order by split_part(name, '/', 1))`.as(
        "labels",
      ),
    ])
    .where(sql<SqlBool>`home_id = any (${[...homeIds]}::uuid[])`)
    .groupBy("home_id")
    .execute();
  return new Map(
    rows.map((row) => [
      row.home_id,
      { objects: Number(row.objects), sizeBytes: Number(row.size_bytes), labels: row.labels },
    ]),
  );
}
