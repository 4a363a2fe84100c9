import { limits } from "../../contract/limits.ts";
import { UsbSighting } from "../../contract/maintenance.ts";

export interface UsbLog {
  readonly rows: number;
  readonly sightings: readonly UsbSighting[];
  readonly faults: readonly { readonly row: number; readonly reason: string }[];
}

const columns = ["time", "host", "action", "class", "vendor", "product", "serial", "name"] as const;
type Column = (typeof columns)[number];

/** An instant with its zone, nothing looser: a log without one may be hours off. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A log of JSON lines is told by its first sign; everything else is read as a table. */
export function isJsonLines(text: string): boolean {
  return text.trimStart().startsWith("{");
}

/** A log as JSON lines; at most `usbLogRows` of them, each judged by itself. */
export function readUsbLines(text: string): UsbLog | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line: line.trim(), row: at + 1 }))
    .filter(({ line }) => line !== "");
  if (lines.length === 0 || lines.length > limits.usbLogRows) return undefined;
  return judged(lines.map(({ line, row }) => ({ row, values: valuesOf(line) })));
}

function valuesOf(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? new Map(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

/** A log as a table whose first row names the columns, in any order. */
export function readUsbTable(table: readonly (readonly string[])[]): UsbLog | undefined {
  const [head = [], ...rows] = table;
  const names = head.map((name) => name.trim().toLowerCase());
  if (columns.some((name) => !names.includes(name))) return undefined;
  if (rows.length === 0 || rows.length > limits.usbLogRows) return undefined;
  const read = rows.map((row, at) => ({
    row: at + 2,
    values: new Map<string, unknown>(names.map((name, i) => [name, row[i] ?? ""])),
  }));
  return judged(read.filter(({ values }) => [...values.values()].some((cell) => cell !== "")));
}

function judged(
  lines: readonly {
    readonly row: number;
    readonly values: ReadonlyMap<string, unknown> | undefined;
  }[],
): UsbLog {
  const sightings: UsbSighting[] = [];
  const faults: { row: number; reason: string }[] = [];
  for (const { row, values } of lines) {
    const text = (column: Column) => {
      const value = values?.get(column) ?? "";
      return typeof value === "string" ? value.trim() : "";
    };
    const time = text("time");
    const parsed = UsbSighting.safeParse({
      host: text("host"),
      atMs: instant.test(time) ? Date.parse(time) : Number.NaN,
      action: text("action"),
      class: text("class"),
      vendorId: text("vendor").toLowerCase().replace(/^0x/, ""),
      productId: text("product").toLowerCase().replace(/^0x/, ""),
      serial: text("serial"),
      name: text("name"),
    });
    if (parsed.success) sightings.push(parsed.data);
    else faults.push({ row, reason: String(parsed.error.issues[0]?.path[0] ?? "line") });
  }
  return { rows: lines.length, sightings, faults };
}

/** Whether the register must know it: what can carry files. A keyboard or a mouse need not stand there. */
export function needsRegister(sighting: Pick<UsbSighting, "class" | "action">): boolean {
  return sighting.class !== "input" && sighting.action === "attached";
}

/** What was plugged in or out between two looks at one host. */
export function usbChanges<D extends { readonly key: string }>(
  before: readonly D[],
  now: readonly D[],
): { readonly attached: D[]; readonly detached: D[] } {
  const were = new Set(before.map(({ key }) => key));
  const are = new Set(now.map(({ key }) => key));
  return {
    attached: now.filter(({ key }) => !were.has(key)),
    detached: before.filter(({ key }) => !are.has(key)),
  };
}
