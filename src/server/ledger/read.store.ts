import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { LedgerTables } from "./ledger.store.ts";

/** An entry as the rooms read it; `index` is null until it is numbered. */
export interface EntryRow {
  readonly id: string;
  readonly index: number | null;
  readonly kind: string;
  readonly atMs: number;
  readonly leaf: string;
}

export interface PersonalRow {
  readonly entry_id: string;
  readonly field: string;
  readonly salt: Uint8Array;
  readonly text: string;
}

export interface EntryFilter {
  readonly kinds?: readonly string[] | undefined;
  readonly subjectId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Entries inserted before the one with this index. */
  readonly beforeIndex?: number | undefined;
}

const entryColumns = ["e.id", "s.index", "e.kind", "e.at_ms as atMs", "e.leaf"] as const;

function entries(db: Database) {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry as e")
    .leftJoin("ledger.sequence as s", "s.entry_id", "e.id")
    .select(entryColumns);
}

/** Newest first. */
export function selectEntries(
  db: Database,
  filter: EntryFilter,
  most: number,
): Promise<EntryRow[]> {
  let query = entries(db).orderBy("e.position", "desc").limit(most);
  if (filter.kinds !== undefined) query = query.where("e.kind", "in", [...filter.kinds]);
  if (filter.subjectId !== undefined) query = query.where("e.subject_id", "=", filter.subjectId);
  if (filter.fromMs !== undefined) query = query.where("e.at_ms", ">=", filter.fromMs);
  if (filter.toMs !== undefined) query = query.where("e.at_ms", "<", filter.toMs);
  const { beforeIndex } = filter;
  if (beforeIndex !== undefined)
    query = query.where("e.position", "<", positionAt(db, beforeIndex));
  return query.execute();
}

function positionAt(db: Database, index: number) {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry as at")
    .innerJoin("ledger.sequence as given", "given.entry_id", "at.id")
    .select("at.position")
    .where("given.index", "=", index);
}

/** Numbered entries of some kinds after an index, in the order of the ledger. */
export function selectAfter(
  db: Database,
  after: { readonly kinds: readonly string[]; readonly index: number; readonly most: number },
) {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.sequence as s")
    .innerJoin("ledger.entry as e", "e.id", "s.entry_id")
    .select(["e.id", "s.index", "e.kind", "e.at_ms as atMs", "e.leaf"])
    .where("s.index", ">", after.index)
    .where("e.kind", "in", [...after.kinds])
    .orderBy("s.index")
    .limit(after.most)
    .execute();
}

export function selectEntry(db: Database, id: string): Promise<EntryRow | undefined> {
  return entries(db).where("e.id", "=", id).executeTakeFirst();
}

/** The newest entry of these kinds for each subject of a type, by subject id. */
export function selectNewest(
  db: Database,
  of: {
    readonly subjectType: string;
    readonly kinds: readonly string[];
    readonly afterSubjectId?: string | undefined;
    readonly most: number;
  },
): Promise<(EntryRow & { subjectId: string })[]> {
  let query = entries(db)
    .select("e.subject_id as subjectId")
    .distinctOn("e.subject_id")
    .where("e.subject_type", "=", of.subjectType)
    .where("e.kind", "in", [...of.kinds])
    .orderBy("e.subject_id")
    .orderBy("e.position", "desc")
    .limit(of.most);
  if (of.afterSubjectId !== undefined) query = query.where("e.subject_id", ">", of.afterSubjectId);
  return query.execute();
}

export async function selectPersonal(db: Database, ids: readonly string[]): Promise<PersonalRow[]> {
  if (ids.length === 0) return [];
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.personal")
    .selectAll()
    .where("entry_id", "in", [...ids])
    .execute();
}

/** Numbered entries from an index on with their personal fields, for export and check. */
export async function selectForExport(db: Database, fromIndex: number, most: number) {
  const rows = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.sequence as s")
    .leftJoin("ledger.entry as e", "e.id", "s.entry_id")
    .select(["s.index", "s.entry_id as id", "e.leaf"])
    .where("s.index", ">=", fromIndex)
    .orderBy("s.index")
    .limit(most)
    .execute();
  return rows;
}

/** Entries that are neither numbered nor waiting for a number, and so would never be. */
export async function selectForgotten(db: Database, most: number) {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry as e")
    .leftJoin("ledger.sequence as s", "s.entry_id", "e.id")
    .leftJoin("ledger.pending as p", "p.entry_id", "e.id")
    .select(["e.id", "e.kind"])
    .where("s.index", "is", null)
    .where("p.position", "is", null)
    .orderBy("e.position")
    .limit(most)
    .execute();
}

/** Entries whose columns do not say what their leaf says. */
export async function selectMislabelled(db: Database, most: number) {
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, kind from ledger.entry
    where leaf not like '%,"atMs":' || at_ms || ',"body":%'
      or leaf not like '%,"id":"' || id || '","kind":"' || kind || '","personal":%'
      or leaf not like '%,"siteId":"' || site_id || '","subject":{"id":"' || subject_id
        || '","type":"' || subject_type || '"},"version":1}'
    order by position limit ${most}`.execute(db);
  return rows;
}
