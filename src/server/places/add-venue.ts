import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Venue } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { nameRefusal, venueOf, venueSnapshot } from "./venue.ts";
import { type VenueWhole, insertVenue } from "./venues.store.ts";

/** A new venue, open. Refuses `name_taken`: the name goes into official names and must be one place. */
export async function addVenue(
  house: House,
  actor: Actor,
  input: Pick<Venue, "name" | "area">,
): Promise<Outcome<Venue>> {
  return act(house, actor, "venue.changed@1", async (tx) => {
    const row: VenueWhole = {
      venue_id: house.newId(),
      name: input.name,
      area: input.area,
      state: "open",
      stations: [],
      cameras: 0,
    };
    const { stations: _, cameras: __, ...stored } = row;
    try {
      await insertVenue(tx, { ...stored, site_id: house.siteId, created_at_ms: house.clock.now() });
    } catch (cause) {
      return nameRefusal(cause, { venue_name_once: "name" });
    }
    const body = { before: null, after: venueSnapshot(row) };
    return granted({ value: venueOf(row), subject: { type: "venue", id: row.venue_id }, body });
  });
}
