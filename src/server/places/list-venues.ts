import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Venue } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { venueOf } from "./venue.ts";
import { listVenueRows } from "./venues.store.ts";

export async function listVenues(house: House): Promise<Outcome<{ venues: Venue[] }>> {
  const rows = await listVenueRows(house.db, house.siteId);
  return granted({ venues: rows.map(venueOf) });
}
