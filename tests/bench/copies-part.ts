import { type CopiesFigures, benchCopies } from "./copies.ts";
import type { Part } from "./report.ts";

const runsMost = 3;

/** B5: copies outside the house. */
export async function copiesOutside(wishes: { readonly long: boolean }): Promise<Part> {
  const runs: CopiesFigures[] = [];
  for (let run = 0; run < (wishes.long ? runsMost : 1); run++) runs.push(await benchCopies());
  const of = (pick: (run: CopiesFigures) => number | undefined) =>
    runs.map((run) => pick(run) ?? Number.NaN);
  const speed = { unit: "MB/s", digits: 0 };
  return {
    key: "B5",
    title: "copies outside the house, against restic and cp with sha256sum",
    how: [
      "16 files of 32 MiB of noise are copied to a second folder of the same disk by a whole night: found, sealed (age), written durably, read back and compared, listed, proved by a signed checkpoint that is read back. Restic copies the same folder into a new repository; `cp -r`, `sync` and `sha256sum` of the copy stand for a script.",
      "An unchanged night is a whole night with nothing new where a million objects are known and copied. Scrub reads 24 kept segments of 10 MB with their records and compares every digest.",
    ],
    figures: [
      { what: "night, Liuhen", ...speed, values: of((run) => run.copyMBs) },
      { what: "restic backup", ...speed, values: of((run) => run.resticMBs) },
      { what: "cp, sync, sha256sum", ...speed, values: of((run) => run.cpMBs) },
      {
        what: "unchanged night, 1,000,000 objects known",
        unit: "s",
        digits: 2,
        values: of((run) => run.unchangedSeconds),
        goal: { most: 10 },
      },
      { what: "scrub of the vault", ...speed, values: of((run) => run.scrubMBs) },
    ],
  };
}
