import { comparableSerial } from "../../kernel/custody/medium-moves.ts";
import type { House } from "../../platform/house.ts";
import { selectMedia } from "./media.store.ts";

/** Registered media by the serials their makers gave them; what is not registered is left out. */
export async function findBySerial(
  house: House,
  serials: readonly string[],
): Promise<Map<string, { mediumId: string; label: string }>> {
  const found = new Map<string, { mediumId: string; label: string }>();
  for (const serial of new Set(serials)) {
    const serialKey = comparableSerial(serial);
    if (serialKey === "") continue;
    const [row] = await selectMedia(house.db, house.siteId, { serialKey, most: 1 });
    if (row !== undefined && row.state !== "destroyed" && row.state !== "lost")
      found.set(serial, { mediumId: row.medium_id, label: row.label });
  }
  return found;
}
