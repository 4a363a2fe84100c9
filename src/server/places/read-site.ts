import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { siteOf } from "./site.ts";

export async function readSite(house: House): Promise<Outcome<Site>> {
  return granted(await siteOf(house, house.db));
}
