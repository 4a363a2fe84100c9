import { sql } from "kysely";
import type { Writing } from "../../platform/database.ts";

/** Names of a lesson's trainees, its roster and groups, who sat where; the salt of their digest goes, too. */
export async function clearPeople(tx: Writing, lessonId: string): Promise<void> {
  await sql`update lessons.lesson_people
    set roster = '{}', groups = '[{"name":"","members":[]}]', people_salt = ''
    where lesson_id = ${lessonId}::uuid`.execute(tx);
  await sql`delete from lessons.lesson_student where lesson_id = ${lessonId}::uuid`.execute(tx);
  await sql`delete from lessons.visit where lesson_id = ${lessonId}::uuid`.execute(tx);
}
