/** The ledger: nothing is written in this house without an entry here. */
export { type EntryDraft, type Written, act, enterRefusal, quiet } from "./act.ts";
export {
  type Entry,
  actorNameOf,
  entriesIn,
  followLedger,
  historyOf,
  newestPerSubject,
} from "./entries.ts";
export { type AdoptedTail, adoptTail } from "./adopt-tail.ts";
export { type CheckedLedger, type LedgerFinding, checkLedger } from "./check-ledger.ts";
export { exportLedger } from "./export-ledger.ts";
export { type HeldAgainst, ledgerRows } from "./ledger-rows.ts";
export { listEntries } from "./list-entries.ts";
export {
  type LedgerState,
  type StatedEntry,
  proveConsistency,
  proveEntries,
  proveEntry,
  proveSubject,
  readCheckpoint,
  readLedgerState,
} from "./prove.ts";
export { type LedgerStretch, stretches } from "./stretch.ts";
export { sequenceNow, startSequencer } from "./start-sequencer.ts";
export { tallyEntries } from "./tally-entries.ts";
