import type { GapReason, InterruptionCause, InterruptionNote } from "../../contract/completion.ts";
import { type Span, intersectSpans, overlaps, seamMs, totalMs } from "../timeline.ts";
import type { Hole } from "./account.ts";

/** An interruption as it stands in the register; `endMs` null while it goes on. */
export interface StandingInterruption {
  readonly interruptionId: string;
  readonly cameraId: string;
  readonly of: Hole["of"];
  readonly startMs: number;
  readonly endMs: number | null;
}

export type Change =
  | { readonly what: "noticed"; readonly hole: Hole }
  | { readonly what: "ended"; readonly id: string; readonly hole: Hole }
  | {
      readonly what: "moved";
      readonly id: string;
      readonly hole: Hole;
      /** More is missing than before, so what was said was said of less. */
      readonly grown: boolean;
    }
  | { readonly what: "filled"; readonly id: string };

/**
 * What the register must take in so that its lines are the holes there are now: each hole is one line and
 * keeps it while they overlap. Lines are never taken away; what was filled says so.
 */
export function changesBetween(
  standing: readonly StandingInterruption[],
  holes: readonly Hole[],
): Change[] {
  const taken = new Set<string>();
  const changes: Change[] = [];
  for (const hole of holes) {
    const line = nearest(
      standing.filter((one) => !taken.has(one.interruptionId)),
      hole,
    );
    if (line === undefined) {
      changes.push({ what: "noticed", hole });
      continue;
    }
    taken.add(line.interruptionId);
    changes.push(...changeOf(line, hole));
  }
  const filled = standing
    .filter((one) => !taken.has(one.interruptionId))
    .map((one) => ({ what: "filled" as const, id: one.interruptionId }));
  return [...changes, ...filled];
}

function nearest(
  standing: readonly StandingInterruption[],
  hole: Hole,
): StandingInterruption | undefined {
  const shared = (one: StandingInterruption) => totalMs(intersectSpans([spanOf(one)], [hole]));
  return standing
    .filter(
      (one) => one.cameraId === hole.cameraId && one.of === hole.of && overlaps(spanOf(one), hole),
    )
    .toSorted((a, b) => shared(b) - shared(a))[0];
}

function changeOf(line: StandingInterruption, hole: Hole): Change[] {
  const id = line.interruptionId;
  const sameStart = Math.abs(line.startMs - hole.startMs) <= seamMs;
  if (line.endMs === null) {
    if (!sameStart) return [{ what: "moved", id, hole, grown: hole.startMs < line.startMs }];
    return hole.goesOn ? [] : [{ what: "ended", id, hole }];
  }
  if (sameStart && Math.abs(line.endMs - hole.endMs) <= seamMs) return [];
  const grown = hole.startMs < line.startMs - seamMs || hole.endMs > line.endMs + seamMs;
  return [{ what: "moved", id, hole, grown }];
}

const spanOf = (line: StandingInterruption): Span => ({
  startMs: line.startMs,
  endMs: line.endMs ?? Number.MAX_SAFE_INTEGER,
});

/** What a cause suggests as the reason; nothing where the house does not know. */
const suggestions: Readonly<Record<InterruptionCause, GapReason | null>> = {
  unreachable: "camera",
  "login-refused": "camera",
  stalled: "camera",
  disconnected: "network",
  "packets-lost": "network",
  "recorder-down": "recorder",
  disk: "storage",
  overload: "recorder",
  "stream-changed": "camera",
  "late-start": "late-start",
  unknown: null,
  lost: "file",
  damaged: "file",
};

export function suggestedReason(cause: InterruptionCause): GapReason | null {
  return suggestions[cause];
}

/** The reason that stands: the newest, if it was given since the interruption last asked for one. */
export function standingReason(
  notes: readonly InterruptionNote[],
  askedAtMs: number,
): InterruptionNote | null {
  const reasons = notes.filter((note) => note.kind === "reason" && note.atMs >= askedAtMs);
  return reasons.at(-1) ?? null;
}

/** 0: in time, 1: overdue, 2: gravely so. */
export function overdueLevel(
  sinceMs: number,
  nowMs: number,
  after: { readonly dueMs: number; readonly graveMs: number },
): 0 | 1 | 2 {
  const waitedMs = nowMs - sinceMs;
  if (waitedMs < after.dueMs) return 0;
  return waitedMs < after.graveMs ? 1 : 2;
}
