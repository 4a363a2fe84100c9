import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { Severity } from "./incidents.ts";
import { PartitionName } from "./lesson.ts";

/** Folders of the house that lie on disks, as people choose them. */
export const storedFolders = ["vault", "spool", "overflow", "database", "copies"] as const;
export const StoredFolder = z.enum(storedFolders);
export type StoredFolder = z.infer<typeof StoredFolder>;

/** What a disk says about itself. */
export const DiskHealthShown = z.strictObject({
  model: z.string().max(200),
  passed: z.boolean(),
  temperatureCelsius: z.number().nullable(),
  powerOnHours: z.number().nullable(),
  reallocated: z.number().nullable(),
  pending: z.number().nullable(),
});
export type DiskHealthShown = z.infer<typeof DiskHealthShown>;

export const DiskState = z.strictObject({
  mountPoint: z.string(),
  device: z.string(),
  fileSystem: z.string(),
  folders: z.array(StoredFolder),
  sizeBytes: z.int(),
  usedBytes: z.int(),
  freeBytes: z.int(),
  atMs: Ms,
  /** Null while too little is known, and where it does not grow. */
  growthPerDayBytes: z.int().nullable(),
  daysLeft: z.number().nullable(),
  alarm: Severity.nullable(),
  /** Null where the disk is not asked or does not answer. */
  health: DiskHealthShown.nullable(),
  /** Used bytes day by day, oldest first. */
  history: z.array(z.strictObject({ date: z.string(), usedBytes: z.int(), sizeBytes: z.int() })),
});
export type DiskState = z.infer<typeof DiskState>;

export const PartitionState = z.strictObject({
  partition: PartitionName,
  files: z.int(),
  sizeBytes: z.int(),
  growthPerDayBytes: z.int().nullable(),
});
export type PartitionState = z.infer<typeof PartitionState>;

/** How far back one 24-hour camera can be played. */
export const CameraReach = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  /** First day it was recorded round the clock. */
  sinceDate: z.string(),
  /** The first day from which on every day can be played; null where not even yesterday can. */
  oldestDate: z.string().nullable(),
  days: z.int(),
  dueDays: z.int(),
  lost: z.array(z.strictObject({ startMs: Ms, endMs: Ms })),
  lookedAtMs: Ms,
});
export type CameraReach = z.infer<typeof CameraReach>;

/** The folder on another disk where the recorder goes on while the spool's disk is full. */
export const OverflowShown = z.strictObject({
  folder: z.string(),
  freeBytes: z.int(),
  inUse: z.boolean(),
  problem: z.enum(["absent", "same-disk", "silent"]).nullable(),
  /** Sealed there and not in the vault yet. */
  waitingSegments: z.int(),
});
export type OverflowShown = z.infer<typeof OverflowShown>;

export const StorageState = z.strictObject({
  nowMs: Ms,
  disks: z.array(DiskState),
  partitions: z.array(PartitionState),
  partitionsAtMs: Ms.nullable(),
  cameras: z.array(CameraReach),
  /** Days of rolling footage this house can hold at its present rate. */
  rollingDaysHeld: z.number().nullable(),
  /** New lessons are not planned while nothing more could be kept. */
  planningStopped: z.boolean(),
  /** Null where none is set. */
  overflow: OverflowShown.nullable(),
});
export type StorageState = z.infer<typeof StorageState>;
