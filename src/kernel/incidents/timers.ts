import type { IncidentKind, IncidentTargets, Severity } from "../../contract/incidents.ts";

const minuteMs = 60_000;

/** However long the targets are: by then it is over, or the superior is told (N-26, C-37). */
export const hardLimitMs = 8 * 60 * minuteMs;

/** Kinds by which footage is being lost just now: the shortest target (C-37). */
const losses: ReadonlySet<IncidentKind> = new Set([
  "recorder-silent",
  "recording-stopped",
  "cameras-lost-together",
  "camera-lost",
  "camera-stalled",
  "disk-full",
  "spool-overflow",
  "overflow-unusable",
]);

function isRecordingLoss(kind: IncidentKind): boolean {
  return losses.has(kind);
}

/** Within which time somebody must have taken it on. */
export function targetMsOf(
  of: { readonly kind: IncidentKind; readonly severity: Severity },
  targets: IncidentTargets,
): number {
  const minutes = isRecordingLoss(of.kind) ? targets.recordingLoss : targets[of.severity];
  return Math.min(minutes * minuteMs, hardLimitMs);
}

/** The instants of an incident's clock, as they stand in its row. */
export interface Timed {
  readonly respondDueMs: number | null;
  readonly handleDueMs: number | null;
  readonly firstSeenMs: number;
  readonly acknowledgedAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly closedAtMs: number | null;
  readonly remindedAtMs: number | null;
  readonly escalatedAtMs: number | null;
  readonly breachedAtMs: number | null;
}

export type TimerStep = "remind" | "escalate" | "breach";

/**
 * What an incident's clock asks for now, at most one of each for ever: its owner is reminded at half the
 * time, the director is told when it has run out, the superior when the hard limit has. On the instant
 * itself it is still in time.
 */
export function dueSteps(one: Timed, nowMs: number): TimerStep[] {
  if (one.closedAtMs !== null || one.settledAtMs !== null) return [];
  const steps: TimerStep[] = [];
  const { respondDueMs, handleDueMs } = one;
  if (one.acknowledgedAtMs === null && respondDueMs !== null) {
    const half = one.firstSeenMs + (respondDueMs - one.firstSeenMs) / 2;
    if (one.remindedAtMs === null && nowMs >= half) steps.push("remind");
    if (one.escalatedAtMs === null && nowMs > respondDueMs) steps.push("escalate");
  }
  if (handleDueMs !== null && one.breachedAtMs === null && nowMs > handleDueMs)
    steps.push("breach");
  return steps;
}

/** Taken on, or over, only after its time; or still waiting beyond it. */
export function isLate(
  one: Pick<Timed, "respondDueMs" | "acknowledgedAtMs" | "settledAtMs" | "closedAtMs">,
  nowMs: number,
): boolean {
  if (one.respondDueMs === null) return false;
  const ends = [one.acknowledgedAtMs, one.settledAtMs, one.closedAtMs].filter(
    (atMs) => atMs !== null,
  );
  return Math.min(nowMs, ...ends) > one.respondDueMs;
}

/** Not over by the hard limit. */
export function isBreached(
  one: Pick<Timed, "handleDueMs" | "settledAtMs" | "closedAtMs">,
  nowMs: number,
): boolean {
  if (one.handleDueMs === null) return false;
  const ends = [one.settledAtMs, one.closedAtMs].filter((atMs) => atMs !== null);
  return Math.min(nowMs, ...ends) > one.handleDueMs;
}
