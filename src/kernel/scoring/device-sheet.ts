import type {
  Breath,
  Compression,
  CprEvents,
  DeviceFault,
  DeviceMapping,
} from "../../contract/device-scores.ts";
import { limits } from "../../contract/limits.ts";
import { delimitedRows } from "./delimited.ts";

export interface RowFault {
  /** Line of a table, number of a statement; 0: the whole. */
  readonly row: number;
  readonly fault: DeviceFault;
}

export interface DeviceRead {
  readonly events: CprEvents;
  readonly faults: readonly RowFault[];
}

/** Headings of the documented table, and what other exports call the same. */
const aliases: Readonly<Record<keyof DeviceMapping["columns"], readonly string[]>> = {
  time: ["time_s", "time", "timestamp", "t", "time_ms", "elapsed", "时间", "时间（秒）", "时刻"],
  kind: ["kind", "event", "type", "类型", "事件"],
  depth: ["depth_mm", "depth", "depth_cm", "compression depth", "深度", "按压深度"],
  residual: [
    "residual_mm",
    "residual",
    "release_mm",
    "release",
    "lean",
    "leaning",
    "回弹",
    "残余深度",
  ],
  hand: ["hand", "position", "hand position", "placement", "位置", "按压位置"],
  volume: ["volume_ml", "volume", "tidal volume", "通气量", "潮气量"],
  lasts: [
    "lasts_s",
    "duration_s",
    "duration",
    "inspiration",
    "inspiration time",
    "lasts_ms",
    "吹气时间",
  ],
};
const compressionWords = new Set(["compression", "comp", "c", "按压", "胸外按压"]);
const breathWords = new Set([
  "breath",
  "ventilation",
  "vent",
  "b",
  "v",
  "通气",
  "人工呼吸",
  "吹气",
]);
const yesWords = new Set(["right", "correct", "ok", "yes", "true", "1", "正确", "是"]);
const noWords = new Set([
  "wrong",
  "incorrect",
  "no",
  "false",
  "0",
  "错误",
  "否",
  "left",
  "high",
  "low",
]);

/** The headings of a table; none where it is none. */
export function deviceHeadings(text: string): readonly string[] {
  return delimitedRows(text)?.[0]?.cells.filter((one) => one !== "") ?? [];
}

/** What each column may mean, by its heading; whoever imports confirms it. */
export function guessedMapping(headings: readonly string[]): DeviceMapping {
  const find = (what: keyof typeof aliases): string | null => {
    const words = aliases[what];
    return (
      headings.find((one) => words.includes(plain(one))) ??
      headings.find((one) =>
        words.some((word) => word.length > 3 && plain(one).startsWith(word)),
      ) ??
      null
    );
  };
  const [time, depth, lasts] = [find("time") ?? headings[0] ?? "", find("depth"), find("lasts")];
  return {
    columns: {
      time,
      kind: find("kind"),
      depth: depth ?? headings[1] ?? "",
      residual: find("residual"),
      hand: find("hand"),
      volume: find("volume"),
      lasts,
    },
    timeUnit: unitIs(time, "ms") ? "ms" : "s",
    depthUnit: unitIs(depth ?? "", "cm") ? "cm" : "mm",
    lastsUnit: unitIs(lasts ?? "", "ms") ? "ms" : "s",
  };
}

