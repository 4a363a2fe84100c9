import { type Selectable, sql } from "kysely";
import type {
  AssignedHow,
  IncidentFacts,
  IncidentKind,
  IncidentSubject,
  Severity,
} from "../../contract/incidents.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's table as Kysely sees it; `migrations/0241-incidents.sql` is its definition. */
type IncidentTables = {
  "incidents.incident": {
    incident_id: string;
    site_id: string;
    kind: IncidentKind;
    severity: Severity;
    subject_type: IncidentSubject["type"];
    subject_id: string;
    facts: IncidentFacts;
    first_seen_ms: number;
    last_seen_ms: number;
    count: number;
    owner_id: string | null;
    owner_name: string | null;
    assigned: AssignedHow | null;
    respond_due_ms: number | null;
    handle_due_ms: number | null;
    reminded_at_ms: number | null;
    escalated_at_ms: number | null;
    breached_at_ms: number | null;
    acknowledged_at_ms: number | null;
    settled_at_ms: number | null;
    closed_by: string | null;
    closed_by_name: string | null;
    closed_at_ms: number | null;
    done: string | null;
    reported_at_ms: number | null;
  };
};
export type IncidentRow = Selectable<IncidentTables["incidents.incident"]>;
type Change = Partial<Omit<IncidentRow, "facts" | "incident_id" | "site_id" | "kind">>;

export interface IncidentKey {
  readonly siteId: string;
  readonly kind: IncidentKind;
  readonly subject: IncidentSubject;
}

/** One at a time for one kind and subject; held to the end of the transaction. */
export async function lockSubject(tx: Writing, key: IncidentKey): Promise<void> {
  const text = `${key.siteId} ${key.kind} ${key.subject.type} ${key.subject.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 4915241))`.execute(tx);
}

/** The newest incident of this kind and subject, whatever became of it. */
export function selectNewest(
  db: Database | Writing,
  { siteId, kind, subject }: IncidentKey,
): Promise<IncidentRow | undefined> {
  return db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("kind", "=", kind)
    .where("subject_type", "=", subject.type)
    .where("subject_id", "=", subject.id)
    .orderBy("first_seen_ms", "desc")
    .orderBy("incident_id", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function insertIncident(
  tx: Writing,
  row: Pick<
    IncidentRow,
    | "incident_id"
    | "site_id"
    | "kind"
    | "severity"
    | "subject_type"
    | "subject_id"
    | "facts"
    | "owner_id"
    | "owner_name"
    | "assigned"
    | "respond_due_ms"
    | "handle_due_ms"
  > & { atMs: number; reported_at_ms: number | null },
): Promise<void> {
  const { atMs, facts, ...columns } = row;
  await tx
    .withTables<IncidentTables>()
    .insertInto("incidents.incident")
    .values({
      ...columns,
      facts: jsonb<IncidentFacts>(facts),
      first_seen_ms: atMs,
      last_seen_ms: atMs,
      count: 1,
      reminded_at_ms: null,
      escalated_at_ms: null,
      breached_at_ms: null,
      acknowledged_at_ms: null,
      settled_at_ms: null,
      closed_by: null,
      closed_by_name: null,
      closed_at_ms: null,
      done: null,
    })
    .execute();
}

/** Counts one sighting; false where it no longer goes on. */
export async function countAgain(
  tx: Writing,
  seen: { readonly incidentId: string; readonly facts: IncidentFacts; readonly atMs: number },
): Promise<boolean> {
  const result = await tx
    .withTables<IncidentTables>()
    .updateTable("incidents.incident")
    .set((eb) => ({
      facts: jsonb<IncidentFacts>(seen.facts),
      last_seen_ms: eb.fn<number>("greatest", ["last_seen_ms", eb.val(seen.atMs)]),
      count: eb("count", "+", 1),
    }))
    .where("incident_id", "=", seen.incidentId)
    .where("settled_at_ms", "is", null)
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function updateIncident(
  tx: Writing,
  incidentId: string,
  change: Change,
): Promise<void> {
  await tx
    .withTables<IncidentTables>()
    .updateTable("incidents.incident")
    .set(change)
    .where("incident_id", "=", incidentId)
    .execute();
}

/** One incident, locked for a change. */
export function lockIncident(
  tx: Writing,
  siteId: string,
  incidentId: string,
): Promise<IncidentRow | undefined> {
  return tx
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("incident_id", "=", incidentId)
    .forUpdate()
    .executeTakeFirst();
}

/** Subjects of one kind that go on. */
export function selectGoingOn(
  db: Database,
  which: { siteId: string; kind: IncidentKind; type: IncidentSubject["type"] },
): Promise<{ subject_id: string }[]> {
  return db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .select("subject_id")
    .where("site_id", "=", which.siteId)
    .where("kind", "=", which.kind)
    .where("subject_type", "=", which.type)
    .where("settled_at_ms", "is", null)
    .where("closed_at_ms", "is", null)
    .execute();
}

/** What is neither over nor closed. */
export function selectUnsettled(db: Database, siteId: string): Promise<IncidentRow[]> {
  return db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("settled_at_ms", "is", null)
    .where("closed_at_ms", "is", null)
    .orderBy("first_seen_ms")
    .execute();
}

/** Incidents that began in a span, as the reading tier sees them. */
export function selectBegun(
  db: Database,
  of: { siteId: string; fromMs: number; toMs: number; most: number },
): Promise<IncidentRow[]> {
  return db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("first_seen_ms", ">=", of.fromMs)
    .where("first_seen_ms", "<", of.toMs)
    .orderBy("first_seen_ms")
    .limit(of.most)
    .execute();
}

export interface ListedOnes {
  readonly siteId: string;
  /** Not closed yet: going on, or settled without anybody having said what was done. */
  readonly unfinished: boolean;
  readonly kind?: IncidentKind | undefined;
  readonly beforeMs?: number | undefined;
  readonly incidentId?: string | undefined;
  readonly most: number;
}

/** Incidents, newest sighting first, as the reading tier sees them. */
export function selectIncidents(db: Database, which: ListedOnes): Promise<IncidentRow[]> {
  let query = db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .selectAll()
    .where("site_id", "=", which.siteId);
  if (which.unfinished) query = query.where("closed_at_ms", "is", null);
  if (which.kind !== undefined) query = query.where("kind", "=", which.kind);
  if (which.beforeMs !== undefined) query = query.where("last_seen_ms", "<", which.beforeMs);
  if (which.incidentId !== undefined) query = query.where("incident_id", "=", which.incidentId);
  return query
    .orderBy("last_seen_ms", "desc")
    .orderBy("incident_id", "desc")
    .limit(which.most)
    .execute();
}

/** How many wait, by severity, as the reading tier sees them. */
export async function countWaiting(
  db: Database,
  siteId: string,
): Promise<{ severity: Severity; goesOn: boolean; count: number }[]> {
  return db
    .withTables<IncidentTables>()
    .selectFrom("incidents.incident")
    .select((eb) => [
      "severity",
      sql<boolean>`settled_at_ms is null`.as("goesOn"),
      eb.fn.countAll<number>().as("count"),
    ])
    .where("site_id", "=", siteId)
    .where("closed_at_ms", "is", null)
    .groupBy(["severity", sql`settled_at_ms is null`])
    .execute();
}
