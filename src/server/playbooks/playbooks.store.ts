import type { Selectable } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { EventKind, EventStep, NoticeMeans, NoticeParty } from "../../contract/playbooks.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0342-playbooks.sql` is their definition. */
type PlaybookTables = {
  "playbooks.event": {
    event_id: string;
    site_id: string;
    kind: EventKind;
    drill: boolean;
    what: string;
    discoverer: string;
    discovered_at_ms: number;
    incident_id: string | null;
    declared_by: string;
    declared_by_name: string;
    declared_at_ms: number;
    cause: string | null;
    measures_taken: string | null;
    conclusion: string | null;
    closed_by: string | null;
    closed_by_name: string | null;
    closed_at_ms: number | null;
    signature: Strokes | null;
  };
  "playbooks.notice": {
    notice_id: string;
    site_id: string;
    event_id: string;
    party: NoticeParty;
    means: NoticeMeans;
    sent_to: string;
    account_id: string | null;
    sent_at_ms: number;
    sent_by: string;
    sent_by_name: string;
    receipt_how: "account" | "noted" | null;
    receipt_by: string | null;
    receipt_number: string | null;
    receipt_at_ms: number | null;
  };
  "playbooks.note": {
    note_id: string;
    site_id: string;
    event_id: string;
    step: EventStep;
    said: string;
    noted_by: string;
    noted_by_name: string;
    noted_at_ms: number;
  };
  "playbooks.snapshot": {
    paper_id: string;
    site_id: string;
    event_id: string;
    sha256: string;
    size_bytes: number;
    ledger_size: number | null;
    taken_by: string;
    taken_by_name: string;
    taken_at_ms: number;
  };
  "playbooks.finding": {
    finding_id: string;
    site_id: string;
    event_id: string;
    code: string;
    minute: number;
    sign_in_id: string;
    account_name: string;
    account_login: string;
    terminal: string;
    shown_at_ms: number;
    paper_id: string | null;
    found_by: string;
    found_by_name: string;
    found_at_ms: number;
  };
};
export type EventRow = Selectable<PlaybookTables["playbooks.event"]>;
export type NoticeRow = Selectable<PlaybookTables["playbooks.notice"]>;
export type NoteRow = Selectable<PlaybookTables["playbooks.note"]>;
export type SnapshotRow = Selectable<PlaybookTables["playbooks.snapshot"]>;
export type FindingRow = Selectable<PlaybookTables["playbooks.finding"]>;

export type NewEvent = Omit<
  EventRow,
  | "cause"
  | "measures_taken"
  | "conclusion"
  | "closed_by"
  | "closed_by_name"
  | "closed_at_ms"
  | "signature"
>;

export async function insertEvent(tx: Writing, row: NewEvent): Promise<void> {
  await tx.withTables<PlaybookTables>().insertInto("playbooks.event").values(row).execute();
}

/** One event, locked for a change of it or of what belongs to it. */
export function lockEvent(
  tx: Writing,
  siteId: string,
  eventId: string,
): Promise<EventRow | undefined> {
  return tx
    .withTables<PlaybookTables>()
    .selectFrom("playbooks.event")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("event_id", "=", eventId)
    .forUpdate()
    .executeTakeFirst();
}

