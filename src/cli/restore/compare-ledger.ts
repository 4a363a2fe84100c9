import type { House } from "../../platform/house.ts";
import { type HeldAgainst, ledgerRows, readLedgerState } from "../../server/ledger/index.ts";
import type { NightLists } from "./night-lists.ts";

export interface ComparedLedger {
  /** Entries the recovered ledger holds. */
  readonly entries: number;
  /** The newest checkpoint that had arrived with a night. */
  readonly known: { readonly size: number; readonly root: string } | undefined;
  readonly lostEntries: number;
  readonly verdict: HeldAgainst["verdict"] | "nothing-known";
}

/** Holds the recovered rows against the checkpoint that left the house before it was lost. */
export async function compareLedger(
  house: House,
  known: NightLists["checkpoint"],
): Promise<ComparedLedger> {
  const { size, pending } = await readLedgerState(house);
  const entries = size + pending;
  if (known === undefined)
    return { entries, known: undefined, lostEntries: 0, verdict: "nothing-known" };
  const { verdict, signed } = await ledgerRows.holdAgainst(house, known.note);
  const lostEntries = verdict === "behind" ? Math.max(0, (signed?.size ?? 0) - entries) : 0;
  return { entries, known: signed ?? undefined, lostEntries, verdict };
}
