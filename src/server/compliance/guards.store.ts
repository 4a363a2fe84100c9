import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

/** Rights on entries that the application must not have (S0-3b, S0-9.1c): change, delete, empty. */
export async function appRights(db: Database): Promise<number> {
  const { rows } = await sql<{ rights: number }>`select (count(*) filter (where has_table_privilege(
      'liuhen_app', 'ledger.entry', p.name)))::int as rights
    from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as p (name)`.execute(db);
  return rows[0]?.rights ?? 0;
}

/** Tables with rows of a site: those whose rows the database guards for everybody, and those it does not. */
export async function guardedTables(
  db: Database,
): Promise<{ readonly guarded: number; readonly unguarded: number }> {
  const { rows } = await sql<{ guarded: number; unguarded: number }>`select
      (count(*) filter (where c.relrowsecurity and c.relforcerowsecurity))::int as guarded,
      (count(*) filter (where not (c.relrowsecurity and c.relforcerowsecurity)))::int as unguarded
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and exists (select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'site_id' and not a.attisdropped)`.execute(db);
  return rows[0] ?? { guarded: 0, unguarded: 0 };
}
