import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { sameBytes, utf8 } from "../../kernel/bytes.ts";
import { printBundle } from "../../kernel/ledger/bundle.ts";
import { printCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { GrowingTree } from "../../kernel/ledger/growing-tree.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { signNote } from "../../kernel/ledger/note.ts";
import { hashesOf } from "../../kernel/ledger/tile-proof.ts";
import { bundlePath, tilePath, tileWidth } from "../../kernel/ledger/tiles.ts";
import type { Database } from "../../platform/database.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import {
  type FileToWrite,
  type LedgerFiles,
  openLedgerFiles,
} from "../../platform/ledger-files.ts";
import type { LedgerKey } from "./key.ts";
import { openLedger } from "./open-ledger.ts";
import {
  type CheckpointRow,
  insertCheckpoint,
  newestCheckpoint,
  type NumberedEntry,
  numberPending,
  readNumbered,
  sequenceSize,
  whileSequencer,
} from "./sequence.store.ts";

/**
 * What is durable at each of these points, should the process die there:
 *   waiting    entries are committed, none of this turn is numbered
 *   numbered   their numbers are committed; tiles and checkpoint are older
 *   integrated their tiles and bundles are on disk; nobody was told
 *   signed     the checkpoint is committed as a row; the file is older
 *   published  the file `checkpoint` says what the row says
 */
export const crashPoints = ["waiting", "numbered", "integrated", "signed", "published"] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface SequencerOptions {
  /** Told at each point; what it throws ends the turn there, as a crash would. */
  readonly at?: (point: CrashPoint) => void | Promise<void>;
  /** False while the clock is not trusted (C-39): entries are numbered, no checkpoint is signed. */
  readonly mayPublish?: () => boolean;
  readonly files?: LedgerFiles;
}

export interface Turn {
  readonly numbered: number;
  readonly publishedSize: number;
}

const entriesAtOnce = 4_096;
const numberedAtOnce = 20_000;

/** The tree as far as it is on disk, with the entries of its unfinished bundle. */
interface Integrated {
  readonly tree: GrowingTree;
  readonly bundle: Uint8Array[];
  newest: CheckpointRow | undefined;
}

/**
 * Brings the ledger forward, one turn at a time: sequenced, integrated, published. After a crash
 * or a failed turn it starts again from what is durable, by the same code.
 */
export class Sequencer {
  readonly #house: House;
  readonly #options: SequencerOptions;
  readonly #files: LedgerFiles;
  #integrated: Integrated | undefined;

  constructor(house: House, options: SequencerOptions = {}) {
    this.#house = house;
    this.#options = options;
    this.#files = options.files ?? openLedgerFiles(house.paths.ledger);
  }

  /** One turn. Undefined when another process is the sequencer. */
  async turn(): Promise<Turn | undefined> {
    const key = await openLedger(this.#house);
    const turn = await whileSequencer(this.#house.db, async (connection) => {
      try {
        return await this.#forward(connection, key);
      } catch (cause) {
        this.#integrated = undefined;
        throw cause;
      }
    });
    // Another process may move the ledger while we do not hold the lock.
    if (turn === undefined) this.#integrated = undefined;
    return turn;
  }

  async #forward(db: Database, key: LedgerKey): Promise<Turn> {
    await this.#at("waiting");
    await refuseTruncated(db);
    let numbered = 0;
    for (let more = numberedAtOnce; more === numberedAtOnce; numbered += more)
      more = await numberPending(db, numberedAtOnce);
    await this.#at("numbered");
    const state = await this.#resume(db);
    this.#integrated = state;
    await this.#integrate(db, state);
    await this.#at("integrated");
    if (this.#options.mayPublish?.() ?? true) await this.#publish(db, state, key);
    return { numbered, publishedSize: state.newest?.size ?? 0 };
  }

