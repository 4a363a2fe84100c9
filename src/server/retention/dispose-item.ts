import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { ItemLine } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { due } from "./due.ts";
import { selectStanding, updateItem } from "./items.store.ts";
import { keptCodes, markState } from "./mark-state.ts";
import { linesOf } from "./read-items.ts";

export interface Disposal {
  readonly itemId: string;
  readonly reference: string;
  readonly signing: Signing;
}

/**
 * Closes what is paper, or a thing, after the school archives disposed of it by their own rules: only
 * with the number of their decision, and never before its term or under a hold (S0-17.3).
 */
export async function disposeItem(
  house: House,
  actor: PersonActor,
  { itemId, reference, signing }: Disposal,
): Promise<Outcome<ItemLine>> {
  const [said] = await due(house, { nowMs: house.clock.now(), itemIds: [itemId] });
  if (said === undefined) return refused("not_found");
  const [kept] = said.why;
  const refusal =
    reference === ""
      ? refused("reference_missing")
      : kept === undefined
        ? undefined
        : refused(keptCodes[kept]);
  if (refusal !== undefined) {
    await enterRefusal(house, actor, "item.disposed@1", refusal, { type: "item", id: itemId });
    return refusal;
  }
  const signed = await sign(house, actor, signing);
  if (!signed.ok) return signed;
  const disposed = await act(house, actor, "item.disposed@1", async (tx) => {
    const marked = await markState(house, tx, { itemId, act: "dispose", causeId: itemId });
    if (!marked.ok) return marked;
    await updateItem(tx, itemId, { disposal_reference: reference });
    return granted({
      value: undefined,
      subject: { type: "item", id: itemId },
      body: { itemId, reference, signatureSha256: signed.value.sha256 },
      also: marked.value.also,
    });
  });
  if (!disposed.ok) return disposed;
  const rows = await selectStanding(house.db, house.siteId, { ids: [itemId], most: 1 });
  const [line] = await linesOf(house, rows);
  return line === undefined ? refused("not_found") : granted(line);
}
