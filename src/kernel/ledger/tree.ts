import { sameBytes } from "../bytes.ts";
import { type Sha256, nodeHash } from "./hash.ts";

/** Leaves `start` to `end`, half-open. A proof is a list of such ranges' hashes, in RFC 6962 order. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** More hashes than any honest proof has: 2 for each level of a tree of 2^53 leaves. */
export const proofHashesMost = 108;

/** The largest power of two smaller than `size` (RFC 6962's k); `size` at least 2. */
export function splitOf(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** RFC 6962 section 2.1: the Merkle tree hash of some leaf hashes. */
export function treeRoot(leafHashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leafHashes.length === 0) return sha256(new Uint8Array());
  let row = leafHashes;
  // Pairing row by row, a lone last hash moving up, gives the same tree as RFC 6962's recursion.
  while (row.length > 1) row = rowAbove(row, sha256);
  const [root] = row;
  if (root === undefined) throw new Error("a row of a tree is never empty");
  return root;
}

function rowAbove(row: readonly Uint8Array[], sha256: Sha256): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < row.length; at += 2) {
    const left = row[at];
    const right = row[at + 1];
    if (left !== undefined) above.push(right === undefined ? left : nodeHash(left, right, sha256));
  }
  return above;
}

/** RFC 6962 section 2.1.1, PATH(m, D[n]): the ranges whose hashes prove leaf `index` in a tree of `size`. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!inTree(index, size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const ranges: Range[] = [];
  let whole: Range = { start: 0, end: size };
  while (whole.end - whole.start > 1) {
    const middle = whole.start + splitOf(whole.end - whole.start);
    const left = { start: whole.start, end: middle };
    const right = { start: middle, end: whole.end };
    ranges.unshift(index < middle ? right : left);
    whole = index < middle ? left : right;
  }
  return ranges;
}

/** RFC 6962 section 2.1.2, PROOF(m, D[n]): the ranges that prove a tree of `from` to be the start of one of `to`. */
export function consistencyRanges(from: number, to: number): Range[] {
  if (!isSize(from) || !isSize(to) || from > to)
    throw new RangeError(`a tree of ${from} is no start of one of ${to}`);
  if (from === 0 || from === to) return [];
  const ranges: Range[] = [];
  let whole: Range = { start: 0, end: to };
  while (whole.end !== from) {
    const middle = whole.start + splitOf(whole.end - whole.start);
    const left = { start: whole.start, end: middle };
    const right = { start: middle, end: whole.end };
    ranges.unshift(from <= middle ? right : left);
    whole = from <= middle ? left : right;
  }
  return whole.start === 0 ? ranges : [whole, ...ranges];
}

/** The hashes of ranges over leaf hashes held in memory: an inclusion or consistency proof. */
export function rangeHashes(
  ranges: readonly Range[],
  leafHashes: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array[] {
  return ranges.map(({ start, end }) => treeRoot(leafHashes.slice(start, end), sha256));
}

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly path: readonly Uint8Array[];
}

/** The root that an inclusion proof leads to; undefined when it has not exactly the hashes it needs. */
export function rootOfInclusion(proof: Inclusion, sha256: Sha256): Uint8Array | undefined {
  const { index, size, path } = proof;
  if (!inTree(index, size) || !areHashes([proof.leafHash, ...path])) return undefined;
  const ranges = inclusionRanges(index, size);
  if (ranges.length !== path.length) return undefined;
  let hash = proof.leafHash;
  for (const [at, range] of ranges.entries()) {
    const beside = path[at];
    if (beside === undefined) return undefined;
    hash = range.start > index ? nodeHash(hash, beside, sha256) : nodeHash(beside, hash, sha256);
  }
  return hash;
}

/** True when the leaf stands at that index in the tree of that size and root (RFC 9162 section 2.1.3.2). */
export function includes(proof: Inclusion, root: Uint8Array, sha256: Sha256): boolean {
  const found = rootOfInclusion(proof, sha256);
  return found !== undefined && sameBytes(found, root);
}

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
}

/** True when the tree of `from` is the start of the tree of `to` (RFC 9162 section 2.1.4.2). */
export function isConsistent(proof: Consistency, sha256: Sha256): boolean {
  const { from, to, fromRoot, toRoot, path } = proof;
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (!areHashes([fromRoot, toRoot, ...path])) return false;
  if (from === 0) return path.length === 0 && sameBytes(fromRoot, sha256(new Uint8Array()));
  if (from === to) return path.length === 0 && sameBytes(fromRoot, toRoot);
  const ranges = consistencyRanges(from, to);
  if (ranges.length !== path.length) return false;
  const [firstRange] = ranges;
  const [firstHash] = path;
  if (firstRange === undefined || firstHash === undefined) return false;
  // Where the older tree is itself a node of the newer one, its root is not in the proof.
  const given = firstRange.end === from;
  let older = given ? firstHash : fromRoot;
  let newer = older;
  for (const [at, range] of ranges.entries()) {
    const beside = path[at];
    if (beside === undefined) return false;
    if (at === 0 && given) continue;
    if (range.start >= from) newer = nodeHash(newer, beside, sha256);
    else {
      older = nodeHash(beside, older, sha256);
      newer = nodeHash(beside, newer, sha256);
    }
  }
  return sameBytes(older, fromRoot) && sameBytes(newer, toRoot);
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

function inTree(index: number, size: number): boolean {
  return isSize(index) && isSize(size) && index < size;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.length <= proofHashesMost && hashes.every((hash) => hash.length === 32);
}
