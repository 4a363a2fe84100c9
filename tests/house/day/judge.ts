import {
  type DetectionEvent,
  type DetectionKind,
  detectionKinds,
} from "../../../src/contract/detection.ts";
import type { Incident } from "../../../src/contract/incidents.ts";
import { askedMs } from "./faults.ts";
import type { Trial } from "./inject.ts";

/** How one kind did over the whole day. */
export interface KindResult {
  readonly kind: DetectionKind;
  readonly injected: number;
  readonly noticed: number;
  /** From the injection to the incident, in the order of the day. */
  readonly delaysMs: readonly number[];
  /** From the mending to the end of the event. */
  readonly recoveriesMs: readonly number[];
  readonly askedMs: number | undefined;
}

export function kindResults(trials: readonly Trial[]): KindResult[] {
  return detectionKinds.map((kind) => {
    const own = trials
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => a.injectedAtMs - b.injectedAtMs);
    return {
      kind,
      injected: own.length,
      noticed: own.filter((one) => one.event !== undefined).length,
      delaysMs: own.flatMap((one) =>
        one.incidentAtMs === undefined ? [] : [one.incidentAtMs - one.injectedAtMs],
      ),
      recoveriesMs: own.flatMap(({ event, clearedAtMs }) =>
        typeof event?.endedAtMs === "number" && event.ending === "recovered"
          ? [event.endedAtMs - clearedAtMs]
          : [],
      ),
      askedMs: askedMs[kind],
    };
  });
}

/** Noticed so long after its mending, an event may still be of what was injected. */
const lateMs = 5_000;

/** Events that nothing injected explains. A camera that sends nothing is stalled and then lost: both are so. */
export function falseAlarms(
  events: readonly DetectionEvent[],
  trials: readonly Trial[],
): DetectionEvent[] {
  return events.filter(
    (event) =>
      !trials.some(
        (trial) =>
          trial.label === event.label &&
          (trial.kind === event.kind || (trial.kind === "stalled" && event.kind === "lost")) &&
          event.noticedAtMs >= trial.injectedAtMs &&
          event.noticedAtMs <= trial.clearedAtMs + lateMs,
      ),
  );
}

/** Incidents of cameras and of the recorder that no event of an injected fault stands behind. */
export function strangeIncidents(
  incidents: readonly Incident[],
  events: readonly DetectionEvent[],
): Incident[] {
  const known = new Set(events.map((event) => event.incidentId));
  return incidents.filter(
    ({ kind, incidentId }) =>
      (kind.startsWith("camera") || kind === "recorder-silent") && !known.has(incidentId),
  );
}
