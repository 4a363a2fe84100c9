import type { Range } from "./tree.ts";

/** C2SP tlog-tiles: a tile holds up to 256 consecutive hashes, 8 levels of the tree. */
export const tileWidth = 256;
const tileHeight = 8;

export interface Tile {
  /** 0: leaf hashes; above: roots of full tiles of the level below. */
  readonly level: number;
  readonly index: number;
  /** 1 to 256 hashes; below 256 the tile is partial. */
  readonly width: number;
}

/** How many hashes a level of tiles has in a tree of `size`: floor(size / 256^level). */
export function hashesAt(level: number, size: number): number {
  let hashes = size;
  for (let at = 0; at < level; at++) hashes = Math.floor(hashes / tileWidth);
  return hashes;
}

/** The tile with that number as a tree of `size` has it; undefined where it would be empty. */
export function tileIn(size: number, level: number, index: number): Tile | undefined {
  const width = Math.min(tileWidth, hashesAt(level, size) - index * tileWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/** Every tile of a tree of `size`, level by level. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    for (let index = 0; ; index++) {
      const tile = tileIn(size, level, index);
      if (tile === undefined) break;
      yield tile;
    }
  }
}

/** `tile/<level>/x001/x234/067[.p/<width>]` */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${numberPath(tile.index)}${partialPath(tile.width)}`;
}

/** `tile/entries/x001/x234/067[.p/<width>]`: the entries under a tile of level 0. */
export function bundlePath(bundle: { readonly index: number; readonly width: number }): string {
  return `tile/entries/${numberPath(bundle.index)}${partialPath(bundle.width)}`;
}

function partialPath(width: number): string {
  return width === tileWidth ? "" : `.p/${width}`;
}

function numberPath(index: number): string {
  let path = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  return path;
}

const pathForm = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a tile's or bundle's path; undefined unless it prints back to the very same text. */
export function parseTilePath(path: string): (Tile & { readonly entries: boolean }) | undefined {
  const match = path.length <= 64 ? pathForm.exec(path) : null;
  if (match === null) return undefined;
  const [, level = "", number = "", partial = String(tileWidth)] = match;
  const entries = level === "entries";
  const tile = {
    level: entries ? 0 : Number(level),
    index: Number(number.replaceAll(/[x/]/g, "")),
    width: Number(partial),
    entries,
  };
  if (tile.level > 63 || tile.width > tileWidth || !Number.isSafeInteger(tile.index))
    return undefined;
  return (entries ? bundlePath(tile) : tilePath(tile)) === path ? tile : undefined;
}

/** A perfect subtree: 2^height leaves from `index · 2^height`. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** Cuts a proof's range into perfect subtrees, largest first. */
export function subtreesOf(range: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let start = range.start; start < range.end;) {
    let height = 0;
    let leaves = 1;
    while (start % (leaves * 2) === 0 && start + leaves * 2 <= range.end) {
      leaves *= 2;
      height++;
    }
    subtrees.push({ height, index: start / leaves });
    start += leaves;
  }
  return subtrees;
}

/** Where a subtree's hash comes from: `count` hashes from `offset` in the tile of that level and number. */
export function placeOf(subtree: Subtree): {
  readonly level: number;
  readonly index: number;
  readonly offset: number;
  readonly count: number;
} {
  const level = Math.floor(subtree.height / tileHeight);
  const count = 2 ** (subtree.height % tileHeight);
  const first = subtree.index * count;
  return { level, index: Math.floor(first / tileWidth), offset: first % tileWidth, count };
}
