import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Camera } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { cameraOf, cameraSnapshot } from "./camera.ts";
import { lockCamera, updateCamera } from "./cameras.store.ts";
import { isRecordingLesson } from "./plan-file.ts";
import { isLastNeeded } from "./venue.ts";

/**
 * Takes a camera out of use for good; its label is never given again and its secrets are forgotten.
 * Refused while it records a lesson, and for the last camera of a venue with a lesson ahead.
 */
export async function retireCamera(
  house: House,
  actor: Actor,
  cameraId: string,
): Promise<Outcome<Camera>> {
  return act(house, actor, "camera.changed@1", async (tx) => {
    const before = await lockCamera(tx, house.siteId, cameraId);
    if (before === undefined) return refused("not_found");
    if (before.state === "retired") return refused("conflict", { state: "retired" });
    if (isRecordingLesson(house, cameraId)) return refused("camera_busy");
    if (await isLastNeeded(house, tx, before.venue_id)) return refused("venue_without_camera");
    const streams = before.streams.map((stream) => ({
      ...stream,
      sealed_secret: null,
      secret_set_at_ms: house.clock.now(),
    }));
    const after = { ...before, state: "retired" as const, streams };
    await updateCamera(tx, { siteId: house.siteId, atMs: house.clock.now(), camera: after });
    const body = { before: cameraSnapshot(before), after: cameraSnapshot(after) };
    return granted({ value: cameraOf(after), subject: { type: "camera", id: cameraId }, body });
  });
}
