/** Retention: what is kept account of, by which claims, and until when. */
export type { Due, DueAsk } from "./due.ts";
export type { MarkedAct, MarkedState } from "./mark-state.ts";
