import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

interface ByClass {
  readonly kept: number;
  readonly t3: number;
  readonly t5: number;
  readonly permanent: number;
  readonly due: number;
  readonly held: number;
  readonly archived: number;
  /** Destroyed before the shortest term of their class could have ended. */
  readonly destroyedEarly: number;
  readonly permanentDestroyed: number;
}

export async function countByClass(db: Database, siteId: string): Promise<ByClass> {
  const { rows } = await sql<ByClass>`select
      (count(*) filter (where state <> 'destroyed'))::int as kept,
      (count(*) filter (where state <> 'destroyed' and class = 'T3'))::int as t3,
      (count(*) filter (where state <> 'destroyed' and class = 'T5'))::int as t5,
      (count(*) filter (where state <> 'destroyed' and class = 'P'))::int as permanent,
      (count(*) filter (where state = 'due'))::int as due,
      (count(*) filter (where state in ('held', 'archived-held')))::int as held,
      (count(*) filter (where state in ('archived', 'archived-held')))::int as archived,
      (count(*) filter (where state = 'destroyed' and state_at_ms < formed_ms
        + case class when 'T3' then 3 when 'T5' then 5 else 0 end * 31536000000))::int
        as "destroyedEarly",
      (count(*) filter (where state = 'destroyed' and class = 'P'))::int as "permanentDestroyed"
    from retention.item where site_id = ${siteId}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("a count has one row");
  return row;
}

/** Due for longer than the review may take; past the instant by which it had to be gone, and not held. */
export async function countLate(
  db: Database,
  siteId: string,
  of: { readonly nowMs: number; readonly reviewMs: number },
): Promise<{ reviewsOverdue: number; deletionsOverdue: number }> {
  const { rows } = await sql<{ reviews: number; deletions: number }>`select
      (count(*) filter (where i.state = 'due' and i.state_at_ms + ${of.reviewMs} <= ${of.nowMs}))::int
        as reviews,
      (count(*) filter (where says.delete_by_ms <= ${of.nowMs}))::int as deletions
    from retention.item i
    cross join lateral (select
        case when bool_and(c.delete_by_ms is not null) then max(c.delete_by_ms) end as delete_by_ms
      from retention.claim c where c.item_id = i.item_id and c.ended_at_ms is null) says
    where i.site_id = ${siteId} and i.state in ('kept', 'due')`.execute(db);
  return {
    reviewsOverdue: rows[0]?.reviews ?? 0,
    deletionsOverdue: rows[0]?.deletions ?? 0,
  };
}
