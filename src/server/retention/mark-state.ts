import type { ItemAct, ItemState } from "../../contract/retention.ts";
import type { EntryDraft } from "../ledger/index.ts";

/** What archive and destruction do to an item; the room keeps its other acts to itself. */
export type MarkedAct = Extract<
  ItemAct,
  "archive" | "propose" | "withdraw" | "destroy" | "roll-over"
>;

export interface MarkedState {
  readonly from: ItemState;
  readonly to: ItemState;
  /** To be written beside the act's own entry: the item's history is in the ledger. */
  readonly also: readonly EntryDraft[];
}
