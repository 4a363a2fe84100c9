import type { VideoCodec } from "../../src/contract/camera.ts";

export interface Elementary {
  readonly vps: readonly Uint8Array[];
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
  /** One access unit each: the picture's NAL unit behind its 4-byte length. */
  readonly frames: readonly Uint8Array[];
  readonly keys: readonly boolean[];
}

/** Cuts an Annex B stream of one slice a picture; what is neither parameter set nor picture goes. */
export function readAnnexB(bytes: Uint8Array, codec: VideoCodec): Elementary {
  const sets = {
    vps: new Map<string, Uint8Array>(),
    sps: new Map<string, Uint8Array>(),
    pps: new Map<string, Uint8Array>(),
  };
  const frames: Uint8Array[] = [];
  const keys: boolean[] = [];
  for (const nal of nalUnits(bytes)) {
    const first = nal[0] ?? 0;
    const type = codec === "h264" ? first & 0x1f : (first >> 1) & 0x3f;
    const set = setOf(codec, type);
    if (set !== undefined) sets[set].set(Buffer.from(nal).toString("hex"), nal);
    if (codec === "h264" ? type !== 1 && type !== 5 : type > 21) continue;
    const frame = Buffer.alloc(4 + nal.length);
    frame.writeUInt32BE(nal.length);
    frame.set(nal, 4);
    frames.push(frame);
    keys.push(codec === "h264" ? type === 5 : type >= 16);
  }
  return {
    vps: [...sets.vps.values()],
    sps: [...sets.sps.values()],
    pps: [...sets.pps.values()],
    frames,
    keys,
  };
}

function setOf(codec: VideoCodec, type: number): "vps" | "sps" | "pps" | undefined {
  if (codec === "h264") return type === 7 ? "sps" : type === 8 ? "pps" : undefined;
  return type === 32 ? "vps" : type === 33 ? "sps" : type === 34 ? "pps" : undefined;
}

function* nalUnits(bytes: Uint8Array): Generator<Uint8Array> {
  const starts: number[] = [];
  for (let at = bytes.indexOf(1); at >= 0; at = bytes.indexOf(1, at + 1)) {
    if (at >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0) starts.push(at + 1);
  }
  for (const [index, start] of starts.entries()) {
    let end = (starts[index + 1] ?? bytes.length + 3) - 3;
    while (end > start && bytes[end - 1] === 0) end--;
    yield bytes.subarray(start, end);
  }
}

/** AAC frames of an ADTS stream, without their headers. */
export function readAdts(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at + 7 <= bytes.length;) {
    const [, second = 0, , fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(at, at + 6);
    const size = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    frames.push(bytes.subarray(at + ((second & 1) === 1 ? 7 : 9), at + size));
    at += size;
  }
  return frames;
}
