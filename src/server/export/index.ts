/** Handing copies out (调取): clips and packages of what was granted, lent or given; no download. */
import { clipName, copyClips, findClips, listClips } from "./finished-clips.ts";
import { seeRange, takeStill } from "./see-range.ts";
import { listExports, madeOfLesson, readExport } from "./list-exports.ts";
import { startExport } from "./start-export.ts";
import { takeExport } from "./take-export.ts";

export const exports = {
  start: startExport,
  list: listExports,
  read: readExport,
  bytes: takeExport,
  range: seeRange,
  still: takeStill,
  madeOf: madeOfLesson,
};

/** Finished clips, for the room that keeps some of them (S3-Q6). */
export const clips = { find: findClips, list: listClips, copy: copyClips, nameOf: clipName };
export type { ClipExport, CopiedClip } from "./finished-clips.ts";
export type { PrintRequest } from "./build-export.ts";
export { type Derived, eraseDerived } from "./erase-derived.ts";
export { sweepExports } from "./sweep-exports.ts";
export { workExports } from "./work-exports.ts";
