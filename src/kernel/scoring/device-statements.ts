import { z } from "zod";
import { Breath, Compression } from "../../contract/device-scores.ts";
import { limits } from "../../contract/limits.ts";
import { type DeviceRead, nothing, type RowFault } from "./device-sheet.ts";

/** Extensions of a statement's result that carry one event (docs/reference/device-scores.md). */
export const statementExtensions = {
  compression: "urn:liuhen:xapi:cpr:compression",
  breath: "urn:liuhen:xapi:cpr:breath",
} as const;

const Statement = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  result: z.object({ extensions: z.record(z.string(), z.unknown()) }).optional(),
});
const Length = z
  .number()
  .min(0)
  .max(150)
  .transform((mm) => Math.round(mm * 10) / 10);
const Body = z.object({
  depthMm: Length,
  residualMm: Length.nullable().default(null),
  handRight: Compression.shape.handRight.default(null),
});
const Air = z.object({
  volumeMl: Breath.shape.volumeMl.default(null),
  lastsMs: Breath.shape.lastsMs.default(null),
});
const Statements = z.union([
  z.array(z.unknown()),
  z.object({ statements: z.array(z.unknown()) }).transform((one) => one.statements),
]);

/** Reads xAPI statements, as a list or as a store answers them; who acted is not read at all. */
export function readDeviceStatements(text: string): DeviceRead & { startedAtMs: number | null } {
  const none = (fault: RowFault["fault"]) => ({ ...nothing(fault), startedAtMs: null });
  const parsed = Statements.safeParse(parsedJson(text));
  if (!parsed.success) return none("not-text");
  if (parsed.data.length > limits.deviceEvents) return none("too-many");
  const compressions: Compression[] = [];
  const breaths: Breath[] = [];
  const faults: RowFault[] = [];
  for (const [at, statement] of parsed.data.entries()) {
    const read = eventOf(statement);
    if (read === null) continue;
    if (typeof read === "string") faults.push({ row: at + 1, fault: read });
    else if ("depthMm" in read) compressions.push(read);
    else breaths.push(read);
  }
  const events = [...compressions, ...breaths];
  if (events.length + faults.length === 0) return none("no-events");
  const startedAtMs = events.length === 0 ? null : Math.min(...events.map((one) => one.atMs));
  return { events: { compressions, breaths }, faults, startedAtMs };
}

/** Null: a statement about something else, which an export may well hold. */
function eventOf(statement: unknown): Compression | Breath | RowFault["fault"] | null {
  const read = Statement.safeParse(statement);
  if (!read.success) return "time";
  const told = new Map(Object.entries(read.data.result?.extensions ?? {}));
  const atMs = Date.parse(read.data.timestamp);
  if (told.has(statementExtensions.compression)) {
    const body = Body.safeParse(told.get(statementExtensions.compression));
    return body.success ? { atMs, ...body.data } : "depth";
  }
  if (!told.has(statementExtensions.breath)) return null;
  const air = Air.safeParse(told.get(statementExtensions.breath));
  return air.success ? { atMs, ...air.data } : "volume";
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
