import type { House } from "../../platform/house.ts";
import { copies } from "../copies/index.ts";
import { items } from "../retention/index.ts";
import { told } from "./reader.ts";

/** The regulation gives no time for reviewing what has become due; a quarter is the house's own. */
const reviewMs = 92 * 86_400_000;

export async function countKeeping(house: House) {
  const counted = await items.tally(house, { reviewMs });
  const state = told(await copies.read(house));
  const targets = state.targets.filter((one) => one.state !== "ended").length;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    itemsKept: counted.kept,
    itemsT3: counted.t3,
    itemsT5: counted.t5,
    itemsP: counted.permanent,
    itemsDue: counted.due,
    itemsHeld: counted.held,
    itemsArchived: counted.archived,
    destroyedEarly: counted.destroyedEarly,
    permanentDestroyed: counted.permanentDestroyed,
    reviewsOverdue: counted.reviewsOverdue,
    deletionsOverdue: counted.deletionsOverdue,
    targets,
    targetsMissing: targets === 0 ? 1 : 0,
    unprotected: sum(state.partitions.map((one) => one.oneCopy)),
    scrubbedObjects: state.scrub.objects,
    damagedHere: state.scrub.openDamage,
  };
}