const plain = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[([（【].*$/gu, "")
    .trim();
const unitIs = (heading: string, unit: string) =>
  new RegExp(`[_([（ ]${unit}[)\\]）]?$`, "u").test(heading.toLowerCase());

/** Reads a table by its confirmed mapping: every event, and every row that cannot be taken with its reason. */
export function readDeviceSheet(text: string, mapping: DeviceMapping): DeviceRead {
  const rows = delimitedRows(text);
  const [head, ...body] = rows ?? [];
  if (head === undefined) return nothing("not-text");
  const places = placesOf(head.cells, mapping);
  if (places === undefined) return nothing("no-heading");
  if (body.length > limits.deviceEvents) return nothing("too-many");
  const compressions: Compression[] = [];
  const breaths: Breath[] = [];
  const faults: RowFault[] = [];
  for (const { row, cells } of body) {
    const read = eventOf((what) => cells[places.get(what) ?? -1] ?? "", mapping);
    if (typeof read === "string") faults.push({ row, fault: read });
    else if ("depthMm" in read) compressions.push(read);
    else breaths.push(read);
  }
  if (compressions.length + breaths.length + faults.length === 0) return nothing("no-events");
  return { events: { compressions, breaths }, faults };
}

export function nothing(fault: DeviceFault): DeviceRead {
  return { events: { compressions: [], breaths: [] }, faults: [{ row: 0, fault }] };
}

type Column = keyof DeviceMapping["columns"];
type Cell = (what: Column) => string;

function placesOf(
  headings: readonly string[],
  mapping: DeviceMapping,
): ReadonlyMap<Column, number> | undefined {
  const { time, kind, depth, residual, hand, volume, lasts } = mapping.columns;
  const named: readonly (readonly [Column, string | null])[] = [
    ["time", time],
    ["kind", kind],
    ["depth", depth],
    ["residual", residual],
    ["hand", hand],
    ["volume", volume],
    ["lasts", lasts],
  ];
  const places = named.flatMap(([what, heading]) =>
    heading === null ? [] : [[what, headings.indexOf(heading)] as const],
  );
  return places.some(([, at]) => at === -1) ? undefined : new Map(places);
}

function eventOf(cell: Cell, mapping: DeviceMapping): Compression | Breath | DeviceFault {
  const atMs = timeOf(cell("time"), mapping.timeUnit);
  if (atMs === undefined) return "time";
  const kind = cell("kind").toLowerCase();
  const isBreath = kind === "" ? cell("depth") === "" : breathWords.has(kind);
  if (kind !== "" && !isBreath && !compressionWords.has(kind)) return "kind";
  return isBreath ? breathOf(atMs, cell, mapping) : compressionOf(atMs, cell, mapping);
}

function compressionOf(atMs: number, cell: Cell, { depthUnit }: DeviceMapping) {
  const factor = depthUnit === "cm" ? 10 : 1;
  const depthMm = lengthOf(cell("depth"), factor);
  if (depthMm === undefined) return "depth" as const;
  const residual = cell("residual");
  const residualMm = residual === "" ? null : lengthOf(residual, factor);
  if (residualMm === undefined) return "residual" as const;
  const hand = cell("hand").toLowerCase();
  const handRight =
    hand === "" ? null : yesWords.has(hand) ? true : noWords.has(hand) ? false : undefined;
  return handRight === undefined ? ("hand" as const) : { atMs, depthMm, residualMm, handRight };
}

function breathOf(atMs: number, cell: Cell, { lastsUnit }: DeviceMapping) {
  const volumeMl = optional(cell("volume"), 1, 5_000);
  if (volumeMl === undefined) return "volume" as const;
  const lastsMs = optional(cell("lasts"), lastsUnit === "s" ? 1_000 : 1, 60_000);
  return lastsMs === undefined ? ("lasts" as const) : { atMs, volumeMl, lastsMs };
}

/** A plain decimal number, with a point or a comma. */
function numberOf(text: string): number | undefined {
  return /^\d{1,13}(?:[.,]\d{1,18})?$/u.test(text) ? Number(text.replace(",", ".")) : undefined;
}

function timeOf(text: string, unit: DeviceMapping["timeUnit"]): number | undefined {
  if (unit !== "clock") {
    const value = numberOf(text);
    return value === undefined ? undefined : Math.round(unit === "s" ? value * 1_000 : value);
  }
  const [, hours = "0", minutes, seconds] =
    /^(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)$/u.exec(text) ?? [];
  const [min, sec] = [numberOf(minutes ?? ""), numberOf(seconds ?? "")];
  if (min === undefined || sec === undefined || min > 59 || sec >= 60) return undefined;
  return Math.round((Number(hours) * 3_600 + min * 60 + sec) * 1_000);
}

function lengthOf(text: string, factor: number): number | undefined {
  const value = numberOf(text);
  if (value === undefined || value * factor > 150) return undefined;
  return Math.round(value * factor * 10) / 10;
}

function optional(text: string, factor: number, most: number): number | null | undefined {
  if (text === "") return null;
  const value = numberOf(text);
  return value === undefined || value * factor > most ? undefined : Math.round(value * factor);
}
