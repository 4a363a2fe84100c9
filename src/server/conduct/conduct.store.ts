import { type Generated, type Insertable, type RawBuilder, type Selectable, sql } from "kysely";
import type {
  MatterKind,
  Sanction,
  SuspicionReason,
  ViolationCode,
} from "../../contract/conduct.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

type SuspicionFacts = Readonly<Record<string, string | number>>;

/** The room's tables as Kysely sees them; `migrations/0350-conduct.sql` is their definition. */
type ConductTables = {
  "conduct.matter": {
    matter_id: string;
    site_id: string;
    kind: MatterKind;
    code: ViolationCode | null;
    lesson_id: string | null;
    camera_id: string | null;
    place: string;
    noticed_at_ms: number;
    reported_at_ms: number;
    reported_by: string;
    reported_name: string;
    late: boolean;
    said: string;
    person_id: string | null;
    person_name: string | null;
    responsible_id: string | null;
    responsible_name: string | null;
    sanctions: Sanction[];
    disposition: string | null;
    closed_by: string | null;
    closed_name: string | null;
    closed_at_ms: number | null;
  };
  "conduct.evidence": {
    evidence_id: string;
    site_id: string;
    matter_id: string;
    kind: "entry" | "recording" | "paper";
    of_id: string;
    start_ms: number | null;
    end_ms: number | null;
    label: string;
    added_at_ms: number;
    added_name: string;
    nth: Generated<number>;
  };
  "conduct.statement": {
    statement_id: string;
    site_id: string;
    matter_id: string;
    said_name: string;
    noted_name: string | null;
    said: string;
    at_ms: number;
    nth: Generated<number>;
  };
  "conduct.suspicion": {
    suspicion_id: string;
    site_id: string;
    code: ViolationCode;
    reason: SuspicionReason;
    fact_key: string;
    entry_id: string;
    at_ms: number;
    lesson_id: string | null;
    camera_id: string | null;
    account_id: string | null;
    facts: SuspicionFacts;
    matter_id: string | null;
    decided_by: string | null;
    decided_name: string | null;
    decided_at_ms: number | null;
    why: string | null;
  };
  "conduct.followed": { site_id: string; index: number };
};
export type MatterRow = ConductTables["conduct.matter"];
export type EvidenceRow = Selectable<ConductTables["conduct.evidence"]>;
export type StatementRow = Selectable<ConductTables["conduct.statement"]>;
export type SuspicionRow = ConductTables["conduct.suspicion"];

const textArray = (values: readonly string[]): RawBuilder<never> => sql`${[...values]}::text[]`;

export async function insertMatter(tx: Writing, row: MatterRow): Promise<void> {
  await tx
    .withTables<ConductTables>()
    .insertInto("conduct.matter")
    .values({ ...row, sanctions: textArray(row.sanctions) })
    .execute();
}

export interface ListedMatters {
  readonly siteId: string;
  readonly matterId?: string | undefined;
  readonly open?: boolean | undefined;
  readonly kind?: MatterKind | undefined;
  readonly code?: ViolationCode | undefined;
  /** Reported by, answered for by, or concerning this account. */
  readonly about?: string | undefined;
  readonly most: number;
}

/** Newest first. */
export function selectMatters(db: Database | Writing, of: ListedMatters): Promise<MatterRow[]> {
  let query = db
    .withTables<ConductTables>()
    .selectFrom("conduct.matter")
    .selectAll()
    .where("site_id", "=", of.siteId);
  const { matterId, kind, code, about } = of;
  if (matterId !== undefined) query = query.where("matter_id", "=", matterId);
  if (of.open === true) query = query.where("closed_at_ms", "is", null);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (code !== undefined) query = query.where("code", "=", code);
  if (about !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb("reported_by", "=", about),
        eb("person_id", "=", about),
        eb("responsible_id", "=", about),
      ]),
    );
  return query
    .orderBy("reported_at_ms", "desc")
    .orderBy("matter_id", "desc")
    .limit(of.most)
    .execute();
}

