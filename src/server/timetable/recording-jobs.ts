import type { House } from "../../platform/house.ts";
import { flushServed, sweepViewings } from "../access/index.ts";
import { noteWrittenPlan, takeIn } from "../catalogue/index.ts";
import { homeOfOccasion } from "../lessons/index.ts";
import { rounds } from "../vault/index.ts";
import type { Job } from "./run-jobs.ts";

/** What keeps evidence flowing from the spool to the folders; `prepareRecording` comes first. */
export function recordingJobs(house: House): Job[] {
  return [
    { name: "take-in", everyMs: house.config.roundEveryMs, run: takeInRound },
    {
      name: "manifests",
      everyMs: Math.min(5_000, house.config.roundEveryMs),
      run: followManifests,
    },
    { name: "plan-asked", everyMs: 15_000, run: async (at) => void (await noteWrittenPlan(at)) },
    { name: "viewings", everyMs: 2_000, run: tendViewings },
  ];
}

/** Once, before the jobs run: what a crash left half written in the vault is swept. */
export async function prepareRecording(house: House): Promise<void> {
  await rounds.prepare(house);
}

async function takeInRound(house: House): Promise<boolean> {
  const round = await takeIn(house, (occasion) => homeOfOccasion(house, occasion));
  return round.more;
}

async function followManifests(house: House): Promise<void> {
  await rounds.writeManifests(house);
}

async function tendViewings(house: House): Promise<void> {
  await flushServed(house);
  await sweepViewings(house);
}
