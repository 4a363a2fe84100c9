/** Copies outside the house: places, nights, checks, repair, and forgetting. */
export { type HomeCopies, copiesOf } from "./copies-of.ts";
export { type Forgotten, forget, readForgotten, sweepForgetting } from "./forget.ts";
