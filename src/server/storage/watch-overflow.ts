import type { House } from "../../platform/house.ts";
import { readOverflow } from "../../platform/recording-room.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { type Trouble, incidents } from "../incidents/index.ts";

const subject = { type: "house", id: "recorder" } as const;
type Told = Omit<Trouble, "kind">[];

/**
 * Whether the recorder has run out of its place (S0-8.4b): on the overflow it goes on, and that is an
 * incident until everything came home; with no room anywhere frames are lost; an overflow that could
 * not take over is told of before it is needed.
 */
export async function watchOverflow(house: House): Promise<void> {
  const state = await readRecorderState(house);
  const overflow = await readOverflow(house);
  const facts = { freeBytes: state?.spoolFreeBytes ?? 0 };
  const using: Told = [];
  const unusable: Told = [];
  if (overflow !== undefined && (overflow.inUse || overflow.waitingSegments > 0))
    using.push({
      severity: "major",
      subject,
      facts: {
        ...facts,
        overflowFolder: overflow.folder,
        overflowFreeBytes: overflow.freeBytes,
        waitingSegments: overflow.waitingSegments,
      },
    });
  // A silent recorder is told of elsewhere; nothing is known of the overflow then.
  if (overflow?.problem === "absent" || overflow?.problem === "same-disk")
    unusable.push({
      severity: "minor",
      subject,
      facts: { overflowFolder: overflow.folder, overflowProblem: overflow.problem },
    });
  const stopped: Told = state?.full === true ? [{ severity: "critical", subject, facts }] : [];
  await incidents.follow(house, { kind: "spool-overflow", type: "house" }, using);
  await incidents.follow(house, { kind: "overflow-unusable", type: "house" }, unusable);
  await incidents.follow(house, { kind: "recording-stopped", type: "house" }, stopped);
}
