import type { Payload } from "./packetise.ts";

/**
 * One RTP payload in AAC-hbr mode (RFC 3640 section 3.3.6): a 16-bit count of header bits, a 13-bit
 * size and 3-bit index (0) for each frame, then the frames. A frame is at most 8191 bytes.
 */
export function packetiseAac(frames: readonly Uint8Array[]): Payload {
  const head = new Uint8Array(2 + 2 * frames.length);
  const bits = frames.length * 16;
  head[0] = bits >>> 8;
  head[1] = bits;
  let sizeBytes = head.length;
  for (const [at, frame] of frames.entries()) {
    if (frame.length > 8_191) throw new Error("an AAC frame has more than 8191 bytes");
    head[2 + at * 2] = frame.length >>> 5;
    head[3 + at * 2] = (frame.length << 3) & 0xff;
    sizeBytes += frame.length;
  }
  return { parts: [head, ...frames], sizeBytes, marker: true };
}

/** One RTP payload of G.711 (RFC 3551 section 4.5.14): the samples, one byte each, as they are. */
export function packetiseG711(samples: Uint8Array): Payload {
  return { parts: [samples], sizeBytes: samples.length, marker: false };
}
