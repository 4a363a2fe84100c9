import { type RawBuilder, sql } from "kysely";
import type { ChecklistItem, PassRule } from "../../contract/scoring.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0300-scores.sql` is their definition. */
type ScoresTables = {
  "scores.checklist": {
    checklist_id: string;
    version: number;
    site_id: string;
    title: string;
    items: ChecklistItem[];
    pass_percent: number;
    published_by: string;
    published_at_ms: number;
  };
  "scores.assignment": {
    assignment_id: string;
    site_id: string;
    lesson_id: string;
    checklist_id: string;
    version: number;
    station_id: string | null;
    pass_rule: PassRule;
    assigned_by: string;
    assigned_at_ms: number;
    released_by: string | null;
    released_at_ms: number | null;
  };
  "scores.mark": {
    mark_id: string;
    site_id: string;
    assignment_id: string;
    student_id: string;
    examiner_id: string;
    about: string;
    value: number | null;
    after: string[];
    said_at_ms: number;
    taken_at_ms: number;
    reason: string | null;
  };
  "scores.hand_in": {
    hand_in_id: string;
    site_id: string;
    assignment_id: string;
    student_id: string;
    examiner_id: string;
    heads: string[];
    remark: string;
    said_at_ms: number;
    taken_at_ms: number;
  };
};
export type ChecklistRow = ScoresTables["scores.checklist"];
export type AssignmentRow = ScoresTables["scores.assignment"];
export type MarkRow = ScoresTables["scores.mark"];
export type HandInRow = ScoresTables["scores.hand_in"];

/** Each checklist in its newest version, by title. */
export function selectNewest(db: Database | Writing, siteId: string): Promise<ChecklistRow[]> {
  return db
    .withTables<ScoresTables>()
    .selectFrom("scores.checklist")
    .distinctOn("checklist_id")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("checklist_id")
    .orderBy("version", "desc")
    .execute();
}

/** The newest version of one checklist, none while another writes the next. */
export async function lockNewest(
  tx: Writing,
  siteId: string,
  checklistId: string,
): Promise<ChecklistRow | undefined> {
  return tx
    .withTables<ScoresTables>()
    .selectFrom("scores.checklist")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("checklist_id", "=", checklistId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** False where this version is there already: somebody else was faster. */
export async function insertChecklist(tx: Writing, row: ChecklistRow): Promise<boolean> {
  const done = await tx
    .withTables<ScoresTables>()
    .insertInto("scores.checklist")
    .values({ ...row, items: jsonb(row.items) })
    .onConflict((known) => known.columns(["checklist_id", "version"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** The versions that are in use. */
export async function selectVersions(
  db: Database | Writing,
  assignments: readonly AssignmentRow[],
): Promise<ChecklistRow[]> {
  if (assignments.length === 0) return [];
  return db
    .withTables<ScoresTables>()
    .selectFrom("scores.checklist")
    .selectAll()
    .where(
      "checklist_id",
      "in",
      assignments.map((one) => one.checklist_id),
    )
    .execute();
}

export async function insertAssignment(tx: Writing, row: AssignmentRow): Promise<boolean> {
  const done = await tx
    .withTables<ScoresTables>()
    .insertInto("scores.assignment")
    .values(row)
    .onConflict((known) => known.columns(["lesson_id", "checklist_id", "station_id"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export interface AssignmentFilter {
  readonly assignmentId?: string;
  readonly assignmentIds?: readonly string[];
  readonly lessonId?: string;
  /** Newest first, so many. */
  readonly most: number;
}

export function selectAssignments(
  db: Database | Writing,
  siteId: string,
  filter: AssignmentFilter,
): Promise<AssignmentRow[]> {
  if (filter.assignmentIds?.length === 0) return Promise.resolve([]);
  let query = db
    .withTables<ScoresTables>()
    .selectFrom("scores.assignment")
    .selectAll()
    .where("site_id", "=", siteId);
  if (filter.assignmentIds !== undefined)
    query = query.where("assignment_id", "in", filter.assignmentIds);
  if (filter.assignmentId !== undefined)
    query = query.where("assignment_id", "=", filter.assignmentId);
  if (filter.lessonId !== undefined) query = query.where("lesson_id", "=", filter.lessonId);
  return query
    .orderBy("assigned_at_ms", "desc")
    .orderBy("assignment_id", "desc")
    .limit(filter.most)
    .execute();
}

/** The assignment, held until the transaction ends: of two sendings of one sheet the second sees the first. */
export async function lockAssignment(
  tx: Writing,
  siteId: string,
  assignmentId: string,
): Promise<AssignmentRow | undefined> {
  return tx
    .withTables<ScoresTables>()
    .selectFrom("scores.assignment")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("assignment_id", "=", assignmentId)
    .forUpdate()
    .executeTakeFirst();
}

export async function markReleased(
  tx: Writing,
  of: { readonly assignmentId: string; readonly by: string; readonly atMs: number },
): Promise<void> {
  await tx
    .withTables<ScoresTables>()
    .updateTable("scores.assignment")
    .set({ released_by: of.by, released_at_ms: of.atMs })
    .where("assignment_id", "=", of.assignmentId)
    .execute();
}

export interface SheetFilter {
  readonly assignmentIds: readonly string[];
  readonly studentId?: string | undefined;
  readonly examinerId?: string | undefined;
}

/** Marks by the time they were taken. */
export async function selectMarks(db: Database | Writing, filter: SheetFilter): Promise<MarkRow[]> {
  if (filter.assignmentIds.length === 0) return [];
  let query = db
    .withTables<ScoresTables>()
    .selectFrom("scores.mark")
    .selectAll()
    .where("assignment_id", "in", filter.assignmentIds);
  if (filter.studentId !== undefined) query = query.where("student_id", "=", filter.studentId);
  if (filter.examinerId !== undefined) query = query.where("examiner_id", "=", filter.examinerId);
  return query.orderBy("taken_at_ms").orderBy("said_at_ms").orderBy("mark_id").execute();
}

export async function selectHandIns(
  db: Database | Writing,
  filter: SheetFilter,
): Promise<HandInRow[]> {
  if (filter.assignmentIds.length === 0) return [];
  let query = db
    .withTables<ScoresTables>()
    .selectFrom("scores.hand_in")
    .selectAll()
    .where("assignment_id", "in", filter.assignmentIds);
  if (filter.studentId !== undefined) query = query.where("student_id", "=", filter.studentId);
  if (filter.examinerId !== undefined) query = query.where("examiner_id", "=", filter.examinerId);
  return query.orderBy("taken_at_ms").orderBy("hand_in_id").execute();
}

/** False where one of them is known elsewhere: an id is one mark of one sheet. */
export async function insertMarks(tx: Writing, rows: readonly MarkRow[]): Promise<boolean> {
  const done = await tx
    .withTables<ScoresTables>()
    .insertInto("scores.mark")
    .values(rows.map((row) => ({ ...row, after: uuids(row.after) })))
    .onConflict((known) => known.column("mark_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === BigInt(rows.length);
}

export async function insertHandIn(tx: Writing, row: HandInRow): Promise<boolean> {
  const done = await tx
    .withTables<ScoresTables>()
    .insertInto("scores.hand_in")
    .values({ ...row, heads: uuids(row.heads) })
    .onConflict((known) => known.column("hand_in_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

function uuids(ids: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${[...ids]}::uuid[]`;
}
