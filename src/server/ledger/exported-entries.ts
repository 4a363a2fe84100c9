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
  for (let from = 0; from < size; from += entriesAtOnce)
    yield* await exportedBetween(db, from, Math.min(size, from + entriesAtOnce));
}

/** The numbered entries from `start` up to, not including, `end`. */
export async function exportedBetween(
  db: Database,
  start: number,
  end: number,
): Promise<ExportedEntry[]> {
  const rows = (await selectForExport(db, start, end - start)).filter((row) => row.index < end);
  const personal = await disclosedOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap(({ id, index, leaf }) =>
    leaf === null ? [] : [{ index, leaf, personal: Object.fromEntries(personal.get(id) ?? []) }],
  );
}
