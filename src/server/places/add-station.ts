import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Station, Venue } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { nameRefusal, venueOf } from "./venue.ts";
import { findVenueRow, insertStation } from "./venues.store.ts";

/** A new station (操作工位) in a venue; answers the whole venue. */
export async function addStation(
  house: House,
  actor: Actor,
  input: Omit<Station, "stationId">,
): Promise<Outcome<Venue>> {
  return act(house, actor, "station.changed@1", async (tx) => {
    const before = await findVenueRow(tx, house.siteId, input.venueId);
    if (before === undefined) return refused("not_found");
    const row = {
      station_id: house.newId(),
      venue_id: input.venueId,
      name: input.name,
      number: input.number,
    };
    try {
      await insertStation(tx, { ...row, site_id: house.siteId });
    } catch (cause) {
      return nameRefusal(cause, { station_number_once: "number" });
    }
    const stations = [...before.stations, row].toSorted((a, b) => a.number - b.number);
    const body = {
      before: null,
      after: { venueId: row.venue_id, name: row.name, number: row.number },
    };
    return granted({
      value: venueOf({ ...before, stations }),
      subject: { type: "station", id: row.station_id },
      body,
    });
  });
}
