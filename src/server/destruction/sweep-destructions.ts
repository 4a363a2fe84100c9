import type { House } from "../../platform/house.ts";
import { selectCaseIds } from "./destruction.store.ts";
import { stillFit } from "./drop-back.ts";
import { leaveWitnesses } from "./witness-destruction.ts";

/**
 * Looks after cases nobody touches: an item that is kept on since drops its case back at once, and
 * witnesses who waited in vain are let go. Returns how many cases changed.
 */
export async function sweepDestructions(house: House): Promise<number> {
  let changed = 0;
  const open = await selectCaseIds(house.db, house.siteId, [
    "cooling",
    "submitted",
    "approved",
    "witnessed",
  ]);
  for (const caseId of open) {
    const unfit = await stillFit(house, caseId);
    if (unfit !== undefined || (await leaveWitnesses(house, caseId))) changed++;
  }
  return changed;
}
