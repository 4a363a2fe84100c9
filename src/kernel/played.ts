import type { StreamName } from "../contract/camera.ts";
import { type Span, clipSpans, mergeSpans, totalMs } from "./timeline.ts";

/** A stretch of one camera stream somebody saw. */
export interface PlayedRange extends Span {
  readonly cameraId: string;
  readonly stream: StreamName;
}

/**
 * Reported ranges as an entry can hold them: within the lesson, merged per stream, at most `most`. Where
 * there are more, the smallest pauses between them are counted as played: never less than was seen.
 */
export function compactRanges(
  ranges: readonly PlayedRange[],
  within: Span,
  most: number,
): PlayedRange[] {
  for (let seam = 0; ; seam = seam === 0 ? 500 : seam * 2) {
    const compact = mergePerStream(ranges, within, seam);
    if (compact.length <= most || seam > within.endMs - within.startMs)
      return compact.slice(0, most);
  }
}

/** Milliseconds of the lesson that were seen on any camera. */
export function playedMs(ranges: readonly PlayedRange[]): number {
  return totalMs(mergeSpans(ranges));
}

function mergePerStream(ranges: readonly PlayedRange[], within: Span, seam: number): PlayedRange[] {
  const streams = new Map<string, PlayedRange[]>();
  for (const range of ranges) {
    const key = `${range.cameraId} ${range.stream}`;
    streams.set(key, [...(streams.get(key) ?? []), range]);
  }
  return [...streams.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const { cameraId, stream } = first;
      return mergeSpans(clipSpans(own, within), seam).map((span) => ({
        cameraId,
        stream,
        ...span,
      }));
    });
}
