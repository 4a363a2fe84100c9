/** Privacy events (隐私事件, C-41): stretches of a room that nobody looks at until the director decides. */
import { decideSealing, declareEvent, endSealing } from "./declare.ts";
import { eventsOf, undecidedEvents } from "./read-events.ts";
import { sealedNow, sealedPartly, sealedSince, sealedWhole, sealedWithin } from "./sealed.ts";

export const sealing = {
  declare: declareEvent,
  end: endSealing,
  decide: decideSealing,
  ofLessons: eventsOf,
  undecided: undecidedEvents,
};

/** What is asked wherever somebody looks, or something leaves. */
export const sealed = {
  now: sealedNow,
  within: sealedWithin,
  whole: sealedWhole,
  partly: sealedPartly,
  since: sealedSince,
};
