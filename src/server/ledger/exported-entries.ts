import type { ExportedEntry } from "../../contract/entries.ts";
import type { Database } from "../../platform/database.ts";
import { disclosedOf } from "./entries.ts";
import { selectForExport } from "./read.store.ts";

const entriesAtOnce = 1_000;

/**
 * The numbered entries up to `size`, as the rows hold them; numbers and entries that are
 * missing stay missing, so that whoever checks them meets the gap.
 */
export async function* exportedEntries(db: Database, size: number): AsyncGenerator<ExportedEntry> {
  for (let from = 0; from < size;) {
    const rows = await selectForExport(db, from, Math.min(entriesAtOnce, size - from));
    const personal = await disclosedOf(
      db,
      rows.map((row) => row.id),
    );
    for (const { id, index, leaf } of rows) {
      if (index >= size) return;
      from = index + 1;
      if (leaf !== null)
        yield { index, leaf, personal: Object.fromEntries(personal.get(id) ?? []) };
    }
    if (rows.length === 0) return;
  }
}
