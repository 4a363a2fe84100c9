import type { ExportedEntry } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { subtreesOf, tileIn, tilePath, tileWidth } from "../../kernel/ledger/tiles.ts";
import { consistencyRanges } from "../../kernel/ledger/tree.ts";
import type { House } from "../../platform/house.ts";
import { openLedgerFiles } from "../../platform/ledger-files.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { exportedBetween } from "./exported-entries.ts";
import { readRanges } from "./prove.ts";
import { readTile } from "./read-tile.ts";
import { newestCheckpoint } from "./sequence.store.ts";
import { checkpointFrom, checkpointUpTo, selectNumbersIn } from "./stretch.store.ts";

/** Entries `from` up to, not including, `to`, between two signed checkpoints of just these sizes. */
export interface LedgerStretch {
  readonly from: number;
  readonly to: number;
  /** Null: it begins with the first entry. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * The stretch that holds every entry made in a span, and at each end one made outside of it where there is
 * one. Undefined where nothing was entered, or nothing of it is signed yet.
 */
async function find(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<LedgerStretch | undefined> {
  const numbers = await selectNumbersIn(house.db, span);
  if (numbers === undefined) return undefined;
  const before =
    numbers.first === 0 ? undefined : await checkpointUpTo(house.db, numbers.first - 1);
  const after =
    (await checkpointFrom(house.db, numbers.last + 2)) ?? (await newestCheckpoint(house.db));
  if (after === undefined || after.size <= numbers.last) return undefined;
  const from = before?.size ?? 0;
  return {
    from,
    to: after.size,
    before: from === 0 ? null : (before?.note ?? null),
    after: after.note,
  };
}

/** What proves a stretch to be part of the tree of `head` entries, beside its leaf hashes. */
async function prove(house: House, of: Pick<LedgerStretch, "from" | "to">, head: number) {
  const files = openLedgerFiles(house.paths.ledger);
  const perfect = subtreesOf({ start: 0, end: of.from }).map(({ height, index }) => {
    const leaves = 2 ** height;
    return { start: index * leaves, end: (index + 1) * leaves };
  });
  return {
    edge: await readRanges(files, perfect, head),
    beforeToHead: await readRanges(files, consistencyRanges(of.from, head), head),
    afterToHead: await readRanges(files, consistencyRanges(of.to, head), head),
  };
}

/** The leaf hashes as the tiles state them, whatever the rows say; a tile's at a time. */
async function* hashes(
  house: House,
  { from, to }: Pick<LedgerStretch, "from" | "to">,
): AsyncGenerator<Uint8Array> {
  const files = openLedgerFiles(house.paths.ledger);
  const last = Math.ceil(to / tileWidth);
  for (let index = Math.floor(from / tileWidth); index < last; index++) {
    const tile = tileIn(to, 0, index);
    const bytes = tile && (await readTile(files, tilePath(tile)));
    if (tile === undefined || bytes?.length !== tile.width * 32)
      throw new Fault("damaged", "tile_missing", { hint: `tile ${index}: run liuhen check` });
    yield bytes.subarray(Math.max(0, from - index * tileWidth) * 32);
  }
}

const entriesAtOnce = 1_000;

/** The entries as the rows hold them, read by the person's own tier, so many at a time. */
async function* entries(
  house: House,
  reader: Reader,
  { from, to }: Pick<LedgerStretch, "from" | "to">,
): AsyncGenerator<ExportedEntry[]> {
  for (let start = from; start < to; start += entriesAtOnce) {
    const end = Math.min(to, start + entriesAtOnce);
    yield await asTier(house, reader, (db) => exportedBetween(db, start, end));
  }
}

/** Stretches of the ledger, for whoever hands a period of it out. */
export const stretches = { find, prove, hashes, entries };
