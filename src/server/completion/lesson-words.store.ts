import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";

/** Tasks of a lesson and words on its moments, as Kysely sees them. */
type WordTables = {
  "completion.task": {
    task_id: string;
    site_id: string;
    lesson_id: string;
    title: string;
    set_by: string;
    set_at_ms: number;
  };
  "completion.task_check": {
    check_id: string;
    site_id: string;
    task_id: string;
    of_kind: "all" | "group" | "student";
    group_name: string | null;
    student_id: string | null;
    done: boolean;
    by_account: string;
    at_ms: number;
  };
  "completion.comment": {
    comment_id: string;
    site_id: string;
    lesson_id: string;
    at_ms: number;
    text: string;
    by_account: string;
    said_at_ms: number;
    corrects_id: string | null;
  };
};
export type TaskRow = WordTables["completion.task"];
export type CheckRow = WordTables["completion.task_check"];
export type CommentRow = WordTables["completion.comment"];

export function selectTasks(db: Database | Writing, lessonId: string): Promise<TaskRow[]> {
  return db
    .withTables<WordTables>()
    .selectFrom("completion.task")
    .selectAll()
    .where("lesson_id", "=", lessonId)
    .orderBy("set_at_ms")
    .orderBy("task_id")
    .execute();
}

export async function insertTask(tx: Writing, row: TaskRow): Promise<void> {
  await tx.withTables<WordTables>().insertInto("completion.task").values(row).execute();
}

/** Every mark of these tasks, in its order. */
export async function selectChecks(
  db: Database | Writing,
  taskIds: readonly string[],
): Promise<CheckRow[]> {
  if (taskIds.length === 0) return [];
  return db
    .withTables<WordTables>()
    .selectFrom("completion.task_check")
    .select([
      "check_id",
      "site_id",
      "task_id",
      "of_kind",
      "group_name",
      "student_id",
      "done",
      "by_account",
      "at_ms",
    ])
    .where("task_id", "in", [...taskIds])
    .orderBy(sql`nth`)
    .execute();
}

export async function insertCheck(tx: Writing, row: CheckRow): Promise<void> {
  await tx.withTables<WordTables>().insertInto("completion.task_check").values(row).execute();
}

export function selectComments(db: Database | Writing, lessonId: string): Promise<CommentRow[]> {
  return db
    .withTables<WordTables>()
    .selectFrom("completion.comment")
    .selectAll()
    .where("lesson_id", "=", lessonId)
    .orderBy("at_ms")
    .orderBy("comment_id")
    .execute();
}

/** False where the comment it corrects was corrected already. */
export async function insertComment(tx: Writing, row: CommentRow): Promise<boolean> {
  const done = await tx
    .withTables<WordTables>()
    .insertInto("completion.comment")
    .values(row)
    .onConflict((known) => known.column("corrects_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function clearComments(tx: Writing, lessonId: string): Promise<void> {
  await tx
    .withTables<WordTables>()
    .updateTable("completion.comment")
    .set({ text: "" })
    .where("lesson_id", "=", lessonId)
    .execute();
}
