import { sql } from "kysely";
import type { FormName, SheetState } from "../../contract/forms.ts";
import type { Database, Writing } from "../../platform/database.ts";

export type RegistersTables = {
  "registers.counter": { site_id: string; form: FormName; year: number; last: number };
  "registers.sheet": {
    sheet_id: string;
    site_id: string;
    form: FormName;
    serial: string;
    from_ms: number;
    to_ms: number;
    lines: number;
    first_row: string;
    last_row: string;
    request_id: string | null;
    pages: number;
    rows_sha256: string;
    file_sha256: string;
    ledger_size: number;
    printed_at_ms: number;
    account_id: string;
    printed_by: string;
  };
  "registers.pairing": {
    pairing_id: string;
    site_id: string;
    sheet_id: string;
    state: SheetState;
    paper_id: string | null;
    at_ms: number;
    account_id: string;
    said_by: string;
  };
  "registers.stray": {
    site_id: string;
    serial: string;
    noted_at_ms: number;
    account_id: string;
    noted_by: string;
  };
};
export type NewSheet = RegistersTables["registers.sheet"];
export type NewPairing = RegistersTables["registers.pairing"];
export type StrayRow = RegistersTables["registers.stray"];

export interface SheetRow extends NewSheet {
  readonly state: SheetState;
  readonly paper_id: string | null;
  readonly state_at_ms: number | null;
  readonly said_by: string | null;
}

/** The next number of a form in a year; whoever draws holds it until the transaction ends. */
export async function drawNumber(
  tx: Writing,
  of: { readonly siteId: string; readonly form: FormName; readonly year: number },
): Promise<number> {
  const row = await tx
    .withTables<RegistersTables>()
    .insertInto("registers.counter")
    .values({ site_id: of.siteId, form: of.form, year: of.year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "form", "year"])
        .doUpdateSet({ last: sql<number>`registers.counter.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertSheet(tx: Writing, row: NewSheet): Promise<void> {
  await tx.withTables<RegistersTables>().insertInto("registers.sheet").values(row).execute();
}

export async function insertPairing(tx: Writing, row: NewPairing): Promise<void> {
  await tx.withTables<RegistersTables>().insertInto("registers.pairing").values(row).execute();
}

/** False when it is known already. */
export async function insertStray(tx: Writing, row: StrayRow): Promise<boolean> {
  const result = await tx
    .withTables<RegistersTables>()
    .insertInto("registers.stray")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

function sheets(db: Database | Writing, siteId: string) {
  return db
    .withTables<RegistersTables>()
    .selectFrom("registers.sheet as s")
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom("registers.pairing as p")
          .select(["p.state", "p.paper_id", "p.at_ms", "p.said_by"])
          .whereRef("p.sheet_id", "=", "s.sheet_id")
          .orderBy("p.at_ms", "desc")
          .orderBy("p.pairing_id", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .where("s.site_id", "=", siteId)
    .selectAll("s")
    .select([
      sql<SheetState>`coalesce(newest.state, 'printed')`.as("state"),
      "newest.paper_id",
      "newest.at_ms as state_at_ms",
      "newest.said_by",
    ]);
}

export function selectSheet(
  db: Database | Writing,
  siteId: string,
  sheetId: string,
): Promise<SheetRow | undefined> {
  return sheets(db, siteId).where("s.sheet_id", "=", sheetId).executeTakeFirst();
}

export function selectSheets(
  db: Database,
  siteId: string,
  page: {
    readonly form?: FormName;
    readonly fromMs?: number;
    readonly beforeMs?: number | undefined;
    readonly most: number;
  },
): Promise<SheetRow[]> {
  let query = sheets(db, siteId);
  if (page.form !== undefined) query = query.where("s.form", "=", page.form);
  if (page.fromMs !== undefined) query = query.where("s.printed_at_ms", ">=", page.fromMs);
  if (page.beforeMs !== undefined) query = query.where("s.printed_at_ms", "<", page.beforeMs);
  return query
    .orderBy("s.printed_at_ms", "desc")
    .orderBy("s.serial", "desc")
    .limit(page.most)
    .execute();
}

/** Sheets of each form, and how many wait for their paper. */
export async function countSheets(
  db: Database,
  siteId: string,
): Promise<Map<FormName, { sheets: number; waiting: number }>> {
  const rows = await db
    .selectFrom(sheets(db, siteId).as("one"))
    .groupBy("one.form")
    .select([
      "one.form",
      sql<string>`count(*)`.as("sheets"),
      sql<string>`count(*) filter (where one.state in ('printed', 'missing'))`.as("waiting"),
    ])
    .execute();
  return new Map(
    rows.map((row) => [row.form, { sheets: Number(row.sheets), waiting: Number(row.waiting) }]),
  );
}

export async function serialExists(db: Database, siteId: string, serial: string): Promise<boolean> {
  const row = await db
    .withTables<RegistersTables>()
    .selectFrom("registers.sheet")
    .select("sheet_id")
    .where("site_id", "=", siteId)
    .where("serial", "=", serial)
    .executeTakeFirst();
  return row !== undefined;
}

export function selectStrays(
  db: Database,
  siteId: string,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<StrayRow[]> {
  return db
    .withTables<RegistersTables>()
    .selectFrom("registers.stray")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("noted_at_ms", ">=", span.fromMs)
    .where("noted_at_ms", "<", span.toMs)
    .orderBy("noted_at_ms")
    .execute();
}

/** Whether a scan is a sheet's: then who reads registers may read it. */
export async function isScanOfSheet(
  db: Database,
  siteId: string,
  paperId: string,
): Promise<boolean> {
  const row = await db
    .withTables<RegistersTables>()
    .selectFrom("registers.pairing")
    .select("pairing_id")
    .where("site_id", "=", siteId)
    .where("paper_id", "=", paperId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
