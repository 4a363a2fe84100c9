/** Handing copies out (调取): clips and packages of what was granted, lent or given; no download. */
import { seeRange, takeStill } from "./see-range.ts";
import { listExports, readExport } from "./list-exports.ts";
import { startExport } from "./start-export.ts";
import { takeExport } from "./take-export.ts";

export const exports = {
  start: startExport,
  list: listExports,
  read: readExport,
  bytes: takeExport,
  range: seeRange,
  still: takeStill,
};
export type { PrintRequest } from "./build-export.ts";
export { type Derived, eraseDerived } from "./erase-derived.ts";
export { sweepExports } from "./sweep-exports.ts";
export { workExports } from "./work-exports.ts";
