import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Camera, CameraInput } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { cameraOf, cameraSnapshot } from "./camera.ts";
import { checkHosts, checkPlace, streamRows } from "./camera-input.ts";
import { type CameraRow, type StreamRow, lockCamera, updateCamera } from "./cameras.store.ts";
import { isRecordingLesson } from "./plan-file.ts";
import { siteOf } from "./site.ts";
import { isLastNeeded, nameRefusal } from "./venue.ts";

/**
 * Changes a camera. Name, station and coverage at any time; what would interrupt a recording (source,
 * venue, mode) is refused with `camera_busy` while a lesson is recorded there (S0-6.1b), and the last
 * camera does not leave a venue whose lessons need one (`venue_without_camera`, S0-5.2.0).
 */
export async function changeCamera(
  house: House,
  actor: Actor,
  change: { cameraId: string; input: CameraInput },
): Promise<Outcome<Camera>> {
  const { cameraId, input } = change;
  const site = await siteOf(house, house.db);
  const hosts = await checkHosts(
    input.streams.map((stream) => stream.source.host),
    site.networks,
  );
  if (!hosts.ok) {
    await enterRefusal(house, actor, "camera.changed@1", hosts, { type: "camera", id: cameraId });
    return hosts;
  }
  return act(house, actor, "camera.changed@1", async (tx) => {
    const before = await lockCamera(tx, house.siteId, cameraId);
    if (before === undefined) return refused("not_found");
    if (before.state === "retired") return refused("conflict", { state: "retired" });
    const place = await checkPlace(tx, house.siteId, input);
    if (!place.ok) return place;
    const streams = streamRows(house, cameraId, { input, before });
    if (!streams.ok) return streams;
    const after: CameraRow = {
      ...before,
      name: input.name,
      venue_id: input.venueId,
      station_id: input.stationId,
      coverage: input.coverage,
      mode: input.mode,
      streams: streams.value,
    };
    if (interrupts(before, after) && isRecordingLesson(house, cameraId))
      return refused("camera_busy");
    const leaves = before.venue_id !== after.venue_id;
    if (leaves && (await isLastNeeded(house, tx, before.venue_id)))
      return refused("venue_without_camera");
    try {
      await updateCamera(tx, { siteId: house.siteId, atMs: house.clock.now(), camera: after });
    } catch (cause) {
      return nameRefusal(cause, { camera_name_once: "name" });
    }
    const body = { before: cameraSnapshot(before), after: cameraSnapshot(after) };
    return granted({ value: cameraOf(after), subject: { type: "camera", id: cameraId }, body });
  });
}

/** Whether the recorder would have to connect anew or stop. */
function interrupts(before: CameraRow, after: CameraRow): boolean {
  if (before.venue_id !== after.venue_id || before.mode !== after.mode) return true;
  if (before.streams.length !== after.streams.length) return true;
  return before.streams.some((stream, at) => {
    const other = after.streams[at];
    return other === undefined || connection(stream) !== connection(other);
  });
}

function connection(stream: StreamRow): string {
  const { stream: name, scheme, host, port, path, transport, user_name, sealed_secret } = stream;
  return JSON.stringify([name, scheme, host, port, path, transport, user_name, sealed_secret]);
}
