/** Detection: watches every camera while it is recorded, and says what is wrong with it. */
import { eraseSnapshots, sweepSnapshots } from "./erase-snapshots.ts";
import { learnAnew } from "./learn-anew.ts";
import { listEvents, readWatch, seeSnapshot } from "./read-events.ts";

export { Watch } from "./watch.ts";
export const detection = {
  now: readWatch,
  events: listEvents,
  snapshot: seeSnapshot,
  learnAnew,
  eraseSnapshots,
  sweepSnapshots,
};
