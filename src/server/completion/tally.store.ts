import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

interface Counted {
  readonly siteId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly dueMs: number;
}

/**
 * Interruptions of a span that still stand, their length, and those without a reason given for all that is
 * missing: of lessons that have ended, and asked for longer than the rule gives.
 */
export async function countGaps(db: Database, of: Counted) {
  const { rows } = await sql<{
    standing: number;
    missing_ms: number;
    unreasoned: number;
    overdue: number;
  }>`select count(*) as standing,
      coalesce(sum(coalesce(i.end_ms, ${of.nowMs}) - i.start_ms), 0)::bigint as missing_ms,
      count(*) filter (where not reasoned and l.end_ms <= ${of.nowMs}) as unreasoned,
      count(*) filter (where not reasoned and i.asked_at_ms + ${of.dueMs} <= ${of.nowMs}) as overdue
    from completion.interruption i
    join completion.lesson l on l.lesson_id = i.lesson_id
    cross join lateral (select exists (select 1 from completion.note n
      where n.interruption_id = i.interruption_id and n.kind = 'reason'
        and n.at_ms >= i.asked_at_ms) as reasoned) r
    where i.site_id = ${of.siteId} and i.filled_at_ms is null
      and i.start_ms >= ${of.fromMs} and i.start_ms < ${of.toMs}`.execute(db);
  const [row] = rows;
  return {
    standing: Number(row?.standing ?? 0),
    missingMs: Number(row?.missing_ms ?? 0),
    unreasoned: Number(row?.unreasoned ?? 0),
    overdue: Number(row?.overdue ?? 0),
  };
}

export async function countUnconfirmed(db: Database, of: Counted): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count
    from completion.lesson l
    left join lateral (select c.reopened_at_ms, c.nth from completion.confirmation c
      where c.lesson_id = l.lesson_id order by c.nth desc limit 1) said on true
    where l.site_id = ${of.siteId} and l.end_ms >= ${of.fromMs}
      and l.end_ms < ${Math.min(of.toMs, of.nowMs - of.dueMs)}
      and (said.nth is null or said.reopened_at_ms + ${of.dueMs} <= ${of.nowMs})`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
