import { sql } from "kysely";
import type { RunAct } from "../../contract/osce.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0391-exams.sql` is their definition. */
type ExamsTables = {
  "exams.exam": {
    exam_id: string;
    site_id: string;
    version: number;
    state: "draft" | "published" | "withdrawn";
    title: string;
    course: string;
    start_ms: number;
    end_ms: number;
    plan: unknown;
    candidates: number;
    created_by: string;
    created_at_ms: number;
    published_at_ms: number | null;
    released_at_ms: number | null;
  };
  "exams.candidate": {
    exam_id: string;
    candidate_id: string;
    site_id: string;
    position: number;
    name: string;
    number: string;
    account_id: string | null;
  };
  "exams.part": {
    exam_id: string;
    site_id: string;
    venue_id: string | null;
    account_id: string | null;
  };
  "exams.room": {
    exam_id: string;
    block: number;
    venue_id: string;
    site_id: string;
    lesson_id: string;
    forgotten_at_ms: number | null;
  };
  "exams.place": {
    assignment_id: string;
    exam_id: string;
    site_id: string;
    lesson_id: string;
    block: number;
    circuit: number;
    station: string;
  };
  "exams.run_act": {
    act_id: string;
    exam_id: string;
    site_id: string;
    serial: number;
    kind: RunAct["kind"];
    at_ms: number;
    account_id: string;
    candidate_id: string | null;
    circuit: number | null;
    station: string | null;
    reason: string;
  };
};
export type ExamRow = ExamsTables["exams.exam"];
export type CandidateRow = ExamsTables["exams.candidate"];
export type PartRow = ExamsTables["exams.part"];
export type RoomRow = ExamsTables["exams.room"];
export type PlaceRow = ExamsTables["exams.place"];
export type ActRow = ExamsTables["exams.run_act"];

/** Newest first; under a tier only those the person may know. */
export function selectExams(
  db: Database | Writing,
  siteId: string,
  filter: { readonly examId?: string; readonly most: number },
): Promise<ExamRow[]> {
  let query = db
    .withTables<ExamsTables>()
    .selectFrom("exams.exam")
    .selectAll()
    .where("site_id", "=", siteId);
  if (filter.examId !== undefined) query = query.where("exam_id", "=", filter.examId);
  return query.orderBy("start_ms", "desc").orderBy("exam_id").limit(filter.most).execute();
}

/** Published exams that begin within a span. */
export function selectHeldAround(
  db: Database,
  siteId: string,
  span: { readonly startMs: number; readonly endMs: number },
): Promise<ExamRow[]> {
  return db
    .withTables<ExamsTables>()
    .selectFrom("exams.exam")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("state", "=", "published")
    .where("start_ms", ">=", span.startMs)
    .where("start_ms", "<", span.endMs)
    .orderBy("start_ms")
    .execute();
}

