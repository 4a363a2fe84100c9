import { spawnSync } from "node:child_process";
import type { VideoCodec } from "../../src/contract/camera.ts";
import { printClip } from "../../src/simulator/clip.ts";
import { readAdts, readAnnexB } from "./annex-b.ts";
import { loop } from "./drawing.ts";

export interface Encoding {
  readonly codec: VideoCodec;
  readonly width: number;
  readonly height: number;
  /** Quality: larger is smaller. */
  readonly crf: number;
}

const fps = loop.framesPerSecond;
/** No B-frames, closed GOPs of one second, one slice a picture, headers independent of the content. */
const encoders: Readonly<Record<VideoCodec, readonly string[]>> = {
  h264: [
    "-c:v",
    "libx264",
    "-preset",
    "veryslow",
    "-profile:v",
    "high",
    "-f",
    "h264",
    "-x264-params",
    `bframes=0:keyint=${fps}:min-keyint=${fps}:scenecut=0:open-gop=0:ref=1:weightp=0:slices=1:threads=1:stitchable=1`,
  ],
  h265: [
    "-c:v",
    "libx265",
    "-preset",
    "slow",
    "-f",
    "hevc",
    "-x265-params",
    `bframes=0:keyint=${fps}:min-keyint=${fps}:scenecut=0:open-gop=0:ref=1:weightp=0:slices=1:sao=0:temporal-mvp=0:info=0:log-level=error`,
  ],
};

/** Encodes what `input` names to a clip file. Throws when the encoder fails or a key frame is off. */
export function encodeVideo(
  input: readonly string[],
  encoding: Encoding,
  filter?: string,
): Uint8Array {
  const before = filter === undefined ? "" : `${filter},`;
  const scale = `${before}scale=${encoding.width}:${encoding.height}:flags=lanczos:out_color_matrix=bt709:out_range=tv,setsar=0,format=yuv420p${filter === undefined ? "" : `,fps=${fps}`}`;
  const colour = [
    "-colorspace",
    "bt709",
    "-color_primaries",
    "bt709",
    "-color_trc",
    "bt709",
    "-color_range",
    "tv",
  ];
  const quality = [...encoders[encoding.codec], "-crf", String(encoding.crf), ...colour];
  const stream = readAnnexB(ffmpeg([...input, "-vf", scale, ...quality, "-"]), encoding.codec);
  const wrong = stream.keys.findIndex((key, at) => key !== (at % fps === 0));
  if (wrong >= 0)
    throw new Error(`frame ${wrong} should ${wrong % fps === 0 ? "" : "not "}be a key frame`);
  const { vps, sps, pps, frames } = stream;
  const base64 = (sets: readonly Uint8Array[]) =>
    sets.map((set) => Buffer.from(set).toString("base64"));
  return printClip(
    {
      kind: "video",
      codec: encoding.codec,
      widthPixels: encoding.width,
      heightPixels: encoding.height,
      framesPerSecond: fps,
      framesPerKey: fps,
      vps: base64(vps),
      sps: base64(sps),
      pps: base64(pps),
    },
    frames,
  );
}

const aacRate = 32_000;
const aacFrame = 1_024;

/** The room's sound as AAC-LC, 375 frames: the middle one of three loops, so that the seam is silent. */
/** `gain` makes it louder, up to what is cut off; 0 is silence. */
export function encodeAac(gain = 1): Uint8Array {
  const three = ffmpeg(
    [...pcmInput(aacRate), "-c:a", "aac", "-b:a", "24k", "-f", "adts", "-"],
    sound(aacRate, 3, gain),
  );
  const perLoop = (loop.seconds * aacRate) / aacFrame;
  // The encoder's first frame is its delay of one frame, so frame k decodes to samples from (k - 1).
  const frames = readAdts(three).slice(perLoop + 1, 2 * perLoop + 1);
  return printClip(
    {
      kind: "audio",
      codec: "aac",
      sampleRate: aacRate,
      channels: 1,
      samplesPerFrame: aacFrame,
      config: "Eog=",
    },
    frames,
  );
}

const g711Rate = 8_000;
const g711Frame = 320;

/** The same as G.711 A-law in packets of 40 ms. */
export function encodePcma(gain = 1): Uint8Array {
  const all = ffmpeg(
    [...pcmInput(g711Rate), "-c:a", "pcm_alaw", "-f", "alaw", "-"],
    sound(g711Rate, 1, gain),
  );
  const frames: Uint8Array[] = [];
  for (let at = 0; at < all.length; at += g711Frame) frames.push(all.subarray(at, at + g711Frame));
  return printClip(
    {
      kind: "audio",
      codec: "pcma",
      sampleRate: g711Rate,
      channels: 1,
      samplesPerFrame: g711Frame,
      config: "",
    },
    frames,
  );
}

function pcmInput(rate: number): string[] {
  return ["-f", "s16le", "-ar", String(rate), "-ac", "1", "-i", "pipe:0"];
}

/** A quiet chord that fits the loop, and a soft tick at each compression. 16-bit little-endian. */
function sound(rate: number, loops: number, gain: number): Uint8Array {
  const samples = rate * loop.seconds * loops;
  const bytes = Buffer.alloc(samples * 2);
  const beat = 60 / loop.beatsPerMinute;
  for (let at = 0; at < samples; at++) {
    const seconds = at / rate;
    const since = seconds % beat;
    const wave = (hertz: number) => Math.sin(2 * Math.PI * hertz * seconds);
    const swell = 0.8 + 0.2 * Math.sin((2 * Math.PI * 2 * seconds) / loop.seconds);
    const chord = (wave(196) + wave(247) * 0.7 + wave(294) * 0.6) * 0.012 * swell;
    const tick =
      Math.sin(2 * Math.PI * 880 * since) * Math.exp(-since * 45) * Math.min(1, since * 800) * 0.16;
    const level = Math.max(-1, Math.min(1, (chord + tick) * gain));
    bytes.writeInt16LE(Math.round(level * 32_767), at * 2);
  }
  return bytes;
}

function ffmpeg(args: readonly string[], input?: Uint8Array): Uint8Array {
  const run = spawnSync("ffmpeg", ["-hide_banner", "-loglevel", "error", ...args], {
    input,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`ffmpeg: ${run.stderr.toString()}`);
  return run.stdout;
}
