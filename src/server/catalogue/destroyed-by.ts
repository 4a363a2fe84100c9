import type { House } from "../../platform/house.ts";
import { disposal } from "../vault/index.ts";

/**
 * Since when an occasion's footage is destroyed and by which case, or null. What was recorded and what was
 * missing stays known; it is shown as destroyed, neither as a gap nor as a fault.
 */
export async function destroyedBy(
  house: House,
  occasionId: string,
): Promise<{ readonly atMs: number; readonly serial: string | null } | null> {
  const erased = (await disposal.which(house, [occasionId])).get(occasionId);
  return erased === undefined ? null : { atMs: erased.begunAtMs, serial: erased.serial };
}
