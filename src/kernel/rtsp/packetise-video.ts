import type { VideoCodec } from "../../contract/camera.ts";
import { markLast } from "./packetise.ts";
import type { Payload } from "./packetise.ts";

/** How each codec wraps NAL units: an aggregation of small ones, fragments of a big one. */
interface Wrapping {
  readonly nalHeadBytes: number;
  /** Payload header of an aggregation packet for these NAL units. */
  readonly aggregateHead: (nals: readonly Uint8Array[]) => Uint8Array;
  /** Payload header of a fragment; `edge` is 0x80 for the first, 0x40 for the last, else 0. */
  readonly fragmentHead: (nal: Uint8Array, edge: number) => Uint8Array;
}

/** RFC 6184: STAP-A (type 24) and FU-A (type 28). */
const h264: Wrapping = {
  nalHeadBytes: 1,
  aggregateHead: (nals) => Uint8Array.of(Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60)) | 24),
  fragmentHead: (nal, edge) => {
    const head = nal[0] ?? 0;
    return Uint8Array.of((head & 0xe0) | 28, edge | (head & 0x1f));
  },
};

/** RFC 7798: aggregation packet (type 48) and fragmentation unit (type 49), no DONL. */
const h265: Wrapping = {
  nalHeadBytes: 2,
  aggregateHead: () => Uint8Array.of(48 << 1, 1),
  fragmentHead: (nal, edge) => {
    const head = nal[0] ?? 0;
    return Uint8Array.of((head & 0x81) | (49 << 1), nal[1] ?? 1, edge | ((head >> 1) & 0x3f));
  },
};

const wrappings: Readonly<Record<VideoCodec, Wrapping>> = { h264, h265 };

/**
 * Cuts one access unit into RTP payloads of at most `mostBytes` each: neighbouring small NAL units
 * share an aggregation packet, a NAL unit that does not fit is fragmented.
 *
 * @param nals the NAL units of one access unit, no start codes or lengths
 */
export function packetiseVideo(
  codec: VideoCodec,
  nals: readonly Uint8Array[],
  mostBytes: number,
): Payload[] {
  const wrapping = wrappings[codec];
  const payloads: Payload[] = [];
  let waiting: Uint8Array[] = [];
  let waitingBytes = wrapping.nalHeadBytes;
  const flush = () => {
    if (waiting.length > 0) payloads.push(gather(wrapping, waiting));
    waiting = [];
    waitingBytes = wrapping.nalHeadBytes;
  };
  for (const nal of nals) {
    if (nal.length > mostBytes) {
      flush();
      payloads.push(...fragment(wrapping, nal, mostBytes));
      continue;
    }
    if (waitingBytes + 2 + nal.length > mostBytes) flush();
    waiting.push(nal);
    waitingBytes += 2 + nal.length;
  }
  flush();
  return markLast(payloads);
}

function gather(wrapping: Wrapping, nals: readonly Uint8Array[]): Payload {
  const [only] = nals;
  if (only !== undefined && nals.length === 1) {
    return { parts: [only], sizeBytes: only.length, marker: false };
  }
  const parts = [wrapping.aggregateHead(nals)];
  let sizeBytes = wrapping.nalHeadBytes;
  for (const nal of nals) {
    parts.push(Uint8Array.of(nal.length >>> 8, nal.length), nal);
    sizeBytes += 2 + nal.length;
  }
  return { parts, sizeBytes, marker: false };
}

function fragment(wrapping: Wrapping, nal: Uint8Array, mostBytes: number): Payload[] {
  const payloads: Payload[] = [];
  const bodyMost = mostBytes - wrapping.nalHeadBytes - 1;
  for (let at = wrapping.nalHeadBytes; at < nal.length; at += bodyMost) {
    const end = Math.min(at + bodyMost, nal.length);
    const edge = at === wrapping.nalHeadBytes ? 0x80 : end === nal.length ? 0x40 : 0;
    const head = wrapping.fragmentHead(nal, edge);
    const parts = [head, nal.subarray(at, end)];
    payloads.push({ parts, sizeBytes: head.length + end - at, marker: false });
  }
  return payloads;
}
