/** One RTP packet (RFC 3550 section 5.1), read in place. A reader fills the same object again and again. */
export interface RtpPacket {
  marker: boolean;
  payloadType: number;
  sequence: number;
  timestamp: number;
  source: number;
  /** The payload is `bytes[start..end)` of the buffer that was read. */
  start: number;
  end: number;
}

export function emptyRtpPacket(): RtpPacket {
  return { marker: false, payloadType: 0, sequence: 0, timestamp: 0, source: 0, start: 0, end: 0 };
}

/** Reads the header, extension and padding. False when the bytes are no RTP packet. Allocates nothing. */
export function readRtp(bytes: Uint8Array, start: number, end: number, into: RtpPacket): boolean {
  if (end - start < 12) return false;
  const first = bytes[start] ?? 0;
  if (first >> 6 !== 2) return false;
  const second = bytes[start + 1] ?? 0;
  let payload = start + 12 + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (payload + 4 > end) return false;
    payload += 4 + 4 * (((bytes[payload + 2] ?? 0) << 8) | (bytes[payload + 3] ?? 0));
  }
  const padding = (first & 0x20) === 0 ? 0 : (bytes[end - 1] ?? 0);
  if (((first & 0x20) !== 0 && padding === 0) || payload + padding > end) return false;
  into.marker = (second & 0x80) !== 0;
  into.payloadType = second & 0x7f;
  into.sequence = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
  into.timestamp = unsigned32(bytes, start + 4);
  into.source = unsigned32(bytes, start + 8);
  into.start = payload;
  into.end = end - padding;
  return true;
}

/** Prints a packet without extension or padding; for the test camera and for tests. */
export function printRtp(
  packet: Omit<RtpPacket, "start" | "end">,
  payload: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(12 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, (packet.marker ? 0x80 : 0) | (packet.payloadType & 0x7f));
  view.setUint16(2, packet.sequence & 0xffff);
  view.setUint32(4, packet.timestamp >>> 0);
  view.setUint32(8, packet.source >>> 0);
  bytes.set(payload, 12);
  return bytes;
}

export function unsigned32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}
