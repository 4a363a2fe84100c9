import { sql } from "kysely";
import type { Operation, RequestState } from "../../contract/approval.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type {
  ApprovalTables,
  LessonRow,
  RequestRow,
  SigningRow,
  StepRow,
} from "./approval-tables.ts";

type PaperRow = ApprovalTables["approval.request_paper"];
type TakenRow = ApprovalTables["approval.taken"];

/** A request with everything that belongs to it. */
export interface Case {
  readonly row: RequestRow;
  readonly lessons: readonly LessonRow[];
  readonly steps: readonly StepRow[];
  readonly signings: readonly SigningRow[];
  readonly papers: readonly PaperRow[];
  readonly taken: TakenRow | undefined;
}

export interface CaseFilter {
  readonly ids?: readonly string[];
  readonly states?: readonly RequestState[];
  readonly operations?: readonly Operation[];
  readonly filedBy?: string;
  readonly signedBy?: string;
  readonly lessonId?: string;
  readonly paperId?: string;
  readonly fromMs?: number;
  readonly beforeMs?: number;
  readonly most: number;
}

/** Cases, the newest first. */
export async function selectCases(
  db: Database | Writing,
  siteId: string,
  filter: CaseFilter,
): Promise<Case[]> {
  if (filter.ids?.length === 0) return [];
  const rows = await filtered(db, siteId, filter)
    .orderBy("filed_at_ms", "desc")
    .orderBy("year", "desc")
    .orderBy("number", "desc")
    .limit(filter.most)
    .execute();
  return whole(db, rows);
}

function filtered(db: Database | Writing, siteId: string, filter: CaseFilter) {
  const { ids, states, operations, filedBy, signedBy, lessonId, paperId } = filter;
  let query = db
    .withTables<ApprovalTables>()
    .selectFrom("approval.request")
    .selectAll()
    .where("site_id", "=", siteId);
  if (ids !== undefined) query = query.where("request_id", "in", [...ids]);
  if (states !== undefined) query = query.where("state", "in", [...states]);
  if (operations !== undefined) query = query.where("operation", "in", [...operations]);
  if (filedBy !== undefined) query = query.where("filed_by", "=", filedBy);
  if (filter.fromMs !== undefined) query = query.where("filed_at_ms", ">=", filter.fromMs);
  if (filter.beforeMs !== undefined) query = query.where("filed_at_ms", "<", filter.beforeMs);
  if (signedBy !== undefined)
    query = query.where("request_id", "in", (eb) =>
      eb
        .selectFrom("approval.signing")
        .select("approval.signing.request_id")
        .where("account_id", "=", signedBy),
    );
  if (lessonId !== undefined)
    query = query.where("request_id", "in", (eb) =>
      eb
        .selectFrom("approval.request_lesson")
        .select("approval.request_lesson.request_id")
        .where("lesson_id", "=", lessonId),
    );
  if (paperId !== undefined)
    query = query.where("request_id", "in", (eb) =>
      eb
        .selectFrom("approval.request_paper")
        .select("approval.request_paper.request_id")
        .where("paper_id", "=", paperId),
    );
  return query;
}

async function whole(db: Database | Writing, rows: readonly RequestRow[]): Promise<Case[]> {
  const ids = rows.map((row) => row.request_id);
  if (ids.length === 0) return [];
  const tables = db.withTables<ApprovalTables>();
  const lessons = await tables
    .selectFrom("approval.request_lesson")
    .selectAll()
    .where("request_id", "in", ids)
    .orderBy("position")
    .execute();
  const steps = await tables
    .selectFrom("approval.step")
    .selectAll()
    .where("request_id", "in", ids)
    .orderBy("number")
    .execute();
  const signings = await tables
    .selectFrom("approval.signing")
    .selectAll()
    .where("request_id", "in", ids)
    .orderBy("signed_at_ms")
    .execute();
  const papers = await tables
    .selectFrom("approval.request_paper")
    .selectAll()
    .where("request_id", "in", ids)
    .orderBy("added_at_ms")
    .orderBy("paper_id")
    .execute();
  const taken = await tables
    .selectFrom("approval.taken")
    .selectAll()
    .where("request_id", "in", ids)
    .execute();
  const of = { lessons: by(lessons), steps: by(steps), signings: by(signings), papers: by(papers) };
  const takenOf = new Map(taken.map((row) => [row.request_id, row]));
  return rows.map((row) => ({
    row,
    lessons: of.lessons.get(row.request_id) ?? [],
    steps: of.steps.get(row.request_id) ?? [],
    signings: of.signings.get(row.request_id) ?? [],
    papers: of.papers.get(row.request_id) ?? [],
    taken: takenOf.get(row.request_id),
  }));
}

