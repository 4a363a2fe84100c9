import type { Snapshot } from "../../contract/entries.ts";
import { type Refusal, refused } from "../../contract/outcome.ts";
import type { Venue } from "../../contract/routes/places.ts";
import { brokenConstraint } from "../../platform/database-errors.ts";
import type { House } from "../../platform/house.ts";
import type { Writing } from "../../platform/database.ts";
import { type VenueRow, type VenueWhole, lockVenues } from "./venues.store.ts";

export function venueOf(row: VenueWhole): Venue {
  return {
    venueId: row.venue_id,
    name: row.name,
    area: row.area,
    state: row.state,
    stations: row.stations.map((station) => ({
      stationId: station.station_id,
      venueId: station.venue_id,
      name: station.name,
      number: station.number,
    })),
    cameras: row.cameras,
  };
}

export function venueSnapshot(row: VenueRow): Snapshot {
  return { name: row.name, area: row.area, state: row.state };
}

/** What a broken constraint means to the person who typed; anything else is thrown on. */
export function nameRefusal(cause: unknown, names: Readonly<Record<string, string>>): Refusal {
  const constraint = brokenConstraint(cause);
  const field = constraint === undefined ? undefined : names[constraint];
  if (field === undefined) throw cause;
  return refused("name_taken", { field });
}

/** Whether a venue with recorded lessons ahead has one camera only; holds the venue from here on. */
export async function isLastNeeded(house: House, tx: Writing, venueId: string): Promise<boolean> {
  const venue = (await lockVenues(tx, [venueId])).get(venueId);
  return venue !== undefined && venue.cameras <= 1 && venue.neededUntilMs > house.clock.now();
}
