import type { Incident, IncidentStatistic } from "../../contract/incidents.ts";
import { isBreached, isLate } from "./timers.ts";

/** Incidents of a period by kind, the most frequent first: how many, how fast, how many too late. */
export function statisticsOf(incidents: readonly Incident[], nowMs: number): IncidentStatistic[] {
  const byKind = Map.groupBy(incidents, (one) => one.kind);
  const lines = [...byKind].map(([kind, ones]) => ({
    kind,
    incidents: ones.length,
    seen: ones.reduce((sum, one) => sum + one.count, 0),
    goingOn: ones.filter((one) => one.settledAtMs === null && one.closedAtMs === null).length,
    closed: ones.filter((one) => one.closedAtMs !== null).length,
    takenOnMedianMs: median(ones.map((one) => since(one, one.acknowledgedAtMs))),
    overMedianMs: median(ones.map((one) => since(one, one.settledAtMs ?? one.closedAtMs))),
    late: ones.filter((one) => isLate(one, nowMs)).length,
    breached: ones.filter((one) => isBreached(one, nowMs)).length,
  }));
  return lines.toSorted((a, b) => b.incidents - a.incidents || (a.kind < b.kind ? -1 : 1));
}

function since(one: Incident, atMs: number | null): number | null {
  return atMs === null ? null : atMs - one.firstSeenMs;
}

/** The middle of what is known; of an even number the mean of the two in the middle. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null).toSorted((a, b) => a - b);
  const half = Math.floor(known.length / 2);
  const [low, high] = [known[half - 1], known[half]];
  if (high === undefined) return null;
  return known.length % 2 === 1 || low === undefined ? high : Math.round((low + high) / 2);
}
