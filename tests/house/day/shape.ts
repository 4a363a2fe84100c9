/** How long everything of the simulated day lasts; the whole day has five faults of each kind. */
export interface DayShape {
  readonly faultsEach: number;
  /** Lessons one after another, from the first one's start to the last one's end. */
  readonly dayMs: number;
  /** One fault of each camera, from its injection to its end. */
  readonly slotMs: number;
  /** The slot's last stretch stays free: what was injected late must be noticed and well again in it. */
  readonly restMs: number;
  readonly lessonMs: number;
  readonly breakMs: number;
  readonly stationSeconds: number;
  readonly changeSeconds: number;
  /** From planning to the first lesson: cards are signed, and the cameras are learnt. */
  readonly aheadMs: number;
}

export const roomCount = 4;
export const lessonsEach = 3;
export const stationCount = 8;
export const candidateCount = 16;
export const cameraCount = roomCount + stationCount;
/** Two rounds of eight candidates: each comes to each station once. */
const turnCount = candidateCount;

const slotMs = 208_000;
const changeSeconds = 3;

/** A rehearsal has fewer faults and so is shorter; everything else is as on the whole day. */
export function shapeOf(faultsEach: number): DayShape {
  const dayMs = faultsEach * slotMs;
  const breakMs = 15_000;
  return {
    faultsEach,
    dayMs,
    slotMs,
    restMs: 140_000,
    lessonMs: Math.floor((dayMs - (lessonsEach - 1) * breakMs) / lessonsEach),
    breakMs,
    stationSeconds: Math.floor(dayMs / turnCount / 1_000) - changeSeconds,
    changeSeconds,
    aheadMs: 120_000,
  };
}

/** A zone in which it is nine in the morning now: no night work of the house falls into the day. */
export function morningZone(nowMs: number): string {
  const hours = 9 - new Date(nowMs).getUTCHours();
  const east = hours < -12 ? hours + 24 : hours;
  return `Etc/GMT${east >= 0 ? "-" : "+"}${Math.abs(east)}`;
}
