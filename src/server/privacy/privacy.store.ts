import { type SqlBool, sql } from "kysely";
import type { PrivacyDecision } from "../../contract/readiness.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** The room's tables as Kysely sees them; `migrations/0320-privacy.sql` is their definition. */
type PrivacyTables = {
  "privacy.event": {
    event_id: string;
    site_id: string;
    lesson_id: string;
    venue_id: string;
    declared_by: string;
    declared_by_name: string;
    declared_at_ms: number;
    start_ms: number;
    end_ms: number;
    ended_at_ms: number | null;
  };
  "privacy.decision": {
    decision_id: string;
    site_id: string;
    event_id: string;
    decision: PrivacyDecision;
    kept_until_ms: number | null;
    reason: string;
    decided_by: string;
    decided_by_name: string;
    decided_at_ms: number;
    signature_sha256: string;
  };
};
export type EventRow = PrivacyTables["privacy.event"];
export type DecisionRow = PrivacyTables["privacy.decision"];
export interface EventAndDecision {
  readonly row: EventRow;
  /** The newest one counts. */
  readonly decision: DecisionRow | undefined;
}

/** False where one goes on in this lesson already. */
export async function insertEvent(tx: Writing, row: EventRow): Promise<boolean> {
  const done = await tx
    .withTables<PrivacyTables>()
    .insertInto("privacy.event")
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function insertDecision(tx: Writing, row: DecisionRow): Promise<void> {
  await tx.withTables<PrivacyTables>().insertInto("privacy.decision").values(row).execute();
}

/** False where it was over already. */
export async function markEnded(
  tx: Writing,
  end: { readonly eventId: string; readonly endMs: number; readonly atMs: number },
): Promise<boolean> {
  const done = await tx
    .withTables<PrivacyTables>()
    .updateTable("privacy.event")
    .set({ end_ms: end.endMs, ended_at_ms: end.atMs })
    .where("event_id", "=", end.eventId)
    .where("ended_at_ms", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** One event, held against a second decision. */
export async function lockEvent(
  tx: Writing,
  siteId: string,
  eventId: string,
): Promise<EventAndDecision | undefined> {
  const row = await tx
    .withTables<PrivacyTables>()
    .selectFrom("privacy.event")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("event_id", "=", eventId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : (await withDecisions(tx, [row]))[0];
}

export interface EventFilter {
  readonly siteId: string;
  readonly lessonIds?: readonly string[];
  /** Events of a room that touch a span. */
  readonly of?: { readonly venueId: string; readonly startMs: number; readonly endMs: number };
  readonly undecided?: boolean;
  readonly most: number;
}

/** Newest first. */
export async function selectEvents(
  db: Database | Writing,
  filter: EventFilter,
): Promise<EventAndDecision[]> {
  const { lessonIds, of, undecided } = filter;
  let query = db
    .withTables<PrivacyTables>()
    .selectFrom("privacy.event")
    .selectAll()
    .where("site_id", "=", filter.siteId);
  if (lessonIds !== undefined)
    query = query.where(sql<SqlBool>`lesson_id = any(${lessonIds}::uuid[])`);
  if (of !== undefined)
    query = query
      .where("venue_id", "=", of.venueId)
      .where("start_ms", "<", of.endMs)
      .where("end_ms", ">", of.startMs);
  if (undecided === true)
    query = query.where(
      sql<SqlBool>`not exists (select 1 from privacy.decision d where d.event_id = privacy.event.event_id)`,
    );
  const rows = await query.orderBy("declared_at_ms", "desc").limit(filter.most).execute();
  return withDecisions(db, rows);
}

async function withDecisions(
  db: Database | Writing,
  rows: readonly EventRow[],
): Promise<EventAndDecision[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.event_id);
  const decisions = await db
    .withTables<PrivacyTables>()
    .selectFrom("privacy.decision")
    .distinctOn("event_id")
    .select([
      "decision_id",
      "site_id",
      "event_id",
      "decision",
      "kept_until_ms",
      "reason",
      "decided_by",
      "decided_by_name",
      "decided_at_ms",
      "signature_sha256",
    ])
    .where(sql<SqlBool>`event_id = any(${ids}::uuid[])`)
    .orderBy("event_id")
    .orderBy(sql`nth desc`)
    .execute();
  const byEvent = new Map(decisions.map((decision) => [decision.event_id, decision]));
  return rows.map((row) => ({ row, decision: byEvent.get(row.event_id) }));
}
