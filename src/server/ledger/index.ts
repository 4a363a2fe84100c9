/** The ledger: nothing is written in this house without an entry here. */
export { type EntryDraft, type Written, act, enterRefusal, quiet } from "./act.ts";
export { sequenceNow, startSequencer } from "./start-sequencer.ts";
export { readVerifierKey } from "./open-ledger.ts";
