import { partitionNames } from "../../contract/lesson.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type {
  CameraReach,
  DiskState,
  PartitionState,
  StorageState,
} from "../../contract/storage.ts";
import { growthPerDay } from "../../kernel/capacity/growth.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { hasRoomToRecord, readOverflow } from "../../platform/recording-room.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { cameras } from "../places/index.ts";
import { type DiskOutlook, historyDays, recentOutlooks } from "./measure-disks.ts";
import { heldDays } from "./survey-footage.ts";
import {
  type PartitionDay,
  type ReachRow,
  selectDiskDays,
  selectPartitionDays,
  selectReaches,
} from "./storage.store.ts";

const dayMs = 86_400_000;

/** Disks, partitions and how far back the cameras can be played, as the last looks found them. */
export async function readStorage(house: House, reader: Reader): Promise<Outcome<StorageState>> {
  const nowMs = house.clock.now();
  const date = (atMs: number) => localTime(atMs, house.config.timeZone).date;
  const span = { fromDate: date(nowMs - historyDays * dayMs), toDate: date(nowMs) };
  const { outlooks, partitions, reaches } = await asTier(house, reader, async (db) => ({
    outlooks: await recentOutlooks(house, selectDiskDays, db),
    partitions: await selectPartitionDays(db, { siteId: house.siteId, ...span }),
    reaches: await selectReaches(db, house.siteId, nowMs - 3 * dayMs),
  }));
  const overflow = await readOverflow(house);
  return granted({
    nowMs,
    disks: outlooks.map(diskState),
    partitions: partitionStates(partitions),
    partitionsAtMs:
      partitions.length === 0 ? null : Math.max(...partitions.map((one) => one.at_ms)),
    cameras: await reachesOf(house, reaches),
    rollingDaysHeld: rollingDaysHeld(outlooks, partitions, reaches),
    planningStopped: !(await hasRoomToRecord(house)),
    overflow: overflow === undefined ? null : { ...overflow, problem: overflow.problem ?? null },
  });
}

function diskState({
  newest,
  days,
  growthPerDay: growth,
  daysLeft,
  alarm,
}: DiskOutlook): DiskState {
  return {
    mountPoint: newest.mount_point,
    device: newest.device,
    fileSystem: newest.file_system,
    folders: newest.folders,
    sizeBytes: newest.size_bytes,
    usedBytes: newest.used_bytes,
    freeBytes: newest.free_bytes,
    atMs: newest.at_ms,
    growthPerDayBytes: growth === undefined ? null : Math.round(growth),
    daysLeft: daysLeft === undefined ? null : Math.floor(daysLeft),
    alarm: alarm?.severity ?? null,
    health: newest.health,
    history: days.map((day) => ({
      date: day.date,
      usedBytes: day.used_bytes,
      sizeBytes: day.size_bytes,
    })),
  };
}

function partitionStates(rows: readonly PartitionDay[]): PartitionState[] {
  return partitionNames.map((partition) => {
    const days = rows.filter((row) => row.partition === partition);
    const newest = days.at(-1);
    const growth = growthPerDay(
      days.map((day) => ({ atMs: day.at_ms, usedBytes: day.size_bytes })),
    );
    return {
      partition,
      files: newest?.files ?? 0,
      sizeBytes: newest?.size_bytes ?? 0,
      growthPerDayBytes: growth === undefined ? null : Math.round(growth),
    };
  });
}

/** At the present rate of the 24-hour cameras, on the vault's disk. */
function rollingDaysHeld(
  outlooks: readonly DiskOutlook[],
  rows: readonly PartitionDay[],
  reaches: readonly ReachRow[],
): number | null {
  const disk = outlooks.find(({ newest }) => newest.folders.includes("vault"));
  const newest = rows.findLast((row) => row.partition === "operations");
  if (disk === undefined || newest === undefined) return null;
  const freeBytes = disk.newest.free_bytes;
  return heldDays({ freeBytes, watchBytes: newest.watch_bytes, reaches }) ?? null;
}

async function reachesOf(house: House, rows: readonly ReachRow[]): Promise<CameraReach[]> {
  const known = await cameras.find(
    house,
    rows.map((row) => row.camera_id),
  );
  const named = new Map(known.map((camera) => [camera.cameraId, camera]));
  return rows
    .flatMap((row) => {
      const camera = named.get(row.camera_id);
      return camera === undefined
        ? []
        : [
            {
              cameraId: row.camera_id,
              label: camera.label,
              name: camera.name,
              sinceDate: row.since_date,
              oldestDate: row.oldest_date,
              days: row.days,
              dueDays: row.due_days,
              lost: row.lost,
              lookedAtMs: row.looked_at_ms,
            },
          ];
    })
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}
