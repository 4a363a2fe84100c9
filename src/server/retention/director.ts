import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";

/**
 * Whether the actor signs as director now (the post `first`), own or lent; never for what they asked
 * for themselves (C-38).
 */
export async function asDirector(
  house: House,
  actor: PersonActor,
  askedBy: string | null,
): Promise<Outcome<{ standingFor: string | null }>> {
  if (askedBy === actor.accountId) return refused("own_request");
  const holders = await bodies.holders(house, "first", askedBy);
  const own = holders.find((one) => one.accountId === actor.accountId);
  if (own === undefined) return refused("not_the_director");
  return granted({ standingFor: own.standingFor?.accountId ?? null });
}
