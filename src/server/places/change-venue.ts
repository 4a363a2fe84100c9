import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Venue } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { nameRefusal, venueOf, venueSnapshot } from "./venue.ts";
import { findVenueRow, lockVenues, updateVenue } from "./venues.store.ts";

export interface VenueChange extends Pick<Venue, "name" | "area" | "state"> {
  readonly venueId: string;
}

/** Changes a venue. A closed one takes no new lessons; those already planned are recorded all the same. */
export async function changeVenue(
  house: House,
  actor: Actor,
  change: VenueChange,
): Promise<Outcome<Venue>> {
  return act(house, actor, "venue.changed@1", async (tx) => {
    await lockVenues(tx, [change.venueId]);
    const before = await findVenueRow(tx, house.siteId, change.venueId);
    if (before === undefined) return refused("not_found");
    const after = { ...before, name: change.name, area: change.area, state: change.state };
    try {
      await updateVenue(tx, {
        venue_id: after.venue_id,
        name: after.name,
        area: after.area,
        state: after.state,
      });
    } catch (cause) {
      return nameRefusal(cause, { venue_name_once: "name" });
    }
    const body = { before: venueSnapshot(before), after: venueSnapshot(after) };
    return granted({ value: venueOf(after), subject: { type: "venue", id: after.venue_id }, body });
  });
}
