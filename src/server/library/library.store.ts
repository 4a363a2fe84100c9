import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { LibraryFile, LibraryState } from "../../contract/library.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

export type LibraryTables = {
  "library.item": {
    item_id: string;
    site_id: string;
    export_id: string;
    request_id: string;
    serial: string;
    title: string;
    about: string;
    masked: boolean;
    lesson_ids: string[];
    lesson_titles: string[];
    projects: string[];
    recorded_at_ms: number;
    files: readonly LibraryFile[];
    consent_statement: string;
    consent_paper_id: string;
    added_at_ms: number;
    account_id: string;
    added_by: string;
    looks: number;
    state: LibraryState;
    withdrawn_at_ms: number | null;
    erased_at_ms: number | null;
  };
  "library.withdrawal": {
    item_id: string;
    site_id: string;
    at_ms: number;
    account_id: string;
    name: string;
    standing_for: string | null;
    reason: string;
    strokes: Strokes;
    signature_sha256: string;
  };
  "library.look": {
    look_id: string;
    site_id: string;
    item_id: string;
    account_id: string;
    sign_in_id: string;
    at_ms: number;
    expires_at_ms: number;
  };
};
export type ItemRow = LibraryTables["library.item"];
export type WithdrawalRow = LibraryTables["library.withdrawal"];
export type LookRow = LibraryTables["library.look"];

/** False when the clip is an item already. */
export async function insertItem(tx: Writing, row: ItemRow): Promise<boolean> {
  const files = jsonb<readonly LibraryFile[]>(row.files);
  const done = await tx
    .withTables<LibraryTables>()
    .insertInto("library.item")
    .values({ ...row, files })
    .onConflict((known) => known.columns(["site_id", "export_id"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export interface ItemFilter {
  readonly itemId?: string;
  readonly exportIds?: readonly string[];
  readonly lessonId?: string;
  readonly paperId?: string;
  /** Withdrawn, and its bytes not known to be gone. */
  readonly toErase?: boolean;
  readonly most: number;
}

/** Newest first. */
export async function selectItems(
  db: Database | Writing,
  siteId: string,
  filter: ItemFilter,
): Promise<ItemRow[]> {
  const { itemId, exportIds, lessonId, paperId, toErase = false } = filter;
  if (exportIds?.length === 0) return [];
  let query = db
    .withTables<LibraryTables>()
    .selectFrom("library.item")
    .selectAll()
    .where("site_id", "=", siteId);
  if (itemId !== undefined) query = query.where("item_id", "=", itemId);
  if (exportIds !== undefined) query = query.where("export_id", "in", [...exportIds]);
  if (lessonId !== undefined)
    query = query.where(sql<boolean>`lesson_ids @> array[${lessonId}::uuid]`);
  if (paperId !== undefined) query = query.where("consent_paper_id", "=", paperId);
  if (toErase) query = query.where("state", "=", "withdrawn").where("erased_at_ms", "is", null);
  return query
    .orderBy("added_at_ms", "desc")
    .orderBy("item_id", "desc")
    .limit(filter.most)
    .execute();
}

export async function selectWithdrawals(
  db: Database,
  itemIds: readonly string[],
): Promise<Map<string, WithdrawalRow>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .withTables<LibraryTables>()
    .selectFrom("library.withdrawal")
    .selectAll()
    .where("item_id", "in", [...itemIds])
    .execute();
  return new Map(rows.map((row) => [row.item_id, row]));
}

/** False when the item is not shown any more. */
export async function takeOut(
  tx: Writing,
  of: { readonly itemId: string; readonly atMs: number },
): Promise<boolean> {
  const done = await tx
    .withTables<LibraryTables>()
    .updateTable("library.item")
    .set({ state: "withdrawn", withdrawn_at_ms: of.atMs })
    .where("item_id", "=", of.itemId)
    .where("state", "=", "shown")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function insertWithdrawal(tx: Writing, row: WithdrawalRow): Promise<void> {
  const strokes = jsonb<Strokes>(row.strokes);
  await tx
    .withTables<LibraryTables>()
    .insertInto("library.withdrawal")
    .values({ ...row, strokes })
    .execute();
}

export async function noteErased(tx: Writing, itemId: string, atMs: number): Promise<void> {
  await tx
    .withTables<LibraryTables>()
    .updateTable("library.item")
    .set({ erased_at_ms: atMs })
    .where("item_id", "=", itemId)
    .execute();
}

/** One more look; false when the item is not shown any more. */
export async function insertLook(tx: Writing, row: LookRow): Promise<boolean> {
  const counted = await tx
    .withTables<LibraryTables>()
    .updateTable("library.item")
    .set((item) => ({ looks: item("looks", "+", 1) }))
    .where("item_id", "=", row.item_id)
    .where("state", "=", "shown")
    .executeTakeFirst();
  if (counted.numUpdatedRows !== 1n) return false;
  await tx.withTables<LibraryTables>().insertInto("library.look").values(row).execute();
  return true;
}

export function findLook(
  db: Database,
  siteId: string,
  lookId: string,
): Promise<LookRow | undefined> {
  return db
    .withTables<LibraryTables>()
    .selectFrom("library.look")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("look_id", "=", lookId)
    .executeTakeFirst();
}
