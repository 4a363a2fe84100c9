import type { PlaySegment } from "../../contract/routes/recording.ts";
import {
  audioTrackId,
  selectInitTrack,
  selectTrack,
  videoTrackId,
} from "../../kernel/media/fmp4.ts";
import { flacFragment, flacInit, flacType } from "./flac-track.ts";

/** How one track of a segment is fed to the browser: its media type and its bytes. */
export interface TrackFeed {
  readonly type: string;
  readonly init: (init: Uint8Array) => Uint8Array<ArrayBuffer> | undefined;
  readonly fragment: (fragment: Uint8Array) => Uint8Array<ArrayBuffer> | undefined;
}

export function videoFeed(segment: PlaySegment): TrackFeed | undefined {
  const video = segment.tracks.find((track) => track.kind === "video");
  if (video === undefined) return undefined;
  return {
    type: `video/mp4; codecs="${video.codecString}"`,
    init: (init) => selectInitTrack(init, videoTrackId),
    fragment: (fragment) => selectTrack(fragment, videoTrackId),
  };
}

/** Sound as the browser can play it; undefined when the segment has none. */
export function audioFeed(segment: PlaySegment): TrackFeed | undefined {
  const audio = segment.tracks.find((track) => track.kind === "audio");
  if (audio === undefined || audio.kind !== "audio") return undefined;
  if (audio.codec === "aac") {
    return {
      type: `audio/mp4; codecs="${audio.codecString}"`,
      init: (init) => selectInitTrack(init, audioTrackId),
      fragment: (fragment) => selectTrack(fragment, audioTrackId),
    };
  }
  const { codec, sampleRate } = audio;
  return {
    type: flacType,
    init: (init) => flacInit(init, sampleRate),
    fragment: (fragment) => flacFragment(fragment, codec, sampleRate),
  };
}
