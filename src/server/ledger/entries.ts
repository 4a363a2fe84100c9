import type { Disclosed, EntryKind, Leaf } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { toHex } from "../../kernel/bytes.ts";
import { parseLeaf } from "../../kernel/ledger/leaf.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import {
  type EntryRow,
  selectAfter,
  selectEntries,
  selectNewest,
  selectPersonal,
} from "./read.store.ts";

/** An entry as other rooms read it. */
export interface Entry {
  readonly entryId: string;
  /** Number in the tree; null for the second until it is sequenced. */
  readonly index: number | null;
  readonly atMs: number;
  readonly leaf: Leaf;
  /** Field → text, as far as it was not erased; the actor's name is `actor.name`. */
  readonly personal: ReadonlyMap<string, string>;
}

/** Who acted, for people: the name as it was then, or the part of the house that acted by itself. */
export function actorNameOf(entry: Entry): string {
  const { actor } = entry.leaf;
  return actor.kind === "system" ? actor.name : (entry.personal.get("actor.name") ?? "");
}

/** Everything entered about a subject, newest first: a camera's changes, a lesson's lookers. */
export async function historyOf(
  house: House,
  subjectId: string,
  options: { readonly kinds?: readonly EntryKind[]; readonly most: number },
): Promise<Entry[]> {
  const rows = await selectEntries(house.db, { subjectId, kinds: options.kinds }, options.most);
  return withPersonal(house.db, rows);
}

/** Entries of some kinds made in a span, oldest first: what a register's lines are made from. */
export async function entriesIn(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
  options: { readonly kinds: readonly EntryKind[]; readonly most: number },
): Promise<Entry[]> {
  const filter = { kinds: options.kinds, ...span };
  const rows = await selectEntries(house.db, filter, options.most);
  return (await withPersonal(house.db, rows)).toReversed();
}

/**
 * Numbered entries of some kinds after an index (-1: from the first on), oldest first: how a room
 * reacts to what happened elsewhere. It keeps the index it has dealt with by itself.
 */
export async function followLedger(
  house: House,
  kinds: readonly EntryKind[],
  afterIndex: number,
  limit: number,
): Promise<(Entry & { readonly index: number })[]> {
  if (kinds.length === 0) return [];
  const rows = await selectAfter(house.db, { kinds, index: afterIndex, most: limit });
  const read = await withPersonal(house.db, rows);
  return read.flatMap((entry) => (entry.index === null ? [] : [{ ...entry, index: entry.index }]));
}

/**
 * The newest entry of these kinds for each subject of a type, ordered by subject id and paged by
 * it: what `check` compares the rooms' rows with.
 */
export async function newestPerSubject(
  house: House,
  of: {
    readonly subjectType: Leaf["subject"]["type"];
    readonly kinds: readonly EntryKind[];
    readonly afterSubjectId?: string;
    readonly most: number;
  },
): Promise<Entry[]> {
  return withPersonal(house.db, await selectNewest(house.db, of));
}

export async function withPersonal(db: Database, rows: readonly EntryRow[]): Promise<Entry[]> {
  const personal = await disclosedOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const leaf = parseLeaf(row.leaf);
    if (leaf === undefined)
      throw new Fault("damaged", "ledger_altered", { hint: `entry ${row.id} is no leaf any more` });
    const fields = [...(personal.get(row.id) ?? [])];
    const texts = new Map(fields.map(([field, { text }]) => [field, text]));
    return { entryId: row.id, index: row.index, atMs: row.atMs, leaf, personal: texts };
  });
}

/** Entry id → its personal fields with their salts. */
export async function disclosedOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Map<string, Disclosed>>> {
  const found = new Map<string, Map<string, Disclosed>>();
  for (const row of await selectPersonal(db, ids)) {
    const fields = found.get(row.entry_id) ?? new Map<string, Disclosed>();
    fields.set(row.field, { salt: toHex(row.salt), text: row.text });
    found.set(row.entry_id, fields);
  }
  return found;
}
