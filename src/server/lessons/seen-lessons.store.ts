import { sql } from "kysely";
import type { Role } from "../../contract/roles.ts";
import type { Database } from "../../platform/database.ts";
import {
  type LessonFilter,
  type LessonsTables,
  type SeenLesson,
  selectRows,
  selectStudentIds,
  selectTeacherIds,
} from "./lessons.store.ts";

type Names = Pick<LessonsTables["lessons.lesson_people"], "lesson_id" | "roster" | "groups">;

/** Tiers that may read whole rosters, each within its rows. */
const readsRosters: readonly Role[] = ["admin", "director", "manager", "teacher"];
const none: ReadonlyMap<string, readonly string[]> = new Map();

/** A student finds the own account, and only that. */
function knowsStudents(role: Role): boolean {
  return role === "student" || readsRosters.includes(role);
}

/**
 * Lessons by start as a tier sees them (`db` comes from `asTier`): rows, teachers and names of trainees
 * are each as far as row-level security lets them out, so no condition on the person stands here.
 */
export async function selectSeenLessons(
  db: Database,
  who: { readonly siteId: string; readonly role: Role },
  filter: LessonFilter,
): Promise<SeenLesson[]> {
  const rows = await selectRows(db, who.siteId, filter);
  const ids = rows.map((row) => row.lesson_id);
  const teachersOf = await selectTeacherIds(db, ids);
  const studentsOf = knowsStudents(who.role) ? await selectStudentIds(db, ids) : none;
  const names = new Map((await selectNames(db, who.role, ids)).map((one) => [one.lesson_id, one]));
  return rows.map((row) => ({
    ...row,
    teacherIds: teachersOf.get(row.lesson_id) ?? [],
    studentIds: studentsOf.get(row.lesson_id) ?? [],
    roster: names.get(row.lesson_id)?.roster ?? [],
    groups: names.get(row.lesson_id)?.groups ?? [],
  }));
}

async function selectNames(db: Database, role: Role, ids: readonly string[]): Promise<Names[]> {
  if (ids.length === 0) return [];
  if (role === "student") {
    const own = await sql<Names>`select lesson_id, roster, groups
      from app.own_places(${[...ids]}::uuid[])`.execute(db);
    return own.rows;
  }
  if (!readsRosters.includes(role)) return [];
  return db
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson_people")
    .select(["lesson_id", "roster", "groups"])
    .where("lesson_id", "in", ids)
    .execute();
}