export function lockMatter(
  tx: Writing,
  siteId: string,
  matterId: string,
): Promise<MatterRow | undefined> {
  return tx
    .withTables<ConductTables>()
    .selectFrom("conduct.matter")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("matter_id", "=", matterId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updatePeople(
  tx: Writing,
  matterId: string,
  change: Pick<MatterRow, "person_id" | "person_name" | "responsible_id" | "responsible_name">,
): Promise<void> {
  await tx
    .withTables<ConductTables>()
    .updateTable("conduct.matter")
    .set(change)
    .where("matter_id", "=", matterId)
    .execute();
}

export async function updateClosed(
  tx: Writing,
  matterId: string,
  change: Pick<
    MatterRow,
    "sanctions" | "disposition" | "closed_by" | "closed_name" | "closed_at_ms"
  >,
): Promise<void> {
  await tx
    .withTables<ConductTables>()
    .updateTable("conduct.matter")
    .set({ ...change, sanctions: textArray(change.sanctions) })
    .where("matter_id", "=", matterId)
    .execute();
}

/** False where the very same evidence is linked already. */
export async function insertEvidence(
  tx: Writing,
  row: Insertable<ConductTables["conduct.evidence"]>,
): Promise<boolean> {
  const done = await tx
    .withTables<ConductTables>()
    .insertInto("conduct.evidence")
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function selectEvidence(
  db: Database | Writing,
  of: { readonly matterIds: readonly string[] } | { readonly paperId: string },
): Promise<EvidenceRow[]> {
  const query = db.withTables<ConductTables>().selectFrom("conduct.evidence").selectAll();
  const some =
    "paperId" in of
      ? query.where("kind", "=", "paper").where("of_id", "=", of.paperId)
      : query.where("matter_id", "in", withNobody(of.matterIds));
  return some.orderBy("nth").execute();
}

export async function insertStatement(
  tx: Writing,
  row: Insertable<ConductTables["conduct.statement"]>,
): Promise<void> {
  await tx.withTables<ConductTables>().insertInto("conduct.statement").values(row).execute();
}

export async function selectStatements(
  db: Database | Writing,
  matterIds: readonly string[],
): Promise<StatementRow[]> {
  return db
    .withTables<ConductTables>()
    .selectFrom("conduct.statement")
    .selectAll()
    .where("matter_id", "in", withNobody(matterIds))
    .orderBy("nth")
    .execute();
}

/** An empty list would be no SQL. */
const withNobody = (ids: readonly string[]): string[] =>
  ids.length === 0 ? ["00000000-0000-7000-8000-000000000000"] : [...ids];

/** False where this fact was suspected before. */
export async function insertSuspicion(tx: Writing, row: SuspicionRow): Promise<boolean> {
  const facts = jsonb<SuspicionFacts>(row.facts);
  const done = await tx
    .withTables<ConductTables>()
    .insertInto("conduct.suspicion")
    .values({ ...row, facts })
    .onConflict((known) => known.columns(["site_id", "code", "fact_key"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function isSuspected(
  db: Database,
  siteId: string,
  fact: { readonly code: ViolationCode; readonly factKey: string },
): Promise<boolean> {
  const row = await db
    .withTables<ConductTables>()
    .selectFrom("conduct.suspicion")
    .select("suspicion_id")
    .where("site_id", "=", siteId)
    .where("code", "=", fact.code)
    .where("fact_key", "=", fact.factKey)
    .executeTakeFirst();
  return row !== undefined;
}

export function selectSuspicions(
  db: Database,
  of: { readonly siteId: string; readonly open: boolean; readonly most: number },
): Promise<SuspicionRow[]> {
  let query = db
    .withTables<ConductTables>()
    .selectFrom("conduct.suspicion")
    .selectAll()
    .where("site_id", "=", of.siteId);
  if (of.open) query = query.where("decided_at_ms", "is", null);
  return query.orderBy("at_ms", "desc").orderBy("suspicion_id", "desc").limit(of.most).execute();
}

export function lockSuspicion(
  tx: Writing,
  siteId: string,
  suspicionId: string,
): Promise<SuspicionRow | undefined> {
  return tx
    .withTables<ConductTables>()
    .selectFrom("conduct.suspicion")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("suspicion_id", "=", suspicionId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateSuspicion(
  tx: Writing,
  suspicionId: string,
  change: Pick<SuspicionRow, "matter_id" | "decided_by" | "decided_name" | "decided_at_ms" | "why">,
): Promise<void> {
  await tx
    .withTables<ConductTables>()
    .updateTable("conduct.suspicion")
    .set(change)
    .where("suspicion_id", "=", suspicionId)
    .execute();
}

export async function readFollowed(db: Database, siteId: string): Promise<number> {
  const row = await db
    .withTables<ConductTables>()
    .selectFrom("conduct.followed")
    .select("index")
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row?.index ?? -1;
}

export async function saveFollowed(tx: Writing, siteId: string, index: number): Promise<void> {
  await tx
    .withTables<ConductTables>()
    .insertInto("conduct.followed")
    .values({ site_id: siteId, index })
    .onConflict((known) => known.column("site_id").doUpdateSet({ index }))
    .execute();
}
