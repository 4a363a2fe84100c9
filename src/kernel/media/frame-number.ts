import type { VideoCodec } from "../../contract/camera.ts";

/**
 * The number every simulated frame carries, so that every frame ever sent can be accounted for
 * without decoding: an SEI message user_data_unregistered (H.264 annex D.1.7, H.265 annex D.2.7) of
 * this UUID, then the frame number and the sending instant (ms), each 8 bytes big-endian.
 */
export const frameNumberUuid = Uint8Array.of(
  0x6c,
  0x69,
  0x75,
  0x68,
  0x65,
  0x6e,
  0x8f,
  0x72,
  0xa1,
  0x6d,
  0x65,
  0x2d,
  0x6e,
  0x75,
  0x6d,
  0x62,
);

export interface FrameNumber {
  /** Counted from 0 since this stream of the simulator started. */
  readonly frame: number;
  readonly sentAtMs: number;
}

const payloadType = 5;
const payloadBytes = 32;
/** The message without NAL header, emulation prevention aside: type, size, UUID, two counters. */
const messageBytes = 2 + payloadBytes;
const seiHeads = { h264: [0x06], h265: [0x4e, 0x01] } as const;

/** The SEI NAL unit (no start code, no length) that carries a frame's number. */
export function makeFrameNumberNal(codec: VideoCodec, number: FrameNumber): Uint8Array {
  const message = new Uint8Array(messageBytes + 1);
  message[0] = payloadType;
  message[1] = payloadBytes;
  message.set(frameNumberUuid, 2);
  writeUint64(message, 18, number.frame);
  writeUint64(message, 26, number.sentAtMs);
  message[messageBytes] = 0x80;
  return Uint8Array.from([...seiHeads[codec], ...escapeRbsp(message)]);
}

/**
 * Reads the frame number out of one access unit (NAL units behind 4-byte big-endian lengths).
 * Undefined when it carries none or is cut short.
 */
export function readFrameNumber(
  accessUnit: Uint8Array,
  codec: VideoCodec,
): FrameNumber | undefined {
  const headBytes = seiHeads[codec].length;
  for (const nal of nalUnits(accessUnit)) {
    if (!isSei(nal, codec)) continue;
    // The message is the first of its NAL unit; three bytes may have become four.
    const longest = headBytes + Math.ceil((messageBytes * 3) / 2) + 1;
    const found = readMessage(unescapeRbsp(nal.subarray(headBytes, longest)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** NAL units of an access unit, as views; stops at the first length that does not fit. */
export function* nalUnits(accessUnit: Uint8Array): Generator<Uint8Array> {
  let at = 0;
  while (at + 4 <= accessUnit.length) {
    const size = readUint32(accessUnit, at);
    if (size === 0 || at + 4 + size > accessUnit.length) return;
    yield accessUnit.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
}

function isSei(nal: Uint8Array, codec: VideoCodec): boolean {
  const first = nal[0] ?? 0;
  return codec === "h264" ? (first & 0x1f) === 6 : ((first >> 1) & 0x3f) === 39;
}

function readMessage(message: Uint8Array): FrameNumber | undefined {
  if (message.length < messageBytes) return undefined;
  if (message[0] !== payloadType || message[1] !== payloadBytes) return undefined;
  if (frameNumberUuid.some((byte, at) => message[2 + at] !== byte)) return undefined;
  return { frame: readUint64(message, 18), sentAtMs: readUint64(message, 26) };
}

/** Emulation prevention (H.264 7.4.1, H.265 7.4.2): 00 00 0x becomes 00 00 03 0x for x ≤ 3. */
function escapeRbsp(bytes: Uint8Array): Uint8Array {
  const escaped: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      escaped.push(3);
      zeros = 0;
    }
    escaped.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(escaped);
}

function unescapeRbsp(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    plain[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return plain.subarray(0, length);
}

function readUint32(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return a * 0x1000000 + ((b << 16) | (c << 8) | d);
}

function readUint64(bytes: Uint8Array, at: number): number {
  return readUint32(bytes, at) * 0x100000000 + readUint32(bytes, at + 4);
}

function writeUint64(bytes: Uint8Array, at: number, value: number): void {
  let rest = value;
  for (let offset = 7; offset >= 0; offset--) {
    bytes[at + offset] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}
