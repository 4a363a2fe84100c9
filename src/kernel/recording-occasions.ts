import type { Occasion } from "../contract/plan.ts";

/** Half-open, in milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Piece extends Span {
  readonly occasions: readonly Occasion[];
}

/** The most occasions one segment or gap may name (`contract/spool.ts`). */
const mostOccasions = 16;

/** Occasions that a span touches, in the plan's order. */
export function touching(occasions: readonly Occasion[], span: Span): readonly Occasion[] {
  const found: Occasion[] = [];
  for (const occasion of occasions) {
    if (occasion.startMs >= span.endMs) break; // sorted by start
    if (occasion.endMs > span.startMs) found.push(occasion);
    if (found.length === mostOccasions) break;
  }
  return found;
}

export function sameOccasions(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  return a.length === b.length && a.every((occasion, at) => occasion.id === b[at]?.id);
}

/** Cuts a span at every edge of an occasion; parts that belong to none are left out. */
export function pieces(occasions: readonly Occasion[], span: Span): readonly Piece[] {
  if (span.endMs <= span.startMs) return [];
  const touched = touching(occasions, span);
  const edges = new Set([span.startMs, span.endMs]);
  for (const { startMs, endMs } of touched)
    for (const edge of [startMs, endMs])
      if (edge > span.startMs && edge < span.endMs) edges.add(edge);
  const sorted = [...edges].toSorted((a, b) => a - b);
  const found: Piece[] = [];
  for (const [at, startMs] of sorted.entries()) {
    const endMs = sorted[at + 1];
    if (endMs === undefined) break;
    const inside = touching(touched, { startMs, endMs });
    if (inside.length > 0) found.push({ startMs, endMs, occasions: inside });
  }
  return found;
}

/**
 * Until when recording has to go on without a pause, seen from `nowMs`: the end of the chain of
 * occasions that overlap, meet, or follow within `bridgeMs`. Undefined when nothing is due now.
 * An occasion is due `earlyMs` before its start, so that a key frame is at hand when it begins.
 */
export function recordUntil(
  occasions: readonly Occasion[],
  nowMs: number,
  earlyMs: number,
): number | undefined {
  let until: number | undefined;
  for (const occasion of occasions) {
    if (occasion.startMs - earlyMs > (until ?? nowMs)) break;
    if (occasion.endMs > (until ?? nowMs)) until = occasion.endMs;
  }
  return until;
}

/** Where the next piece of time that belongs to an occasion begins, at or after `atMs`. */
export function nextCovered(occasions: readonly Occasion[], atMs: number): number | undefined {
  for (const occasion of occasions)
    if (occasion.endMs > atMs && occasion.endMs > occasion.startMs)
      return Math.max(occasion.startMs, atMs);
  return undefined;
}
