import type { CameraLooks } from "../../contract/maintenance.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import type { CameraState } from "../../contract/spool.ts";
import { type LooksChange, changesOf, looksOf } from "../../kernel/maintenance/camera-looks.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { incidents } from "../incidents/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { cameras } from "../places/index.ts";
import { deviceOfCamera } from "./devices.ts";
import {
  type LooksRow,
  type TicketRow,
  insertChange,
  saveLooks,
  selectDevices,
  selectLooks,
  selectTickets,
} from "./maintenance.store.ts";

const watcher = { kind: "system", name: "scheduler" } as const;
const noteEveryMs = 60_000;

/**
 * A job of the house: reads what the recorder says of each stream. Another software, codec or size than
 * before is entered; without a ticket that was open meanwhile it is an incident, too (S0-5.4.1).
 */
export async function watchCameras(house: House): Promise<void> {
  const state = await readRecorderState(house);
  if (state === undefined) return;
  const known = await selectLooks(house.db, house.siteId);
  for (const camera of state.cameras) {
    const looks = looksOf(camera);
    if (looks === undefined) continue;
    const before = known.find(
      (one) => one.camera_id === camera.cameraId && one.stream === camera.stream,
    );
    await follow(house, camera, { looks, before });
  }
}

interface Seen {
  readonly looks: CameraLooks;
  readonly before: LooksRow | undefined;
}

async function follow(house: House, camera: CameraState, seen: Seen): Promise<void> {
  const { looks, before } = seen;
  const nowMs = house.clock.now();
  const changes = before === undefined ? [] : changesOf(before.looks, looks);
  if (before !== undefined && changes.length > 0)
    return noteChange(house, camera, { looks, before, changes });
  const isNews =
    before === undefined || Object.keys(looks).some((name) => before.looks[name] === undefined);
  if (!isNews && nowMs - before.seen_at_ms < noteEveryMs) return;
  await quiet(house, "a stream seen as it was before", (tx) =>
    saveLooks(tx, rowOf(house, camera, { ...before?.looks, ...looks })),
  );
}

async function noteChange(
  house: House,
  camera: CameraState,
  of: {
    readonly looks: CameraLooks;
    readonly before: LooksRow;
    readonly changes: readonly LooksChange[];
  },
): Promise<void> {
  const { cameraId, stream } = camera;
  const { looks, before, changes } = of;
  const [known] = await cameras.find(house, [cameraId]);
  if (known === undefined) return;
  const ticket = await ticketSince(house, cameraId, before.seen_at_ms);
  if (ticket === undefined)
    await incidents.raise(house, {
      kind: "camera-altered",
      severity: "major",
      subject: { type: "camera", id: cameraId },
      facts: {
        camera: `${known.label} ${known.name}`,
        changed: changes.map((one) => `${one.name} ${one.before} → ${one.after}`).join("; "),
      },
    });
  await act(house, watcher, "device.changed@1", async (tx) => {
    const device = await deviceOfCamera(house, tx, cameraId);
    if (!device.ok) return device;
    const { device_id: deviceId } = device.value;
    const ticketId = ticket?.ticket_id ?? null;
    await insertChange(tx, {
      change_id: house.newId(),
      site_id: house.siteId,
      device_id: deviceId,
      stream,
      fields: [...changes],
      ticket_id: ticketId,
      seen_at_ms: house.clock.now(),
    });
    await saveLooks(tx, rowOf(house, camera, { ...before.looks, ...looks }));
    return granted({
      value: undefined,
      subject: { type: "device" as const, id: deviceId },
      body: {
        deviceId,
        cameraId,
        stream,
        before: only(before.looks, changes),
        after: only(looks, changes),
        ticketId,
      },
    });
  });
}

const only = (looks: CameraLooks, changes: readonly LooksChange[]): CameraLooks =>
  Object.fromEntries(
    Object.entries(looks).filter(([name]) => changes.some((one) => one.name === name)),
  );

/** A ticket of this camera that is open, or was at any time since it was last seen unchanged. */
async function ticketSince(
  house: House,
  cameraId: string,
  sinceMs: number,
): Promise<TicketRow | undefined> {
  const [device] = await selectDevices(house.db, house.siteId, { cameraId, most: 1 });
  if (device === undefined) return undefined;
  const of = { deviceId: device.device_id, most: limits.pageRows };
  const rows = await selectTickets(house.db, house.siteId, of);
  return rows.find((row) => row.closed_at_ms === null || row.closed_at_ms >= sinceMs);
}

function rowOf(house: House, camera: CameraState, looks: CameraLooks): LooksRow {
  return {
    site_id: house.siteId,
    camera_id: camera.cameraId,
    stream: camera.stream,
    looks,
    seen_at_ms: house.clock.now(),
  };
}
