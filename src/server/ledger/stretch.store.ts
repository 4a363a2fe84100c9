import type { Database } from "../../platform/database.ts";
import type { LedgerTables } from "./ledger.store.ts";
import type { CheckpointRow } from "./sequence.store.ts";

/** The lowest and the highest number that an entry made in a span has; undefined: none was made. */
export async function selectNumbersIn(
  db: Database,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const row = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry as e")
    .innerJoin("ledger.sequence as s", "s.entry_id", "e.id")
    .select((build) => [build.fn.min("s.index").as("first"), build.fn.max("s.index").as("last")])
    .where("e.at_ms", ">=", span.fromMs)
    .where("e.at_ms", "<", span.toMs)
    .executeTakeFirst();
  if (row?.first == null || row.last == null) return undefined;
  return { first: Number(row.first), last: Number(row.last) };
}

/** The newest checkpoint of at most this size. */
export function checkpointUpTo(db: Database, size: number): Promise<CheckpointRow | undefined> {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.checkpoint")
    .selectAll()
    .where("size", "<=", size)
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The oldest checkpoint of at least this size. */
export function checkpointFrom(db: Database, size: number): Promise<CheckpointRow | undefined> {
  return db
    .withTables<LedgerTables>()
    .selectFrom("ledger.checkpoint")
    .selectAll()
    .where("size", ">=", size)
    .orderBy("size", "asc")
    .limit(1)
    .executeTakeFirst();
}
