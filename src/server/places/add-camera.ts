import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Camera, CameraInput } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { cameraOf, cameraSnapshot } from "./camera.ts";
import { checkHosts, checkPlace, streamRows } from "./camera-input.ts";
import { type CameraRow, insertCamera, nextLabelNumber } from "./cameras.store.ts";
import { siteOf } from "./site.ts";
import { nameRefusal } from "./venue.ts";

/** A new camera with the next free label. Nothing is connected here; the host is judged first. */
export async function addCamera(
  house: House,
  actor: Actor,
  input: CameraInput,
): Promise<Outcome<Camera>> {
  const site = await siteOf(house, house.db);
  const hosts = await checkHosts(
    input.streams.map((stream) => stream.source.host),
    site.networks,
  );
  if (!hosts.ok) return refuseEntered(house, actor, hosts);
  return act(house, actor, "camera.changed@1", async (tx) => {
    const place = await checkPlace(tx, house.siteId, input);
    if (!place.ok) return place;
    const cameraId = house.newId();
    const streams = streamRows(house, cameraId, { input });
    if (!streams.ok) return streams;
    const labelNumber = await nextLabelNumber(tx, house.siteId);
    if (labelNumber > limits.camerasMost) return refused("too_many", { most: limits.camerasMost });
    const camera: CameraRow = {
      camera_id: cameraId,
      label_number: labelNumber,
      name: input.name,
      venue_id: input.venueId,
      station_id: input.stationId,
      coverage: input.coverage,
      mode: input.mode,
      state: "active",
      streams: streams.value,
    };
    try {
      await insertCamera(tx, { siteId: house.siteId, atMs: house.clock.now(), camera });
    } catch (cause) {
      return nameRefusal(cause, { camera_name_once: "name" });
    }
    const body = { before: null, after: cameraSnapshot(camera) };
    return granted({ value: cameraOf(camera), subject: { type: "camera", id: cameraId }, body });
  });
}

async function refuseEntered(house: House, actor: Actor, refusal: Refusal): Promise<Refusal> {
  await enterRefusal(house, actor, "camera.changed@1", refusal, { type: "site", id: house.siteId });
  return refusal;
}
