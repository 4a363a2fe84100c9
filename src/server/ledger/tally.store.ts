import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

export interface KindCount {
  readonly kind: string;
  readonly count: number;
  readonly newest_ms: number | null;
}

/** For each kind the newest entries, at most so many: how many lie in a span, and when the last was made. */
export async function countKinds(
  db: Database,
  kinds: readonly string[],
  of: { readonly fromMs: number; readonly toMs: number; readonly most: number | null },
): Promise<KindCount[]> {
  const { rows } = await sql<KindCount>`select k.kind,
      (count(*) filter (where e.at_ms >= ${of.fromMs} and e.at_ms < ${of.toMs}))::int as count,
      max(e.at_ms) as newest_ms
    from unnest(${[...kinds]}::text[]) as k (kind)
    cross join lateral (select at_ms from ledger.entry where kind = k.kind
      order by position desc limit ${of.most}) e
    group by k.kind`.execute(db);
  return rows;
}
