/**
 * What a packetiser makes: the payload of one RTP packet, as pieces that stay views of the frame
 * they came from, so a frame is copied once, into the packet that leaves.
 */
export interface Payload {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** RTP marker: last packet of an access unit (video), or of a frame (audio). */
  readonly marker: boolean;
}

export interface RtpHeader {
  readonly payloadType: number;
  readonly marker: boolean;
  /** Taken modulo 2^16. */
  readonly sequence: number;
  /** Taken modulo 2^32. */
  readonly timestamp: number;
  readonly ssrc: number;
}

export const rtpHeaderBytes = 12;

/** Writes a fixed RTP header (RFC 3550 section 5.1: no padding, extension or sources) at `at`. */
export function writeRtpHeader(into: Uint8Array, at: number, header: RtpHeader): void {
  into[at] = 0x80;
  into[at + 1] = (header.marker ? 0x80 : 0) | header.payloadType;
  into[at + 2] = header.sequence >>> 8;
  into[at + 3] = header.sequence;
  writeUint32(into, at + 4, header.timestamp % 0x100000000);
  writeUint32(into, at + 8, header.ssrc);
}

/** Big-endian; `value` is a whole number from 0 to 2^32 - 1. */
export function writeUint32(into: Uint8Array, at: number, value: number): void {
  into[at] = value >>> 24;
  into[at + 1] = value >>> 16;
  into[at + 2] = value >>> 8;
  into[at + 3] = value;
}

/** Marks the last payload of a frame. */
export function markLast(payloads: readonly Payload[]): Payload[] {
  return payloads.map((payload, at) => ({ ...payload, marker: at === payloads.length - 1 }));
}
