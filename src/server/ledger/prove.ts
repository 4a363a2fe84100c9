import type { EntryKind } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { EntryProof } from "../../contract/routes/ledger.ts";
import { toBase64 } from "../../kernel/bytes.ts";
import { printVerifierKey } from "../../kernel/ledger/note.ts";
import { rangeHashesFromTiles, tilesFor } from "../../kernel/ledger/tile-proof.ts";
import { tilePath } from "../../kernel/ledger/tiles.ts";
import { consistencyRanges, inclusionRanges, type Range } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { type LedgerFiles, openLedgerFiles } from "../../platform/ledger-files.ts";
import { disclosedOf } from "./entries.ts";
import { openLedger } from "./open-ledger.ts";
import { readTile } from "./read-tile.ts";
import { type EntryRow, selectEntries, selectEntry } from "./read.store.ts";
import { countUnpublished, newestCheckpoint } from "./sequence.store.ts";

/** An entry with its proof; index, inclusion and checkpoint are null until it is published. */
export interface StatedEntry {
  readonly entry: { readonly index: number; readonly leaf: string } | null;
  readonly inclusion: string[] | null;
  readonly checkpoint: string | null;
  /** `<origin>+<key id>+<key>` */
  readonly verifierKey: string;
}

/** Proof of one entry; refused with `not_found` while it is not published or when there is none. */
export async function proveEntry(house: House, entryId: string): Promise<Outcome<EntryProof>> {
  const row = await selectEntry(house.db, entryId);
  const stated = await stateEntries(house, [row]);
  const [proof] = stated;
  if (proof?.entry == null || proof.inclusion === null || proof.checkpoint === null)
    return refused("not_found");
  const personal = (await disclosedOf(house.db, [entryId])).get(entryId) ?? new Map();
  const { entry, inclusion, checkpoint, verifierKey } = proof;
  return granted({
    ...entry,
    personal: Object.fromEntries(personal),
    inclusion,
    checkpoint,
    verifierKey,
  });
}

/** Proof of the newest entry of a kind about a subject, e.g. a round's `vault.round-taken@1`. */
export async function proveSubject(
  house: House,
  kind: EntryKind,
  subjectId: string,
): Promise<StatedEntry> {
  const [row] = await selectEntries(house.db, { kinds: [kind], subjectId }, 1);
  const [stated] = await stateEntries(house, [row]);
  if (stated === undefined) throw new Error("one entry was asked for");
  return stated;
}

/** Proofs of a set of entries in one and the same checkpoint, in the order of the ids. */
export async function proveEntries(
  house: House,
  entryIds: readonly string[],
): Promise<StatedEntry[]> {
  const rows: (EntryRow | undefined)[] = [];
  for (const id of entryIds) rows.push(await selectEntry(house.db, id));
  return stateEntries(house, rows);
}

async function stateEntries(
  house: House,
  rows: readonly (EntryRow | undefined)[],
): Promise<StatedEntry[]> {
  const verifierKey = printVerifierKey((await openLedger(house)).verifier);
  const newest = await newestCheckpoint(house.db);
  const files = openLedgerFiles(house.paths.ledger);
  const stated: StatedEntry[] = [];
  for (const row of rows) {
    const index = row?.index ?? null;
    const entry = row === undefined || index === null ? null : { index, leaf: row.leaf };
    if (entry === null || newest === undefined || entry.index >= newest.size)
      stated.push({ entry, inclusion: null, checkpoint: null, verifierKey });
    else {
      const ranges = inclusionRanges(entry.index, newest.size);
      const path = await readRanges(files, ranges, newest.size);
      stated.push({ entry, inclusion: path.map(toBase64), checkpoint: newest.note, verifierKey });
    }
  }
  return stated;
}

/** The newest signed checkpoint; `not_found` before the first one. */
export async function readCheckpoint(house: House): Promise<Outcome<string>> {
  const newest = await newestCheckpoint(house.db);
  return newest === undefined ? refused("not_found") : granted(newest.note);
}

/** That the tree of `from` entries is the start of the tree of `to`, in base64 hashes. */
export async function proveConsistency(
  house: House,
  query: { readonly from: number; readonly to: number },
): Promise<Outcome<{ from: number; to: number; hashes: string[] }>> {
  const { from, to } = query;
  const size = (await newestCheckpoint(house.db))?.size ?? 0;
  if (!(from >= 0 && from <= to && to <= size)) return refused("bad_input", { size });
  const files = openLedgerFiles(house.paths.ledger);
  const hashes = await readRanges(files, consistencyRanges(from, to), size);
  return granted({ from, to, hashes: hashes.map(toBase64) });
}

export interface LedgerState {
  readonly size: number;
  readonly publishedAtMs: number | null;
  /** Committed entries that no signed checkpoint covers yet. */
  readonly pending: number;
}

/** How far the ledger is, for the board and the health check. */
export async function readLedgerState(house: House): Promise<LedgerState> {
  const newest = await newestCheckpoint(house.db);
  const size = newest?.size ?? 0;
  const pending = await countUnpublished(house.db, size);
  return { size, publishedAtMs: newest?.at_ms ?? null, pending };
}

/** Hashes of ranges that lie in a tree of `size`, from the tiles on disk. */
export async function readRanges(
  files: LedgerFiles,
  ranges: readonly Range[],
  size: number,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>();
  for (const tile of tilesFor(ranges, size)) {
    const path = tilePath(tile);
    const bytes = await readTile(files, path);
    if (bytes === undefined)
      throw new Fault("damaged", "tile_missing", { hint: `${path}: run liuhen check` });
    tiles.set(`${tile.level}/${tile.index}`, bytes);
  }
  const read = (level: number, index: number) => tiles.get(`${level}/${index}`);
  const hashes = rangeHashesFromTiles(ranges, read, sha256);
  if (hashes === undefined)
    throw new Fault("damaged", "tile_short", { hint: "a tile is too short: run liuhen check" });
  return hashes;
}
