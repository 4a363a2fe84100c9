import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { CopyFate, DestructionMedium, DestructionState } from "../../contract/destruction.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type { CaseRow, DestructionTables, ItemRow, SigningRow } from "./destruction-tables.ts";

/** A case with its list and its signatures, lapsed ones included. */
export interface Case {
  readonly row: CaseRow;
  readonly items: readonly ItemRow[];
  readonly signings: readonly SigningRow[];
}

const tables = (db: Database | Writing) => db.withTables<DestructionTables>();

/** The next running number of a year; whoever asks waits for who asked before. */
export async function nextNumber(tx: Writing, siteId: string, year: number): Promise<number> {
  const row = await tables(tx)
    .insertInto("destruction.serial")
    .values({ site_id: siteId, year, last: 1 })
    .onConflict((known) =>
      known
        .columns(["site_id", "year"])
        .doUpdateSet((eb) => ({ last: eb("destruction.serial.last", "+", 1) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertCase(tx: Writing, row: CaseRow): Promise<void> {
  await tables(tx).insertInto("destruction.case").values(row).execute();
}

/** Whether this call noted it: the medium is told once. */
export async function noteMedium(
  tx: Writing,
  caseId: string,
  medium: DestructionMedium,
): Promise<boolean> {
  const done = await tables(tx)
    .updateTable("destruction.case")
    .set({ medium: jsonb<DestructionMedium>(medium) })
    .where("case_id", "=", caseId)
    .where("medium", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function updateCase(
  tx: Writing,
  caseId: string,
  change: Partial<Omit<CaseRow, "case_id" | "site_id" | "year" | "number" | "medium">>,
): Promise<void> {
  await tables(tx)
    .updateTable("destruction.case")
    .set(change)
    .where("case_id", "=", caseId)
    .execute();
}

/** The case's row, held until the transaction ends: of many changes at once, one goes first. */
export async function lockCase(
  tx: Writing,
  siteId: string,
  caseId: string,
): Promise<Case | undefined> {
  const row = await tables(tx)
    .selectFrom("destruction.case")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : withParts(tx, row);
}

export async function selectCase(
  db: Database,
  siteId: string,
  caseId: string,
): Promise<Case | undefined> {
  const row = await tables(db)
    .selectFrom("destruction.case")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row === undefined ? undefined : withParts(db, row);
}

async function withParts(db: Database | Writing, row: CaseRow): Promise<Case> {
  const items = await tables(db)
    .selectFrom("destruction.item")
    .selectAll()
    .where("case_id", "=", row.case_id)
    .orderBy("position")
    .execute();
  const signings = await tables(db)
    .selectFrom("destruction.signing")
    .selectAll()
    .where("case_id", "=", row.case_id)
    .orderBy("signed_at_ms")
    .execute();
  return { row, items, signings };
}

/** Newest first, with what their lists came to. */
export function selectLines(db: Database, siteId: string, most: number) {
  return tables(db)
    .selectFrom("destruction.case as c")
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom("destruction.item as i")
        .select(sql<number>`count(*)::int`.as("n"))
        .whereRef("i.case_id", "=", "c.case_id")
        .as("items"),
      eb
        .selectFrom("destruction.item as i")
        .select(sql<number>`coalesce(sum(objects), 0)::int`.as("n"))
        .whereRef("i.case_id", "=", "c.case_id")
        .as("objects"),
      eb
        .selectFrom("destruction.item as i")
        .select(sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("n"))
        .whereRef("i.case_id", "=", "c.case_id")
        .as("size_bytes"),
    ])
    .where("site_id", "=", siteId)
    .orderBy("listed_at_ms", "desc")
    .limit(most)
    .execute();
}

export async function selectCaseIds(
  db: Database,
  siteId: string,
  states: readonly DestructionState[],
): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("destruction.case")
    .select("case_id")
    .where("site_id", "=", siteId)
    .where("state", "in", [...states])
    .orderBy("listed_at_ms")
    .execute();
  return rows.map((row) => row.case_id);
}

export async function insertItems(tx: Writing, rows: readonly ItemRow[]): Promise<void> {
  await tables(tx)
    .insertInto("destruction.item")
    .values(rows.map((row) => ({ ...row, copies: jsonb<CopyFate[]>([...row.copies]) })))
    .execute();
}

export async function clearItems(tx: Writing, caseId: string): Promise<void> {
  await tables(tx).deleteFrom("destruction.item").where("case_id", "=", caseId).execute();
}

export async function updateItem(
  tx: Writing,
  key: { readonly caseId: string; readonly itemId: string },
  change: Partial<
    Pick<ItemRow, "step" | "copies" | "personal_erased" | "objects" | "size_bytes" | "list_sha256">
  >,
): Promise<void> {
  const { copies, ...rest } = change;
  await tables(tx)
    .updateTable("destruction.item")
    .set({ ...rest, ...(copies === undefined ? {} : { copies: jsonb<CopyFate[]>([...copies]) }) })
    .where("case_id", "=", key.caseId)
    .where("item_id", "=", key.itemId)
    .execute();
}

export async function insertSigning(tx: Writing, row: SigningRow): Promise<void> {
  const strokes = jsonb<Strokes>(row.strokes);
  await tables(tx)
    .insertInto("destruction.signing")
    .values({ ...row, strokes })
    .execute();
}

/** Witnesses whose time is over: their signatures stay and count no more. */
export async function lapseWitnesses(
  tx: Writing,
  of: { readonly caseId: string; readonly turn: number; readonly atMs: number },
): Promise<void> {
  await tables(tx)
    .updateTable("destruction.signing")
    .set({ lapsed_at_ms: of.atMs })
    .where("case_id", "=", of.caseId)
    .where("turn", "=", of.turn)
    .where("act", "in", ["witness-1", "witness-2"])
    .where("lapsed_at_ms", "is", null)
    .execute();
}

/** Takes the personal texts about a destroyed home out of the ledger; its leaves stay as they are. */
export async function erasePersonal(tx: Writing, homeId: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`
    select ledger.erase_personal(${homeId}::uuid) as erased`.execute(tx);
  return rows[0]?.erased ?? 0;
}
