import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { GapReason, InterruptionCause, Verdict } from "../../contract/completion.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0330-completion.sql` is their definition. */
type CompletionTables = {
  "completion.lesson": {
    lesson_id: string;
    site_id: string;
    start_ms: number;
    end_ms: number;
    looked_at_ms: number;
    told_level: number;
  };
  "completion.interruption": {
    interruption_id: string;
    site_id: string;
    lesson_id: string;
    camera_id: string;
    of_file: boolean;
    start_ms: number;
    end_ms: number | null;
    cause: InterruptionCause;
    noticed_at_ms: number;
    asked_at_ms: number;
    filled_at_ms: number | null;
    told_level: number;
  };
  "completion.note": {
    note_id: string;
    site_id: string;
    interruption_id: string;
    kind: "reason" | "remark";
    reason: GapReason | null;
    text: string;
    by_account: string;
    at_ms: number;
    late: boolean;
  };
  "completion.confirmation": {
    confirmation_id: string;
    site_id: string;
    lesson_id: string;
    kind: "confirmed" | "reported";
    verdict: Verdict;
    remark: string;
    facts_sha256: string;
    strokes: Strokes | null;
    signature_sha256: string | null;
    by_account: string;
    at_ms: number;
    late: boolean;
    reopened_at_ms: number | null;
  };
};
export type LessonRow = CompletionTables["completion.lesson"];
export type InterruptionRow = CompletionTables["completion.interruption"];
export type NoteRow = CompletionTables["completion.note"];
export type SaidRow = CompletionTables["completion.confirmation"];

const noteColumns = [
  "note_id",
  "site_id",
  "interruption_id",
  "kind",
  "reason",
  "text",
  "by_account",
  "at_ms",
  "late",
] as const;
const saidColumns = [
  "confirmation_id",
  "site_id",
  "lesson_id",
  "kind",
  "verdict",
  "remark",
  "facts_sha256",
  "strokes",
  "signature_sha256",
  "by_account",
  "at_ms",
  "late",
  "reopened_at_ms",
] as const;

/** Takes a lesson into account; one that is known keeps what was told, its span follows the timetable. */
export async function upsertLesson(tx: Writing, row: LessonRow): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .insertInto("completion.lesson")
    .values(row)
    .onConflict((known) =>
      known.column("lesson_id").doUpdateSet((eb) => ({
        start_ms: eb.ref("excluded.start_ms"),
        end_ms: eb.ref("excluded.end_ms"),
        looked_at_ms: eb.ref("excluded.looked_at_ms"),
      })),
    )
    .execute();
}

/** One at a time changes what is known of a lesson. */
export async function lockLesson(tx: Writing, lessonId: string): Promise<LessonRow | undefined> {
  return tx
    .withTables<CompletionTables>()
    .selectFrom("completion.lesson")
    .selectAll()
    .where("lesson_id", "=", lessonId)
    .forUpdate()
    .executeTakeFirst();
}

export async function tellLesson(tx: Writing, lessonId: string, level: number): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .updateTable("completion.lesson")
    .set({ told_level: level })
    .where("lesson_id", "=", lessonId)
    .execute();
}

export interface LessonFilter {
  readonly ids?: readonly string[];
  readonly endAfterMs?: number;
  /** Looked at before this instant, longest ago first. */
  readonly lookedBeforeMs?: number;
  readonly most: number;
}

export async function selectLessons(
  db: Database | Writing,
  siteId: string,
  filter: LessonFilter,
): Promise<LessonRow[]> {
  if (filter.ids?.length === 0) return [];
  let query = db
    .withTables<CompletionTables>()
    .selectFrom("completion.lesson")
    .selectAll()
    .where("site_id", "=", siteId);
  if (filter.ids !== undefined) query = query.where("lesson_id", "in", [...filter.ids]);
  if (filter.endAfterMs !== undefined) query = query.where("end_ms", ">", filter.endAfterMs);
  if (filter.lookedBeforeMs !== undefined)
    query = query.where("looked_at_ms", "<", filter.lookedBeforeMs).orderBy("looked_at_ms");
  return query.orderBy("start_ms").limit(filter.most).execute();
}

