import type { House } from "./house.ts";
import { freeBytes } from "./vault-files.ts";

/** Whether more can be recorded than what runs already: on the vault's disk, or on the overflow's. */
export async function hasRoomToRecord(house: House): Promise<boolean> {
  const { diskReserveBytes, overflowFolder } = house.config;
  if ((await freeBytes(house.paths.vault)) >= diskReserveBytes) return true;
  return overflowFolder !== undefined && (await freeBytes(overflowFolder)) >= diskReserveBytes;
}
