import type { HousePaths } from "../platform/paths.ts";
import { holdLock } from "../platform/lock-file.ts";

/** One supervisor per house: a second one would start a second recorder over the same spool. */
export function lockHouse(paths: HousePaths): () => void {
  return holdLock(paths.run, "supervisor");
}
