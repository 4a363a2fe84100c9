import { type Watch, detection } from "../detection/index.ts";
import type { Job } from "./run-jobs.ts";

/** The house looks at its cameras: streams each second, pictures and sounds as they are due. */
export function detectionJobs(watch: Watch): Job[] {
  return [
    { name: "detection-streams", everyMs: 1_000, run: () => watch.followStreams() },
    { name: "detection-pictures", everyMs: 1_000, run: () => watch.look() },
    { name: "detection-sounds", everyMs: 1_000, run: () => watch.listen() },
    { name: "detection-snapshots", everyMs: 6 * 3_600_000, run: detection.sweepSnapshots },
  ];
}
