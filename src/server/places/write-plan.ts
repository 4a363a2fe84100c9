import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Occasion, PlannedCamera, PlannedStream, RecorderPlan } from "../../contract/plan.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { dayStart, localTime, nextDate } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { containment } from "../containment/index.ts";
import { act } from "../ledger/index.ts";
import { cameraLabel, sourceOf } from "./camera.ts";
import {
  type CameraRow,
  type StreamRow,
  listCameraRows,
  seenCodecs,
  sourceKey,
} from "./cameras.store.ts";
import { readPlan, savePlan } from "./plan-file.ts";
import {
  type WatchDayRow,
  findPlanRow,
  insertWatchDays,
  listWatchDays,
  savePlanRow,
} from "./plan.store.ts";
import { siteOf } from "./site.ts";

/** How far a plan reaches ahead, and how long an occasion that ended stays in it for its last gaps. */
export const planAheadMs = 48 * 3_600_000;
export const planBehindMs = 6 * 3_600_000;

export type OccasionsByVenue = ReadonlyMap<string, readonly Occasion[]>;
type Content = Omit<RecorderPlan, "serial" | "writtenAtMs">;

const scheduler: Actor = { kind: "system", name: "scheduler" };
const running = new WeakMap<House, Promise<unknown>>();

/**
 * Writes `plan/plan.json` when what it says has changed: the entry `plan.written@1` commits first, the
 * file follows durably; a file found stale (we died between the two) is written again. One at a time.
 */
export function writePlan(
  house: House,
  occasionsByVenue: OccasionsByVenue,
): Promise<Outcome<{ serial: number }>> {
  const before = running.get(house) ?? Promise.resolve();
  const next = before.catch(() => undefined).then(() => writeOnce(house, occasionsByVenue));
  running.set(house, next);
  return next;
}

async function writeOnce(
  house: House,
  occasionsByVenue: OccasionsByVenue,
): Promise<Outcome<{ serial: number }>> {
  const { content, born } = await planContent(house, occasionsByVenue);
  const digest = toHex(sha256(utf8(canonicalJson(content))));
  const row = await findPlanRow(house.db, house.siteId);
  if (row?.sha256 === digest && born.length === 0) {
    const plan = { ...content, serial: row.serial, writtenAtMs: row.written_at_ms };
    if (canonicalJson(readPlan(house) ?? null) !== canonicalJson(plan)) savePlan(house, plan);
    return granted({ serial: row.serial });
  }
  const writtenAtMs = house.clock.now();
  const serial = (row?.serial ?? 0) + 1;
  const occasions = content.cameras.reduce((sum, camera) => sum + camera.occasions.length, 0);
  const written = await act(house, scheduler, "plan.written@1", async (tx) => {
    await insertWatchDays(tx, born);
    await savePlanRow(tx, {
      site_id: house.siteId,
      serial,
      sha256: digest,
      written_at_ms: writtenAtMs,
    });
    const body = { serial, cameras: content.cameras.length, occasions, sha256: digest };
    return granted({ value: { serial }, subject: { type: "site", id: house.siteId }, body });
  });
  if (written.ok) savePlan(house, { ...content, serial, writtenAtMs });
  return written;
}

async function planContent(
  house: House,
  occasionsByVenue: OccasionsByVenue,
): Promise<{ content: Content; born: WatchDayRow[] }> {
  const nowMs = house.clock.now();
  const site = await siteOf(house, house.db);
  const isolated = await containment.isolatedCameras(house);
  // Cut off with the word that its stream is not to be taken either: the recorder knows nothing of it.
  const cameras = (await listCameraRows(house.db, house.siteId)).filter(
    (camera) =>
      camera.state === "active" && isolated.get(camera.camera_id)?.keepsRecording !== false,
  );
  const codecs = await seenCodecs(house.db, house.siteId);
  const known = await listWatchDays(house.db, house.siteId, nowMs - planBehindMs);
  const born: WatchDayRow[] = [];
  const planned = cameras.map((camera): PlannedCamera => {
    const days =
      camera.mode === "continuous"
        ? watchDays(house, { camera, known, timeZone: site.timeZone })
        : [];
    born.push(...days.filter((day) => !known.includes(day)));
    const watch = days.map((day): Occasion => ({
      kind: "watch",
      id: day.watch_id,
      startMs: day.start_ms,
      endMs: day.end_ms,
    }));
    const occasions = [...(occasionsByVenue.get(camera.venue_id) ?? []), ...watch];
    return {
      cameraId: camera.camera_id,
      label: cameraLabel(camera),
      streams: recordedStreams(camera, codecs).map(plannedStream),
      occasions: occasions.toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1)),
    };
  });
  const content: Content = {
    version: 1,
    siteId: house.siteId,
    networks: site.networks,
    segmentTargetMs: house.config.segmentTargetMs,
    cameras: planned,
  };
  return { content, born };
}

/** Today and the next two local days of a 24-hour camera, each with the id it was given once. */
function watchDays(
  house: House,
  of: { camera: CameraRow; known: readonly WatchDayRow[]; timeZone: string },
): WatchDayRow[] {
  const { camera, known, timeZone } = of;
  const today = localTime(house.clock.now(), timeZone).date;
  const ended = known.filter((day) => day.camera_id === camera.camera_id && day.day < today);
  const days: WatchDayRow[] = [...ended];
  for (let day = today, count = 0; count < 3; day = nextDate(day), count++) {
    const found = known.find((one) => one.camera_id === camera.camera_id && one.day === day);
    days.push(
      found ?? {
        watch_id: house.newId(),
        site_id: house.siteId,
        camera_id: camera.camera_id,
        venue_id: camera.venue_id,
        day,
        start_ms: dayStart(day, timeZone),
        end_ms: dayStart(nextDate(day), timeZone),
      },
    );
  }
  return days;
}

/**
 * The main stream; beside it the sub-stream where the main one is H.265, which browsers seldom show,
 * or where no test has told the codec yet: a stream too many can be left out later, one too few not.
 */
export function recordedStreams(
  camera: CameraRow,
  codecs: ReadonlyMap<string, string>,
): readonly StreamRow[] {
  const main = camera.streams.find((stream) => stream.stream === "main");
  if (main === undefined) return camera.streams;
  return codecs.get(sourceKey(main)) === "h264" ? [main] : camera.streams;
}

export function plannedStream(stream: StreamRow): PlannedStream {
  return {
    stream: stream.stream,
    source: sourceOf(stream),
    ...(stream.user_name === "" ? {} : { user: stream.user_name }),
    ...(stream.sealed_secret === null ? {} : { sealedSecret: stream.sealed_secret }),
  };
}
