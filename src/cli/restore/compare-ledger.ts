import { fromBase64, toHex } from "../../kernel/bytes.ts";
import { openCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { parseVerifierKey } from "../../kernel/ledger/note.ts";
import { isConsistent } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { verifySignature } from "../../platform/signing.ts";
import { proveConsistency, readCheckpoint, readLedgerState } from "../../server/ledger/index.ts";
import type { NightLists } from "./night-lists.ts";

export interface ComparedLedger {
  /** Entries the recovered ledger holds. */
  readonly entries: number;
  /** The newest checkpoint that had arrived with a night. */
  readonly known: { readonly size: number; readonly root: string } | undefined;
  readonly lostEntries: number;
  /** `forked`: what was signed before is not the beginning of what was recovered. */
  readonly verdict: "continues" | "behind" | "forked" | "nothing-known" | "foreign-key";
}

const crypto = { sha256, verifySignature };

/** Holds the recovered ledger against the checkpoint that left the house before it was lost. */
export async function compareLedger(
  house: House,
  known: NightLists["checkpoint"],
): Promise<ComparedLedger> {
  const { size, pending } = await readLedgerState(house);
  const entries = size + pending;
  const key = known === undefined ? undefined : parseVerifierKey(known.verifierKey, sha256);
  const note = await readCheckpoint(house);
  if (known === undefined || !note.ok)
    return { entries, known: undefined, lostEntries: 0, verdict: "nothing-known" };
  const older = key === undefined ? undefined : openCheckpoint(known.note, key, crypto);
  const newer = key === undefined ? undefined : openCheckpoint(note.value, key, crypto);
  if (older?.ok !== true || newer?.ok !== true)
    return { entries, known: undefined, lostEntries: 0, verdict: "foreign-key" };
  const told = { size: older.checkpoint.size, root: toHex(older.checkpoint.root) };
  if (told.size > newer.checkpoint.size) {
    const lostEntries = Math.max(0, told.size - entries);
    return { entries, known: told, lostEntries, verdict: "behind" };
  }
  const proof = await proveConsistency(house, { from: told.size, to: newer.checkpoint.size });
  const hashes = proof.ok ? proof.value.hashes.map((hash) => fromBase64(hash)) : [];
  const continues =
    proof.ok &&
    isConsistent(
      {
        from: told.size,
        to: newer.checkpoint.size,
        fromRoot: older.checkpoint.root,
        toRoot: newer.checkpoint.root,
        path: hashes.flatMap((hash) => (hash === undefined ? [] : [hash])),
      },
      sha256,
    );
  return { entries, known: told, lostEntries: 0, verdict: continues ? "continues" : "forked" };
}
