import type { Database, Writing } from "../../platform/database.ts";
import type { LedgerTables } from "./ledger.store.ts";
import type { CheckpointRow } from "./sequence.store.ts";

/** Which of these entries are there already, numbered or not. */
export async function selectKnown(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry")
    .select("id")
    .where("id", "in", ids)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Gives entries exactly these numbers; they wait for none any more. */
export async function numberAs(
  tx: Writing,
  numbered: readonly { readonly index: number; readonly id: string; readonly hash: Uint8Array }[],
): Promise<void> {
  const ledger = tx.withTables<LedgerTables>();
  await ledger
    .deleteFrom("ledger.pending")
    .where(
      "entry_id",
      "in",
      numbered.map((one) => one.id),
    )
    .execute();
  await ledger
    .insertInto("ledger.sequence")
    .values(numbered.map(({ index, id, hash }) => ({ index, entry_id: id, leaf_hash: hash })))
    .execute();
}

export async function insertSigned(tx: Writing, row: CheckpointRow): Promise<void> {
  await tx.withTables<LedgerTables>().insertInto("ledger.checkpoint").values(row).execute();
}
