import { type Refusal, refused } from "../../contract/outcome.ts";
import { MeasureOrder } from "../../contract/playbooks.ts";
import type { House } from "../../platform/house.ts";
import { selectStanding } from "./containment.store.ts";

/** The refusal while copies are frozen; nothing where they are not. Asked anew at every step. */
export async function whyFrozen(house: House): Promise<Refusal | undefined> {
  const [first] = await selectStanding(house.db, { siteId: house.siteId, kind: "freeze-exports" });
  return first === undefined
    ? undefined
    : refused("exports_frozen", { sinceMs: first.ordered_at_ms });
}

/** Cameras cut off now: id → whether the recorder still takes their stream. */
export async function isolatedCameras(
  house: House,
): Promise<ReadonlyMap<string, { readonly sinceMs: number; readonly keepsRecording: boolean }>> {
  const rows = await selectStanding(house.db, { siteId: house.siteId, kind: "isolate-camera" });
  const found = new Map<string, { sinceMs: number; keepsRecording: boolean }>();
  for (const row of rows) {
    const order = MeasureOrder.parse(row.orders);
    if (order.kind !== "isolate-camera") continue;
    const known = found.get(order.cameraId);
    found.set(order.cameraId, {
      sinceMs: known?.sinceMs ?? row.ordered_at_ms,
      // Cut off twice: the stricter order holds.
      keepsRecording: (known?.keepsRecording ?? true) && order.keepsRecording,
    });
  }
  return found;
}

/** The refusal of any look at a camera that is cut off. */
export async function whyIsolated(house: House, cameraId: string): Promise<Refusal | undefined> {
  const since = (await isolatedCameras(house)).get(cameraId)?.sinceMs;
  return since === undefined ? undefined : refused("camera_isolated", { sinceMs: since });
}

/** The refusal of whatever a kiosk of this room asks, while an order stops it. Asked anew each time. */
export async function whyStopped(house: House, venueId: string): Promise<Refusal | undefined> {
  const rows = await selectStanding(house.db, { siteId: house.siteId, kind: "stop-kiosks" });
  const first = rows.find((row) => row.target_id === null || row.target_id === venueId);
  return first === undefined
    ? undefined
    : refused("kiosk_stopped", { sinceMs: first.ordered_at_ms });
}

/** Whether another order still cuts this camera or account off. */
export async function stillStands(
  house: House,
  of: { readonly kind: "lock-account" | "isolate-camera"; readonly targetId: string },
): Promise<boolean> {
  return (await selectStanding(house.db, { siteId: house.siteId, ...of })).length > 0;
}
