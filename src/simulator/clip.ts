import { z } from "zod";
import { AudioCodec, VideoCodec } from "../contract/camera.ts";
import { Fault } from "../contract/faults.ts";
import { concat, fromBase64, utf8 } from "../kernel/bytes.ts";

/**
 * A clip file, version 1: the line "LIUHEN-CLIP 1\n", one line of JSON (the header), then the frames
 * one after the other with the sizes the header gives. A video frame is an access unit of NAL units
 * behind 4-byte big-endian lengths, parameter sets left out; every `framesPerKey`-th one, from the
 * first, is a key frame. An audio frame is one AAC frame, or the G.711 bytes of one packet.
 */
const magic = "LIUHEN-CLIP 1\n";

const Frames = z.array(z.int().min(1)).min(1).max(10_000);
const Sets = z.array(z.base64()).max(4);
export const VideoClipHeader = z.strictObject({
  kind: z.literal("video"),
  codec: VideoCodec,
  widthPixels: z.int(),
  heightPixels: z.int(),
  framesPerSecond: z.int().min(1),
  framesPerKey: z.int().min(1),
  vps: Sets,
  sps: Sets,
  pps: Sets,
  frames: Frames,
});
export const AudioClipHeader = z.strictObject({
  kind: z.literal("audio"),
  codec: AudioCodec,
  sampleRate: z.int().min(1),
  channels: z.int().min(1),
  samplesPerFrame: z.int().min(1),
  /** AudioSpecificConfig, AAC only. */
  config: z.base64(),
  frames: Frames,
});
export const ClipHeader = z.discriminatedUnion("kind", [VideoClipHeader, AudioClipHeader]);
export type ClipHeader = z.infer<typeof ClipHeader>;

export interface VideoClip {
  readonly kind: "video";
  readonly codec: VideoCodec;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly framesPerSecond: number;
  readonly framesPerKey: number;
  readonly vps: readonly Uint8Array[];
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
  /** Access units. */
  readonly frames: readonly Uint8Array[];
}
export interface AudioClip {
  readonly kind: "audio";
  readonly codec: AudioCodec;
  readonly sampleRate: number;
  readonly channels: number;
  readonly samplesPerFrame: number;
  readonly config: Uint8Array;
  readonly frames: readonly Uint8Array[];
}

/** Prints a clip file; `parseClip` reads it back. */
export function printClip(
  header:
    | Omit<z.input<typeof VideoClipHeader>, "frames">
    | Omit<z.input<typeof AudioClipHeader>, "frames">,
  frames: readonly Uint8Array[],
): Uint8Array {
  const whole = ClipHeader.parse({ ...header, frames: frames.map((frame) => frame.length) });
  return concat(utf8(`${magic}${JSON.stringify(whole)}\n`), ...frames);
}

/** Reads a clip file. Throws Fault `damaged` when it is not one, or cut short. */
export function parseClip(file: Uint8Array): VideoClip | AudioClip {
  const bodyAt = file.indexOf(10, magic.length) + 1;
  const text = new TextDecoder().decode(file.subarray(0, bodyAt));
  if (!text.startsWith(magic) || bodyAt === 0) throw new Fault("damaged", "clip_not_a_clip");
  const header = ClipHeader.parse(JSON.parse(text.slice(magic.length)));
  const frames: Uint8Array[] = [];
  let at = bodyAt;
  for (const sizeBytes of header.frames) {
    frames.push(file.subarray(at, at + sizeBytes));
    at += sizeBytes;
  }
  if (at !== file.length) throw new Fault("damaged", "clip_wrong_length");
  if (header.kind === "audio") return { ...header, config: bytesOf(header.config), frames };
  const sets = {
    vps: header.vps.map(bytesOf),
    sps: header.sps.map(bytesOf),
    pps: header.pps.map(bytesOf),
  };
  return { ...header, ...sets, frames };
}

function bytesOf(base64: string): Uint8Array {
  return fromBase64(base64) ?? new Uint8Array();
}
