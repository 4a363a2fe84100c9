import type { House } from "../../platform/house.ts";
import { countByClass, countLate } from "./tally.store.ts";

/** Items by class and what has come of them, and what should have been decided by now. */
export async function tallyItems(house: House, of: { readonly reviewMs: number }) {
  const nowMs = house.clock.now();
  return {
    ...(await countByClass(house.db, house.siteId)),
    ...(await countLate(house.db, house.siteId, { nowMs, reviewMs: of.reviewMs })),
  };
}