/** The exam, held until the transaction ends. */
export function lockExam(
  tx: Writing,
  siteId: string,
  examId: string,
): Promise<ExamRow | undefined> {
  return tx
    .withTables<ExamsTables>()
    .selectFrom("exams.exam")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("exam_id", "=", examId)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertExam(tx: Writing, row: ExamRow): Promise<void> {
  await tx
    .withTables<ExamsTables>()
    .insertInto("exams.exam")
    .values({ ...row, plan: jsonb(row.plan) })
    .execute();
}

export async function updateExam(
  tx: Writing,
  examId: string,
  change: Partial<Omit<ExamRow, "exam_id" | "site_id" | "created_by" | "created_at_ms">>,
): Promise<void> {
  const { plan, ...rest } = change;
  await tx
    .withTables<ExamsTables>()
    .updateTable("exams.exam")
    .set(plan === undefined ? rest : { ...rest, plan: jsonb(plan) })
    .where("exam_id", "=", examId)
    .execute();
}

/** Everybody and every room of a draft, typed anew. */
export async function replacePeople(
  tx: Writing,
  examId: string,
  of: { readonly candidates: readonly CandidateRow[]; readonly parts: readonly PartRow[] },
): Promise<void> {
  const exams = tx.withTables<ExamsTables>();
  await exams.deleteFrom("exams.candidate").where("exam_id", "=", examId).execute();
  await exams.deleteFrom("exams.part").where("exam_id", "=", examId).execute();
  if (of.candidates.length > 0)
    await exams
      .insertInto("exams.candidate")
      .values([...of.candidates])
      .execute();
  if (of.parts.length > 0)
    await exams
      .insertInto("exams.part")
      .values([...of.parts])
      .execute();
}

export async function selectCandidates(
  db: Database | Writing,
  examId: string,
): Promise<CandidateRow[]> {
  return db
    .withTables<ExamsTables>()
    .selectFrom("exams.candidate")
    .selectAll()
    .where("exam_id", "=", examId)
    .orderBy("position")
    .execute();
}

/** False where one of the two has found the other, or somebody else, already. */
export async function updateClaim(
  tx: Writing,
  of: { readonly examId: string; readonly candidateId: string; readonly accountId: string },
): Promise<boolean> {
  const done = await tx
    .withTables<ExamsTables>()
    .updateTable("exams.candidate")
    .set({ account_id: of.accountId })
    .where("exam_id", "=", of.examId)
    .where("candidate_id", "=", of.candidateId)
    .where("account_id", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function insertPublished(
  tx: Writing,
  of: { readonly rooms: readonly RoomRow[]; readonly places: readonly PlaceRow[] },
): Promise<void> {
  const exams = tx.withTables<ExamsTables>();
  await exams
    .insertInto("exams.room")
    .values([...of.rooms])
    .execute();
  await exams
    .insertInto("exams.place")
    .values([...of.places])
    .execute();
}

export function selectRooms(db: Database | Writing, examId: string): Promise<RoomRow[]> {
  return db
    .withTables<ExamsTables>()
    .selectFrom("exams.room")
    .selectAll()
    .where("exam_id", "=", examId)
    .orderBy("block")
    .orderBy("venue_id")
    .execute();
}

export function selectPlaces(db: Database | Writing, examId: string): Promise<PlaceRow[]> {
  return db
    .withTables<ExamsTables>()
    .selectFrom("exams.place")
    .selectAll()
    .where("exam_id", "=", examId)
    .orderBy("block")
    .orderBy("circuit")
    .orderBy("station")
    .execute();
}

export function selectActs(db: Database | Writing, examId: string): Promise<ActRow[]> {
  return db
    .withTables<ExamsTables>()
    .selectFrom("exams.run_act")
    .selectAll()
    .where("exam_id", "=", examId)
    .orderBy("serial")
    .execute();
}

/** The exam a room's lesson belongs to, held until the transaction ends. */
export async function examOfRoom(tx: Writing, lessonId: string): Promise<string | undefined> {
  const row = await tx
    .withTables<ExamsTables>()
    .selectFrom("exams.room as r")
    .innerJoin("exams.exam as e", "e.exam_id", "r.exam_id")
    .select("e.exam_id")
    .where("r.lesson_id", "=", lessonId)
    .forUpdate("e")
    .executeTakeFirst();
  return row?.exam_id;
}

export async function updateForgotten(
  tx: Writing,
  of: { readonly lessonId: string; readonly atMs: number },
): Promise<void> {
  await tx
    .withTables<ExamsTables>()
    .updateTable("exams.room")
    .set({ forgotten_at_ms: of.atMs })
    .where("lesson_id", "=", of.lessonId)
    .where("forgotten_at_ms", "is", null)
    .execute();
}

/** Each becomes the number of the own place in the list. */
export async function clearCandidates(tx: Writing, examId: string): Promise<void> {
  await tx
    .withTables<ExamsTables>()
    .updateTable("exams.candidate")
    .set({ name: sql`(position + 1)::text`, number: "" })
    .where("exam_id", "=", examId)
    .execute();
}

export async function clearReasons(tx: Writing, examId: string): Promise<void> {
  await tx
    .withTables<ExamsTables>()
    .updateTable("exams.run_act")
    .set({ reason: "" })
    .where("exam_id", "=", examId)
    .execute();
}

/** What entries of the exam say of people; the database allows it for one whose rooms were all destroyed. */
export async function erasePersonal(tx: Writing, examId: string): Promise<void> {
  await sql`select exams.erase_personal(${examId}::uuid)`.execute(tx);
}

export async function insertAct(tx: Writing, row: ActRow): Promise<void> {
  await tx.withTables<ExamsTables>().insertInto("exams.run_act").values(row).execute();
}
