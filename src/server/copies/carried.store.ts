import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { CarriedClass, CopiesTables } from "./copies-tables.ts";

/** Whether an identity stands for more than a clip of the library. */
export async function hasOtherObjects(db: Database, homeId: string): Promise<boolean> {
  const row = await db
    .withTables<CopiesTables>()
    .selectFrom("copies.object")
    .select("name")
    .where("home_id", "=", homeId)
    .where("class", "<>", "library")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Files that are no recordings and were copied once, by their names: each must still be what it was. */
export function selectToRead(
  db: Database,
  siteId: string,
  at: { readonly after: string; readonly most: number },
) {
  return db
    .withTables<CopiesTables>()
    .selectFrom("copies.object as o")
    .select(["o.name", "o.class", "o.source", "o.sha256", "o.home_id"])
    .where("o.site_id", "=", siteId)
    .where("o.name", ">", at.after)
    .where("o.sha256", "is not", null)
    .where((eb) =>
      eb.or([
        eb("o.class", "in", ["paper", "sheet", "archive", "library", "evidence"]),
        eb("o.part", "=", "manifest"),
      ]),
    )
    .where(sql<boolean>`not exists (select 1 from copies.forgetting f where f.home_id = o.home_id)`)
    .orderBy("o.name")
    .limit(at.most)
    .execute();
}

export interface ClassCount {
  readonly class: CarriedClass | "paper" | "sheet";
  readonly objects: number;
  readonly size_bytes: number;
  readonly protected: number;
  readonly damaged: number;
}

/** What is copied beside the partitions, by what it is; forgotten things left out. */
export async function countCarried(db: Database, siteId: string): Promise<ClassCount[]> {
  const { rows } = await sql<ClassCount>`select o.class, count(*) as objects,
      coalesce(sum(o.size_bytes), 0)::bigint as size_bytes,
      count(*) filter (where o.protected) as protected,
      count(o.local_damage) as damaged
    from copies.object o
    where o.site_id = ${siteId}
      and o.class in ('archive', 'library', 'evidence', 'paper', 'sheet')
      and not exists (select 1 from copies.forgetting f where f.home_id = o.home_id)
    group by o.class order by o.class`.execute(db);
  return rows;
}
