import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cryptos } from "../../../tests/fixture/cryptos.ts";
import { consistencies, entries, inclusions, roots } from "../../../tests/vectors/ledger-tree.ts";
import { sha256 } from "../../platform/hash.ts";
import { fromHex, toHex, utf8 } from "../bytes.ts";
import { GrowingTree } from "./growing-tree.ts";
import { leafHash } from "./hash.ts";
import { rangeHashesFromTiles, tilesFor } from "./tile-proof.ts";
import { tilePath, tilesOf } from "./tiles.ts";
import {
  consistencyRanges,
  includes,
  inclusionRanges,
  isConsistent,
  rangeHashes,
  treeRoot,
} from "./tree.ts";

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();

describe.each(cryptos)("RFC 6962 vectors, %s", (_, crypto) => {
  const leaves = entries.map((entry) => leafHash(bytes(entry), crypto.sha256));
  test.each(roots.map((root, size) => [size, root] as const))(
    "the root of %i entries",
    (size, root) => {
      expect(toHex(treeRoot(leaves.slice(0, size), crypto.sha256))).toBe(root);
    },
  );
  test.each(inclusions)("the path of $index in $size", ({ index, size, path }) => {
    const made = rangeHashes(inclusionRanges(index, size), leaves.slice(0, size), crypto.sha256);
    expect(made.map(toHex)).toEqual(path);
    const leaf = leaves[index] ?? new Uint8Array();
    const root = bytes(roots[size] ?? "");
    expect(includes({ index, size, leafHash: leaf, path: made }, root, crypto.sha256)).toBe(true);
  });
  test.each(consistencies)("$from is the start of $to", ({ from, to, path }) => {
    const made = rangeHashes(consistencyRanges(from, to), leaves.slice(0, to), crypto.sha256);
    expect(made.map(toHex)).toEqual(path);
    const proof = {
      from,
      to,
      fromRoot: bytes(roots[from] ?? ""),
      toRoot: bytes(roots[to] ?? ""),
      path: made,
    };
    expect(isConsistent(proof, crypto.sha256)).toBe(true);
  });
});

const many = Array.from({ length: 1_100 }, (_, at) => leafHash(utf8(`entry ${at}`), sha256));
const none = new Uint8Array(32);
const rootOf = (size: number) => treeRoot(many.slice(0, size), sha256);

/** An index and a size it lies in. */
const place = fc
  .integer({ min: 1, max: many.length })
  .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

describe("proofs", () => {
  test("[S0-3b] every inclusion proof holds, and no altered one does", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(255), ([index, size], where, bit) => {
        const leaf = many[index] ?? none;
        const path = rangeHashes(inclusionRanges(index, size), many.slice(0, size), sha256);
        const proof = { index, size, leafHash: leaf, path };
        const root = rootOf(size);
        expect(includes(proof, root, sha256)).toBe(true);
        expect(includes({ ...proof, leafHash: flipped(leaf, bit) }, root, sha256)).toBe(false);
        expect(includes({ ...proof, path: [...path, none] }, root, sha256)).toBe(false);
        expect(includes({ ...proof, path: [none, ...path] }, root, sha256)).toBe(false);
        expect(includes(proof, flipped(root, bit), sha256)).toBe(false);
        if (path.length === 0) return;
        const at = where % path.length;
        const altered = path.map((hash, i) => (i === at ? flipped(hash, bit) : hash));
        expect(includes({ ...proof, path: altered }, root, sha256)).toBe(false);
        expect(includes({ ...proof, path: path.slice(1) }, root, sha256)).toBe(false);
        expect(includes({ ...proof, index: (index + 1) % size }, root, sha256)).toBe(size === 1);
      }),
      { numRuns: 80 },
    );
  });

  test("[S0-3b] every consistency proof holds, and no altered one does", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(255), ([from, to], where, bit) => {
        const path = rangeHashes(consistencyRanges(from, to), many.slice(0, to), sha256);
        const proof = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), path };
        expect(isConsistent(proof, sha256)).toBe(true);
        expect(isConsistent({ ...proof, fromRoot: flipped(proof.fromRoot, bit) }, sha256)).toBe(
          false,
        );
        if (from > 0)
          expect(isConsistent({ ...proof, toRoot: flipped(proof.toRoot, bit) }, sha256)).toBe(
            false,
          );
        expect(isConsistent({ ...proof, path: [...path, none] }, sha256)).toBe(false);
        if (path.length === 0) return;
        const at = where % path.length;
        const altered = path.map((hash, i) => (i === at ? flipped(hash, bit) : hash));
        expect(isConsistent({ ...proof, path: altered }, sha256)).toBe(false);
        expect(isConsistent({ ...proof, path: path.slice(1) }, sha256)).toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    [-1, 5],
    [5, 5],
    [0.5, 5],
    [Number.NaN, 5],
    [0, Number.POSITIVE_INFINITY],
    [0, 2 ** 53],
  ])("an index %d in a size of %d is refused, not computed", (index, size) => {
    expect(includes({ index, size, leafHash: none, path: [] }, none, sha256)).toBe(false);
    expect(() => inclusionRanges(index, size)).toThrow(RangeError);
  });
});

describe("a growing tree", () => {
  const tiles = new Map<string, Uint8Array>();
  const tree = new GrowingTree(sha256);
  const grown: { root: Uint8Array; size: number }[] = [{ root: tree.root(), size: 0 }];
  for (const leaf of many) {
    for (const { tile, bytes: content } of tree.append(leaf)) tiles.set(tilePath(tile), content);
    for (const { tile, bytes: content } of tree.partials()) tiles.set(tilePath(tile), content);
    grown.push({ root: tree.root(), size: tree.size });
  }

  test("has at every size the root that RFC 6962 gives", () => {
    for (const { root, size } of grown)
      if (size % 37 < 3) expect(toHex(root)).toBe(toHex(rootOf(size)));
  });

  test("has written exactly the tiles of its size", () => {
    for (const size of [1, 255, 256, 257, 1_100])
      for (const tile of tilesOf(size))
        expect(tiles.get(tilePath(tile))?.length).toBe(tile.width * 32);
  });

  test("resumes at any size from its unfinished tiles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: many.length }), (size) => {
        const resumed = GrowingTree.resume(size, sha256, (tile) => {
          const row = tiles.get(tilePath(tile));
          return (
            row && Array.from({ length: tile.width }, (_, i) => row.subarray(i * 32, i * 32 + 32))
          );
        });
        expect(toHex(resumed?.root() ?? none)).toBe(toHex(rootOf(size)));
        for (const leaf of many.slice(size)) resumed?.append(leaf);
        expect(toHex(resumed?.root() ?? none)).toBe(toHex(rootOf(many.length)));
      }),
      { numRuns: 40 },
    );
  });

  test("gives the same proofs from its tiles as from its leaves", () => {
    fc.assert(
      fc.property(place, ([index, size]) => {
        for (const ranges of [inclusionRanges(index, size), consistencyRanges(index, size)]) {
          const needed = new Map(tilesFor(ranges, size).map((t) => [`${t.level}/${t.index}`, t]));
          const fromTiles = rangeHashesFromTiles(
            ranges,
            (level, at) => {
              const tile = needed.get(`${level}/${at}`);
              return tile && tiles.get(tilePath(tile));
            },
            sha256,
          );
          expect(fromTiles?.map(toHex)).toEqual(
            rangeHashes(ranges, many.slice(0, size), sha256).map(toHex),
          );
        }
      }),
      { numRuns: 80 },
    );
  });
});

function flipped(hash: Uint8Array, bit: number): Uint8Array {
  return hash.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
