import { sameBytes, toHex } from "../bytes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { nodeHash, type Sha256 } from "./hash.ts";
import { subtreesOf } from "./tiles.ts";
import { isConsistent } from "./tree.ts";

/**
 * A stretch of the ledger: the entries between two signed checkpoints, and what proves that they are
 * exactly these. `edge` are the roots of the perfect subtrees before it, largest first.
 */
export interface Stretch {
  /** Null: it begins with the ledger's first entry. */
  readonly before: Checkpoint | null;
  readonly after: Checkpoint;
  /** The newest checkpoint the reader has; both others must be earlier states of it. */
  readonly head: Checkpoint;
  readonly edge: readonly Uint8Array[];
  readonly beforeToHead: readonly Uint8Array[];
  readonly afterToHead: readonly Uint8Array[];
}

/** `hashes`: the stated leaf hashes do not lead from the one root to the other. */
export type StretchFault = "edge" | "hashes" | "before-older" | "after-older";

interface Root {
  readonly height: number;
  readonly hash: Uint8Array;
}

/** A tree known by its edge only: the roots of the perfect subtrees it is made of. */
export class EdgeTree {
  readonly #sha256: Sha256;
  readonly #roots: Root[] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Undefined when a tree of that size has another number of such subtrees. */
  static of(size: number, edge: readonly Uint8Array[], sha256: Sha256): EdgeTree | undefined {
    const subtrees = subtreesOf({ start: 0, end: size });
    if (subtrees.length !== edge.length || edge.some((hash) => hash.length !== 32))
      return undefined;
    const tree = new EdgeTree(sha256);
    for (const [at, { height }] of subtrees.entries())
      tree.#roots.push({ height, hash: edge[at] ?? new Uint8Array() });
    return tree;
  }

  append(leafHash: Uint8Array): void {
    let carried: Root = { height: 0, hash: leafHash };
    for (
      let last = this.#roots.at(-1);
      last?.height === carried.height;
      last = this.#roots.at(-1)
    ) {
      this.#roots.pop();
      const hash = nodeHash(last.hash, carried.hash, this.#sha256);
      carried = { height: carried.height + 1, hash };
    }
    this.#roots.push(carried);
  }

  root(): Uint8Array {
    let whole: Uint8Array | undefined;
    for (const { hash } of this.#roots.toReversed())
      whole = whole === undefined ? hash : nodeHash(hash, whole, this.#sha256);
    return whole ?? this.#sha256(new Uint8Array());
  }
}

/** The first thing that is false of a stretch whose leaves have these hashes; undefined: it holds. */
export function falseStretch(
  of: Stretch,
  hashes: readonly Uint8Array[],
  sha256: Sha256,
): StretchFault | undefined {
  const { before, after, head } = of;
  const from = before?.size ?? 0;
  const tree = EdgeTree.of(from, of.edge, sha256);
  if (tree === undefined || (before !== null && !sameBytes(tree.root(), before.root)))
    return "edge";
  const grown = { from, to: head.size, toRoot: head.root, path: of.beforeToHead };
  if (before !== null && !isConsistent({ ...grown, fromRoot: before.root }, sha256))
    return "before-older";
  const rest = { from: after.size, to: head.size, toRoot: head.root, path: of.afterToHead };
  if (!isConsistent({ ...rest, fromRoot: after.root }, sha256)) return "after-older";
  if (hashes.length !== after.size - from) return "hashes";
  for (const hash of hashes) tree.append(hash);
  return sameBytes(tree.root(), after.root) ? undefined : "hashes";
}

/** What was done to a list of entries, at its first place that differs from the proved hashes. */
interface LeafDifference {
  readonly what: "edited" | "missing" | "inserted" | "swapped";
  readonly at: number;
}

/** Holds the hashes of the entries that are there against the proved ones. */
export function differingLeaf(
  proved: readonly Uint8Array[],
  given: readonly Uint8Array[],
): LeafDifference | undefined {
  const most = Math.max(proved.length, given.length);
  let at = 0;
  while (at < most && same(proved[at], given[at])) at++;
  if (at === most) return undefined;
  const [expected, found] = [proved[at], given[at]];
  if (found === undefined) return { what: "missing", at };
  if (expected === undefined) return { what: "inserted", at };
  const belongsLater = placesFrom(proved, at + 1).has(toHex(found));
  const comesLater = placesFrom(given, at + 1).has(toHex(expected));
  if (belongsLater) return { what: comesLater ? "swapped" : "missing", at };
  return { what: comesLater ? "inserted" : "edited", at };
}

function same(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && sameBytes(one, other);
}

function placesFrom(hashes: readonly Uint8Array[], from: number): ReadonlySet<string> {
  return new Set(hashes.slice(from).map(toHex));
}
