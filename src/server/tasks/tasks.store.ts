import { type SqlBool, sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { Role } from "../../contract/roles.ts";
import type {
  PeriodKind,
  TaskFactValues,
  TaskFilled,
  TaskKind,
  TaskResult,
} from "../../contract/tasks.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0240-tasks.sql` is their definition. */
type TasksTables = {
  "tasks.task": {
    task_id: string;
    site_id: string;
    kind: TaskKind;
    every: PeriodKind;
    role: Role;
    rule: string;
    period: string;
    about: string;
    from_ms: number;
    due_ms: number;
    opened_at_ms: number;
    reminded_at_ms: number | null;
    missed_at_ms: number | null;
    /** One person who was asked, about which thing, and when it was there. */
    account_id: string | null;
    subject_id: string | null;
    settled_at_ms: number | null;
  };
  "tasks.signing": {
    task_id: string;
    site_id: string;
    account_id: string;
    name: string;
    signed_at_ms: number;
    late: boolean;
    result: TaskResult;
    remark: string;
    facts: TaskFactValues;
    filled: TaskFilled;
    strokes: Strokes;
    signature_sha256: string;
  };
};
export type TaskRow = TasksTables["tasks.task"];
export type SigningRow = TasksTables["tasks.signing"];
export interface TaskAndSigning {
  readonly row: TaskRow;
  readonly signing: SigningRow | undefined;
}

/** How far each duty has been opened: the newest period of each. */
export async function selectOpened(db: Database, siteId: string): Promise<Map<TaskKind, number>> {
  const rows = await db
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .select((eb) => ["kind", eb.fn.max("from_ms").as("from_ms")])
    .where("site_id", "=", siteId)
    .groupBy("kind")
    .execute();
  return new Map(rows.map((row) => [row.kind, row.from_ms]));
}

/** Opens what is not there yet; gives how many were new. */
export async function insertTasks(tx: Writing, rows: readonly TaskRow[]): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < rows.length; from += 1_000) {
    const result = await tx
      .withTables<TasksTables>()
      .insertInto("tasks.task")
      .values(rows.slice(from, from + 1_000))
      .onConflict((known) => known.columns(["site_id", "kind", "period"]).doNothing())
      .executeTakeFirst();
    inserted += Number(result.numInsertedOrUpdatedRows ?? 0n);
  }
  return inserted;
}

/** Unsigned tasks, oldest first. */
export function selectUnsigned(db: Database, siteId: string): Promise<TaskRow[]> {
  return db
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", siteId)
    .where(unsigned)
    .orderBy("from_ms")
    .orderBy("kind")
    .execute();
}

const unsigned = sql<SqlBool>`(settled_at_ms is null and not exists
  (select 1 from tasks.signing s where s.task_id = tasks.task.task_id))`;

/** Marks tasks reminded or missed; gives those that were not yet, and that nobody signed meanwhile. */
export async function markTasks(
  tx: Writing,
  taskIds: readonly string[],
  mark: { readonly what: "reminded_at_ms" | "missed_at_ms"; readonly atMs: number },
): Promise<Set<string>> {
  const rows = await tx
    .withTables<TasksTables>()
    .updateTable("tasks.task")
    .set({ [mark.what]: mark.atMs })
    .where("task_id", "in", taskIds)
    .where(mark.what, "is", null)
    .where(unsigned)
    .returning("task_id")
    .execute();
  return new Set(rows.map((row) => row.task_id));
}

/** One task, held against a second signing. */
export async function lockTask(
  tx: Writing,
  siteId: string,
  taskId: string,
): Promise<TaskAndSigning | undefined> {
  const row = await tx
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("task_id", "=", taskId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : (await withSignings(tx, [row]))[0];
}

export async function insertSigning(tx: Writing, row: SigningRow): Promise<void> {
  await tx
    .withTables<TasksTables>()
    .insertInto("tasks.signing")
    .values({
      ...row,
      facts: jsonb(row.facts),
      filled: jsonb(row.filled),
      strokes: jsonb(row.strokes),
    })
    .execute();
}

/** Tasks whose period touches a span, and every unsigned one before it; by period. */
export async function selectTasks(
  db: Database,
  which: {
    readonly siteId: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly most: number;
  },
): Promise<TaskAndSigning[]> {
  const rows = await db
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", which.siteId)
    .where("from_ms", "<", which.toMs)
    .where((eb) => eb.or([eb("due_ms", ">", which.fromMs), unsigned]))
    .orderBy("from_ms")
    .orderBy("kind")
    .limit(which.most)
    .execute();
  return withSignings(db, rows);
}

export async function selectTask(
  db: Database,
  siteId: string,
  taskId: string,
): Promise<TaskAndSigning | undefined> {
  const row = await db
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("task_id", "=", taskId)
    .executeTakeFirst();
  return row === undefined ? undefined : (await withSignings(db, [row]))[0];
}

/** The duty of a kind in one period. */
export async function findTask(
  db: Database,
  siteId: string,
  of: { readonly kind: TaskKind; readonly period: string },
): Promise<TaskAndSigning | undefined> {
  const row = await db
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("kind", "=", of.kind)
    .where("period", "=", of.period)
    .executeTakeFirst();
  return row === undefined ? undefined : (await withSignings(db, [row]))[0];
}

async function withSignings(
  db: Database | Writing,
  rows: readonly TaskRow[],
): Promise<TaskAndSigning[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.task_id);
  const signings = await db
    .withTables<TasksTables>()
    .selectFrom("tasks.signing")
    .selectAll()
    .where(sql<SqlBool>`task_id = any(${ids}::uuid[])`)
    .execute();
  const byTask = new Map(signings.map((signing) => [signing.task_id, signing]));
  return rows.map((row) => ({ row, signing: byTask.get(row.task_id) }));
}

/** What was asked of somebody about a thing and is not there yet, held until the transaction ends. */
export function lockAsked(
  tx: Writing,
  of: { readonly siteId: string; readonly kind: TaskKind; readonly subjectId: string },
): Promise<TaskRow | undefined> {
  return tx
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("kind", "=", of.kind)
    .where("subject_id", "=", of.subjectId)
    .where("settled_at_ms", "is", null)
    .forUpdate()
    .executeTakeFirst();
}

/** How many of a kind were given on a day; whoever counts is alone until the transaction ends. */
export async function countAsked(
  tx: Writing,
  of: { readonly siteId: string; readonly kind: TaskKind; readonly day: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tasks.${of.kind}`}, 0))`.execute(tx);
  const row = await tx
    .withTables<TasksTables>()
    .selectFrom("tasks.task")
    .select((eb) => eb.fn.countAll().as("given"))
    .where("site_id", "=", of.siteId)
    .where("kind", "=", of.kind)
    .where("period", "like", `${of.day}#%`)
    .executeTakeFirstOrThrow();
  return Number(row.given);
}

export async function settleRow(tx: Writing, taskId: string, atMs: number): Promise<void> {
  await tx
    .withTables<TasksTables>()
    .updateTable("tasks.task")
    .set({ settled_at_ms: atMs })
    .where("task_id", "=", taskId)
    .execute();
}
