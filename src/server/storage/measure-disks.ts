import type { DiskHealthShown } from "../../contract/storage.ts";
import { type AlarmStep, alarmOf } from "../../kernel/capacity/alarm.ts";
import { daysToFull, growthPerDay } from "../../kernel/capacity/growth.ts";
import { localTime } from "../../kernel/local-time.ts";
import { type DiskHealth, readDiskHealth } from "../../platform/disk-health.ts";
import { type MountedDisk, type ReadDisks, readDisks } from "../../platform/disks.ts";
import type { House } from "../../platform/house.ts";
import { type Trouble, incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import { storedFolder, watchedFolders } from "./folders.ts";
import { type DiskDay, saveDiskDay, selectDiskDays } from "./storage.store.ts";

/** How the machine is asked; tests give figures of their own. */
export interface DiskPorts {
  readonly readDisks: ReadDisks;
  readonly readHealth: (device: string) => Promise<DiskHealth | undefined>;
}
const machine: DiskPorts = { readDisks, readHealth: readDiskHealth };

export interface Measuring {
  /** Folders copies are written to, where they lie on disks of this machine. */
  readonly copyFolders: readonly string[];
  readonly ports?: DiskPorts;
}

const dayMs = 86_400_000;
export const historyDays = 90;

/**
 * Looks at every disk the house writes to: a reading for the day, and an incident where one fills up,
 * is full, or says that it fails. Nothing is ever removed to make room.
 */
export async function measureDisks(house: House, measuring: Measuring): Promise<void> {
  const ports = measuring.ports ?? machine;
  const disks = await ports.readDisks(watchedFolders(house, measuring.copyFolders));
  const atMs = house.clock.now();
  const { date } = localTime(atMs, house.config.timeZone);
  for (const disk of disks) {
    const health = shownHealth(await ports.readHealth(disk.device));
    await quiet(house, "a reading of a disk is no act", (tx) =>
      saveDiskDay(tx, rowOf(house.siteId, disk, { date, atMs, health })),
    );
  }
  await tellTroubles(house, disks);
}

function rowOf(
  siteId: string,
  disk: MountedDisk,
  at: { date: string; atMs: number; health: DiskHealthShown | null },
): DiskDay {
  return {
    site_id: siteId,
    mount_point: disk.mountPoint,
    date: at.date,
    at_ms: at.atMs,
    device: disk.device,
    file_system: disk.fileSystem,
    folders: disk.folders.flatMap((name) => storedFolder(name) ?? []),
    size_bytes: disk.sizeBytes,
    used_bytes: disk.usedBytes,
    free_bytes: disk.freeBytes,
    health: at.health,
  };
}

export function shownHealth(health: DiskHealth | undefined): DiskHealthShown | null {
  if (health === undefined) return null;
  const { model, passed, temperatureCelsius, powerOnHours, reallocated, pending } = health;
  return {
    model,
    passed,
    temperatureCelsius: temperatureCelsius ?? null,
    powerOnHours: powerOnHours ?? null,
    reallocated: reallocated ?? null,
    pending: pending ?? null,
  };
}

export interface DiskOutlook {
  readonly newest: DiskDay;
  readonly days: readonly DiskDay[];
  readonly growthPerDay: number | undefined;
  readonly daysLeft: number | undefined;
  readonly alarm: AlarmStep | undefined;
}

/** Every disk with its readings of the last days, and how long it lasts. */
export function outlooksOf(rows: readonly DiskDay[]): DiskOutlook[] {
  return [...Map.groupBy(rows, (row) => row.mount_point).values()].flatMap((days) => {
    const newest = days.at(-1);
    if (newest === undefined) return [];
    const growth = growthPerDay(
      days.map((day) => ({ atMs: day.at_ms, usedBytes: day.used_bytes })),
    );
    const daysLeft = daysToFull(newest.free_bytes, growth);
    const fill = { sizeBytes: newest.size_bytes, freeBytes: newest.free_bytes, daysLeft };
    return [{ newest, days, growthPerDay: growth, daysLeft, alarm: alarmOf(fill) }];
  });
}

/** Readings of the last days, of disks that are still there. */
export async function recentOutlooks(
  house: House,
  select: typeof selectDiskDays,
  db: Parameters<typeof selectDiskDays>[0],
): Promise<DiskOutlook[]> {
  const nowMs = house.clock.now();
  const date = (atMs: number) => localTime(atMs, house.config.timeZone).date;
  const span = { fromDate: date(nowMs - historyDays * dayMs), toDate: date(nowMs) };
  const rows = await select(db, { siteId: house.siteId, ...span });
  return outlooksOf(rows).filter(({ newest }) => nowMs - newest.at_ms < 2 * dayMs);
}

/** The same for the house itself: what a duty is pre-filled with. */
export function diskOutlooks(house: House): Promise<DiskOutlook[]> {
  return recentOutlooks(house, selectDiskDays, house.db);
}

async function tellTroubles(house: House, disks: readonly MountedDisk[]): Promise<void> {
  const there = new Set(disks.map((disk) => disk.mountPoint));
  const outlooks = (await diskOutlooks(house)).filter(({ newest }) =>
    there.has(newest.mount_point),
  );
  const low: Omit<Trouble, "kind">[] = [];
  const full: Omit<Trouble, "kind">[] = [];
  const failing: Omit<Trouble, "kind">[] = [];
  for (const { newest, alarm, daysLeft } of outlooks) {
    const subject = { type: "disk", id: newest.mount_point.slice(0, 200) } as const;
    const facts = {
      disk: newest.mount_point,
      folders: newest.folders.join(" "),
      freeBytes: newest.free_bytes,
      freePercent: Math.floor((newest.free_bytes / Math.max(1, newest.size_bytes)) * 100),
      ...(daysLeft === undefined ? {} : { daysLeft: Math.floor(daysLeft) }),
    };
    if (newest.free_bytes < house.config.diskReserveBytes)
      full.push({ severity: "critical", subject, facts });
    else if (alarm !== undefined) low.push({ severity: alarm.severity, subject, facts });
    if (newest.health?.passed === false)
      failing.push({
        severity: "major",
        subject,
        facts: { disk: newest.mount_point, model: newest.health.model },
      });
  }
  await incidents.follow(house, { kind: "disk-low", type: "disk" }, low);
  await incidents.follow(house, { kind: "disk-full", type: "disk" }, full);
  await incidents.follow(house, { kind: "disk-failing", type: "disk" }, failing);
}
