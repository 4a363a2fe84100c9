import { createHash } from "node:crypto";
import type { SegmentRecord } from "../../src/contract/spool.ts";
import type { AudioParameters, VideoParameters } from "../../src/contract/stream.ts";
import { concat } from "../../src/kernel/bytes.ts";
import { parseAacConfig } from "../../src/kernel/media/aac.ts";
import { type TrackRun, joined, writeFragment, writeInit } from "../../src/kernel/media/fmp4.ts";
import { ParameterSets, h264Rules } from "../../src/kernel/rtsp/parameter-sets.ts";
import { clipsOf, soundOf } from "../../src/simulator/clip-library.ts";
import { PictureSource } from "../../src/simulator/picture-source.ts";

/** A sealed file of 60 s: 1280×720 H.264 at 25 pictures a second with AAC, one fragment each second. */
export interface OneMinute {
  readonly bytes: Uint8Array;
  readonly parts: Pick<SegmentRecord, "sizeBytes" | "sha256" | "init" | "tracks" | "fragments">;
}

const seconds = 60;
const framesPerSecond = 25;

/** @param firstFrame where the clip begins, so that no two files are the same */
export function composeMinute(kbps: number, firstFrame: number): OneMinute {
  const clips = clipsOf("station", "main");
  const sound = soundOf("aac");
  const { video, audio } = parametersOf(clips.video, sound);
  const init = writeInit({ video, audio });
  const pictures = new PictureSource(clips, kbps);
  const pieces: Uint8Array[] = [init];
  const fragments: SegmentRecord["fragments"] = [];
  let offsetBytes = init.length;
  let soundAt = 0;
  for (let second = 0; second < seconds; second++) {
    const samples = Array.from({ length: framesPerSecond }, (_, at) => ({
      bytes: accessUnit(pictures.nals(firstFrame + second * framesPerSecond + at, 0)),
      duration: 90_000 / framesPerSecond,
      key: at === 0,
    }));
    const soundEnd = Math.floor(((second + 1) * audio.sampleRate) / sound.samplesPerFrame);
    const heard: TrackRun = {
      trackId: 2,
      decodeTime: soundAt * sound.samplesPerFrame,
      samples: Array.from({ length: soundEnd - soundAt }, (_, at) => ({
        bytes: sound.frames[(soundAt + at) % sound.frames.length] ?? new Uint8Array(),
        duration: sound.samplesPerFrame,
        key: true,
      })),
    };
    soundAt = soundEnd;
    const seen: TrackRun = { trackId: 1, decodeTime: second * 90_000, samples };
    const bytes = joined(writeFragment(second + 1, [seen, heard]));
    const at = { offsetBytes, sizeBytes: bytes.length, atMs: second * 1_000, durationMs: 1_000 };
    fragments.push({ ...at, frames: framesPerSecond, sha256: digest(bytes) });
    pieces.push(bytes);
    offsetBytes += bytes.length;
  }
  const bytes = joined(pieces);
  const { codecString, widthPixels, heightPixels } = video;
  const tracks: SegmentRecord["tracks"] = [
    {
      kind: "video",
      trackId: 1,
      codec: "h264",
      codecString,
      timescale: 90_000,
      widthPixels,
      heightPixels,
      frames: seconds * framesPerSecond,
      keyFrames: seconds,
    },
    {
      kind: "audio",
      trackId: 2,
      codec: "aac",
      codecString: audio.codecString,
      timescale: audio.sampleRate,
      sampleRate: audio.sampleRate,
      channels: audio.channels,
      frames: soundAt,
    },
  ];
  const head = { sizeBytes: init.length, sha256: digest(init) };
  return {
    bytes,
    parts: { sizeBytes: bytes.length, sha256: digest(bytes), init: head, tracks, fragments },
  };
}

function parametersOf(
  clip: ReturnType<typeof clipsOf>["video"],
  sound: ReturnType<typeof soundOf>,
): { video: VideoParameters; audio: AudioParameters } {
  const video = new ParameterSets(h264Rules, [...clip.sps, ...clip.pps]).read();
  const facts = parseAacConfig(sound.config);
  if (video === undefined || facts === undefined) throw new Error("the clips cannot be read");
  const { codecString, sampleRate, channels } = facts;
  return {
    video,
    audio: { codec: "aac", codecString, sampleRate, channels, config: sound.config },
  };
}

/** NAL units behind their lengths, the parameter sets left out: they are in the head. */
function accessUnit(nals: readonly Uint8Array[]): Uint8Array {
  const kept = nals.filter((nal) => h264Rules.role(nal[0] ?? 0) !== "set");
  const size = (nal: Uint8Array) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, nal.length);
    return length;
  };
  return concat(...kept.flatMap((nal) => [size(nal), nal]));
}

export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
