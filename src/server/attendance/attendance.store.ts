import { sql } from "kysely";
import type { MarkKind, MarkWay, Verdict } from "../../contract/attendance.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** The room's lists as Kysely sees them; `migrations/` is their definition. */
type AttendanceTables = {
  "attendance.attendee": {
    attendee_id: string;
    site_id: string;
    lesson_id: string;
    account_id: string | null;
    name: string;
  };
  "attendance.mark": {
    mark_id: string;
    site_id: string;
    lesson_id: string;
    attendee_id: string;
    kind: MarkKind;
    verdict: Verdict;
    way: MarkWay;
    at_ms: number;
    terminal: string;
    by_account: string | null;
    kiosk_id: string | null;
    reason: string;
    corrects_id: string | null;
  };
};
export type AttendeeRow = AttendanceTables["attendance.attendee"];
export type MarkRow = AttendanceTables["attendance.mark"];

/** All but the running number, which the database alone gives. */
const markColumns = [
  "mark_id",
  "site_id",
  "lesson_id",
  "attendee_id",
  "kind",
  "verdict",
  "way",
  "at_ms",
  "terminal",
  "by_account",
  "kiosk_id",
  "reason",
  "corrects_id",
] as const;

/** Attendees of a lesson with all their marks, by the order in which they were made. */
export async function selectAttendance(
  db: Database | Writing,
  siteId: string,
  lessonId: string,
): Promise<{ attendees: AttendeeRow[]; marks: MarkRow[] }> {
  const tables = db.withTables<AttendanceTables>();
  const attendees = await tables
    .selectFrom("attendance.attendee")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("lesson_id", "=", lessonId)
    .orderBy("attendee_id")
    .execute();
  const marks = await tables
    .selectFrom("attendance.mark")
    .select(markColumns)
    .where("site_id", "=", siteId)
    .where("lesson_id", "=", lessonId)
    .orderBy(sql`nth`)
    .execute();
  return { attendees, marks };
}

/** The attendee and the marks of one person, read as they are. */
export async function selectAttendee(
  db: Database,
  who: Omit<AttendeeRow, "attendee_id">,
): Promise<{ row: AttendeeRow; marks: MarkRow[] } | undefined> {
  const row = await attendeeQuery(db, who).executeTakeFirst();
  return row === undefined ? undefined : { row, marks: await marksOf(db, row.attendee_id) };
}

function attendeeQuery(db: Database | Writing, who: Omit<AttendeeRow, "attendee_id">) {
  const query = db
    .withTables<AttendanceTables>()
    .selectFrom("attendance.attendee")
    .selectAll()
    .where("site_id", "=", who.site_id)
    .where("lesson_id", "=", who.lesson_id);
  return who.account_id === null
    ? query.where("account_id", "is", null).where("name", "=", who.name)
    : query.where("account_id", "=", who.account_id);
}

/** Notes that somebody is of the lesson; of several who do so at once, one is first. */
export async function insertAttendee(tx: Writing, row: AttendeeRow): Promise<void> {
  await tx
    .withTables<AttendanceTables>()
    .insertInto("attendance.attendee")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The attendee, locked until the transaction ends, with the marks made so far. */
export async function lockAttendee(
  tx: Writing,
  who: Omit<AttendeeRow, "attendee_id">,
): Promise<{ row: AttendeeRow; marks: MarkRow[] } | undefined> {
  const row = await attendeeQuery(tx, who).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : { row, marks: await marksOf(tx, row.attendee_id) };
}

/** The same by a mark of theirs. */
export async function lockMarked(
  tx: Writing,
  which: { readonly siteId: string; readonly lessonId: string; readonly markId: string },
): Promise<{ row: AttendeeRow; marks: MarkRow[] } | undefined> {
  const tables = tx.withTables<AttendanceTables>();
  const row = await tables
    .selectFrom("attendance.attendee")
    .selectAll()
    .where("site_id", "=", which.siteId)
    .where("lesson_id", "=", which.lessonId)
    .where(
      "attendee_id",
      "=",
      tables
        .selectFrom("attendance.mark")
        .select("attendee_id")
        .where("mark_id", "=", which.markId)
        .where("lesson_id", "=", which.lessonId),
    )
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : { row, marks: await marksOf(tx, row.attendee_id) };
}

function marksOf(db: Database | Writing, attendeeId: string): Promise<MarkRow[]> {
  return db
    .withTables<AttendanceTables>()
    .selectFrom("attendance.mark")
    .select(markColumns)
    .where("attendee_id", "=", attendeeId)
    .orderBy(sql`nth`)
    .execute();
}

export async function insertMark(tx: Writing, row: MarkRow): Promise<void> {
  await tx.withTables<AttendanceTables>().insertInto("attendance.mark").values(row).execute();
}

/** Lessons somebody with an account was noted in, the newest first. */
export async function selectOwnLessons(
  db: Database,
  of: { readonly siteId: string; readonly accountId: string; readonly most: number },
): Promise<string[]> {
  const rows = await db
    .withTables<AttendanceTables>()
    .selectFrom("attendance.attendee")
    .select(["lesson_id", "attendee_id"])
    .where("site_id", "=", of.siteId)
    .where("account_id", "=", of.accountId)
    .orderBy("attendee_id", "desc")
    .limit(of.most)
    .execute();
  return rows.map((row) => row.lesson_id);
}

/** Names and reasons of a lesson go; that somebody came stays. */
export async function clearNames(tx: Writing, lessonId: string): Promise<void> {
  const tables = tx.withTables<AttendanceTables>();
  await tables
    .updateTable("attendance.attendee")
    .set({ name: "" })
    .where("lesson_id", "=", lessonId)
    .execute();
  await tables
    .updateTable("attendance.mark")
    .set({ reason: "" })
    .where("lesson_id", "=", lessonId)
    .execute();
}
