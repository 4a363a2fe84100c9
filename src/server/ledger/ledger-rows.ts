import { Fault } from "../../contract/faults.ts";
import { sameBytes, toHex, utf8 } from "../../kernel/bytes.ts";
import { openCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { GrowingTree } from "../../kernel/ledger/growing-tree.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { verifySignature } from "../../platform/signing.ts";
import { openLedger } from "./open-ledger.ts";
import { readNumbered, sequenceSize } from "./sequence.store.ts";

const rowsAtOnce = 5_000;

/** The tree of the first rows, made of what they hold and of nothing that was computed before. */
export async function treeOfRows(house: House, size: number): Promise<GrowingTree> {
  const tree = new GrowingTree(sha256);
  while (tree.size < size) {
    const rows = await readNumbered(house.db, tree.size, Math.min(rowsAtOnce, size - tree.size));
    for (const row of rows) tree.append(leafHash(utf8(row.leaf), sha256));
    if (rows.length === 0) throw new Fault("damaged", "ledger_altered", { hint: "a hole" });
  }
  return tree;
}

/** How rows stand to a checkpoint that was signed and given away earlier. */
export interface HeldAgainst {
  /** `forked`: what was signed is not the beginning of these rows. */
  readonly verdict: "continues" | "behind" | "forked" | "foreign-key";
  /** What was signed; null where another key did. */
  readonly signed: { readonly size: number; readonly root: string } | null;
}

async function holdAgainst(house: House, note: string): Promise<HeldAgainst> {
  const { verifier } = await openLedger(house);
  const opened = openCheckpoint(note, verifier, { sha256, verifySignature });
  if (!opened.ok) return { verdict: "foreign-key", signed: null };
  const { size, root } = opened.checkpoint;
  const signed = { size, root: toHex(root) };
  if (size > (await sequenceSize(house.db))) return { verdict: "behind", signed };
  const same = sameBytes((await treeOfRows(house, size)).root(), root);
  return { verdict: same ? "continues" : "forked", signed };
}

/** What the rows alone say, for whoever holds two ledgers against each other; nothing is signed. */
export const ledgerRows = {
  /** How many have a number. */
  size: (house: House) => sequenceSize(house.db),
  root: async (house: House, size: number) => toHex((await treeOfRows(house, size)).root()),
  holdAgainst,
};
