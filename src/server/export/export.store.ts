import type { Operation } from "../../contract/approval.ts";
import type { ExportFailure, ExportForm, ExportState, Mask } from "../../contract/exports.ts";
import type { PackageDescription } from "../../contract/package.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

export type ExportTables = {
  "export.copy": {
    export_id: string;
    site_id: string;
    request_id: string;
    serial: string;
    operation: Operation;
    form: ExportForm;
    cut: "key-frames" | "exact";
    joined: boolean;
    lesson_ids: string[];
    camera_ids: string[];
    start_ms: number | null;
    end_ms: number | null;
    unit: string;
    purpose: string | null;
    requester: string;
    return_due_ms: number | null;
    request_text: string;
    protection: "passphrase" | "recipient" | "none";
    recipient: string | null;
    masks: readonly Mask[];
    muted: boolean;
    nobody_else: string | null;
    nobody_else_signature: string | null;
    sealed_passphrase: string | null;
    account_id: string;
    started_by: string;
    started_at_ms: number;
    state: ExportState;
    failure: ExportFailure | null;
    attempts: number;
    done_bytes: number;
    total_bytes: number;
    file_name: string | null;
    size_bytes: number | null;
    sha256: string | null;
    ready_at_ms: number | null;
    taken: number;
    removed_at_ms: number | null;
  };
  "export.derivation": {
    export_id: string;
    site_id: string;
    name: string;
    segment_id: string;
    parent_sha256: string;
    start_ms: number;
    end_ms: number;
    masks: readonly DerivedMask[];
    muted: boolean;
  };
};
export type DerivedMask = NonNullable<PackageDescription["made"][number]["masks"]>[number];
export type CopyRow = ExportTables["export.copy"];
export type DerivationRow = ExportTables["export.derivation"];

const copies = (db: Database) =>
  db.withTables<ExportTables>().selectFrom("export.copy").selectAll();

/** False when another copy of the case stands or is being made. */
export async function insertCopy(tx: Writing, row: CopyRow): Promise<boolean> {
  const inserted = await tx
    .withTables<ExportTables>()
    .insertInto("export.copy")
    .values({ ...row, masks: jsonb(row.masks) })
    .onConflict((conflict) =>
      conflict.column("request_id").where("state", "<>", "failed").doNothing(),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function insertDerivations(
  tx: Writing,
  rows: readonly DerivationRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000)
    await tx
      .withTables<ExportTables>()
      .insertInto("export.derivation")
      .values(rows.slice(from, from + 1_000).map((row) => ({ ...row, masks: jsonb(row.masks) })))
      .execute();
}

export function findCopy(
  db: Database,
  siteId: string,
  exportId: string,
): Promise<CopyRow | undefined> {
  return copies(db)
    .where("site_id", "=", siteId)
    .where("export_id", "=", exportId)
    .executeTakeFirst();
}

/** Newest first. */
export function findCopies(
  db: Database,
  siteId: string,
  of: { readonly requestId?: string | undefined; readonly most: number },
): Promise<CopyRow[]> {
  const all = copies(db).where("site_id", "=", siteId).orderBy("started_at_ms", "desc");
  const some = of.requestId === undefined ? all : all.where("request_id", "=", of.requestId);
  return some.limit(of.most).execute();
}

/** The one to work on: begun ones first, then the oldest order. */
export function findNextCopy(db: Database, siteId: string): Promise<CopyRow | undefined> {
  return copies(db)
    .where("site_id", "=", siteId)
    .where("state", "in", ["queued", "building"])
    .orderBy("state")
    .orderBy("started_at_ms")
    .limit(1)
    .executeTakeFirst();
}

export function findReadyCopies(db: Database, siteId: string): Promise<CopyRow[]> {
  return copies(db).where("site_id", "=", siteId).where("state", "=", "ready").execute();
}

/** Copies whose bytes are in the house or will be. */
export async function countKept(db: Database, siteId: string): Promise<number> {
  const { count } = await db
    .withTables<ExportTables>()
    .selectFrom("export.copy")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("site_id", "=", siteId)
    .where("state", "in", ["queued", "building", "ready"])
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function findDerivations(db: Database, exportId: string): Promise<DerivationRow[]> {
  return db
    .withTables<ExportTables>()
    .selectFrom("export.derivation")
    .selectAll()
    .where("export_id", "=", exportId)
    .orderBy("name")
    .orderBy("start_ms")
    .execute();
}

export type CopyChange = Partial<
  Pick<
    CopyRow,
    | "state"
    | "failure"
    | "attempts"
    | "done_bytes"
    | "total_bytes"
    | "sealed_passphrase"
    | "file_name"
    | "size_bytes"
    | "sha256"
    | "ready_at_ms"
    | "removed_at_ms"
  >
>;

/** False when the copy is not in one of these states any more. */
export async function changeCopy(
  tx: Writing,
  of: { readonly exportId: string; readonly from: readonly ExportState[] },
  change: CopyChange,
): Promise<boolean> {
  const done = await tx
    .withTables<ExportTables>()
    .updateTable("export.copy")
    .set(change)
    .where("export_id", "=", of.exportId)
    .where("state", "in", [...of.from])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function countTaken(tx: Writing, exportId: string): Promise<boolean> {
  const done = await tx
    .withTables<ExportTables>()
    .updateTable("export.copy")
    .set((row) => ({ taken: row("taken", "+", 1) }))
    .where("export_id", "=", exportId)
    .where("state", "=", "ready")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
