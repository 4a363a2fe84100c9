/** Access: who may look, and that they looked. */
export { closeViewing, sweepViewings } from "./close-viewing.ts";
export { listLookers } from "./list-lookers.ts";
export { type Move, moveViewing } from "./move-viewing.ts";
export { type LessonToSee, openViewing } from "./open-viewing.ts";
export { flushServed, noteServed } from "./served.ts";
export { type Viewing, stillHolds, useViewing } from "./viewing.ts";
