import { open } from "node:fs/promises";
import { z } from "zod";
import { runTool } from "./run-tool.ts";

/** What a disk says about itself (SMART). */
export interface DiskHealth {
  readonly device: string;
  readonly model: string;
  readonly passed: boolean;
  readonly temperatureCelsius: number | undefined;
  readonly powerOnHours: number | undefined;
  /** Sectors it had to give up, and those it fears for. */
  readonly reallocated: number | undefined;
  readonly pending: number | undefined;
}

const Attribute = z.object({ id: z.int(), raw: z.object({ value: z.number() }) });
const Answer = z.object({
  model_name: z.string().max(200).optional(),
  smart_status: z.object({ passed: z.boolean() }),
  temperature: z.object({ current: z.number() }).optional(),
  power_on_time: z.object({ hours: z.number() }).optional(),
  ata_smart_attributes: z.object({ table: z.array(Attribute).max(100) }).optional(),
});
const within = { timeoutMs: 15_000, mostBytes: 1_000_000 };
const reallocatedId = 5;
const pendingId = 197;

/** Asks a disk for its health; undefined where smartctl is missing or the disk keeps silent. */
export async function readDiskHealth(device: string): Promise<DiskHealth | undefined> {
  const whole = wholeDevice(device);
  if (whole === undefined) return undefined;
  const answer = await runTool(["smartctl", "--json=c", "-i", "-H", "-A", whole], within);
  return answer === undefined ? undefined : parseHealth(whole, answer.text);
}

/** smartctl's exit code is a bit field of warnings: what counts is what it says. */
export function parseHealth(device: string, text: string): DiskHealth | undefined {
  let parsed: z.infer<typeof Answer>;
  try {
    parsed = Answer.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
  const raw = (id: number) =>
    parsed.ata_smart_attributes?.table.find((one) => one.id === id)?.raw.value;
  return {
    device,
    model: parsed.model_name ?? "",
    passed: parsed.smart_status.passed,
    temperatureCelsius: parsed.temperature?.current,
    powerOnHours: parsed.power_on_time?.hours,
    reallocated: raw(reallocatedId),
    pending: raw(pendingId),
  };
}

/** `/dev/sda1` is part of `/dev/sda`; what is no plain disk is not asked. */
export function wholeDevice(device: string): string | undefined {
  const match =
    /^(\/dev\/(?:sd[a-z]{1,3}|vd[a-z]|hd[a-z]))[0-9]*$/.exec(device) ??
    /^(\/dev\/nvme[0-9]+n[0-9]+)(?:p[0-9]+)?$/.exec(device);
  return match?.[1];
}

/** The end of a virus scanner's report (clamscan's summary). */
export interface ScanReport {
  readonly scanned: number;
  readonly infected: number;
  readonly engine: string;
  readonly endedAtMs: number;
}

const tailBytes = 64 * 1024;

/** Reads the newest summary of a report the scanner left; undefined where there is none. */
export async function readScanReport(path: string): Promise<ScanReport | undefined> {
  try {
    const handle = await open(path, "r");
    try {
      const { size, mtimeMs } = await handle.stat();
      const from = Math.max(0, size - tailBytes);
      const { bytesRead, buffer } = await handle.read(
        Buffer.alloc(Math.min(size, tailBytes)),
        0,
        Math.min(size, tailBytes),
        from,
      );
      return parseScan(buffer.subarray(0, bytesRead).toString("utf8"), Math.round(mtimeMs));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

export function parseScan(text: string, endedAtMs: number): ScanReport | undefined {
  const summary = text.slice(text.lastIndexOf("SCAN SUMMARY"));
  const number = (name: string) => {
    const found = new RegExp(`^${name}: ([0-9]{1,12})\\r?$`, "m").exec(summary)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const [scanned, infected] = [number("Scanned files"), number("Infected files")];
  if (scanned === undefined || infected === undefined) return undefined;
  const engine = /^Engine version: ([\w.+~-]{1,40})\r?$/m.exec(summary)?.[1] ?? "";
  return { scanned, infected, engine, endedAtMs };
}
