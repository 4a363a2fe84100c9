import type { PackFailure, PackState } from "../../contract/evidence-pack.ts";
import type { Role } from "../../contract/roles.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** The room's table as Kysely sees it; `migrations/0424-evidence-pack.sql` is its definition. */
type PackTables = {
  "evidence_pack.pack": {
    pack_id: string;
    site_id: string;
    from_ms: number;
    to_ms: number;
    reason: string;
    account_id: string;
    sign_in_id: string;
    asked_by: string;
    role: Role;
    asked_at_ms: number;
    state: PackState;
    failure: PackFailure | null;
    attempts: number;
    done_steps: number;
    lessons: number;
    entries: number;
    file_name: string | null;
    size_bytes: number | null;
    sha256: string | null;
    ready_at_ms: number | null;
    removed_at_ms: number | null;
    taken: number;
  };
};
export type PackRow = PackTables["evidence_pack.pack"];

/** In the making. */
export const unfinished = ["queued", "gathering", "drawn"] as const satisfies readonly PackState[];

const packs = (db: Database) =>
  db.withTables<PackTables>().selectFrom("evidence_pack.pack").selectAll();

export async function insertPack(tx: Writing, row: PackRow): Promise<void> {
  await tx.withTables<PackTables>().insertInto("evidence_pack.pack").values(row).execute();
}

/** Newest first. */
export function selectPacks(db: Database, siteId: string, most: number): Promise<PackRow[]> {
  return packs(db)
    .where("site_id", "=", siteId)
    .orderBy("asked_at_ms", "desc")
    .limit(most)
    .execute();
}

export function findPack(
  db: Database,
  of: { readonly siteId: string; readonly packId: string },
): Promise<PackRow | undefined> {
  return packs(db)
    .where("site_id", "=", of.siteId)
    .where("pack_id", "=", of.packId)
    .executeTakeFirst();
}

/** The oldest that is not finished. */
export function findNextPack(db: Database, siteId: string): Promise<PackRow | undefined> {
  return packs(db)
    .where("site_id", "=", siteId)
    .where("state", "in", [...unfinished])
    .orderBy("asked_at_ms")
    .orderBy("pack_id")
    .limit(1)
    .executeTakeFirst();
}

export function findReadyBefore(
  db: Database,
  siteId: string,
  beforeMs: number,
): Promise<PackRow[]> {
  return packs(db)
    .where("site_id", "=", siteId)
    .where("state", "=", "ready")
    .where("ready_at_ms", "<=", beforeMs)
    .execute();
}

export async function countUnfinished(
  db: Database,
  of: { readonly siteId: string; readonly accountId: string },
): Promise<number> {
  const { count } = await db
    .withTables<PackTables>()
    .selectFrom("evidence_pack.pack")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("site_id", "=", of.siteId)
    .where("account_id", "=", of.accountId)
    .where("state", "in", [...unfinished])
    .executeTakeFirstOrThrow();
  return Number(count);
}

type PackChange = Partial<
  Pick<
    PackRow,
    | "state"
    | "failure"
    | "attempts"
    | "done_steps"
    | "entries"
    | "file_name"
    | "size_bytes"
    | "sha256"
    | "ready_at_ms"
    | "removed_at_ms"
  >
>;

/** False when the pack is not in one of these states any more. */
export async function changePack(
  tx: Writing,
  of: { readonly packId: string; readonly from: readonly PackState[] },
  change: PackChange,
): Promise<boolean> {
  const done = await tx
    .withTables<PackTables>()
    .updateTable("evidence_pack.pack")
    .set(change)
    .where("pack_id", "=", of.packId)
    .where("state", "in", [...of.from])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function countTaken(tx: Writing, packId: string): Promise<boolean> {
  const done = await tx
    .withTables<PackTables>()
    .updateTable("evidence_pack.pack")
    .set((row) => ({ taken: row("taken", "+", 1) }))
    .where("pack_id", "=", packId)
    .where("state", "=", "ready")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
