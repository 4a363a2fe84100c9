import { type Refusal, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import { venues } from "../places/index.ts";
import { lastRecordedEnd } from "./lessons.store.ts";

interface Booking {
  readonly venue_id: string;
  readonly recording: boolean;
}

/**
 * Holds the venues of a change until it commits, in one order for everybody, and looks again whether
 * a camera is there: the last one cannot be retired between the look and the booking (S0-5.2.0).
 */
export async function holdVenues(
  tx: Writing,
  bookings: readonly Booking[],
  alsoVenueIds: readonly string[] = [],
): Promise<Refusal | undefined> {
  const ids = [...alsoVenueIds, ...bookings.map((booking) => booking.venue_id)];
  const standing = await venues.lock(tx, ids);
  const bare = bookings.find(
    (booking) => booking.recording && (standing.get(booking.venue_id)?.cameras ?? 0) === 0,
  );
  return bare === undefined ? undefined : refused("venue_without_camera");
}

/** Tells places until when these venues, held before, need a camera. */
export async function noteNeeds(tx: Writing, venueIds: readonly string[]): Promise<void> {
  for (const venueId of new Set(venueIds))
    await venues.need(tx, { venueId, untilMs: await lastRecordedEnd(tx, venueId) });
}
