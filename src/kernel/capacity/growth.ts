/** How full a disk was at an instant. */
export interface Reading {
  readonly atMs: number;
  readonly usedBytes: number;
}

const dayMs = 86_400_000;
/** Growth is told from this many days at most: a house that changed its ways is soon believed. */
const windowMs = 60 * dayMs;
/** Less than this says nothing about growth. */
const leastMs = dayMs;
const readingsMost = 120;

/**
 * Growth in bytes a day: the median of the slopes between all pairs of readings (Theil–Sen), which a
 * clean-up, a burst or a single odd reading does not bend. Undefined where too little is known.
 */
export function growthPerDay(readings: readonly Reading[]): number | undefined {
  const sorted = readings.toSorted((a, b) => a.atMs - b.atMs);
  const newestMs = sorted.at(-1)?.atMs ?? 0;
  const recent = thinned(sorted.filter(({ atMs }) => newestMs - atMs <= windowMs));
  const [first] = recent;
  if (first === undefined || newestMs - first.atMs < leastMs) return undefined;
  const slopes: number[] = [];
  for (const [at, from] of recent.entries())
    for (const to of recent.slice(at + 1)) {
      const days = (to.atMs - from.atMs) / dayMs;
      if (days > 0) slopes.push((to.usedBytes - from.usedBytes) / days);
    }
  return median(slopes);
}

/** Every n-th reading, the newest among them. */
function thinned(readings: readonly Reading[]): readonly Reading[] {
  const step = Math.ceil(readings.length / readingsMost);
  return step <= 1 ? readings : readings.filter((_, at) => (readings.length - 1 - at) % step === 0);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

/** Days until nothing is free; undefined where it does not grow, or nobody can say. */
export function daysToFull(freeBytes: number, perDay: number | undefined): number | undefined {
  if (perDay === undefined || perDay <= 0) return undefined;
  return Math.max(0, freeBytes) / perDay;
}

/** Days of rolling footage a disk can hold when what rolls makes room for itself. */
export function daysHeld(of: {
  readonly freeBytes: number;
  readonly rollingBytes: number;
  readonly rollingPerDay: number;
}): number | undefined {
  if (of.rollingPerDay <= 0) return undefined;
  return (Math.max(0, of.freeBytes) + of.rollingBytes) / of.rollingPerDay;
}
