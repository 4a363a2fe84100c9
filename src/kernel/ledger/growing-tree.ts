import { concat } from "../bytes.ts";
import type { Sha256 } from "./hash.ts";
import { type Tile, hashesAt, tileWidth } from "./tiles.ts";
import { treeRoot } from "./tree.ts";

export interface TileContent {
  readonly tile: Tile;
  readonly bytes: Uint8Array;
}

/**
 * A tree that only grows: it keeps the last, unfinished tile of each level (at most 255 hashes
 * each) and hands every tile out as it becomes full. The same leaves give the same tiles, bit for
 * bit, wherever it is stopped and resumed.
 */
export class GrowingTree {
  readonly #sha256: Sha256;
  readonly #levels: Uint8Array[][] = [];
  #size = 0;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** The unfinished tiles of a tree of `size`, lowest level first. */
  static partialsOf(size: number): Tile[] {
    const tiles: Tile[] = [];
    for (let level = 0; hashesAt(level, size) > 0; level++) {
      const hashes = hashesAt(level, size);
      const width = hashes % tileWidth;
      if (width > 0) tiles.push({ level, index: Math.floor(hashes / tileWidth), width });
    }
    return tiles;
  }

  /**
   * Resumes a tree of `size` from its unfinished tiles. `partial(tile)` gives that tile's hashes;
   * undefined, when they cannot be had, gives undefined here.
   */
  static resume(
    size: number,
    sha256: Sha256,
    partial: (tile: Tile) => readonly Uint8Array[] | undefined,
  ): GrowingTree | undefined {
    const tree = new GrowingTree(sha256);
    tree.#size = size;
    for (const tile of GrowingTree.partialsOf(size)) {
      const row = partial(tile);
      if (row?.length !== tile.width) return undefined;
      tree.#levels[tile.level] = [...row];
    }
    for (let level = 0; hashesAt(level, size) > 0; level++) tree.#levels[level] ??= [];
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends one leaf hash; returns the tiles that became full by it, lowest level first. */
  append(leafHash: Uint8Array): TileContent[] {
    const filled: TileContent[] = [];
    let carried: Uint8Array | undefined = leafHash;
    for (let level = 0; carried !== undefined; level++) {
      const row: Uint8Array[] = (this.#levels[level] ??= []);
      row.push(carried);
      carried = undefined;
      if (row.length === tileWidth) {
        const index = hashesAt(level + 1, this.#size + 1) - 1;
        filled.push({ tile: { level, index, width: tileWidth }, bytes: concat(...row) });
        carried = treeRoot(row, this.#sha256);
        row.length = 0;
      }
    }
    this.#size++;
    return filled;
  }

  /** The unfinished tiles as they stand now: what a checkpoint of this size needs beside the full ones. */
  partials(): TileContent[] {
    return this.#levels.flatMap((row, level) => {
      if (row.length === 0) return [];
      const index = Math.floor(hashesAt(level, this.#size) / tileWidth);
      return [{ tile: { level, index, width: row.length }, bytes: concat(...row) }];
    });
  }

  root(): Uint8Array {
    let right: Uint8Array | undefined;
    for (const row of this.#levels) {
      const whole = right === undefined ? row : [...row, right];
      if (whole.length > 0) right = treeRoot(whole, this.#sha256);
    }
    return right ?? treeRoot([], this.#sha256);
  }
}
