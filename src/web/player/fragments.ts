import type { PlaySegment } from "../../contract/routes/recording.ts";

/** One request: neighbouring fragments of one segment. */
export interface Wanted {
  readonly segment: PlaySegment;
  readonly firstFragment: number;
  /** Exclusive. */
  readonly endFragment: number;
  readonly startByte: number;
  /** Exclusive. */
  readonly endByte: number;
}

export interface Need {
  readonly segments: readonly PlaySegment[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly mostBytes: number;
  readonly has: (segmentId: string, fragment: number) => boolean;
}

export function fragmentKey(segmentId: string, fragment: number): string {
  return `${segmentId}/${fragment}`;
}

/**
 * The next bytes a player needs for [fromMs, toMs): the first missing fragment in time and its
 * missing neighbours, never over a segment's edge, never much more than `mostBytes`.
 */
export function nextWanted(need: Need): Wanted | undefined {
  for (const segment of need.segments) {
    if (segment.endMs <= need.fromMs) continue;
    if (segment.startMs >= need.toMs) return undefined;
    const first = segment.fragments.findIndex((fragment, at) =>
      isMissing(need, segment, { fragment, at }),
    );
    const begin = segment.fragments[first];
    if (begin === undefined) continue;
    let end = first + 1;
    let endByte = begin.offsetBytes + begin.sizeBytes;
    for (; end < segment.fragments.length; end++) {
      const next = segment.fragments[end];
      if (
        next === undefined ||
        next.offsetBytes !== endByte ||
        !isMissing(need, segment, { fragment: next, at: end })
      )
        break;
      if (endByte + next.sizeBytes - begin.offsetBytes > need.mostBytes) break;
      endByte += next.sizeBytes;
    }
    return {
      segment,
      firstFragment: first,
      endFragment: end,
      startByte: begin.offsetBytes,
      endByte,
    };
  }
  return undefined;
}

function isMissing(
  need: Need,
  segment: PlaySegment,
  one: { readonly fragment: PlaySegment["fragments"][number]; readonly at: number },
): boolean {
  const startMs = segment.startMs + one.fragment.atMs;
  const endMs = startMs + Math.max(1, one.fragment.durationMs);
  return endMs > need.fromMs && startMs < need.toMs && !need.has(segment.segmentId, one.at);
}

/** Two lists by time, each segment once; the newer description of a segment wins. */
export function mergeSegments(
  old: readonly PlaySegment[],
  more: readonly PlaySegment[],
): readonly PlaySegment[] {
  const all = new Map(old.map((segment) => [segment.segmentId, segment]));
  for (const segment of more) all.set(segment.segmentId, segment);
  return [...all.values()].toSorted((a, b) => a.startMs - b.startMs);
}
