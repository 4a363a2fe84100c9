import { type Outcome, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";

/** Looking without evidence does not happen: what cannot be entered is refused (S0-9.2). */
export async function orUnwritable<T>(
  house: House,
  write: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await write();
  } catch (cause) {
    house.log.error({ err: cause }, "a viewing could not be entered and was refused");
    return refused("evidence_unwritable");
  }
}
