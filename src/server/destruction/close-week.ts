import type { OverwriteWeek } from "../../contract/destruction.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { dayStart, localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { disposal } from "../vault/index.ts";
import { scheduler } from "./destroy-item.ts";
import { insertWeek, selectOrders, selectOverwritten, selectWeeks } from "./rolling.store.ts";

const camerasPerEntry = 300;
const dayMs = 86_400_000;

/**
 * Enters the week that ended last Monday (C-27): camera by camera what was overwritten, and the oldest
 * day that can be played. A week in which nothing went is entered, too. False: it was entered before.
 */
export async function closeWeek(house: House): Promise<boolean> {
  const [order] = await selectOrders(house.db, house.siteId, 1);
  if (order === undefined) return false;
  const week = weekBefore(house.clock.now(), house.config.timeZone);
  const [newest] = await selectWeeks(house.db, house.siteId, 1);
  if (newest !== undefined && newest.from_ms >= week.fromMs) return false;
  const rows = await selectOverwritten(house.db, house.siteId, week);
  const oldest = await disposal.oldestDays(house);
  const labels = new Map(oldest.map((day) => [day.cameraId, day]));
  const ids = [...new Set([...rows.map((row) => row.camera_id), ...labels.keys()])].toSorted();
  const cameras = ids.map((cameraId) => {
    const own = rows.filter((row) => row.camera_id === cameraId);
    return {
      cameraId,
      label: labels.get(cameraId)?.label ?? "",
      days: own.length,
      objects: own.reduce((sum, row) => sum + row.objects, 0),
      sizeBytes: own.reduce((sum, row) => sum + row.size_bytes, 0),
      oldestMs: labels.get(cameraId)?.oldestMs ?? null,
    };
  });
  return enter(house, { orderId: order.order_id, ...week, cameras });
}

type Week = Omit<OverwriteWeek, "cameras"> & {
  readonly orderId: string;
  readonly cameras: readonly (OverwriteWeek["cameras"][number] & {
    readonly oldestMs: number | null;
  })[];
};

async function enter(house: House, week: Week): Promise<boolean> {
  const { orderId, fromMs, untilMs } = week;
  const parts: (typeof week.cameras)[] = [];
  for (let at = 0; at === 0 || at < week.cameras.length; at += camerasPerEntry)
    parts.push(week.cameras.slice(at, at + camerasPerEntry));
  const subject = { type: "house" as const, id: house.siteId };
  const bodyOf = (part: Week["cameras"]) => ({
    orderId,
    fromMs,
    untilMs,
    // The label stays out of the entry: it is the camera's, and the camera has entries of its own.
    cameras: part.map(({ cameraId, days, objects, sizeBytes, oldestMs }) => ({
      cameraId,
      days,
      objects,
      sizeBytes,
      oldestMs,
    })),
  });
  const kind = "rolling.week-closed@1" as const;
  const done = await act(house, scheduler, kind, async (tx) => {
    const row = {
      site_id: house.siteId,
      from_ms: fromMs,
      until_ms: untilMs,
      cameras: week.cameras.map(({ cameraId, label, days, objects, sizeBytes }) => ({
        cameraId,
        label,
        days,
        objects,
        sizeBytes,
      })),
      closed_at_ms: house.clock.now(),
    };
    if (!(await insertWeek(tx, row))) return refused("conflict");
    return granted({
      value: undefined,
      subject,
      body: bodyOf(parts[0] ?? []),
      also: parts.slice(1).map((part) => ({ kind, subject, body: bodyOf(part) })),
    });
  });
  return done.ok;
}

/** Monday to Monday, local time, the newest week that is over. */
export function weekBefore(nowMs: number, timeZone: string): { fromMs: number; untilMs: number } {
  const today = localTime(nowMs, timeZone).date;
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const shifted = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
  return {
    fromMs: dayStart(shifted(-weekday - 7), timeZone),
    untilMs: dayStart(shifted(-weekday), timeZone),
  };
}
