import type { CameraLine, Gap, LessonTimeline } from "../../contract/routes/recording.ts";

/** One row of the timeline: a camera, by the stream that is played. */
export interface TimelineTrack {
  readonly cameraId: string;
  readonly title: string;
  readonly recorded: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly gaps: readonly Gap[];
}

export interface Moment {
  readonly cameraId: string;
  readonly title: string;
  readonly gap: Gap;
}

export function tracksOf(cameras: readonly CameraLine[]): readonly TimelineTrack[] {
  return cameras.map((line) => {
    const stream = line.streams.find((each) => each.stream === "main") ?? line.streams[0];
    return {
      cameraId: line.cameraId,
      title: `${line.label} ${line.name}`,
      recorded: stream?.recorded ?? [],
      gaps: stream?.gaps ?? [],
    };
  });
}

/** Every gap in order of time: the list beside the picture, for keyboard and screen reader. */
export function momentsOf(tracks: readonly TimelineTrack[]): readonly Moment[] {
  return tracks
    .flatMap((track) =>
      track.gaps.map((gap) => ({ cameraId: track.cameraId, title: track.title, gap })),
    )
    .toSorted((a, b) => a.gap.startMs - b.gap.startMs);
}

/** What has not happened yet is not drawn. */
export function reachedMs(timeline: LessonTimeline): number {
  return Math.min(timeline.span.endMs, timeline.nowMs);
}
