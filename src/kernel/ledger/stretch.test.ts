import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cryptos } from "../../../tests/fixture/cryptos.ts";
import { sha256 } from "../../platform/hash.ts";
import { toHex, utf8 } from "../bytes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { leafHash, nodeHash } from "./hash.ts";
import { EdgeTree, type Stretch, differingLeaf, falseStretch } from "./stretch.ts";
import { subtreesOf } from "./tiles.ts";
import { consistencyRanges, rangeHashes, treeRoot } from "./tree.ts";

const leaves = Array.from({ length: 150 }, (_, at) => leafHash(utf8(`entry ${at}`), sha256));
const checkpoint = (size: number): Checkpoint => ({
  origin: "liuhen/x",
  size,
  root: treeRoot(leaves.slice(0, size), sha256),
});

/** The proof of entries `from` to `to` in a ledger of `size`. */
function proofOf(from: number, to: number, size: number): Stretch {
  const perfect = subtreesOf({ start: 0, end: from }).map(({ height, index }) => ({
    start: index * 2 ** height,
    end: (index + 1) * 2 ** height,
  }));
  return {
    before: from === 0 ? null : checkpoint(from),
    after: checkpoint(to),
    head: checkpoint(size),
    edge: rangeHashes(perfect, leaves, sha256),
    beforeToHead: rangeHashes(consistencyRanges(from, size), leaves, sha256),
    afterToHead: rangeHashes(consistencyRanges(to, size), leaves, sha256),
  };
}

const stretches = fc
  .tuple(fc.nat(150), fc.nat(150), fc.nat(150))
  .map((three) => three.toSorted((a, b) => a - b))
  .filter(([, to = 0]) => to > 0)
  .map(([from = 0, to = 0, size = 0]) => ({ from, to, size }));

describe.each(cryptos)("[I-22] a tree of seven worked out by hand, %s", (_, { sha256: hash }) => {
  const [a, b, c, d, e, f, g] = ["a", "b", "c", "d", "e", "f", "g"].map((text) =>
    leafHash(utf8(text), hash),
  );
  test("five leaves are the subtree of four and one; two more lead to the root of seven", () => {
    if (!a || !b || !c || !d || !e || !f || !g) throw new Error("seven leaves");
    const four = nodeHash(nodeHash(a, b, hash), nodeHash(c, d, hash), hash);
    const tree = EdgeTree.of(5, [four, e], hash);
    expect(toHex(tree?.root() ?? a)).toBe(toHex(nodeHash(four, e, hash)));
    tree?.append(f);
    tree?.append(g);
    const seven = nodeHash(four, nodeHash(nodeHash(e, f, hash), g, hash), hash);
    expect(toHex(tree?.root() ?? a)).toBe(toHex(seven));
    expect(EdgeTree.of(5, [four], hash)).toBeUndefined();
    expect(EdgeTree.of(5, [four, e, f], hash)).toBeUndefined();
  });
});

