import { RecorderState } from "../contract/spool.ts";
import type { House } from "./house.ts";
import { overflowRoot } from "./paths.ts";
import { joinPath, listNames, readSmall } from "./vault-files.ts";

const stateMostBytes = 4 * 1024 * 1024;

/** Where the recorder hands over: its spool and, where one is set, the overflow on another disk. */
export function spoolRoots(house: House): readonly string[] {
  const { overflowFolder } = house.config;
  const spool = house.paths.spool;
  return overflowFolder === undefined
    ? [spool]
    : [spool, overflowRoot(house.paths, overflowFolder)];
}

export function sealedFolders(house: House): readonly string[] {
  return spoolRoots(house).map((root) => joinPath(root, "sealed"));
}

/** Sealed segments that wait for the vault, place by place. */
export async function countSealed(house: House): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const folder of sealedFolders(house)) {
    const names = await listNames(folder).catch(() => []);
    counts.push(names.filter((name) => name.endsWith(".segment.json")).length);
  }
  return counts;
}

/**
 * The recorder's newest word about itself. The file is written by another process: what cannot be
 * read or is not in form counts as silence.
 */
export async function readRecorderState(house: House): Promise<RecorderState | undefined> {
  let newest: RecorderState | undefined;
  for (const root of spoolRoots(house)) {
    const path = joinPath(root, "state.json");
    const text = await readSmall(path, stateMostBytes).catch(() => undefined);
    const state = text === undefined ? undefined : parse(text);
    if (state !== undefined && state.writtenAtMs > (newest?.writtenAtMs ?? 0)) newest = state;
  }
  return newest;
}

function parse(text: string): RecorderState | undefined {
  try {
    return RecorderState.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
