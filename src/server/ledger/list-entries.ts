import { operationGroups } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { LedgerLine } from "../../contract/routes/ledger.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { actorNameOf, type Entry, withPersonal } from "./entries.ts";
import { selectEntries } from "./read.store.ts";

export interface EntryQuery {
  /** Index of the last line of the page before. */
  readonly before?: number | undefined;
  readonly kind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

const groups = new Map<string, readonly string[]>(Object.entries(operationGroups));

/**
 * One page of entries, newest first; `kind` names a kind or one of the four operation groups
 * (S0-5.1.2). `reader`: whose eyes read it; without one, the house's own.
 */
export async function listEntries(
  house: House,
  query: EntryQuery,
  reader?: Reader,
): Promise<Outcome<{ lines: LedgerLine[]; more: boolean }>> {
  const { before, kind, subjectId, fromMs, toMs } = query;
  const kinds = kind === undefined || kind === "" ? undefined : (groups.get(kind) ?? [kind]);
  const filter = { kinds, subjectId, fromMs, toMs, beforeIndex: before };
  const read = async (db: Database) => {
    const rows = await selectEntries(db, filter, limits.pageRows + 1);
    const page = await withPersonal(db, rows.slice(0, limits.pageRows));
    return { lines: page.map(lineOf), more: rows.length > limits.pageRows };
  };
  return granted(await (reader === undefined ? read(house.db) : asTier(house, reader, read)));
}

function lineOf(entry: Entry): LedgerLine {
  const { leaf } = entry;
  return {
    entryId: entry.entryId,
    index: entry.index,
    kind: leaf.kind,
    atMs: entry.atMs,
    actorName: actorNameOf(entry),
    subject: leaf.subject,
    body: leaf.body,
    personal: Object.fromEntries(entry.personal),
  };
}
