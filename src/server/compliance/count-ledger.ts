import type { House } from "../../platform/house.ts";
import { checkLedger, readLedgerState } from "../ledger/index.ts";
import { appRights } from "./guards.store.ts";
import { sampleFindings } from "./prove-sample.ts";

/** Entries wait for their checkpoint for seconds; after so long the ledger has stopped. */
const checkpointLateMs = 60_000;
/** A whole check is made at most so often, however many read the board. */
const checkedForMs = 60_000;
/** A longer ledger is proved by a sample: a reader does not wait for all of it. */
const checkedMost = 20_000;
const checked = new WeakMap<House, { readonly atTicks: number; readonly findings: number }>();

/** The ledger held against its tiles and its signature now, and whether anybody could write in it. */
export async function countLedger(house: House) {
  const state = await readLedgerState(house);
  const ageMs =
    state.publishedAtMs === null ? null : Math.max(0, house.clock.now() - state.publishedAtMs);
  const late = state.pending > 0 && (ageMs === null || ageMs > checkpointLateMs);
  return {
    ledgerEntries: state.size,
    unsealedEntries: state.pending,
    checkpointLate: late ? 1 : 0,
    ledgerFindings: await findingsOf(house, state.size),
    ledgerWritable: await appRights(house.db),
  };
}

async function findingsOf(house: House, size: number): Promise<number> {
  const known = checked.get(house);
  const now = house.clock.ticks();
  if (known !== undefined && now - known.atTicks < checkedForMs) return known.findings;
  const findings =
    size > checkedMost
      ? await sampleFindings(house, size)
      : (await checkLedger(house)).findings.length;
  checked.set(house, { atTicks: now, findings });
  return findings;
}
