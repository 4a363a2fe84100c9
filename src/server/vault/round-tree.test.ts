import { expect, test } from "vitest";
import { fromHex } from "../../kernel/bytes.ts";
import { includes } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import { recordLeaf, roundPaths, roundRoot } from "./round-tree.ts";

test("every record of a round of 1 to 70 is proved by its path to the round's root", () => {
  for (let size = 1; size <= 70; size++) {
    const leaves = Array.from({ length: size }, (_, at) => recordLeaf(`record ${at}`));
    const root = fromHex(roundRoot(leaves)) ?? new Uint8Array();
    for (const [index, path] of roundPaths(leaves).entries()) {
      const hashes = path.map((hash) => fromHex(hash) ?? new Uint8Array());
      const leaf = leaves[index] ?? new Uint8Array();
      expect(includes({ index, size, leafHash: leaf, path: hashes }, root, sha256)).toBe(true);
      if (size > 1)
        expect(
          includes({ index: (index + 1) % size, size, leafHash: leaf, path: hashes }, root, sha256),
        ).toBe(false);
    }
  }
});
