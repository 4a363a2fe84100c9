import type { Actor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, refused } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import { parseNetwork } from "../../kernel/address.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { checkHosts } from "./camera-input.ts";
import { cameraLabel } from "./camera.ts";
import { listCameraRows } from "./cameras.store.ts";
import { saveChange } from "./save-change.ts";

export type SiteChange = Pick<Site, "name" | "leadMs" | "tailMs" | "networks">;

/**
 * Changes the institution's settings (S0-5.1.2: before and after are entered). Refuses `bad_input` for
 * a network that is none and `host_not_allowed` when a camera in use would lie outside: narrowing the
 * allow list must not silently end a recording.
 */
export async function changeSite(
  house: House,
  actor: Actor,
  change: SiteChange,
): Promise<Outcome<Site>> {
  const refusal = await whyNot(house, change);
  if (refusal !== undefined) {
    await enterRefusal(house, actor, "site.changed@1", refusal, { type: "site", id: house.siteId });
    return refusal;
  }
  return saveChange(house, actor, () => change);
}

async function whyNot(house: House, change: SiteChange): Promise<Refusal | undefined> {
  const odd = change.networks.find((network) => parseNetwork(network) === undefined);
  if (odd !== undefined) return refused("bad_input", { field: "networks", value: odd });
  for (const camera of await listCameraRows(house.db, house.siteId)) {
    if (camera.state === "retired") continue;
    const checked = await checkHosts(
      camera.streams.map((stream) => stream.host),
      change.networks,
    );
    // A name that is not resolved just now says nothing about the networks.
    if (!checked.ok && checked.code === "host_not_allowed")
      return refused("host_not_allowed", { ...checked.facts, camera: cameraLabel(camera) });
  }
  return undefined;
}
