import type { House } from "../../platform/house.ts";
import { checks, copies, sweepForgetting, trials } from "../copies/index.ts";
import type { Job } from "./run-jobs.ts";
import { watchArchive } from "./watch-archive.ts";

/** Nights at every place, what is checked about them, and what is to be forgotten. */
export function copiesJobs(): Job[] {
  return [
    { name: "copies", everyMs: 30_000, run: (at: House) => copies.tend(at) },
    { name: "copy-log", everyMs: 60_000, run: copies.carryLog },
    { name: "copy-log-old", everyMs: 3_600_000, run: copies.pruneLog },
    { name: "copy-checks", everyMs: 5 * 60_000, run: (at: House) => checks.tend(at) },
    { name: "house-trials", everyMs: 10 * 60_000, run: (at: House) => trials.tend(at) },
    { name: "scrub", everyMs: 5 * 60_000, run: (at: House) => checks.scrub(at) },
    { name: "copy-audits", everyMs: 10 * 60_000, run: checks.audits },
    { name: "forgetting", everyMs: 60_000, run: sweepForgetting },
    { name: "database-archive", everyMs: 60_000, run: watchArchive },
  ];
}
