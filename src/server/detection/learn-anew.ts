import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { cameras } from "../places/index.ts";
import { saveReference } from "./detection.store.ts";
import type { Watch } from "./watch.ts";

/** A camera or its room was rearranged on purpose: how it looks now counts. */
export async function learnAnew(
  house: House,
  actor: PersonActor,
  about: { readonly cameraId: string; readonly watch: Watch },
): Promise<Outcome<Record<string, never>>> {
  const { cameraId, watch } = about;
  const done = await act(house, actor, "detection.learnt-anew@1", async (tx) => {
    const [camera] = await cameras.find(house, [cameraId]);
    if (camera === undefined || camera.state === "retired") return refused("not_found");
    const nowMs = house.clock.now();
    await saveReference(tx, {
      site_id: house.siteId,
      camera_id: cameraId,
      learnt_at_ms: nowMs,
      looks: {},
    });
    return granted({
      value: {},
      subject: { type: "camera", id: cameraId },
      body: { cameraId },
    });
  });
  if (done.ok) watch.forget(cameraId);
  return done;
}
