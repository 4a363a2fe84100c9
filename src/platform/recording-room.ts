import type { House } from "./house.ts";
import { freeBytes } from "./vault-files.ts";

/** Whether more can be kept than what runs already: space on the vault's disk beyond its reserve. */
export async function hasRoomToRecord(house: House): Promise<boolean> {
  return (await freeBytes(house.paths.vault)) >= house.config.diskReserveBytes;
}