describe("[I-22] a stretch between two signed checkpoints", () => {
  test("holds for 150 drawn stretches, the first entry and the newest among them", () => {
    fc.assert(
      fc.property(stretches, ({ from, to, size }) => {
        expect(falseStretch(proofOf(from, to, size), leaves.slice(from, to), sha256)).toBe(
          undefined,
        );
      }),
      {
        numRuns: 150,
        examples: [[{ from: 0, to: 150, size: 150 }], [{ from: 3, to: 3, size: 3 }]],
      },
    );
  });

  test("one flipped bit anywhere is found: in a leaf, the edge, a root or a path", () => {
    const flip = (hash: Uint8Array | undefined) =>
      Uint8Array.from(hash ?? [], (byte, at) => (at === 7 ? byte ^ 4 : byte));
    const nth = (hashes: readonly Uint8Array[], n: number) =>
      hashes.map((hash, at) => (at === n % hashes.length ? flip(hash) : hash));
    fc.assert(
      fc.property(stretches, fc.nat(), fc.nat(5), ({ from, to, size }, n, where) => {
        const proof = proofOf(from, to, size);
        const own = leaves.slice(from, to);
        const turned = (of: Checkpoint) => ({ ...of, root: flip(of.root) });
        const { before, edge, beforeToHead, afterToHead } = proof;
        const tampered: readonly [number, Stretch, readonly Uint8Array[]][] = [
          [own.length, proof, nth(own, n)],
          [edge.length, { ...proof, edge: nth(edge, n) }, own],
          [before === null ? 0 : 1, { ...proof, before: before && turned(before) }, own],
          [1, { ...proof, after: turned(proof.after) }, own],
          [
            before === null ? 0 : beforeToHead.length,
            { ...proof, beforeToHead: nth(beforeToHead, n) },
            own,
          ],
          [afterToHead.length, { ...proof, afterToHead: nth(afterToHead, n) }, own],
        ];
        const [there = 0, changed, hashes = []] = tampered[where] ?? [];
        fc.pre(there > 0 && changed !== undefined);
        if (changed !== undefined)
          expect(falseStretch(changed, hashes, sha256)).not.toBe(undefined);
      }),
      { numRuns: 150 },
    );
  });

  test("a checkpoint of another ledger, or an older one than it says, is no beginning of this one", () => {
    const proof = proofOf(50, 100, 140);
    const own = leaves.slice(50, 100);
    const foreign = { ...checkpoint(140), root: treeRoot(leaves.slice(1, 141), sha256) };
    expect(falseStretch({ ...proof, head: foreign }, own, sha256)).toBe("before-older");
    expect(falseStretch({ ...proof, before: checkpoint(49) }, own, sha256)).toBe("edge");
    expect(falseStretch({ ...proof, after: checkpoint(99) }, own, sha256)).toBe("after-older");
    expect(falseStretch({ ...proof, head: checkpoint(80) }, own, sha256)).toBe("before-older");
    expect(falseStretch(proof, own.slice(1), sha256)).toBe("hashes");
    expect(falseStretch(proof, own.toReversed(), sha256)).toBe("hashes");
  });
});

describe("[I-22] what was done to the entries of a stretch is found by name", () => {
  const own = leaves.slice(20, 120);
  const other = leafHash(utf8("of nobody"), sha256);
  const place = fc.nat(99);
  const without = (at: number) => own.filter((_, n) => n !== at);

  test("untouched: nothing", () => {
    expect(differingLeaf(own, [...own])).toBeUndefined();
    expect(differingLeaf([], [])).toBeUndefined();
  });

  test("edited, dropped and added entries: each at its place", () => {
    fc.assert(
      fc.property(place, (at) => {
        expect(differingLeaf(own, own.with(at, other))).toEqual({ what: "edited", at });
        expect(differingLeaf(own, without(at))).toEqual({ what: "missing", at });
        expect(differingLeaf(own, own.toSpliced(at, 0, other))).toEqual({ what: "inserted", at });
      }),
    );
    expect(differingLeaf(own, [...own, other])).toEqual({ what: "inserted", at: 100 });
    expect(differingLeaf(own, own.slice(0, 60))).toEqual({ what: "missing", at: 60 });
  });

  test("reordered entries: where the order breaks first", () => {
    fc.assert(
      fc.property(place, place, (one, two) => {
        const [first, second] = [Math.min(one, two), Math.max(one, two)];
        fc.pre(first < second);
        const [a, b] = [own[first] ?? other, own[second] ?? other];
        const exchanged = own.with(first, b).with(second, a);
        expect(differingLeaf(own, exchanged)).toEqual({ what: "swapped", at: first });
        const moved = without(first).toSpliced(second, 0, a);
        expect(differingLeaf(own, moved)).toEqual({ what: "swapped", at: first });
      }),
    );
  });
});
