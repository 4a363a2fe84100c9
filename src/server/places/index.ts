/** Places: the institution, its venues and cameras, and the plan the recorder works by. */
import { addCamera } from "./add-camera.ts";
import { addStation } from "./add-station.ts";
import { addVenue } from "./add-venue.ts";
import { readCameraHistory } from "./camera-history.ts";
import { changeCamera } from "./change-camera.ts";
import { changeProfile } from "./change-profile.ts";
import { changeSite } from "./change-site.ts";
import { changeVenue } from "./change-venue.ts";
import {
  findCameraSources,
  findCameras,
  findVenues,
  findWatchDays,
  firstWatchDays,
} from "./find-places.ts";
import { listCameras } from "./list-cameras.ts";
import { listVenues } from "./list-venues.ts";
import { nameSite } from "./name-site.ts";
import { probeCamera } from "./probe-camera.ts";
import { readSite } from "./read-site.ts";
import { retireCamera } from "./retire-camera.ts";
import { testCamera } from "./test-camera.ts";
import { lockVenues, needVenue } from "./venues.store.ts";
import { planAheadMs, planBehindMs, writePlan } from "./write-plan.ts";

/** The institution and what it decides about recording. */
export const site = {
  read: readSite,
  change: changeSite,
  name: nameSite,
  chooseProfile: changeProfile,
};

/** Rooms and their stations; `lock` and `need` join the transaction of whoever plans lessons there. */
export const venues = {
  list: listVenues,
  add: addVenue,
  change: changeVenue,
  addStation,
  find: findVenues,
  lock: lockVenues,
  need: needVenue,
};

/** Cameras; `sourcesOf` gives what a connection needs, secrets still sealed. */
export const cameras = {
  list: listCameras,
  add: addCamera,
  change: changeCamera,
  retire: retireCamera,
  test: testCamera,
  probe: probeCamera,
  history: readCameraHistory,
  find: findCameras,
  sourcesOf: findCameraSources,
};

/** The recorder's plan file. */
export const plan = { write: writePlan, aheadMs: planAheadMs, behindMs: planBehindMs };

/** Days of 24-hour cameras, by occasion id. */
export { findWatchDays, firstWatchDays };
export type { CameraSources, WatchDay } from "./find-places.ts";
export type { OccasionsByVenue } from "./write-plan.ts";