  /** What is durable: from memory, else from the newest checkpoint and its tiles, else from the rows. */
  async #resume(db: Database): Promise<Integrated> {
    const newest = await newestCheckpoint(db);
    const before = this.#integrated;
    if (before !== undefined && before.newest?.size === newest?.size) return before;
    await this.#compareFile(newest);
    const size = newest?.size ?? 0;
    const tree = await this.#treeFromTiles(size);
    if (tree !== undefined && (newest === undefined || sameBytes(tree.root(), newest.root))) {
      const first = size - (size % tileWidth);
      const rows = await readNumbered(db, first, size - first);
      return { tree, bundle: rows.map((row) => utf8(row.leaf)), newest };
    }
    return this.#rebuild(db, newest);
  }

  /** Makes tiles and bundles anew from the rows; they must lead to the root that was signed. */
  async #rebuild(db: Database, newest: CheckpointRow | undefined): Promise<Integrated> {
    const state: Integrated = { tree: new GrowingTree(sha256), bundle: [], newest };
    await this.#integrate(db, state, newest?.size);
    if (newest !== undefined && !sameBytes(state.tree.root(), newest.root))
      throw new Fault("damaged", "ledger_altered", {
        hint: `the entries do not lead to the root signed at size ${newest.size}: run liuhen check`,
      });
    return state;
  }

  /** The file may be behind the newest row (a crash between the two), never ahead or beside it. */
  async #compareFile(newest: CheckpointRow | undefined): Promise<void> {
    const bytes = await this.#files.read("checkpoint", limits.noteBytes);
    const note = bytes && new TextDecoder().decode(bytes);
    if (note === newest?.note) return;
    const fileSize = note === undefined ? -1 : Number(note.split("\n")[1]);
    if (newest === undefined || !(fileSize < newest.size))
      throw new Fault("damaged", "ledger_rolled_back", {
        hint: `the published checkpoint (${fileSize}) is not behind the database (${newest?.size ?? 0})`,
      });
    await this.#files.write([{ path: "checkpoint", bytes: utf8(newest.note) }]);
  }

  async #treeFromTiles(size: number): Promise<GrowingTree | undefined> {
    const rows = new Map<string, Uint8Array[]>();
    const load = GrowingTree.partialsOf(size).map(async (tile) => {
      const bytes = await this.#files.read(tilePath(tile), tileWidth * 32);
      const row = bytes?.length === tile.width * 32 ? hashesOf(bytes, 0, tile.width) : undefined;
      if (row !== undefined) rows.set(tilePath(tile), row);
    });
    await Promise.all(load);
    return GrowingTree.resume(size, sha256, (tile) => rows.get(tilePath(tile)));
  }

  /** Appends numbered entries up to `end`; when it returns, every tile they need is durable. */
  async #integrate(db: Database, state: Integrated, end = Infinity): Promise<void> {
    const from = state.tree.size;
    for (;;) {
      const most = Math.min(entriesAtOnce, end - state.tree.size);
      const rows = await readNumbered(db, state.tree.size, most);
      const files = rows.flatMap((row) => append(state, row));
      const last = rows.length < entriesAtOnce;
      if (last && state.tree.size > from) files.push(...unfinished(state));
      await this.#files.write(files);
      for (const file of files)
        if (!file.path.includes(".p/")) await this.#files.dropFolder(`${file.path}.p`);
      if (last) return;
    }
  }

  async #publish(db: Database, state: Integrated, key: LedgerKey): Promise<void> {
    const { size } = state.tree;
    if (size <= (state.newest?.size ?? 0)) return;
    const root = state.tree.root();
    const text = printCheckpoint({ origin: key.verifier.name, size, root });
    const note = signNote(text, key.verifier, key.sign);
    const row = { size, root, note, at_ms: this.#house.clock.now() };
    await insertCheckpoint(db, row);
    state.newest = row;
    await this.#at("signed");
    await this.#files.write([{ path: "checkpoint", bytes: utf8(note) }]);
    await this.#at("published");
  }

  async #at(point: CrashPoint): Promise<void> {
    await this.#options.at?.(point);
  }
}

/** Numbers that were signed and are gone would be given again: nothing is numbered then. */
async function refuseTruncated(db: Database): Promise<void> {
  const signed = (await newestCheckpoint(db))?.size ?? 0;
  const size = await sequenceSize(db);
  if (size < signed)
    throw new Fault("damaged", "ledger_truncated", {
      hint: `${size} entries are left of ${signed} signed ones: run liuhen check`,
    });
}

function append(state: Integrated, row: NumberedEntry): FileToWrite[] {
  const { tree, bundle } = state;
  const entry = utf8(row.leaf);
  const hash = leafHash(entry, sha256);
  if (row.index !== tree.size || !sameBytes(hash, row.leafHash))
    throw new Fault("damaged", "ledger_altered", {
      hint: `entry ${row.index} (${row.kind}, ${row.id}) is not what was numbered as ${tree.size}`,
    });
  bundle.push(entry);
  const files = tree.append(hash).map(({ tile, bytes }) => ({ path: tilePath(tile), bytes }));
  if (bundle.length === tileWidth) {
    const index = tree.size / tileWidth - 1;
    files.push({ path: bundlePath({ index, width: tileWidth }), bytes: printBundle(bundle) });
    bundle.length = 0;
  }
  return files;
}

function unfinished({ tree, bundle }: Integrated): FileToWrite[] {
  const files = tree.partials().map(({ tile, bytes }) => ({ path: tilePath(tile), bytes }));
  if (bundle.length === 0) return files;
  const index = Math.floor(tree.size / tileWidth);
  return [
    ...files,
    { path: bundlePath({ index, width: bundle.length }), bytes: printBundle(bundle) },
  ];
}
