import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { LedgerTables } from "./ledger.store.ts";

/** Any number nobody else locks: one sequencer at a time, in whatever process. */
const sequencerLock = 4_915_101;

export interface NumberedEntry {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly leaf: string;
  readonly leafHash: Uint8Array;
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly at_ms: number;
}

/**
 * Runs `work` on one connection while it holds the sequencer's lock; undefined when another process
 * holds it. Every statement of `work` goes through this connection: if it dies, the lock is gone
 * and the statements fail with it.
 */
export async function whileSequencer<T>(
  db: Database,
  work: (connection: Database) => Promise<T>,
): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const got = await sql<{
      got: boolean;
    }>`select pg_try_advisory_lock(${sequencerLock}) as got`.execute(connection);
    if (got.rows[0]?.got !== true) return undefined;
    try {
      return await work(connection);
    } finally {
      await sql`select pg_advisory_unlock(${sequencerLock})`.execute(connection);
    }
  });
}

/**
 * Numbers up to `most` committed entries, oldest insertion first; returns how many. Taking them out
 * of `pending` and numbering them commit together; entries of transactions still open are not seen
 * and keep waiting, so none is missed in whatever order transactions commit.
 */
export async function numberPending(db: Database, most: number): Promise<number> {
  const numbered = await sql`
    with next AS (select coalesce(max(index), -1) + 1 as index from ledger.sequence),
    taken AS (
      delete from ledger.pending where position in
        (select position from ledger.pending order by position limit ${most})
      returning position, entry_id)
    insert into ledger.sequence (index, entry_id, leaf_hash)
    select next.index + row_number() over (order by taken.position) - 1, taken.entry_id,
      sha256('\\x00'::bytea || convert_to(entry.leaf, 'UTF8'))
    from next cross join taken join ledger.entry on entry.id = taken.entry_id`.execute(db);
  return Number(numbered.numAffectedRows ?? 0);
}

/** Numbered entries from an index on, in order. */
export async function readNumbered(
  db: Database,
  fromIndex: number,
  most: number,
): Promise<NumberedEntry[]> {
  const rows = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.sequence as s")
    .innerJoin("ledger.entry as e", "e.id", "s.entry_id")
    .select(["s.index", "e.id", "e.kind", "e.leaf", "s.leaf_hash as leafHash"])
    .where("s.index", ">=", fromIndex)
    .orderBy("s.index")
    .limit(most)
    .execute();
  return rows;
}

export function newestCheckpoint(db: Database): Promise<CheckpointRow | undefined> {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.checkpoint")
    .selectAll()
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function insertCheckpoint(db: Database, row: CheckpointRow): Promise<void> {
  await db.withTables<LedgerTables>().insertInto("ledger.checkpoint").values(row).execute();
}

/** One more than the highest number given. */
export async function sequenceSize(db: Database): Promise<number> {
  const row = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.sequence")
    .select((build) => build.fn.max("index").as("last"))
    .executeTakeFirst();
  return (row?.last ?? -1) + 1;
}

/** True when an entry of ledger.opened@1 names this key. */
export async function isKeyEntered(db: Database, keyId: string): Promise<boolean> {
  const rows = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry")
    .select("leaf")
    .where("kind", "=", "ledger.opened@1")
    .where("leaf", "like", `%"keyId":"${keyId}"%`)
    .execute();
  return rows.length > 0;
}

/** Committed entries that no published checkpoint covers yet. */
export async function countUnpublished(db: Database, publishedSize: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from ledger.pending)
      + (select coalesce(max(index), -1) + 1 from ledger.sequence) - ${publishedSize}::bigint as count`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}
