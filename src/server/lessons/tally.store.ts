import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { LessonsTables } from "./lessons.store.ts";

/** Lessons that ended in a span and were not cancelled; `unfilmed` must be filmed by its scene or kind. */
export async function countLessons(
  db: Database,
  of: { readonly siteId: string; readonly fromMs: number; readonly toMs: number },
) {
  const counted = (condition: string) =>
    sql<number>`(count(*) filter (where ${sql.raw(condition)}))::int`;
  const row = await db
    .withTables<LessonsTables>()
    .selectFrom("lessons.lesson")
    .select([
      sql<number>`count(*)::int`.as("held"),
      counted("family = 'clinical-skills'").as("skills"),
      counted("family = 'experiment'").as("experiment"),
      counted("family = 'skills-assessment'").as("assessment"),
      counted("family = 'first-aid'").as("firstAid"),
      counted("activity in ('skills-exam', 'contest')").as("exams"),
      counted("activity = 'external-training'").as("external"),
      counted(
        "not recording and (scene not in ('theory', 'other') or activity in ('skills-exam', 'contest'))",
      ).as("unfilmed"),
    ])
    .where("site_id", "=", of.siteId)
    .where("state", "<>", "cancelled")
    .where("end_ms", ">=", of.fromMs)
    .where("end_ms", "<", of.toMs)
    .executeTakeFirstOrThrow();
  return row;
}
