import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a manikin measured (系统自动评分, S0-5.3.2; standards B19, B21), as the house keeps it. */

/** Depths to a tenth of a millimetre; `null`: this device does not measure it. */
const Tenths = z.number().min(0).multipleOf(0.1);
export const Compression = z.strictObject({
  /** Since the first event of the attempt. */
  atMs: Ms,
  depthMm: Tenths.max(150),
  /** How deep the chest still was when the hand came up: 0 is full recoil. */
  residualMm: Tenths.max(150).nullable(),
  handRight: z.boolean().nullable(),
});
export type Compression = z.infer<typeof Compression>;

export const Breath = z.strictObject({
  atMs: Ms,
  volumeMl: z.int().min(0).max(5_000).nullable(),
  /** How long the air went in. */
  lastsMs: z.int().min(0).max(60_000).nullable(),
});
export type Breath = z.infer<typeof Breath>;

export const CprEvents = z.strictObject({
  compressions: z.array(Compression).max(limits.deviceEvents),
  breaths: z.array(Breath).max(limits.deviceEvents),
});
export type CprEvents = z.infer<typeof CprEvents>;

/** 30:2, or compressions alone: then breaths are neither expected nor scored. */
export const cprModes = ["thirty-two", "compressions-only"] as const;
export const CprMode = z.enum(cprModes);
export type CprMode = z.infer<typeof CprMode>;

/** What an item of a checklist may take its points from. */
export const deviceFigures = [
  "overall",
  "compressions",
  "depth",
  "rate",
  "recoil",
  "hands",
  "flow",
  "breaths",
] as const;
export const DeviceFigure = z.enum(deviceFigures);
export type DeviceFigure = z.infer<typeof DeviceFigure>;

const Percent = z.number().min(0).max(100);
/** The published figures of one attempt, made anew from its events by the formula named (PIPL 24). */
export const CprFigures = z.strictObject({
  formula: z.string(),
  compressions: z.int(),
  breaths: z.int(),
  cycles: z.int(),
  lengthMs: z.int(),
  meanDepthMm: z.number().nullable(),
  meanRatePerMinute: z.number().nullable(),
  depthInRangePercent: Percent.nullable(),
  rateInRangePercent: Percent.nullable(),
  fullRecoilPercent: Percent.nullable(),
  handRightPercent: Percent.nullable(),
  flowPercent: Percent.nullable(),
  pausesTooLong: z.int(),
  longestPauseMs: z.int(),
  /** Each 0–100; null: not measured, or not asked for. */
  scores: z.record(DeviceFigure, Percent.nullable()),
});
export type CprFigures = z.infer<typeof CprFigures>;

export const deviceFormats = ["csv", "xapi"] as const;
export const DeviceFormat = z.enum(deviceFormats);
export type DeviceFormat = z.infer<typeof DeviceFormat>;

/** Which column of an export says what. Those the device does not have are null. */
const Heading = z.string().min(1).max(limits.nameCharacters);
export const DeviceMapping = z.strictObject({
  columns: z.strictObject({
    time: Heading,
    kind: Heading.nullable(),
    depth: Heading,
    residual: Heading.nullable(),
    hand: Heading.nullable(),
    volume: Heading.nullable(),
    lasts: Heading.nullable(),
  }),
  timeUnit: z.enum(["s", "ms", "clock"]),
  depthUnit: z.enum(["mm", "cm"]),
  lastsUnit: z.enum(["s", "ms"]),
});
export type DeviceMapping = z.infer<typeof DeviceMapping>;

/** Why a row cannot be taken. */
export type DeviceFault =
  | "not-text"
  | "no-heading"
  | "no-events"
  | "too-many"
  | "kind"
  | "time"
  | "depth"
  | "residual"
  | "hand"
  | "volume"
  | "lasts";

export const DeviceImport = z.strictObject({
  format: DeviceFormat,
  /** The export as it is. */
  text: z.string().min(1).max(limits.deviceCharacters),
  /** Confirmed by whoever imports; statements need none. */
  mapping: DeviceMapping.nullable(),
  mode: CprMode,
  device: z.string().trim().min(1).max(limits.nameCharacters),
  /** When the first event was, by the device's clock; null: not known, so it leads to no place in a recording. */
  startedAtMs: Ms.nullable(),
  /** How far the device's clock is ahead of the house's. */
  clockAheadMs: z.int().min(-limits.deviceClockMs).max(limits.deviceClockMs),
  /** Needed where a score of this candidate is there already; it stays. */
  reason: z.string().trim().min(1).max(limits.nameCharacters).nullable(),
});
export type DeviceImport = z.infer<typeof DeviceImport>;

/** One import: the newest of a candidate counts, the others stay beside it. */
export const DeviceScore = z.strictObject({
  deviceScoreId: Id,
  assignmentId: Id,
  studentId: Id,
  device: z.string(),
  format: DeviceFormat,
  mode: CprMode,
  /** By the house's clock. */
  startedAtMs: Ms.nullable(),
  importedAtMs: Ms,
  importedBy: z.string(),
  reason: z.string().nullable(),
  figures: CprFigures,
});
export type DeviceScore = z.infer<typeof DeviceScore>;
