import type { Actor } from "../../contract/actor.ts";
import type { Outcome } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { changeSite } from "./change-site.ts";
import { siteOf } from "./site.ts";

/** Gives the institution its name, at first setup; every other setting stays. */
export async function nameSite(house: House, actor: Actor, name: string): Promise<Outcome<Site>> {
  const site = await siteOf(house, house.db);
  return changeSite(house, actor, { ...site, name });
}
