import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { items } from "../retention/index.ts";
import { storage } from "../storage/index.ts";
import { tasks } from "../tasks/index.ts";
import { partitionAudit } from "../vault/index.ts";
import type { Job } from "./run-jobs.ts";

const hourMs = 3_600_000;
/** A nightly audit names at most so many files one by one; the incident counts the rest. */
const misplacedMost = 50;

/** Looking after the house: duties, disks, footage that must be there, files where they do not belong. */
export function tendingJobs(copyFolders: (house: House) => Promise<readonly string[]>): Job[] {
  return [
    { name: "tasks", everyMs: 30_000, run: (at) => tasks.sweep(at) },
    {
      name: "disks",
      everyMs: hourMs,
      run: async (at) => storage.measure(at, { copyFolders: await copyFolders(at) }),
    },
    { name: "overflow", everyMs: 20_000, run: (at) => storage.watchOverflow(at) },
    // Four times a day: what is lost is reported within the day, and most of a day is left to act.
    { name: "footage", everyMs: 6 * hourMs, run: (at) => storage.survey(at) },
    { name: "partition-audit", everyMs: 24 * hourMs, run: auditPartitions },
  ];
}

/** What lies where it does not belong is entered, and is an incident until it is gone. */
export async function auditPartitions(house: House): Promise<void> {
  const misplaced = [...(await partitionAudit.run(house)), ...(await items.misfiled(house))];
  await partitionAudit.note(house, misplaced);
  await incidents.follow(
    house,
    { kind: "misplaced-object", type: "file" },
    misplaced.slice(0, misplacedMost).map(({ path, what }) => ({
      severity: "major",
      subject: { type: "file", id: path.slice(0, 200) },
      facts: { path, what, found: misplaced.length },
    })),
  );
}
