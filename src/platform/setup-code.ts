import { readFileSync } from "node:fs";
import { join } from "node:path";
import { housePaths } from "./paths.ts";

/** The one-time code of a house that is not set up yet, from `run/setup-code` (mode 600). */
export function readSetupCode(root: string): string {
  return readFileSync(join(housePaths(root).run, "setup-code"), "utf8").trim();
}
