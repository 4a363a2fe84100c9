/** The catalogue: what was recorded when, for which occasion, and what is missing. */
export { checkForeign, checkIndexed, checkRuns } from "./check-index.ts";
export {
  type FoundSegment,
  belongsTo,
  hasGaps,
  runsOfCameras,
  segmentsOf,
  segmentsOfCamera,
} from "./find-segments.ts";
export { destroyedBy } from "./destroyed-by.ts";
export { noteWrittenPlan } from "./note-asked.ts";
export { type TimelineOf, readTimeline } from "./read-timeline.ts";
export { type TakenRound, takeIn } from "./take-in.ts";
export { type Rebuilt, rebuild } from "./rebuild.ts";
export { spansOfSegments } from "./spans-of-segments.ts";