export interface WhichEvents {
  readonly siteId: string;
  readonly eventId?: string;
  /** By when they were declared, half-open. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly most: number;
}

/** Events, newest first. */
export function selectEvents(db: Database, which: WhichEvents): Promise<EventRow[]> {
  let query = db
    .withTables<PlaybookTables>()
    .selectFrom("playbooks.event")
    .selectAll()
    .where("site_id", "=", which.siteId);
  if (which.eventId !== undefined) query = query.where("event_id", "=", which.eventId);
  if (which.fromMs !== undefined) query = query.where("declared_at_ms", ">=", which.fromMs);
  if (which.toMs !== undefined) query = query.where("declared_at_ms", "<", which.toMs);
  return query
    .orderBy("declared_at_ms", "desc")
    .orderBy("event_id", "desc")
    .limit(which.most)
    .execute();
}

export async function closeEventRow(
  tx: Writing,
  eventId: string,
  end: Pick<
    EventRow,
    | "cause"
    | "measures_taken"
    | "conclusion"
    | "closed_by"
    | "closed_by_name"
    | "closed_at_ms"
    | "signature"
  >,
): Promise<void> {
  const { signature, ...columns } = end;
  await tx
    .withTables<PlaybookTables>()
    .updateTable("playbooks.event")
    .set({ ...columns, signature: jsonb<Strokes | null>(signature) })
    .where("event_id", "=", eventId)
    .execute();
}

export async function insertNotice(tx: Writing, row: NoticeRow): Promise<void> {
  await tx.withTables<PlaybookTables>().insertInto("playbooks.notice").values(row).execute();
}

export function lockNotice(
  tx: Writing,
  siteId: string,
  noticeId: string,
): Promise<NoticeRow | undefined> {
  return tx
    .withTables<PlaybookTables>()
    .selectFrom("playbooks.notice")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("notice_id", "=", noticeId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateNotice(
  tx: Writing,
  noticeId: string,
  receipt: Pick<NoticeRow, "receipt_how" | "receipt_by" | "receipt_number" | "receipt_at_ms">,
): Promise<void> {
  await tx
    .withTables<PlaybookTables>()
    .updateTable("playbooks.notice")
    .set(receipt)
    .where("notice_id", "=", noticeId)
    .execute();
}

export async function insertNote(tx: Writing, row: NoteRow): Promise<void> {
  await tx.withTables<PlaybookTables>().insertInto("playbooks.note").values(row).execute();
}

export async function insertSnapshot(tx: Writing, row: SnapshotRow): Promise<void> {
  await tx.withTables<PlaybookTables>().insertInto("playbooks.snapshot").values(row).execute();
}

export async function insertFinding(tx: Writing, row: FindingRow): Promise<void> {
  await tx.withTables<PlaybookTables>().insertInto("playbooks.finding").values(row).execute();
}

export interface Parts {
  readonly notices: readonly NoticeRow[];
  readonly notes: readonly NoteRow[];
  readonly snapshots: readonly SnapshotRow[];
  readonly findings: readonly FindingRow[];
}

/** What belongs to these events, oldest first; `whole`: also what a notified department does not read. */
export async function selectParts(
  db: Database | Writing,
  eventIds: readonly string[],
  whole: boolean,
): Promise<Parts> {
  const ids = [...eventIds];
  if (ids.length === 0) return { notices: [], notes: [], snapshots: [], findings: [] };
  const tables = db.withTables<PlaybookTables>();
  const notices = await tables
    .selectFrom("playbooks.notice")
    .selectAll()
    .where("event_id", "in", ids)
    .orderBy("sent_at_ms")
    .orderBy("notice_id")
    .execute();
  const notes = await tables
    .selectFrom("playbooks.note")
    .selectAll()
    .where("event_id", "in", ids)
    .orderBy("noted_at_ms")
    .orderBy("note_id")
    .execute();
  if (!whole) return { notices, notes, snapshots: [], findings: [] };
  const snapshots = await tables
    .selectFrom("playbooks.snapshot")
    .selectAll()
    .where("event_id", "in", ids)
    .orderBy("taken_at_ms")
    .execute();
  const findings = await tables
    .selectFrom("playbooks.finding")
    .selectAll()
    .where("event_id", "in", ids)
    .orderBy("found_at_ms")
    .execute();
  return { notices, notes, snapshots, findings };
}

/** The event a paper belongs to, as the reader's tier sees it. */
export async function selectEventOfPaper(
  db: Database,
  paperId: string,
): Promise<string | undefined> {
  const tables = db.withTables<PlaybookTables>();
  const snapshot = await tables
    .selectFrom("playbooks.snapshot")
    .select("event_id")
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  if (snapshot !== undefined) return snapshot.event_id;
  const finding = await tables
    .selectFrom("playbooks.finding")
    .select("event_id")
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  return finding?.event_id;
}

/** How many parts an event has. */
export async function countParts(tx: Writing, eventId: string): Promise<number> {
  const { notices, notes, snapshots, findings } = await selectParts(tx, [eventId], true);
  return notices.length + notes.length + snapshots.length + findings.length;
}
