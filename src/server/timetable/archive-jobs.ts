import type { House } from "../../platform/house.ts";
import { type ArchivePorts, archive } from "../archive/index.ts";
import type { Job } from "./run-jobs.ts";

/** What carries a confirmed list to its packages, and tells when December ended without receipts. */
export function archiveJobs(ports: Pick<ArchivePorts, "typeset">): Job[] {
  return [
    { name: "archive", everyMs: 2_000, run: (at: House) => archive.work(at, ports) },
    {
      name: "archive-due",
      everyMs: 10 * 60_000,
      run: (at: House) => archive.sweep(at),
    },
  ];
}
