import type { Database, Writing } from "../../platform/database.ts";
import type { PlacesTables } from "./places-tables.ts";

export interface VenueRow {
  readonly venue_id: string;
  readonly name: string;
  readonly area: string;
  readonly state: "open" | "closed";
}
export interface StationRow {
  readonly station_id: string;
  readonly venue_id: string;
  readonly name: string;
  readonly number: number;
}
export interface VenueWhole extends VenueRow {
  readonly stations: readonly StationRow[];
  /** Cameras in use; retired ones do not count. */
  readonly cameras: number;
}

/** Venues of a site with their stations, by name; of some ids only, when given. */
export async function listVenueRows(
  db: Database | Writing,
  siteId: string,
  ids?: readonly string[],
): Promise<VenueWhole[]> {
  const places = db.withTables<PlacesTables>();
  let query = places
    .selectFrom("places.venue")
    .select(["venue_id", "name", "area", "state"])
    .select((eb) =>
      eb
        .selectFrom("places.camera")
        .select((count) => count.fn.countAll<number>().as("n"))
        .whereRef("places.camera.venue_id", "=", "places.venue.venue_id")
        .where("places.camera.state", "=", "active")
        .as("cameras"),
    )
    .where("site_id", "=", siteId);
  if (ids !== undefined)
    query =
      ids.length === 0 ? query.where("venue_id", "is", null) : query.where("venue_id", "in", ids);
  const venues = await query.orderBy("name").execute();
  const stations = await places
    .selectFrom("places.station")
    .select(["station_id", "venue_id", "name", "number"])
    .where("site_id", "=", siteId)
    .orderBy("number")
    .execute();
  return venues.map((venue) => ({
    ...venue,
    cameras: Number(venue.cameras ?? 0),
    stations: stations.filter((station) => station.venue_id === venue.venue_id),
  }));
}

export async function findVenueRow(
  db: Database | Writing,
  siteId: string,
  venueId: string,
): Promise<VenueWhole | undefined> {
  const [venue] = await listVenueRows(db, siteId, [venueId]);
  return venue;
}

export async function insertVenue(
  tx: Writing,
  row: VenueRow & { site_id: string; created_at_ms: number },
): Promise<void> {
  await tx.withTables<PlacesTables>().insertInto("places.venue").values(row).execute();
}

export async function updateVenue(tx: Writing, row: VenueRow): Promise<void> {
  const { venue_id, ...values } = row;
  await tx
    .withTables<PlacesTables>()
    .updateTable("places.venue")
    .set(values)
    .where("venue_id", "=", venue_id)
    .execute();
}

export async function insertStation(
  tx: Writing,
  row: StationRow & { site_id: string },
): Promise<void> {
  await tx.withTables<PlacesTables>().insertInto("places.station").values(row).execute();
}

export interface VenueStanding {
  /** Cameras in use. */
  readonly cameras: number;
  /** End of the last recorded lesson planned here; 0 for none. */
  readonly neededUntilMs: number;
}

/** Locks venues until the transaction ends, always in one order, and tells how they stand then. */
export async function lockVenues(
  tx: Writing,
  venueIds: readonly string[],
): Promise<ReadonlyMap<string, VenueStanding>> {
  const found = new Map<string, VenueStanding>();
  const places = tx.withTables<PlacesTables>();
  for (const venueId of [...new Set(venueIds)].toSorted()) {
    const row = await places
      .selectFrom("places.venue")
      .select("needed_until_ms")
      .where("venue_id", "=", venueId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) continue;
    const counted = await places
      .selectFrom("places.camera")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("venue_id", "=", venueId)
      .where("state", "=", "active")
      .executeTakeFirstOrThrow();
    found.set(venueId, { cameras: Number(counted.n), neededUntilMs: row.needed_until_ms });
  }
  return found;
}

/** Notes until when a venue needs a camera; the caller has locked it. */
export async function needVenue(
  tx: Writing,
  need: { readonly venueId: string; readonly untilMs: number },
): Promise<void> {
  await tx
    .withTables<PlacesTables>()
    .updateTable("places.venue")
    .set({ needed_until_ms: need.untilMs })
    .where("venue_id", "=", need.venueId)
    .execute();
}
