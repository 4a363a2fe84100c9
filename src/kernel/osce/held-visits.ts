import type { ExamInput, RunAct } from "../../contract/osce.ts";
import { visitsOf } from "./rotation.ts";
import { standingOf } from "./run-acts.ts";
import { momentOf, runOf, turnStartMs } from "./run-clock.ts";

/** A visit that is over and that its candidate came to: from the bell into the station to the bell out of it. */
export interface HeldVisit {
  readonly candidateId: string;
  /** Circuit by its place in the list, station by its key. */
  readonly circuit: number;
  readonly station: string;
  readonly turn: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The first one after the board said that the candidate came late. */
  readonly late: boolean;
}

type Plan = Pick<ExamInput, "startMs" | "timing" | "stations" | "circuits" | "order">;
type Act = Pick<RunAct, "kind" | "atMs" | "candidateId">;

/**
 * Who was where when, as the acts of the day tell it: whoever the board called absent when a visit ended was
 * not there. At a rest station nobody is looked at.
 */
export function heldVisits(plan: Plan, acts: readonly Act[], nowMs: number): HeldVisit[] {
  const run = runOf(plan.startMs, acts);
  if (run.startedMs === null) return [];
  const { stations, circuits, order, timing } = plan;
  const late = new Set(acts.filter((one) => one.kind === "late"));
  const visits = visitsOf({ stations: stations.length, circuits: circuits.length, order });
  return visits
    .toSorted((a, b) => a.turn - b.turn)
    .flatMap(({ candidateId, circuit, station: at, turn }): HeldVisit[] => {
      const station = stations[at];
      const fromMs = turnStartMs(timing, turn) + timing.readingSeconds * 1_000;
      const startMs = momentOf(run, fromMs, nowMs);
      const endMs = momentOf(run, fromMs + timing.stationSeconds * 1_000, nowMs);
      if (endMs > nowMs) return [];
      const known = acts.filter((one) => one.atMs < endMs && one.candidateId === candidateId);
      if (standingOf(known).get(candidateId) === "absent") return [];
      const told = known.filter((one) => late.delete(one));
      if (station === undefined || station.rest) return [];
      return [
        { candidateId, circuit, station: station.key, turn, startMs, endMs, late: told.length > 0 },
      ];
    });
}
