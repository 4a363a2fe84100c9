import { nodeHash, type Sha256 } from "./hash.ts";
import { placeOf, subtreesOf, type Tile, tileIn, tilePath } from "./tiles.ts";
import { type Range, treeRoot } from "./tree.ts";

/** The tiles of a tree of `size` that hold what these ranges need, each once. */
export function tilesFor(ranges: readonly Range[], size: number): Tile[] {
  const tiles = new Map<string, Tile>();
  for (const subtree of ranges.flatMap(subtreesOf)) {
    const place = placeOf(subtree);
    const tile = tileIn(size, place.level, place.index);
    if (tile === undefined) throw new RangeError(`a tree of ${size} has no such range`);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

/** The hashes of ranges, from tiles read before; undefined where a tile is missing or too short. */
export function rangeHashesFromTiles(
  ranges: readonly Range[],
  tileBytes: (level: number, index: number) => Uint8Array | undefined,
  sha256: Sha256,
): Uint8Array[] | undefined {
  const hashes: Uint8Array[] = [];
  for (const range of ranges) {
    let whole: Uint8Array | undefined;
    for (const subtree of subtreesOf(range).toReversed()) {
      const place = placeOf(subtree);
      const bytes = tileBytes(place.level, place.index);
      const row = bytes === undefined ? undefined : hashesOf(bytes, place.offset, place.count);
      if (row === undefined) return undefined;
      const root = treeRoot(row, sha256);
      whole = whole === undefined ? root : nodeHash(root, whole, sha256);
    }
    if (whole === undefined) throw new RangeError("a proof's range is never empty");
    hashes.push(whole);
  }
  return hashes;
}

/** `count` hashes from `offset` of a tile's bytes; undefined when the tile is shorter. */
export function hashesOf(
  bytes: Uint8Array,
  offset: number,
  count: number,
): Uint8Array[] | undefined {
  if (bytes.length < (offset + count) * 32) return undefined;
  return Array.from({ length: count }, (_, at) =>
    bytes.subarray((offset + at) * 32, (offset + at + 1) * 32),
  );
}
