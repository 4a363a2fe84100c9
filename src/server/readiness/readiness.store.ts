import { type SqlBool, sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type {
  CardItem,
  CardLook,
  CardRemark,
  NotRecording,
  ProblemKind,
} from "../../contract/readiness.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0322-readiness.sql` is their definition. */
type ReadinessTables = {
  "readiness.look": {
    look_id: string;
    site_id: string;
    lesson_id: string;
    account_id: string;
    at_ms: number;
    items: CardItem[];
    pictures: CardLook["pictures"];
    sha256: string;
  };
  "readiness.signing": {
    lesson_id: string;
    site_id: string;
    look_id: string;
    account_id: string;
    name: string;
    signed_at_ms: number;
    late: boolean;
    remarks: CardRemark[];
    strokes: Strokes;
    signature_sha256: string;
  };
  "readiness.missed": { lesson_id: string; site_id: string; at_ms: number; incident_id: string };
  "readiness.exam": {
    lesson_id: string;
    site_id: string;
    opened_by: string;
    opened_by_name: string;
    opened_at_ms: number;
    cameras: number;
    missing: NotRecording[];
    override_id: string | null;
  };
  "readiness.override": {
    override_id: string;
    site_id: string;
    lesson_id: string;
    incident_id: string;
    asked_by: string;
    asked_by_name: string;
    asked_at_ms: number;
    reason: string;
    missing: NotRecording[];
  };
  "readiness.override_decision": {
    override_id: string;
    site_id: string;
    approved: boolean;
    reason: string;
    decided_by: string;
    decided_by_name: string;
    decided_at_ms: number;
    strokes: Strokes;
    signature_sha256: string;
  };
  "readiness.report": {
    report_id: string;
    site_id: string;
    lesson_id: string;
    kind: ProblemKind;
    text: string;
    by_account: string;
    by_name: string;
    at_ms: number;
    incident_id: string;
    detected_at_ms: number | null;
  };
};
export type LookRow = ReadinessTables["readiness.look"];
export type SigningRow = ReadinessTables["readiness.signing"];
export type ExamRow = ReadinessTables["readiness.exam"];
export type OverrideRow = ReadinessTables["readiness.override"];
export type OverrideDecisionRow = ReadinessTables["readiness.override_decision"];
export type ReportRow = ReadinessTables["readiness.report"];

export async function insertLook(tx: Writing, row: LookRow): Promise<void> {
  await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.look")
    .values({ ...row, items: jsonb(row.items), pictures: jsonb(row.pictures) })
    .execute();
}

export function selectLook(
  db: Database | Writing,
  siteId: string,
  lookId: string,
): Promise<LookRow | undefined> {
  return db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.look")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("look_id", "=", lookId)
    .executeTakeFirst();
}

/** False where the card was signed already: by a colleague, or on another device. */
export async function insertSigning(tx: Writing, row: SigningRow): Promise<boolean> {
  const done = await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.signing")
    .values({ ...row, remarks: jsonb(row.remarks), strokes: jsonb(row.strokes) })
    .onConflict((known) => known.column("lesson_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function selectSignings(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<Map<string, SigningRow>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.signing")
    .selectAll()
    .where(sql<SqlBool>`lesson_id = any(${lessonIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.lesson_id, row]));
}

/** False where it was told already. */
export async function insertMissed(
  tx: Writing,
  row: ReadinessTables["readiness.missed"],
): Promise<boolean> {
  const done = await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.missed")
    .values(row)
    .onConflict((known) => known.column("lesson_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function selectMissed(
  db: Database,
  lessonIds: readonly string[],
): Promise<Set<string>> {
  if (lessonIds.length === 0) return new Set();
  const rows = await db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.missed")
    .select("lesson_id")
    .where(sql<SqlBool>`lesson_id = any(${lessonIds}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.lesson_id));
}

/** False where the exam was opened already. */
export async function insertExam(tx: Writing, row: ExamRow): Promise<boolean> {
  const done = await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.exam")
    .values({ ...row, missing: jsonb(row.missing) })
    .onConflict((known) => known.column("lesson_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function selectExams(
  db: Database | Writing,
  lessonIds: readonly string[],
): Promise<Map<string, ExamRow>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.exam")
    .selectAll()
    .where(sql<SqlBool>`lesson_id = any(${lessonIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.lesson_id, row]));
}

export async function insertOverride(tx: Writing, row: OverrideRow): Promise<void> {
  await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.override")
    .values({ ...row, missing: jsonb(row.missing) })
    .execute();
}

/** One asking, held against a second decision. */
export function lockOverride(
  tx: Writing,
  siteId: string,
  overrideId: string,
): Promise<OverrideRow | undefined> {
  return tx
    .withTables<ReadinessTables>()
    .selectFrom("readiness.override")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("override_id", "=", overrideId)
    .executeTakeFirst();
}

/** False where it was decided already. */
export async function insertOverrideDecision(
  tx: Writing,
  row: OverrideDecisionRow,
): Promise<boolean> {
  const done = await tx
    .withTables<ReadinessTables>()
    .insertInto("readiness.override_decision")
    .values({ ...row, strokes: jsonb(row.strokes) })
    .onConflict((known) => known.column("override_id").doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export interface OverrideAndDecision {
  readonly row: OverrideRow;
  readonly decision: OverrideDecisionRow | undefined;
}

/** Newest first. */
export async function selectOverrides(
  db: Database | Writing,
  filter: {
    readonly siteId: string;
    readonly lessonId?: string;
    readonly undecided?: boolean;
    readonly most: number;
  },
): Promise<OverrideAndDecision[]> {
  let query = db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.override")
    .selectAll()
    .where("site_id", "=", filter.siteId);
  if (filter.lessonId !== undefined) query = query.where("lesson_id", "=", filter.lessonId);
  if (filter.undecided === true)
    query = query.where(
      sql<SqlBool>`not exists (select 1 from readiness.override_decision d
        where d.override_id = readiness.override.override_id)`,
    );
  const rows = await query.orderBy("asked_at_ms", "desc").limit(filter.most).execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.override_id);
  const decisions = await db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.override_decision")
    .selectAll()
    .where(sql<SqlBool>`override_id = any(${ids}::uuid[])`)
    .execute();
  const decided = new Map(decisions.map((decision) => [decision.override_id, decision]));
  return rows.map((row) => ({ row, decision: decided.get(row.override_id) }));
}

export async function insertReport(tx: Writing, row: ReportRow): Promise<void> {
  await tx.withTables<ReadinessTables>().insertInto("readiness.report").values(row).execute();
}

/** Newest first. */
export function selectReports(
  db: Database,
  filter: { readonly siteId: string; readonly lessonId: string; readonly most: number },
): Promise<ReportRow[]> {
  return db
    .withTables<ReadinessTables>()
    .selectFrom("readiness.report")
    .selectAll()
    .where("site_id", "=", filter.siteId)
    .where("lesson_id", "=", filter.lessonId)
    .orderBy("at_ms", "desc")
    .limit(filter.most)
    .execute();
}
