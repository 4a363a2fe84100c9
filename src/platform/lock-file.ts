import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { writeDurablySync } from "./durable-file.ts";
import { alive } from "./postgres.ts";

/**
 * Holds `<folder>/<name>.pid` for this process. A file left by a dead process is taken over; a live
 * one refuses with Fault `busy`. Returns the release.
 */
export function holdLock(folder: string, name: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.pid`);
  const holder = readHolder(file);
  if (holder !== undefined && holder !== process.pid && alive(holder) && sameProgram(holder))
    throw new Fault("busy", "house_in_use", { hint: `process ${holder} runs this house already` });
  rmSync(file, { force: true });
  writeDurablySync(file, `${process.pid}\n`, "keep");
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8").trim());
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Process numbers are used again: on Linux the command line tells whether it is still one of ours. */
function sameProgram(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("main.ts");
  } catch {
    return process.platform !== "linux";
  }
}
