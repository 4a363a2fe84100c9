import type { ExternalKind, Sensitivity } from "../../contract/lesson.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import { selectSeats } from "./seats.store.ts";

type Group = Lesson["groups"][number];

/** The room's tables as Kysely sees them; `migrations/` is their definition. */
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
    venue_id: string;
    activity: Lesson["activity"];
    partition: Lesson["activity"];
    family: Lesson["family"];
    scene: Lesson["scene"];
    recording: boolean;
    sensitivity: Sensitivity;
    state: "planned" | "cancelled";
    created_at_ms: number;
    external_kind: ExternalKind | null;
    external_party: string | null;
    external_agreement: string | null;
    course_id: string | null;
    item_id: string | null;
    planned_by: string | null;
    /** Of a published exam, which alone moves or cancels it. */
    of_exam: string | null;
  };
  "lessons.lesson_people": {
    lesson_id: string;
    site_id: string;
    roster: string[];
    groups: Group[];
    people_salt: string;
  };
  "lessons.lesson_teacher": {
    lesson_id: string;
    site_id: string;
    account_id: string;
    position: number;
  };
  "lessons.lesson_student": {
    lesson_id: string;
    site_id: string;
    account_id: string;
    station_id: string | null;
  };
};

/** A lesson as it is shown: whose names it bears is for the caller to have asked. */
export type SeenLesson = LessonsTables["lessons.lesson"] & {
  /** Accounts, the leading teacher first. */
  readonly teacherIds: readonly string[];
  readonly studentIds: readonly string[];
  readonly roster: readonly string[];
  readonly groups: readonly Group[];
};

export type LessonRow = LessonsTables["lessons.lesson"] &
  Omit<LessonsTables["lessons.lesson_people"], "lesson_id" | "site_id"> & {
    readonly teacherIds: readonly string[];
    readonly studentIds: readonly string[];
    /** Station by student, where one is known. */
    readonly seats: ReadonlyMap<string, string>;
  };

export interface LessonFilter {
  readonly ids?: readonly string[];
  /** Half-open span the lesson's recording span must touch. */
  readonly span?: { readonly startMs: number; readonly endMs: number };
  readonly venueIds?: readonly string[];
  /** Only lessons that take place and are recorded. */
  readonly recordedOnly?: boolean;
  /** Only external activities that take place (S0-5.2.4). */
  readonly externalOnly?: boolean;
  readonly most?: number;
}

/** Lessons by start, with everybody's names: the house's own reading. */
export async function selectLessons(
  db: Database | Writing,
  siteId: string,
  filter: LessonFilter,
): Promise<LessonRow[]> {
  return withPeople(db, await selectRows(db, siteId, filter));
}

/** Rows by start; under a tier only those the person may know. */
export async function selectRows(
  db: Database | Writing,
  siteId: string,
  filter: LessonFilter,
): Promise<LessonsTables["lessons.lesson"][]> {
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
  if (filter.externalOnly === true)
    query = query.where("partition", "=", "external-training").where("state", "=", "planned");
  return query
    .orderBy("start_ms")
    .orderBy("lesson_id")
    .limit(filter.most ?? 60_000)
    .execute();
}

async function withPeople(
  db: Database | Writing,
  rows: readonly LessonsTables["lessons.lesson"][],
): Promise<LessonRow[]> {
  const ids = rows.map((row) => row.lesson_id);
  if (ids.length === 0) return [];
  const lessons = db.withTables<LessonsTables>();
  const teachersOf = await selectTeacherIds(db, ids);
  const people = await lessons
    .selectFrom("lessons.lesson_people")
    .selectAll()
    .where("lesson_id", "in", ids)
    .execute();
  const studentsOf = await selectStudentIds(db, ids);
  const seatsOf = await selectSeats(db, ids);
  const peopleOf = new Map(people.map((one) => [one.lesson_id, one]));
  return rows.map((row) => {
    const named = peopleOf.get(row.lesson_id);
    if (named === undefined) throw new Error(`lesson ${row.lesson_id} has no people`);
    return {
      ...row,
      ...named,
      teacherIds: teachersOf.get(row.lesson_id) ?? [],
      studentIds: studentsOf.get(row.lesson_id) ?? [],
      seats: seatsOf.get(row.lesson_id) ?? new Map(),
    };
  });
}

/** Teachers' accounts by lesson, the leading one first. */
export async function selectTeacherIds(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson_teacher")
    .select(["lesson_id", "account_id"])
    .where("lesson_id", "in", lessonIds)
    .orderBy("position")
    .execute();
  return accountsByLesson(rows);
}

/** Students' accounts by lesson. */
export async function selectStudentIds(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson_student")
    .select(["lesson_id", "account_id"])
    .where("lesson_id", "in", lessonIds)
    .orderBy("account_id")
    .execute();
  return accountsByLesson(rows);
}

function accountsByLesson(rows: readonly { lesson_id: string; account_id: string }[]) {
  const byLesson = Map.groupBy(rows, (row) => row.lesson_id);
  return new Map([...byLesson].map(([id, some]) => [id, some.map((one) => one.account_id)]));
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
  const { row, names } = parted(lesson);
  const lessons = tx.withTables<LessonsTables>();
  await lessons.insertInto("lessons.lesson").values(row).execute();
  await lessons.insertInto("lessons.lesson_people").values(names).execute();
  await insertPeople(tx, lesson);
}

export async function updateLesson(tx: Writing, lesson: LessonRow): Promise<void> {
  const { row, names } = parted(lesson);
  const { lesson_id } = lesson;
  const lessons = tx.withTables<LessonsTables>();
  await lessons.updateTable("lessons.lesson").set(row).where("lesson_id", "=", lesson_id).execute();
  await lessons
    .updateTable("lessons.lesson_people")
    .set(names)
    .where("lesson_id", "=", lesson_id)
    .execute();
  await lessons.deleteFrom("lessons.lesson_teacher").where("lesson_id", "=", lesson_id).execute();
  await lessons.deleteFrom("lessons.lesson_student").where("lesson_id", "=", lesson_id).execute();
  await insertPeople(tx, lesson);
}

export async function updateLabel(
  tx: Writing,
  lessonId: string,
  sensitivity: Sensitivity,
): Promise<void> {
  await tx
    .withTables<LessonsTables>()
    .updateTable("lessons.lesson")
    .set({ sensitivity })
    .where("lesson_id", "=", lessonId)
    .execute();
}

/** The row everybody of the lesson may know, and the one with the trainees' names. */
function parted(lesson: LessonRow) {
  const { teacherIds: _, studentIds: __, seats: ___, roster, groups, people_salt, ...row } = lesson;
  const { lesson_id, site_id } = row;
  const names = { lesson_id, site_id, roster, groups: jsonb(groups), people_salt };
  return { row, names };
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
  const students = lesson.studentIds.map((account_id) => ({
    lesson_id,
    site_id,
    account_id,
    station_id: lesson.seats.get(account_id) ?? null,
  }));
  if (teachers.length > 0)
    await lessons.insertInto("lessons.lesson_teacher").values(teachers).execute();
  if (students.length > 0)
    await lessons.insertInto("lessons.lesson_student").values(students).execute();
}
