import { flacConfiguration, flacFrame } from "../../kernel/media/flac.ts";
import { box, fullBox, u16, u32, wholeBoxes } from "../../kernel/media/fmp4-box.ts";
import {
  audioTrackId,
  joined,
  readFragment,
  selectInitTrack,
  writeFragment,
} from "../../kernel/media/fmp4.ts";
import { g711ToPcm, type G711Law } from "../../kernel/media/g711.ts";

/**
 * G.711 as browsers can play it: the same samples, losslessly, as FLAC in MP4. Mono, 16 bits,
 * blocks as long as the camera's packets; a track's ticks are its samples.
 */
const longestBlock = 4_096;
const wrapping = new Set(["moov", "trak", "mdia", "minf", "stbl"]);

function flacEntry(sampleRate: number): Uint8Array<ArrayBuffer> {
  const configuration = fullBox(
    "dfLa",
    0,
    flacConfiguration({ sampleRate, blockSamples: longestBlock, varying: true }),
  );
  return box(
    "fLaC",
    u32(0),
    u16(0, 1),
    u32(0, 0),
    u16(1, 16),
    u32(0),
    u32(sampleRate * 65_536),
    configuration,
  );
}

function withFlacEntry(bytes: Uint8Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const part of wholeBoxes(bytes)) {
    if (part.type === "stsd") parts.push(fullBox("stsd", 0, u32(1), flacEntry(sampleRate)));
    else if (wrapping.has(part.type))
      parts.push(box(part.type, withFlacEntry(part.payload, sampleRate)));
    else parts.push(box(part.type, part.payload));
  }
  return joined(parts);
}

/** Head with the sound track alone, declared as FLAC; undefined when there is none. */
export function flacInit(
  init: Uint8Array,
  sampleRate: number,
): Uint8Array<ArrayBuffer> | undefined {
  const sound = selectInitTrack(init, audioTrackId);
  return sound === undefined ? undefined : withFlacEntry(sound, sampleRate);
}

/** The sound of a fragment as FLAC frames; undefined when the fragment holds none. */
export function flacFragment(
  fragment: Uint8Array,
  law: G711Law,
  sampleRate: number,
): Uint8Array<ArrayBuffer> | undefined {
  const track = readFragment(fragment)?.find((each) => each.trackId === audioTrackId);
  const first = track?.samples[0];
  if (track === undefined || first === undefined) return undefined;
  const format = { sampleRate, blockSamples: longestBlock, varying: true };
  const samples = track.samples
    .filter((sample) => sample.sizeBytes >= 16)
    .map((sample) => {
      const pcm = g711ToPcm(
        law,
        fragment.subarray(sample.offsetBytes, sample.offsetBytes + sample.sizeBytes),
      );
      return {
        bytes: flacFrame(format, pcm, sample.decodeTime),
        duration: sample.duration,
        key: true,
      };
    });
  return joined(
    writeFragment(1, [{ trackId: audioTrackId, decodeTime: first.decodeTime, samples }]),
  );
}

export const flacType = 'audio/mp4; codecs="flac"';
