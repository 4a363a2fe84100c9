import type { ItemAct, ItemState } from "../../contract/retention.ts";
import { type ClaimFact, judge } from "../../kernel/retention/claims.ts";
import { actToFollow, stepItem } from "../../kernel/retention/trace-item.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { type ClaimRow, selectClaims } from "./claims.store.ts";
import { type ItemRow, updateItem } from "./items.store.ts";

export const factOf = (claim: ClaimRow): ClaimFact => ({
  basis: claim.basis,
  untilMs: claim.until_ms,
  deleteByMs: claim.delete_by_ms,
});

/** The entry of one step of an item's life. */
export function stepDraft(
  item: Pick<ItemRow, "item_id">,
  step: { readonly act: ItemAct; readonly from: ItemState; readonly to: ItemState },
  causeId: string | null,
): EntryDraft {
  return {
    kind: "item.stepped@1",
    subject: { type: "item", id: item.item_id },
    body: { itemId: item.item_id, ...step, causeId },
  };
}

/**
 * Takes items to where their claims say they belong, within the caller's transaction, which holds
 * their rows. Returns the entries that tell of it.
 */
export async function settleItems(
  house: House,
  tx: Writing,
  settling: { readonly items: readonly ItemRow[]; readonly causeId: string | null },
): Promise<EntryDraft[]> {
  const { items, causeId } = settling;
  const nowMs = house.clock.now();
  const itemIds = items.map((item) => item.item_id);
  const claims = Map.groupBy(await selectClaims(tx, { itemIds, live: true }), (one) => one.item_id);
  const drafts: EntryDraft[] = [];
  for (const item of items) {
    const facts = (claims.get(item.item_id) ?? []).map(factOf);
    const { due } = judge({ state: item.state, underRequest: false }, facts, nowMs);
    const says = { held: facts.some((fact) => fact.basis === "hold"), due };
    let state = item.state;
    for (let act = actToFollow(state, says); act !== undefined; act = actToFollow(state, says)) {
      const to = stepItem(item.kind, state, act);
      if (to === undefined) throw new Error(`${item.kind}: ${state} knows no ${act}`);
      drafts.push(stepDraft(item, { act, from: state, to }, causeId));
      state = to;
    }
    if (state !== item.state) await updateItem(tx, item.item_id, { state, state_at_ms: nowMs });
  }
  return drafts;
}
