import type { RunAct } from "../../contract/osce.ts";
import { elapsedAt, isPaused, type Run } from "./run-clock.ts";

/** Where the day stands, as far as an act asks about it. */
export interface Day {
  readonly run: Run;
  readonly lengthMs: number;
  readonly nowMs: number;
  /** From then on the rooms are recorded, and until then they are held. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly candidateIds: ReadonlySet<string>;
  /** Places as `circuit station`. */
  readonly places: ReadonlySet<string>;
}

export type ActTrouble =
  | "early"
  | "waiting"
  | "running"
  | "paused"
  | "over"
  | "reason"
  | "candidate"
  | "place";

/** Acts on the clock that everybody walks by. */
const clockActs: readonly RunAct["kind"][] = ["start", "pause", "resume"];

/**
 * An examiner tells of the own candidates and station; the clock of all stations belongs to whoever plans
 * the exam and to the chief examiners (主考).
 */
export function mayAct(
  kind: RunAct["kind"],
  who: { readonly plans: boolean; readonly isChief: boolean },
): boolean {
  return who.plans || who.isChief || !clockActs.includes(kind);
}

/**
 * Whether the board of a leading person stays unlocked untouched: only while all walk by its clock, and
 * never longer than the exam lasts.
 */
export function staysAwake(
  run: Run,
  at: { readonly leads: boolean; readonly elapsedMs: number; readonly lengthMs: number },
): boolean {
  return at.leads && run.startedMs !== null && at.elapsedMs < at.lengthMs;
}

/** Why an act would say nothing, or say it of nobody; undefined where it is taken. */
export function actTrouble(
  act: Pick<RunAct, "kind" | "candidateId" | "circuit" | "station"> & { readonly reason: string },
  day: Day,
): ActTrouble | undefined {
  const { run, nowMs } = day;
  switch (act.kind) {
    case "start":
      if (run.startedMs !== null) return stateOf(day);
      if (nowMs < day.fromMs) return "early";
      return nowMs >= day.toMs ? "over" : undefined;
    case "pause":
      if (stateOf(day) !== "running") return stateOf(day);
      return act.reason.trim() === "" ? "reason" : undefined;
    case "resume":
      return isPaused(run) ? undefined : stateOf(day);
    case "absent":
    case "late":
    case "present":
      return act.candidateId !== null && day.candidateIds.has(act.candidateId)
        ? undefined
        : "candidate";
    case "trouble":
      return day.places.has(`${act.circuit} ${act.station}`) ? undefined : "place";
  }
}

function stateOf({ run, lengthMs, nowMs }: Day): "waiting" | "running" | "paused" | "over" {
  if (run.startedMs === null) return "waiting";
  if (isPaused(run)) return "paused";
  return elapsedAt(run, nowMs) >= lengthMs ? "over" : "running";
}

/** Who is absent or came late, as it was said last. */
export function standingOf(
  acts: readonly Pick<RunAct, "kind" | "candidateId">[],
): ReadonlyMap<string, "absent" | "late"> {
  const standing = new Map<string, "absent" | "late">();
  for (const { kind, candidateId } of acts) {
    if (candidateId === null) continue;
    if (kind === "absent" || kind === "late") standing.set(candidateId, kind);
    if (kind === "present") standing.delete(candidateId);
  }
  return standing;
}
