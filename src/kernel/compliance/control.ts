import type { BoardCount, BoardFault } from "../../contract/board-figures.ts";
import type { EntryKind } from "../../contract/entries.ts";

/** How an article is looked at: what is shown of it, what must be zero, and which entries are its evidence. */
export interface Control {
  readonly shows: readonly BoardCount[];
  readonly faults: readonly BoardFault[];
  readonly evidence: readonly EntryKind[];
}
