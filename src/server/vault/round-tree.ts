import { toHex } from "../../kernel/bytes.ts";
import { leafHash, nodeHash } from "../../kernel/ledger/hash.ts";
import { treeRoot } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";

/** The leaf hash of a record's canonical text in its round (RFC 6962 section 2.1). */
export function recordLeaf(text: string): Uint8Array {
  return leafHash(Buffer.from(text, "utf8"), sha256);
}

export function roundRoot(leaves: readonly Uint8Array[]): string {
  return toHex(treeRoot(leaves, sha256));
}

/**
 * The inclusion path of every leaf, from the leaf upwards, lower-case hexadecimal. All paths of a
 * round cost n·log n look-ups, not n trees.
 */
export function roundPaths(leaves: readonly Uint8Array[]): string[][] {
  const rows: (readonly Uint8Array[])[] = [leaves];
  for (let row = leaves; row.length > 1;) {
    row = rowAbove(row);
    rows.push(row);
  }
  return leaves.map((_, leaf) =>
    rows.flatMap((row, height) => {
      const beside = row[Math.floor(leaf / 2 ** height) ^ 1];
      return beside === undefined ? [] : [toHex(beside)];
    }),
  );
}

function rowAbove(row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < row.length; at += 2) {
    const [left, right] = row.slice(at, at + 2);
    if (left !== undefined) above.push(right === undefined ? left : nodeHash(left, right, sha256));
  }
  return above;
}
