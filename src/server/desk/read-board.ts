import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Camera, Venue } from "../../contract/routes/places.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Board } from "../../contract/routes/recording.ts";
import type { CameraState } from "../../contract/spool.ts";
import type { House } from "../../platform/house.ts";
import { freeBytes } from "../../platform/vault-files.ts";
import { appointments } from "../approval/index.ts";
import { hasGaps } from "../catalogue/index.ts";
import { lessons, lessonsOfSpan } from "../lessons/index.ts";
import { cameras, venues } from "../places/index.ts";
import { type Observation, observe } from "./observe.ts";

type Tile = Board["venues"][number];

/** How far the house's clock may be believed (C-39). */
export interface ClockState {
  readonly driftMs: number;
  readonly trusted: boolean;
}

/** The room board: what every venue does now. Whose lesson it is, only to those who may see the lesson. */
export async function readBoard(
  house: House,
  actor: PersonActor,
  clock: ClockState,
): Promise<Outcome<Board>> {
  const nowMs = house.clock.now();
  const seen = await observe(house);
  const span = { startMs: nowMs, endMs: nowMs + 1 };
  const running = (await lessonsOfSpan(house, span))
    .map(({ lesson }) => lesson)
    .filter((lesson) => lesson.recording && lesson.state === "recording");
  const own = await lessons.list(house, actor, { fromMs: nowMs, toMs: nowMs + 1 });
  const ownIds = new Set(own.ok ? own.value.lessons.map((lesson) => lesson.lessonId) : []);
  const [rooms, fitted] = [await venues.list(house), await cameras.list(house, actor)];
  const active = fitted.ok
    ? fitted.value.cameras.filter((camera) => camera.state === "active")
    : [];
  const tiles: Tile[] = [];
  for (const venue of rooms.ok ? rooms.value.venues : []) {
    if (venue.state === "closed") continue;
    const lesson = running.find((one) => one.venueId === venue.venueId);
    const there = active.filter((camera) => camera.venueId === venue.venueId);
    const gap = lesson !== undefined && (await hasGaps(house, lesson.lessonId));
    tiles.push(tileOf({ venue, lesson, ownIds, there, gap, seen }));
  }
  return granted({
    nowMs,
    recorder: seen.recorderAlive ? "running" : "silent",
    spoolFreeBytes: seen.recorder?.spoolFreeBytes ?? (await freeBytes(house.paths.spool)),
    vaultFreeBytes: await freeBytes(house.paths.vault),
    ledger: seen.ledger ?? { size: 0, publishedAtMs: null, pending: 0 },
    waitingSegments: seen.waitingSegments,
    clock: { driftMs: clock.driftMs, trusted: clock.trusted },
    vacantOffices: await appointments.vacant(house),
    venues: tiles,
  });
}

function tileOf(about: {
  venue: Venue;
  lesson: Lesson | undefined;
  ownIds: ReadonlySet<string>;
  there: readonly Camera[];
  gap: boolean;
  seen: Observation;
}): Tile {
  const { venue, lesson, ownIds, there, gap, seen } = about;
  const named = new Map(there.map((camera) => [camera.cameraId, camera]));
  const states = (seen.recorder?.cameras ?? []).flatMap((state) => {
    const camera = named.get(state.cameraId);
    return camera === undefined ? [] : [{ ...state, label: camera.label, name: camera.name }];
  });
  const shown = lesson !== undefined && ownIds.has(lesson.lessonId) ? lesson : undefined;
  return {
    venueId: venue.venueId,
    venueName: venue.name,
    state: stateOf({ alive: seen.recorderAlive, fitted: there.length, states, gap }),
    lesson:
      shown === undefined
        ? null
        : {
            lessonId: shown.lessonId,
            project: shown.project,
            teacher: shown.teachers[0]?.name ?? "",
            startMs: shown.startMs,
            endMs: shown.endMs,
          },
    cameras: states,
  };
}

function stateOf(of: {
  alive: boolean;
  fitted: number;
  states: readonly CameraState[];
  gap: boolean;
}): Tile["state"] {
  if (of.fitted === 0) return "free";
  if (!of.alive) return "offline";
  if (of.states.some((camera) => camera.state === "lost")) return "camera-lost";
  const recording = of.states.some((camera) => camera.state !== "idle");
  if (!recording) return "free";
  return of.gap ? "recording-with-gap" : "recording";
}
