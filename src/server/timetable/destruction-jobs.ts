import type { House } from "../../platform/house.ts";
import { type DestructionPorts, destructions, rolling } from "../destruction/index.ts";
import type { Job } from "./run-jobs.ts";

/** What carries begun destructions to their end, and overwrites what the standing order covers. */
export function destructionJobs(ports: DestructionPorts): Job[] {
  return [
    {
      name: "destructions",
      everyMs: 2_000,
      run: (at: House) => destructions.work(at, ports),
    },
    {
      name: "destructions-open",
      everyMs: 60_000,
      run: async (at: House) => void (await destructions.sweep(at)),
    },
    { name: "rolling", everyMs: 3_600_000, run: (at: House) => rolling.roll(at) },
    {
      name: "rolling-week",
      everyMs: 3_600_000,
      run: async (at: House) => void (await rolling.closeWeek(at)),
    },
  ];
}
