import type { CourseItem } from "../../contract/courses.ts";
import type { ActivityFamily, Scene } from "../../contract/lesson.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** The room's tables as Kysely sees them; `migrations/0432-courses.sql` is their definition. */
type CoursesTables = {
  "courses.course": {
    course_id: string;
    site_id: string;
    version: number;
    code: string;
    name: string;
    department: string;
    family: ActivityFamily;
    scene: Scene;
    half_hours: number;
    teacher_id: string | null;
    state: CourseItem["state"];
    changed_at_ms: number;
  };
  "courses.item": {
    item_id: string;
    site_id: string;
    course_id: string;
    position: number;
    code: string;
    name: string;
    scene: Scene;
    minutes: number;
    checklist_id: string | null;
    state: CourseItem["state"];
  };
};
export type ItemRow = CoursesTables["courses.item"];
export type CourseRow = CoursesTables["courses.course"] & { readonly items: readonly ItemRow[] };

/** Courses by code, with their items in order. */
export async function selectCourses(
  db: Database | Writing,
  siteId: string,
  which: { readonly ids?: readonly string[]; readonly codes?: readonly string[] } = {},
): Promise<CourseRow[]> {
  if (which.ids?.length === 0 || which.codes?.length === 0) return [];
  const tables = db.withTables<CoursesTables>();
  let query = tables.selectFrom("courses.course").selectAll().where("site_id", "=", siteId);
  if (which.ids !== undefined) query = query.where("course_id", "in", which.ids);
  if (which.codes !== undefined) query = query.where("code", "in", which.codes);
  const rows = await query.orderBy("code").execute();
  if (rows.length === 0) return [];
  const items = await tables
    .selectFrom("courses.item")
    .selectAll()
    .where("site_id", "=", siteId)
    .where(
      "course_id",
      "in",
      rows.map((row) => row.course_id),
    )
    .orderBy("position")
    .execute();
  const byCourse = Map.groupBy(items, (item) => item.course_id);
  return rows.map((row) => ({ ...row, items: byCourse.get(row.course_id) ?? [] }));
}

/** One course, held until the transaction ends. */
export async function lockCourse(
  tx: Writing,
  siteId: string,
  courseId: string,
): Promise<CourseRow | undefined> {
  await tx
    .withTables<CoursesTables>()
    .selectFrom("courses.course")
    .select("course_id")
    .where("site_id", "=", siteId)
    .where("course_id", "=", courseId)
    .forUpdate()
    .execute();
  return (await selectCourses(tx, siteId, { ids: [courseId] }))[0];
}

/** Writes a course with its items, new or changed; nothing is ever deleted. */
export async function storeCourse(tx: Writing, course: CourseRow): Promise<void> {
  const { items, ...row } = course;
  const tables = tx.withTables<CoursesTables>();
  await tables
    .insertInto("courses.course")
    .values(row)
    .onConflict((known) => known.column("course_id").doUpdateSet(row))
    .execute();
  for (const item of items)
    await tables
      .insertInto("courses.item")
      .values(item)
      .onConflict((known) => known.column("item_id").doUpdateSet(item))
      .execute();
}
