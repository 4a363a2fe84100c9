import { join } from "node:path";
import { DatabaseArchiveState } from "../contract/database-archive.ts";
import { writeDurablySync } from "./durable-file.ts";
import type { HousePaths } from "./paths.ts";
import { readTextIfThere } from "./text-file.ts";

const fileOf = (paths: HousePaths) => join(paths.run, "database-archive.json");

/** The supervisor alone writes it. */
export function writeArchiveState(paths: HousePaths, state: DatabaseArchiveState): void {
  writeDurablySync(fileOf(paths), `${JSON.stringify(state)}\n`);
}

/** How the copies of the database stand; undefined before the supervisor has said so. */
export function readArchiveState(paths: HousePaths): DatabaseArchiveState | undefined {
  try {
    const text = readTextIfThere(fileOf(paths));
    return text === undefined ? undefined : DatabaseArchiveState.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