export interface InterruptionFilter {
  readonly lessonIds?: readonly string[];
  readonly ids?: readonly string[];
  readonly span?: Span;
  /** Those whose missing seconds are still missing. */
  readonly standing?: true;
  readonly most: number;
}

export async function selectInterruptions(
  db: Database | Writing,
  siteId: string,
  filter: InterruptionFilter,
): Promise<InterruptionRow[]> {
  if (filter.lessonIds?.length === 0 || filter.ids?.length === 0) return [];
  let query = db
    .withTables<CompletionTables>()
    .selectFrom("completion.interruption")
    .selectAll()
    .where("site_id", "=", siteId);
  if (filter.lessonIds !== undefined) query = query.where("lesson_id", "in", [...filter.lessonIds]);
  if (filter.ids !== undefined) query = query.where("interruption_id", "in", [...filter.ids]);
  if (filter.span !== undefined)
    query = query
      .where("start_ms", ">=", filter.span.startMs)
      .where("start_ms", "<", filter.span.endMs);
  if (filter.standing === true) query = query.where("filled_at_ms", "is", null);
  return query.orderBy("start_ms").orderBy("interruption_id").limit(filter.most).execute();
}

export async function insertInterruption(tx: Writing, row: InterruptionRow): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .insertInto("completion.interruption")
    .values(row)
    .execute();
}

export async function updateInterruption(
  tx: Writing,
  interruptionId: string,
  change: Partial<
    Pick<
      InterruptionRow,
      "start_ms" | "end_ms" | "cause" | "asked_at_ms" | "filled_at_ms" | "told_level"
    >
  >,
): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .updateTable("completion.interruption")
    .set(change)
    .where("interruption_id", "=", interruptionId)
    .execute();
}

/** What was said of these lines, in its order. */
export async function selectNotes(
  db: Database | Writing,
  interruptionIds: readonly string[],
): Promise<NoteRow[]> {
  if (interruptionIds.length === 0) return [];
  return db
    .withTables<CompletionTables>()
    .selectFrom("completion.note")
    .select(noteColumns)
    .where("interruption_id", "in", [...interruptionIds])
    .orderBy(sql`nth`)
    .execute();
}

export async function insertNote(tx: Writing, row: NoteRow): Promise<void> {
  await tx.withTables<CompletionTables>().insertInto("completion.note").values(row).execute();
}

/** What was said of these lessons, in its order. */
export async function selectSaid(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<SaidRow[]> {
  if (lessonIds.length === 0) return [];
  return db
    .withTables<CompletionTables>()
    .selectFrom("completion.confirmation")
    .select(saidColumns)
    .where("lesson_id", "in", [...lessonIds])
    .orderBy(sql`nth`)
    .execute();
}

export async function insertSaid(tx: Writing, row: SaidRow): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .insertInto("completion.confirmation")
    .values({
      ...row,
      strokes: row.strokes === null ? null : jsonb<Strokes>(row.strokes),
    })
    .execute();
}

export async function reopenSaid(tx: Writing, confirmationId: string, atMs: number): Promise<void> {
  await tx
    .withTables<CompletionTables>()
    .updateTable("completion.confirmation")
    .set({ reopened_at_ms: atMs })
    .where("confirmation_id", "=", confirmationId)
    .execute();
}

/** What was written of a lesson's interruptions and under its card. */
export async function clearSaid(tx: Writing, lessonId: string): Promise<void> {
  const db = tx.withTables<CompletionTables>();
  await db
    .updateTable("completion.note")
    .set({ text: "" })
    .where("interruption_id", "in", (eb) =>
      eb
        .selectFrom("completion.interruption")
        .select("interruption_id")
        .where("lesson_id", "=", lessonId),
    )
    .execute();
  await db
    .updateTable("completion.confirmation")
    .set({ remark: "" })
    .where("lesson_id", "=", lessonId)
    .execute();
}
