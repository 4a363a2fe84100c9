/** Containment: what is cut off now, since when, and by whom it was given back (S0-15). */
import { selectMeasures, selectOrdered } from "./containment.store.ts";
import { liftMeasure, noteCarriedOut, orderMeasure } from "./measures.ts";
import { isolatedCameras, stillStands, whyFrozen, whyIsolated, whyStopped } from "./what-stands.ts";

export type { MeasureRow } from "./containment.store.ts";

/** What rooms ask whose doors may be closed. */
export const containment = { whyFrozen, whyIsolated, isolatedCameras, whyStopped };

/** Orders, for the room that keeps the events. */
export const measures = {
  order: orderMeasure,
  carriedOut: noteCarriedOut,
  lift: liftMeasure,
  of: selectMeasures,
  ordered: selectOrdered,
  stillStand: stillStands,
};
