import type { Outcome } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { refreshPlan } from "../lessons/index.ts";

/** The recorder learns of a change at once; if it cannot, the change stands and the minute's job tries again. */
export async function planned<T>(house: House, outcome: Outcome<T>): Promise<Outcome<T>> {
  if (!outcome.ok) return outcome;
  try {
    await refreshPlan(house);
  } catch (cause) {
    house.log.error({ err: cause }, "the recorder's plan could not be written");
  }
  return outcome;
}
