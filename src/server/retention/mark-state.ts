import type { RefusalCode } from "../../contract/refusals.ts";
import type { ItemAct, ItemState, KeptReason } from "../../contract/retention.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { judge } from "../../kernel/retention/claims.ts";
import { stepItem } from "../../kernel/retention/trace-item.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { selectClaims } from "./claims.store.ts";
import { type ItemRow, lockItems, updateItem } from "./items.store.ts";
import { factOf, stepDraft } from "./settle-items.ts";

/** What archive and destruction do to an item; the room keeps its other acts to itself. */
export type MarkedAct = Extract<
  ItemAct,
  "archive" | "propose" | "withdraw" | "begin" | "destroy" | "roll-over"
>;

export interface MarkedState {
  readonly from: ItemState;
  readonly to: ItemState;
  /** To be written beside the act's own entry: the item's history is in the ledger. */
  readonly also: readonly EntryDraft[];
}

/** Acts that end something: the claims are asked once more, while the item's row is held. */
const ending: readonly ItemAct[] = ["propose", "begin", "roll-over", "dispose"];

/** The refusal for each reason why something is kept. */
export const keptCodes: Readonly<Record<KeptReason, RefusalCode>> = {
  permanent: "item_permanent",
  held: "item_held",
  "not-due": "item_not_due",
  "under-request": "item_under_request",
  collecting: "item_not_due",
  "in-destruction": "item_in_destruction",
  destroyed: "item_destroyed",
};

/**
 * Takes an item one documented step further within the caller's transaction. What ends it needs that
 * every claim has ended at this instant: a hold placed a moment ago wins, because both hold the row.
 */
export async function markState(
  house: House,
  tx: Writing,
  mark: { readonly itemId: string; readonly act: MarkedAct | "dispose"; readonly causeId: string },
): Promise<Outcome<MarkedState>> {
  const [item] = await lockItems(tx, house.siteId, [mark.itemId]);
  if (item === undefined) return refused("not_found");
  if (ending.includes(mark.act)) {
    const kept = await whyKept(house, tx, item, mark.act);
    if (kept !== undefined) return refused(keptCodes[kept], { name: item.name });
  }
  const steps = pathTo(item, mark.act);
  const last = steps.at(-1);
  if (last === undefined) return refused("step_unknown", { state: item.state, name: item.name });
  await updateItem(tx, item.item_id, { state: last.to, state_at_ms: house.clock.now() });
  return granted({
    from: item.state,
    to: last.to,
    also: steps.map((step) => stepDraft(item, step, mark.causeId)),
  });
}

async function whyKept(
  house: House,
  tx: Writing,
  item: ItemRow,
  act: ItemAct,
): Promise<KeptReason | undefined> {
  const claims = await selectClaims(tx, { itemIds: [item.item_id], live: true });
  // What is listed already stands in destruction: that is not what would keep it from beginning.
  const state = act === "begin" && item.state === "in-destruction" ? "due" : item.state;
  const facts = { state, underRequest: false };
  return judge(facts, claims.map(factOf), house.clock.now()).why[0];
}

interface Step {
  readonly act: ItemAct;
  readonly from: ItemState;
  readonly to: ItemState;
}

/** The act itself; what fell due since the last round falls due first. */
function pathTo(item: ItemRow, act: ItemAct): Step[] {
  const direct = stepItem(item.kind, item.state, act);
  if (direct !== undefined) return [{ act, from: item.state, to: direct }];
  const due = stepItem(item.kind, item.state, "fall-due");
  const after = due === undefined ? undefined : stepItem(item.kind, due, act);
  if (due === undefined || after === undefined || !ending.includes(act)) return [];
  return [
    { act: "fall-due", from: item.state, to: due },
    { act, from: due, to: after },
  ];
}
