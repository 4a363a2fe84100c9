import type { StreamName } from "../../contract/camera.ts";
import type { CameraLine, Gap } from "../../contract/routes/recording.ts";
import type { Track } from "../../contract/spool.ts";

export type LineStream = CameraLine["streams"][number];

export interface ChosenStream {
  readonly stream: StreamName;
  /** Why not the main stream, where it is not: words in the player. */
  readonly because: "main" | "sub-for-codec" | "sub-only";
}

function videoType(tracks: readonly Track[]): string | undefined {
  const video = tracks.find((track) => track.kind === "video");
  return video === undefined ? undefined : `video/mp4; codecs="${video.codecString}"`;
}

/**
 * The stream this browser can show: the main one, or the camera's sub-stream where the browser
 * lacks the codec. Undefined when it can show neither.
 */
export function chooseStream(
  line: CameraLine,
  can: (type: string) => boolean,
): ChosenStream | undefined {
  const shows = (stream: LineStream) => {
    const type = videoType(stream.tracks);
    return type === undefined || can(type);
  };
  const main = line.streams.find((stream) => stream.stream === "main");
  const sub = line.streams.find((stream) => stream.stream === "sub");
  if (main !== undefined && shows(main)) return { stream: "main", because: "main" };
  if (sub !== undefined && shows(sub))
    return { stream: "sub", because: main === undefined ? "sub-only" : "sub-for-codec" };
  return undefined;
}

/** What is true of one instant: recorded, or a gap with its cause, or not reached yet. */
export function stateAt(
  stream: LineStream,
  atMs: number,
): { readonly recorded: true } | { readonly recorded: false; readonly gap: Gap | undefined } {
  if (stream.recorded.some((span) => atMs >= span.startMs && atMs < span.endMs))
    return { recorded: true };
  return {
    recorded: false,
    gap: stream.gaps.find((gap) => atMs >= gap.startMs && atMs < gap.endMs),
  };
}

/** Where the next recorded picture of any of these lines begins; undefined when there is none. */
export function nextRecordedMs(streams: readonly LineStream[], atMs: number): number | undefined {
  const starts = streams.flatMap((stream) =>
    stream.recorded.filter((span) => span.endMs > atMs).map((span) => Math.max(span.startMs, atMs)),
  );
  return starts.length === 0 ? undefined : Math.min(...starts);
}
