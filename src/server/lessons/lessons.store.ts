import { sql } from "kysely";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Database, Writing } from "../../platform/database.ts";

type Group = Lesson["groups"][number];

/** The room's tables as Kysely sees them; `migrations/0050-lessons.sql` is their definition. */
export type LessonsTables = {
  "lessons.lesson": {
    lesson_id: string;
    site_id: string;
    project: string;
    course: string;
    start_ms: number;
    end_ms: number;
    record_from_ms: number;
    record_to_ms: number;
    half_hours: number;
    audiences: string[];
    roster: string[];
    groups: Group[];
    people_salt: string;
    venue_id: string;
    activity: Lesson["activity"];
    partition: Lesson["activity"];
    family: Lesson["family"];
    scene: Lesson["scene"];
    recording: boolean;
    state: "planned" | "cancelled";
    created_at_ms: number;
  };
  "lessons.lesson_teacher": {
    lesson_id: string;
    site_id: string;
    account_id: string;
    position: number;
  };
  "lessons.lesson_student": { lesson_id: string; site_id: string; account_id: string };
};

export type LessonRow = LessonsTables["lessons.lesson"] & {
  /** Accounts, the leading teacher first. */
  readonly teacherIds: readonly string[];
  readonly studentIds: readonly string[];
};

export interface LessonFilter {
  readonly ids?: readonly string[];
  /** Half-open span the lesson's recording span must touch. */
  readonly span?: { readonly startMs: number; readonly endMs: number };
  readonly venueIds?: readonly string[];
  readonly teacherId?: string;
  readonly studentId?: string;
  /** Only lessons that take place and are recorded. */
  readonly recordedOnly?: boolean;
  readonly most?: number;
}

/** Lessons by start. */
export async function selectLessons(
  db: Database | Writing,
  siteId: string,
  filter: LessonFilter,
): Promise<LessonRow[]> {
  if (filter.ids?.length === 0 || filter.venueIds?.length === 0) return [];
  const lessons = db.withTables<LessonsTables>();
  let query = lessons.selectFrom("lessons.lesson").selectAll().where("site_id", "=", siteId);
  if (filter.ids !== undefined) query = query.where("lesson_id", "in", filter.ids);
  if (filter.span !== undefined)
    query = query
      .where("record_from_ms", "<", filter.span.endMs)
      .where("record_to_ms", ">", filter.span.startMs);
  if (filter.venueIds !== undefined) query = query.where("venue_id", "in", filter.venueIds);
  if (filter.recordedOnly === true)
    query = query.where("recording", "=", true).where("state", "=", "planned");
  const { teacherId, studentId } = filter;
  if (teacherId !== undefined)
    query = query.where("lesson_id", "in", (eb) =>
      eb
        .selectFrom("lessons.lesson_teacher")
        .select("lesson_id")
        .where("account_id", "=", teacherId),
    );
  if (studentId !== undefined)
    query = query.where("lesson_id", "in", (eb) =>
      eb
        .selectFrom("lessons.lesson_student")
        .select("lesson_id")
        .where("account_id", "=", studentId),
    );
  const rows = await query
    .orderBy("start_ms")
    .orderBy("lesson_id")
    .limit(filter.most ?? 60_000)
    .execute();
  return withPeople(db, rows);
}

async function withPeople(
  db: Database | Writing,
  rows: readonly LessonsTables["lessons.lesson"][],
): Promise<LessonRow[]> {
  const ids = rows.map((row) => row.lesson_id);
  if (ids.length === 0) return [];
  const lessons = db.withTables<LessonsTables>();
  const teachers = await lessons
    .selectFrom("lessons.lesson_teacher")
    .selectAll()
    .where("lesson_id", "in", ids)
    .orderBy("position")
    .execute();
  const students = await lessons
    .selectFrom("lessons.lesson_student")
    .selectAll()
    .where("lesson_id", "in", ids)
    .orderBy("account_id")
    .execute();
  const teachersOf = Map.groupBy(teachers, (teacher) => teacher.lesson_id);
  const studentsOf = Map.groupBy(students, (student) => student.lesson_id);
  return rows.map((row) => ({
    ...row,
    teacherIds: (teachersOf.get(row.lesson_id) ?? []).map((teacher) => teacher.account_id),
    studentIds: (studentsOf.get(row.lesson_id) ?? []).map((student) => student.account_id),
  }));
}

/** The lesson, locked until the transaction ends. */
export async function lockLesson(
  tx: Writing,
  siteId: string,
  lessonId: string,
): Promise<LessonRow | undefined> {
  const rows = await tx
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("lesson_id", "=", lessonId)
    .forUpdate()
    .execute();
  const [lesson] = await withPeople(tx, rows);
  return lesson;
}

/** When the last recorded lesson of a venue ends, its tail included; 0 where none is planned. */
export async function lastRecordedEnd(tx: Writing, venueId: string): Promise<number> {
  const row = await tx
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson")
    .select((eb) => eb.fn.max("record_to_ms").as("last"))
    .where("venue_id", "=", venueId)
    .where("recording", "=", true)
    .where("state", "=", "planned")
    .executeTakeFirst();
  return row?.last ?? 0;
}

export async function insertLesson(tx: Writing, lesson: LessonRow): Promise<void> {
  const { teacherIds: _, studentIds: __, ...row } = lesson;
  const values = { ...row, groups: jsonb(row.groups) };
  await tx.withTables<LessonsTables>().insertInto("lessons.lesson").values(values).execute();
  await insertPeople(tx, lesson);
}

export async function updateLesson(tx: Writing, lesson: LessonRow): Promise<void> {
  const { teacherIds: _, studentIds: __, lesson_id, ...row } = lesson;
  const lessons = tx.withTables<LessonsTables>();
  await lessons
    .updateTable("lessons.lesson")
    .set({ ...row, groups: jsonb(row.groups) })
    .where("lesson_id", "=", lesson_id)
    .execute();
  await lessons.deleteFrom("lessons.lesson_teacher").where("lesson_id", "=", lesson_id).execute();
  await lessons.deleteFrom("lessons.lesson_student").where("lesson_id", "=", lesson_id).execute();
  await insertPeople(tx, lesson);
}

function jsonb<T>(value: T) {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}

async function insertPeople(tx: Writing, lesson: LessonRow): Promise<void> {
  const { lesson_id, site_id } = lesson;
  const lessons = tx.withTables<LessonsTables>();
  const teachers = lesson.teacherIds.map((account_id, at) => ({
    lesson_id,
    site_id,
    account_id,
    position: at + 1,
  }));
  const students = lesson.studentIds.map((account_id) => ({ lesson_id, site_id, account_id }));
  if (teachers.length > 0)
    await lessons.insertInto("lessons.lesson_teacher").values(teachers).execute();
  if (students.length > 0)
    await lessons.insertInto("lessons.lesson_student").values(students).execute();
}