function by<R extends { request_id: string }>(rows: readonly R[]): Map<string, R[]> {
  return Map.groupBy(rows, (row) => row.request_id);
}

/** The case, locked until the transaction ends: of a hundred decisions one is first. */
export async function lockCase(
  tx: Writing,
  siteId: string,
  requestId: string,
): Promise<Case | undefined> {
  await tx
    .withTables<ApprovalTables>()
    .selectFrom("approval.request")
    .select("request_id")
    .where("request_id", "=", requestId)
    .forUpdate()
    .execute();
  const [one] = await selectCases(tx, siteId, { ids: [requestId], most: 1 });
  return one;
}

/** The next number of this year; its row stays locked until the request is in or gone. */
export async function nextNumber(tx: Writing, siteId: string, year: number): Promise<number> {
  const row = await tx
    .withTables<ApprovalTables>()
    .insertInto("approval.serial")
    .values({ site_id: siteId, year, last: 1 })
    .onConflict((known) =>
      known.columns(["site_id", "year"]).doUpdateSet({ last: sql<number>`serial.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertCase(
  tx: Writing,
  made: Pick<Case, "row" | "lessons" | "steps" | "papers">,
): Promise<void> {
  const tables = tx.withTables<ApprovalTables>();
  await tables.insertInto("approval.request").values(made.row).execute();
  if (made.lessons.length > 0)
    await tables
      .insertInto("approval.request_lesson")
      .values([...made.lessons])
      .execute();
  await tables
    .insertInto("approval.step")
    .values([...made.steps])
    .execute();
  if (made.papers.length > 0)
    await tables
      .insertInto("approval.request_paper")
      .values([...made.papers])
      .execute();
}

export async function updateCase(
  tx: Writing,
  requestId: string,
  change: Partial<
    Pick<
      RequestRow,
      | "state"
      | "papers_due_ms"
      | "granted_at_ms"
      | "used_at_ms"
      | "receiver"
      | "medium"
      | "returned_how"
      | "ended_at_ms"
    >
  >,
): Promise<void> {
  await tx
    .withTables<ApprovalTables>()
    .updateTable("approval.request")
    .set(change)
    .where("request_id", "=", requestId)
    .execute();
}

export async function updateStep(
  tx: Writing,
  at: Pick<StepRow, "request_id" | "number">,
  change: Omit<StepRow, "request_id" | "number" | "site_id" | "post" | "rule">,
): Promise<void> {
  await tx
    .withTables<ApprovalTables>()
    .updateTable("approval.step")
    .set(change)
    .where("request_id", "=", at.request_id)
    .where("number", "=", at.number)
    .execute();
}

export async function insertSigning(tx: Writing, row: SigningRow): Promise<void> {
  const strokes = jsonb<SigningRow["strokes"]>(row.strokes);
  await tx
    .withTables<ApprovalTables>()
    .insertInto("approval.signing")
    .values({ ...row, strokes })
    .execute();
}

export async function insertPaper(tx: Writing, row: PaperRow): Promise<void> {
  await tx.withTables<ApprovalTables>().insertInto("approval.request_paper").values(row).execute();
}

export async function insertTaken(tx: Writing, row: TakenRow): Promise<void> {
  await tx.withTables<ApprovalTables>().insertInto("approval.taken").values(row).execute();
}
