import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { countGaps, countUnconfirmed } from "./tally.store.ts";

/** What is missing of the lessons of a span, and what of it nobody explained; as the house knows it. */
export async function tallyCompletion(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
) {
  const nowMs = house.clock.now();
  const of = { siteId: house.siteId, ...span, nowMs, dueMs: limits.completionDueMs };
  return {
    ...(await countGaps(house.db, of)),
    /** Ended longer ago than the rule gives, and nobody has said a word. */
    unconfirmed: await countUnconfirmed(house.db, of),
  };
}
