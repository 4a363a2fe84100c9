import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type HousePaths, housePaths } from "./paths.ts";
import { dropCluster } from "./postgres-recovery.ts";

/** Where a house is restored for trial: below the house itself, so that it needs no place of its own. */
export function scratchRoot(paths: HousePaths): string {
  return join(paths.root, "trial");
}

/** Removes everything of a trial, its database's server included; nothing happens when it is gone. */
export async function clearScratch(paths: HousePaths): Promise<void> {
  const root = scratchRoot(paths);
  await dropCluster(housePaths(root).postgres);
  await rm(root, { recursive: true, force: true });
}
