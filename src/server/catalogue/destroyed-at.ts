import type { House } from "../../platform/house.ts";
import { disposal } from "../vault/index.ts";

/**
 * Since when an occasion's footage is destroyed, or null. What was recorded and what was missing stays
 * known; it is shown as destroyed, neither as a gap nor as a fault.
 */
export async function destroyedAt(house: House, occasionId: string): Promise<number | null> {
  const known = await disposal.which(house, [occasionId]);
  return known.get(occasionId)?.begunAtMs ?? null;
}
