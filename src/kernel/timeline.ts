/**
 * Run-length arithmetic of what was recorded. A span is half open, `[startMs, endMs)`, whole
 * milliseconds; a list of spans is sorted by start. The cost of every function is that of its
 * spans (recordings and gaps), never that of the milliseconds between.
 */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A hole up to this long between two segments is the width of a frame, not a gap (5 frames a second). */
export const seamMs = 200;

export function spanMs(span: Span): number {
  return Math.max(0, span.endMs - span.startMs);
}

/** Sum of a list of disjoint spans, in milliseconds. */
export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + spanMs(span), 0);
}

export function overlaps(a: Span, b: Span): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

/** Union of spans in any order, sorted and disjoint; neighbours at most `seam` apart become one. */
export function mergeSpans(spans: readonly Span[], seam = 0): Span[] {
  const merged: { startMs: number; endMs: number }[] = [];
  const inOrder = spans
    .filter((span) => span.endMs > span.startMs)
    .toSorted((a, b) => a.startMs - b.startMs);
  for (const span of inOrder) {
    const last = merged.at(-1);
    if (last !== undefined && span.startMs - last.endMs <= seam)
      last.endMs = Math.max(last.endMs, span.endMs);
    else merged.push({ startMs: span.startMs, endMs: span.endMs });
  }
  return merged;
}

/** The parts of `spans` that lie within `within`. */
export function clipSpans(spans: readonly Span[], within: Span): Span[] {
  return spans.flatMap((span) => {
    const startMs = Math.max(span.startMs, within.startMs);
    const endMs = Math.min(span.endMs, within.endMs);
    return endMs > startMs ? [{ startMs, endMs }] : [];
  });
}

/** What is in `spans` and not in `minus`; both in any order. Sorted and disjoint. */
export function subtractSpans(spans: readonly Span[], minus: readonly Span[]): Span[] {
  const holes = mergeSpans(minus);
  const rest: Span[] = [];
  let first = 0;
  for (const span of mergeSpans(spans)) {
    let fromMs = span.startMs;
    while ((holes[first]?.endMs ?? Infinity) <= span.startMs) first++;
    for (let at = first; at < holes.length; at++) {
      const hole = holes[at];
      if (hole === undefined || hole.startMs >= span.endMs) break;
      if (hole.startMs > fromMs) rest.push({ startMs: fromMs, endMs: hole.startMs });
      fromMs = Math.max(fromMs, hole.endMs);
    }
    if (fromMs < span.endMs) rest.push({ startMs: fromMs, endMs: span.endMs });
  }
  return rest;
}

/** What two lists share. Sorted and disjoint. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  return subtractSpans(a, subtractSpans(a, b));
}

/**
 * One stored run takes in a new segment: the runs it swallows and the one that replaces them. `runs`
 * are those that touch `[startMs - seamMs, endMs + seamMs]`; segments may arrive in any order.
 */
export function growRun(runs: readonly Span[], segment: Span): Span {
  return {
    startMs: Math.min(segment.startMs, ...runs.map((run) => run.startMs)),
    endMs: Math.max(segment.endMs, ...runs.map((run) => run.endMs)),
  };
}

export interface KnownGap<Cause extends string> extends Span {
  readonly gapId: string;
  readonly cause: Cause;
  readonly facts: Readonly<Record<string, number>>;
}

export interface ShownGap<Cause extends string> extends Span {
  readonly gapId: string | null;
  readonly cause: Cause;
  readonly facts: Readonly<Record<string, number>>;
}

export interface LineFacts<Cause extends string> {
  /** What the plan asked for. */
  readonly asked: Span;
  /** Up to here everything recorded has had time to arrive; a hole after it is not one yet. */
  readonly settledMs: number;
  readonly runs: readonly Span[];
  readonly gaps: readonly KnownGap<Cause>[];
  readonly unknown: Cause;
}

/**
 * One camera stream's line on the timeline: recorded spans, and gaps with their causes. A hole that
 * nobody explained is a gap too, of cause unknown (promise P-8): there is no silence.
 */
export function drawLine<Cause extends string>(
  facts: LineFacts<Cause>,
): { recorded: Span[]; gaps: ShownGap<Cause>[] } {
  const runs = mergeSpans(clipSpans(facts.runs, facts.asked), seamMs);
  const known = facts.gaps.flatMap((gap) =>
    clipSpans([gap], facts.asked).map((span) => ({
      ...span,
      gapId: gap.gapId,
      cause: gap.cause,
      facts: gap.facts,
    })),
  );
  const settled = clipSpans([facts.asked], {
    startMs: facts.asked.startMs,
    endMs: facts.settledMs,
  });
  const holes = subtractSpans(settled, [...runs, ...known])
    .filter((hole) => spanMs(hole) > seamMs)
    .map((hole) => ({ ...hole, gapId: null, cause: facts.unknown, facts: {} }));
  return {
    recorded: subtractSpans(runs, known),
    gaps: [...known, ...holes].toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs),
  };
}
