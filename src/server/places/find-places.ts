import type { CoverageKind } from "../../contract/camera.ts";
import type { PlannedStream } from "../../contract/plan.ts";
import type { Camera, Venue } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { cameraLabel, cameraOf } from "./camera.ts";
import { findCameraRow, listCameraRows } from "./cameras.store.ts";
import { findFirstWatchDays, findWatchDays as findRows } from "./plan.store.ts";
import { venueOf } from "./venue.ts";
import { listVenueRows } from "./venues.store.ts";
import { plannedStream } from "./write-plan.ts";

/** Venues of these ids, closed ones included; unknown ids are left out. */
export async function findVenues(house: House, ids: readonly string[]): Promise<Venue[]> {
  return (await listVenueRows(house.db, house.siteId, ids)).map(venueOf);
}

/** Cameras of these ids, retired ones included; unknown ids are left out. */
export async function findCameras(house: House, ids: readonly string[]): Promise<Camera[]> {
  return (await listCameraRows(house.db, house.siteId, ids)).map(cameraOf);
}

export interface CameraSources {
  readonly cameraId: string;
  readonly label: string;
  readonly venueId: string;
  readonly coverage: readonly CoverageKind[];
  /** Every stream, main first; secrets sealed to `cameraSecretContext(cameraId, stream)`. */
  readonly streams: readonly PlannedStream[];
}

/** What a connection to a camera in use needs; undefined for an unknown or retired one. */
export async function findCameraSources(
  house: House,
  cameraId: string,
): Promise<CameraSources | undefined> {
  const row = await findCameraRow(house.db, house.siteId, cameraId);
  if (row === undefined || row.state === "retired") return undefined;
  return {
    cameraId,
    label: cameraLabel(row),
    venueId: row.venue_id,
    coverage: row.coverage,
    streams: row.streams.map(plannedStream),
  };
}

export interface WatchDay {
  readonly watchId: string;
  readonly cameraId: string;
  readonly venueId: string;
  /** Local date `2026-06-01`. */
  readonly day: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Days of 24-hour cameras, by the occasion ids their segments carry. */
export async function findWatchDays(house: House, ids: readonly string[]): Promise<WatchDay[]> {
  return (await findRows(house.db, ids)).map((row) => ({
    watchId: row.watch_id,
    cameraId: row.camera_id,
    venueId: row.venue_id,
    day: row.day,
    startMs: row.start_ms,
    endMs: row.end_ms,
  }));
}

/** The first local date of each camera that was ever recorded round the clock. */
export async function firstWatchDays(house: House): Promise<Map<string, string>> {
  const rows = await findFirstWatchDays(house.db, house.siteId);
  return new Map(rows.map((row) => [row.camera_id, row.day]));
}
