import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { HouseConfig } from "./config.ts";
import { writeDurablySync } from "./durable-file.ts";
import { housePaths } from "./paths.ts";

/**
 * An empty house for the demonstration. A folder is emptied only when its own configuration says that it
 * was a demonstration; anything else is left alone and refused.
 */
export function openDemonstrationFolder(root: string, config: Partial<HouseConfig>): string {
  const file = housePaths(root).config;
  if (existsSync(root) && !isDemonstration(file))
    throw new Fault("config", "not_a_demonstration", {
      hint: `${root} exists and is not a demonstration house`,
    });
  if (inUse(root))
    throw new Fault("busy", "house_in_use", {
      hint: "a demonstration runs already in this folder",
    });
  rmSync(root, { recursive: true, force: true });
  writeDurablySync(
    file,
    `${JSON.stringify({ version: 1, demonstration: true, ...config }, null, 2)}\n`,
  );
  return root;
}

function isDemonstration(file: string): boolean {
  try {
    return HouseConfig.parse(JSON.parse(readFileSync(file, "utf8"))).demonstration;
  } catch {
    return false;
  }
}

function inUse(root: string): boolean {
  const file = join(root, "run", "supervisor.pid");
  return existsSync(file) && existsSync(`/proc/${readFileSync(file, "utf8").trim()}`);
}
