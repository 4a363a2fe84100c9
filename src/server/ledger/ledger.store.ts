import type { Generated } from "kysely";
import type { Writing } from "../../platform/database.ts";

export type LedgerTables = {
  "ledger.entry": {
    id: string;
    position: Generated<number>;
    site_id: string;
    kind: string;
    at_ms: number;
    subject_type: string;
    subject_id: string;
    leaf: string;
  };
  "ledger.personal": { entry_id: string; field: string; salt: Uint8Array; text: string };
  "ledger.pending": { position: number; entry_id: string };
  "ledger.sequence": { index: number; entry_id: string; leaf_hash: Uint8Array };
  "ledger.checkpoint": { size: number; root: Uint8Array; note: string; at_ms: number };
};

export interface NewEntry {
  readonly id: string;
  readonly siteId: string;
  readonly kind: string;
  readonly atMs: number;
  readonly subject: { readonly type: string; readonly id: string };
  readonly leaf: string;
  readonly personal: readonly { field: string; salt: Uint8Array; text: string }[];
}

/** Below PostgreSQL's 65,535 parameters a statement. */
const rowsAtOnce = 2_000;

/** Inserts entries and their personal fields into the caller's transaction. */
export async function insertEntries(tx: Writing, entries: readonly NewEntry[]): Promise<void> {
  const ledger = tx.withTables<LedgerTables>();
  for (let from = 0; from < entries.length; from += rowsAtOnce) {
    const rows = entries.slice(from, from + rowsAtOnce);
    await ledger.insertInto("ledger.entry").values(rows.map(entryRow)).execute();
  }
  const personal = entries.flatMap((entry) =>
    entry.personal.map((field) => ({ entry_id: entry.id, ...field })),
  );
  for (let from = 0; from < personal.length; from += rowsAtOnce) {
    const rows = personal.slice(from, from + rowsAtOnce);
    await ledger.insertInto("ledger.personal").values(rows).execute();
  }
}

function entryRow(entry: NewEntry) {
  return {
    id: entry.id,
    site_id: entry.siteId,
    kind: entry.kind,
    at_ms: entry.atMs,
    subject_type: entry.subject.type,
    subject_id: entry.subject.id,
    leaf: entry.leaf,
  };
}
