import type { House } from "./house.ts";
import { countSealed, readRecorderState } from "./spool-places.ts";
import { freeBytes } from "./vault-files.ts";

/** A recorder that was silent for longer says nothing about the disks of now. */
const silentMs = 60_000;

/**
 * Whether more can be kept than what runs already: space beyond the reserve where footage is written
 * and where it stays, or an overflow that takes it meanwhile.
 */
export async function hasRoomToRecord(house: House): Promise<boolean> {
  const { diskReserveBytes } = house.config;
  const free = [await freeBytes(house.paths.vault), await freeBytes(house.paths.spool)];
  if (Math.min(...free) >= diskReserveBytes) return true;
  const overflow = await readOverflow(house);
  return overflow?.problem === undefined && (overflow?.freeBytes ?? 0) >= diskReserveBytes;
}

/** The overflow as the recorder sees it, and how much of it waits for the vault. */
export interface Overflow {
  readonly folder: string;
  readonly freeBytes: number;
  readonly inUse: boolean;
  readonly problem: "absent" | "same-disk" | "silent" | undefined;
  readonly waitingSegments: number;
}

/** Undefined where no overflow is set. */
export async function readOverflow(house: House): Promise<Overflow | undefined> {
  const folder = house.config.overflowFolder;
  if (folder === undefined) return undefined;
  const [, waitingSegments = 0] = await countSealed(house);
  const state = await readRecorderState(house);
  const fresh = state !== undefined && house.clock.now() - state.writtenAtMs < silentMs;
  // A recorder that does not know of it yet was started before it was set.
  if (!fresh || state.overflow === undefined)
    return { folder, freeBytes: 0, inUse: false, problem: "silent", waitingSegments };
  const { freeBytes: free, inUse, problem } = state.overflow;
  return { folder, freeBytes: free, inUse, problem, waitingSegments };
}
