import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Camera } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { cameraFor } from "./camera.ts";
import { listCameraRows } from "./cameras.store.ts";

/** Every camera by label, retired ones included; addresses and users only for who manages cameras. */
export async function listCameras(
  house: House,
  actor: Actor,
): Promise<Outcome<{ cameras: Camera[] }>> {
  const rows = await listCameraRows(house.db, house.siteId);
  return granted({ cameras: rows.map((row) => cameraFor(actor, row)) });
}
