import type { StreamKind } from "../../contract/detection.ts";
import type { CameraState } from "../../contract/spool.ts";
import type { Sight } from "./persistence.ts";

export const streamThresholds = {
  /** Sound and picture further apart are seen and heard so (S0-5.4.2). */
  offsetMs: 200,
  /** Until it lies this near again, it goes on. */
  offsetWellMs: 150,
  /** A camera's clock may be off by this much (C-39). */
  clockMs: 1_000,
  clockWellMs: 700,
  /** Reports before the year 2000 tell how long a camera runs, not what time it is. */
  clockEpochMs: 946_684_800_000,
  /** Fewer pictures than this share of the usual: 卡顿. */
  stalledShare: 0.5,
} as const;
const t = streamThresholds;

/** How many pictures a second a camera usually sends, learnt while it does. */
export interface UsualRate {
  readonly looks: number;
  readonly framesPerSecond: number;
}

export const rateUnknown: UsualRate = { looks: 0, framesPerSecond: 0 };
const learnRateLooks = 10;

/**
 * Rises at once and sinks slowly: a camera that is set to half its pictures is called stalled for some
 * minutes, and then that is its rate.
 */
export function learnRate(usual: UsualRate, framesPerSecond: number): UsualRate {
  if (framesPerSecond <= 0) return usual;
  const looks = Math.min(usual.looks + 1, 1_000);
  const { framesPerSecond: old } = usual;
  if (usual.looks === 0) return { looks, framesPerSecond };
  const share = framesPerSecond > old ? 0.2 : 0.005;
  return { looks, framesPerSecond: old + (framesPerSecond - old) * share };
}

export interface StreamLook {
  readonly state: CameraState;
  readonly usual: UsualRate;
  readonly nowMs: number;
  /** What goes on already needs more to be well again. */
  readonly active: (kind: StreamKind) => boolean;
}

/** One second of one camera's stream, by what the recorder says of it. */
export function judgeStream(look: StreamLook): Readonly<Record<StreamKind, Sight>> {
  const { state } = look;
  if (state.state === "idle") return everything("unknown");
  if (state.state !== "recording") {
    // A recording that was only just asked for waits for its first pictures.
    const isLost = state.state === "lost" && state.cause !== "late-start";
    const lost = isLost ? "wrong" : "unknown";
    return { ...everything("unknown"), lost };
  }
  return {
    lost: "well",
    stalled: rateSight(look),
    offset: offsetSight(look),
    clock: clockSight(look),
  };
}

function everything(sight: Sight): Record<StreamKind, Sight> {
  return { lost: sight, stalled: sight, offset: sight, clock: sight };
}

function rateSight({ state, usual }: StreamLook): Sight {
  if (state.framesPerSecond === 0) return "wrong";
  if (usual.looks < learnRateLooks) return "unknown";
  return state.framesPerSecond < usual.framesPerSecond * t.stalledShare ? "wrong" : "well";
}

function offsetSight({ state, active }: StreamLook): Sight {
  if (state.soundOffsetMs === undefined) return "unknown";
  const most = active("offset") ? t.offsetWellMs : t.offsetMs;
  return Math.abs(state.soundOffsetMs) > most ? "wrong" : "well";
}

function clockSight({ state, active, nowMs }: StreamLook): Sight {
  const { clockOffsetMs } = state;
  if (clockOffsetMs === undefined || nowMs + clockOffsetMs < t.clockEpochMs) return "unknown";
  const most = active("clock") ? t.clockWellMs : t.clockMs;
  return Math.abs(clockOffsetMs) > most ? "wrong" : "well";
}
