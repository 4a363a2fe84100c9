/** How NAL units lie in RTP payloads: RFC 6184 (H.264) and RFC 7798 (H.265). */
export interface NalSink {
  /** A unit that lies whole in the packet: `bytes[start..end)` with its header. */
  whole(bytes: Uint8Array, start: number, end: number): void;
  /** The first piece of a fragmented unit; its header (second byte -1 when there is none) was rebuilt. */
  begin(header: number, secondByte: number, bytes: Uint8Array, start: number, end: number): void;
  more(bytes: Uint8Array, start: number, end: number): void;
  finish(): void;
}

/** Hands a payload's units to the sink. False when the payload is malformed or of a kind we do not take. */
export type ReadPayload = (bytes: Uint8Array, start: number, end: number, sink: NalSink) => boolean;

/** Single NAL unit, STAP-A and FU-A: packetization modes 0 and 1. */
export const readH264Payload: ReadPayload = (bytes, start, end, sink) => {
  const header = bytes[start] ?? 0;
  const type = header & 0x1f;
  if (end - start < 2) return false;
  if (type >= 1 && type <= 23) {
    sink.whole(bytes, start, end);
    return true;
  }
  if (type === 24) return readAggregate(bytes, start + 1, end, { sink, least: 1, orderBytes: 0 });
  if (type !== 28) return false;
  const fragment = bytes[start + 1] ?? 0;
  if ((fragment & 0x80) === 0) sink.more(bytes, start + 2, end);
  else sink.begin((header & 0xe0) | (fragment & 0x1f), -1, bytes, start + 2, end);
  if ((fragment & 0x40) !== 0) sink.finish();
  return true;
};

/** Single NAL unit, AP and FU; `ordered` when `sprop-max-don-diff` promises decoding order numbers. */
export function h265PayloadReader(ordered: boolean): ReadPayload {
  const orderBytes = ordered ? 2 : 0;
  return (bytes, start, end, sink) => {
    const header = bytes[start] ?? 0;
    const second = bytes[start + 1] ?? 0;
    const type = (header >> 1) & 0x3f;
    if (end - start < 3 + orderBytes) return false;
    if (type === 48) return readAggregate(bytes, start + 2, end, { sink, least: 2, orderBytes });
    if (type === 49) return readH265Fragment(bytes, start, end, { sink, orderBytes });
    if (type > 47) return false;
    if (orderBytes === 0) sink.whole(bytes, start, end);
    else {
      sink.begin(header, second, bytes, start + 2 + orderBytes, end);
      sink.finish();
    }
    return true;
  };
}

interface Reading {
  readonly sink: NalSink;
  readonly orderBytes: number;
}

function readH265Fragment(
  bytes: Uint8Array,
  start: number,
  end: number,
  { sink, orderBytes }: Reading,
): boolean {
  const fragment = bytes[start + 2] ?? 0;
  const first = (fragment & 0x80) !== 0;
  // Only the first fragment carries an order number (RFC 7798 section 4.4.3).
  const data = start + 3 + (first ? orderBytes : 0);
  if (data > end) return false;
  if (first)
    sink.begin(
      ((bytes[start] ?? 0) & 0x81) | ((fragment & 0x3f) << 1),
      bytes[start + 1] ?? 0,
      bytes,
      data,
      end,
    );
  else sink.more(bytes, data, end);
  if ((fragment & 0x40) !== 0) sink.finish();
  return true;
}

/** Units behind 16-bit sizes; in an ordered H.265 stream the first has two order bytes, each further one. */
function readAggregate(
  bytes: Uint8Array,
  start: number,
  end: number,
  { sink, least, orderBytes }: Reading & { readonly least: number },
): boolean {
  let at = start + orderBytes;
  while (at + 2 <= end) {
    const next = at + 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (next > end || next - at - 2 < least) return false;
    sink.whole(bytes, at + 2, next);
    at = next + (orderBytes === 0 ? 0 : 1);
  }
  return at >= end;
}
