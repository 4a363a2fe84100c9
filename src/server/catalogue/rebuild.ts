import type { SystemActor } from "../../contract/actor.ts";
import { Fault } from "../../contract/faults.ts";
import type { Finding } from "../../contract/finding.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import { restore } from "../vault/index.ts";
import { pageIds } from "./catalogue-check.store.ts";
import { indexRecords } from "./index-records.ts";

export interface Rebuilt {
  readonly lessons: number;
  readonly segments: number;
  readonly gaps: number;
  /** What could not be put back, and why. */
  readonly findings: readonly Finding[];
}

const operator: SystemActor = { kind: "system", name: "operator" };
const reason = "the rows are made again from sealed folders; one entry tells of the whole";

/**
 * Makes vault and catalogue rows again from the folders alone, into an empty catalogue: folders and
 * rounds first, then what lies in them. Throws Fault `input` when the catalogue is not empty.
 */
export async function rebuild(house: House): Promise<Rebuilt> {
  if ((await pageIds(house.db, "segment", { after: undefined, rows: 1 })).length > 0)
    throw new Fault("input", "catalogue_not_empty", {
      hint: "rebuild starts from an empty database",
    });
  const findings: Finding[] = [];
  await restoreRounds(house);
  let [lessons, segments, gaps] = [0, 0, 0];
  for await (const folder of restore.folders(house)) {
    findings.push(...folder.findings);
    const records = folder.records.map((found) => found.record);
    await quiet(house, reason, async (tx) => {
      await restore.objects(house, tx, folder);
      await indexRecords(tx, records);
    });
    lessons += folder.manifests[0]?.occasion.kind === "lesson" ? 1 : 0;
    segments += records.filter((record) => "segmentId" in record).length;
    gaps += records.filter((record) => "gapId" in record).length;
  }
  await act(house, operator, "catalogue.rebuilt@1", async () =>
    granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { lessons, segments, gaps },
    }),
  );
  return { lessons, segments, gaps, findings };
}

/** A round's records may lie in several folders: all of them are seen before it is put back. */
async function restoreRounds(house: House): Promise<void> {
  const rounds = new Map<
    string,
    { roundId: string; takenAtMs: number; size: number; root: string; sizeBytes: number }
  >();
  for await (const folder of restore.folders(house)) {
    await quiet(house, reason, (tx) => restore.folder(house, tx, folder));
    for (const { round } of folder.manifests)
      if (!rounds.has(round.roundId)) rounds.set(round.roundId, { ...round, sizeBytes: 0 });
    for (const { named, roundId } of folder.records) {
      const round = rounds.get(roundId);
      if (round !== undefined) round.sizeBytes += named.sizeBytes;
    }
  }
  await quiet(house, reason, async (tx) => {
    for (const round of rounds.values()) await restore.round(house, tx, round);
  });
}
