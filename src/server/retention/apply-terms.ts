import type { SystemActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type ClaimRow, endClaims, insertClaims } from "./claims.store.ts";
import { type ItemRow, lockItems } from "./items.store.ts";
import { classClaim } from "./open-claims.ts";
import {
  type OwnTermRow,
  markApplied,
  selectClassClaims,
  selectTermAtWork,
  termOf,
} from "./own-terms.store.ts";
import { settleItems } from "./settle-items.ts";

const scheduler: SystemActor = { kind: "system", name: "scheduler" };
const lowestId = "00000000-0000-0000-0000-000000000000";
const ended: readonly ItemRow["state"][] = ["being-destroyed", "destroyed"];

/**
 * Goes through what was kept before an own term was set, some at a time: a claim that ends sooner
 * gives way to the longer one. Dying anywhere is gone on with. Returns whether there is more to do.
 */
export async function applyTerms(house: House): Promise<boolean> {
  const known = await selectTermAtWork(house.db, house.siteId);
  if (known === undefined) return false;
  await act(house, scheduler, "retention.term-applied@1", async (tx) => {
    const most = limits.enrolledAtOnce;
    const after = known.applied_after ?? lowestId;
    const claims = await selectClassClaims(tx, {
      siteId: house.siteId,
      class: known.class,
      after,
      most,
    });
    const last = claims.at(-1);
    const done = last === undefined || claims.length < most;
    await markApplied(tx, known.term_id, {
      applied_after: last?.claim_id ?? known.applied_after,
      applied_at_ms: done ? house.clock.now() : null,
    });
    const items = await prolong(house, tx, { term: known, claims });
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        termId: known.term_id,
        class: known.class,
        lookedAt: claims.length,
        prolonged: items.length,
      },
      also: await settleItems(house, tx, { items, causeId: known.term_id }),
    });
  });
  return true;
}

/** Items whose class keeps them longer now; their rows are held. */
async function prolong(
  house: House,
  tx: Writing,
  of: { readonly term: OwnTermRow; readonly claims: readonly ClaimRow[] },
): Promise<ItemRow[]> {
  const terms = new Map([[of.term.class, termOf(of.term)]]);
  const byItem = new Map(of.claims.map((claim) => [claim.item_id, claim]));
  const items = await lockItems(tx, house.siteId, [...byItem.keys()]);
  const longer: { item: ItemRow; old: ClaimRow; now: ClaimRow }[] = [];
  for (const item of items) {
    const old = byItem.get(item.item_id);
    if (old === undefined || old.until_ms === null || ended.includes(item.state)) continue;
    const claimed = { class: of.term.class, by: of.term.set_by, terms };
    const now = classClaim(house, item, claimed);
    if (now.until_ms !== null && now.until_ms > old.until_ms) longer.push({ item, old, now });
  }
  await endClaims(
    tx,
    longer.map(({ old }) => old.claim_id),
    { atMs: house.clock.now(), by: of.term.set_by },
  );
  await insertClaims(
    tx,
    longer.map(({ now }) => now),
  );
  return longer.map(({ item }) => item);
}
