import { Fault } from "../../contract/faults.ts";
import { sameBytes, utf8 } from "../../kernel/bytes.ts";
import { openCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { parseLeaf } from "../../kernel/ledger/leaf.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { verifySignature } from "../../platform/signing.ts";
import { quiet } from "./act.ts";
import { insertSigned, numberAs, selectKnown } from "./adopt-tail.store.ts";
import { treeOfRows } from "./ledger-rows.ts";
import { insertEntries } from "./ledger.store.ts";
import { openLedger } from "./open-ledger.ts";
import { sequenceSize } from "./sequence.store.ts";

export interface LedgerTail {
  /** A checkpoint this house signed and that left it. */
  readonly note: string;
  /** Entries from a number on up to another, as they were hashed; undefined where they cannot be had. */
  readonly leaves: (span: {
    readonly from: number;
    readonly size: number;
  }) => Promise<readonly string[] | undefined>;
}

/** Entries put back from signed copies; `kinds` of those whose rows had been lost. */
export interface AdoptedTail {
  readonly numbered: number;
  readonly kinds: readonly string[];
}

const rowsAtOnce = 5_000;
const tailMost = 20_000;

/**
 * A database that was recovered may be a little older than what the house had signed and given away.
 * The entries in between come back from the copies of the ledger, under their own numbers, only if
 * together they lead to the signed root: otherwise the house would sign the same numbers twice.
 * Undefined when they do not. Their personal texts and the changes they tell of are not in them.
 */
export async function adoptTail(house: House, tail: LedgerTail): Promise<AdoptedTail | undefined> {
  const key = await openLedger(house);
  const opened = openCheckpoint(tail.note, key.verifier, { sha256, verifySignature });
  const from = await sequenceSize(house.db);
  if (!opened.ok) return undefined;
  const { size, root } = opened.checkpoint;
  if (size <= from || size - from > tailMost) return undefined;
  const leaves = await tail.leaves({ from, size });
  if (leaves === undefined || from + leaves.length !== size) return undefined;
  const tree = await treeOfRows(house, from);
  const entries = leaves.map((text, at) => {
    const leaf = parseLeaf(text);
    const hash = leafHash(utf8(text), sha256);
    tree.append(hash);
    return leaf === undefined || leaf.siteId !== house.siteId
      ? undefined
      : { index: from + at, id: leaf.id, hash, leaf, text };
  });
  if (!sameBytes(tree.root(), root)) return undefined;
  const sound = entries.flatMap((entry) => entry ?? []);
  if (sound.length !== entries.length)
    throw new Fault("damaged", "ledger_altered", { hint: "a signed entry is not one of ours" });
  const known = await selectKnown(
    house.db,
    sound.map((entry) => entry.id),
  );
  const lost = sound.filter((entry) => !known.has(entry.id));
  await quiet(
    house,
    "entries that were signed before come back under their own numbers",
    async (tx) => {
      await insertEntries(
        tx,
        lost.map(({ id, leaf, text }) => ({
          id,
          siteId: leaf.siteId,
          kind: leaf.kind,
          atMs: leaf.atMs,
          subject: leaf.subject,
          leaf: text,
          personal: [],
        })),
      );
      for (let at = 0; at < sound.length; at += rowsAtOnce)
        await numberAs(tx, sound.slice(at, at + rowsAtOnce));
      await insertSigned(tx, { size, root, note: tail.note, at_ms: house.clock.now() });
    },
  );
  return { numbered: sound.length, kinds: lost.map((entry) => entry.leaf.kind) };
}
