import { unsigned32 } from "./rtp.ts";

/** RTCP (RFC 3550 section 6): sender reports in, receiver reports out; the other kinds are stepped over. */
export interface ReportBlock {
  readonly source: number;
  /** Fraction lost since the last report, in 256ths. */
  readonly fractionLost: number;
  readonly packetsLost: number;
  readonly highestSequence: number;
  readonly jitter: number;
  readonly lastReport: number;
  /** Since that report, in 1/65536 s. */
  readonly sinceLastReport: number;
}

export interface SenderReport {
  readonly type: "sender-report";
  readonly source: number;
  /** The sender's wall clock, whole milliseconds since 1970. */
  readonly cameraMs: number;
  /** The middle 32 bits of its NTP time, which a receiver report repeats. */
  readonly ntpMiddle: number;
  readonly rtpTimestamp: number;
  readonly packets: number;
  readonly octets: number;
}

export interface ReceiverReport {
  readonly type: "receiver-report";
  readonly source: number;
  readonly blocks: readonly ReportBlock[];
}

export interface Goodbye {
  readonly type: "goodbye";
  readonly sources: readonly number[];
}

export type Rtcp = SenderReport | ReceiverReport | Goodbye;

/** Seconds between 1900 (NTP) and 1970. Era 1 (from 2036) is told by the missing top bit, RFC 4330 section 3. */
const ntpEpochSeconds = 2_208_988_800;

/** Every report in a compound packet; what is malformed ends the reading, what came before it counts. */
export function parseRtcp(bytes: Uint8Array, start = 0, end = bytes.length): Rtcp[] {
  const found: Rtcp[] = [];
  for (let at = start; at + 8 <= end;) {
    const first = bytes[at] ?? 0;
    const next = at + 4 + 4 * (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (first >> 6 !== 2 || next > end) return found;
    const one = parseOne(bytes, at, next);
    if (one !== undefined) found.push(one);
    at = next;
  }
  return found;
}

function parseOne(bytes: Uint8Array, at: number, end: number): Rtcp | undefined {
  const kind = bytes[at + 1];
  const count = (bytes[at] ?? 0) & 0x1f;
  // NTP time 0 means that the sender knows no time (RFC 3550 section 6.4.1).
  const timeless = unsigned32(bytes, at + 8) === 0 && unsigned32(bytes, at + 12) === 0;
  if (kind === 200 && end - at >= 28) return timeless ? undefined : senderReport(bytes, at);
  if (kind === 201 && end - at >= 8 + 24 * count) {
    const blocks = Array.from({ length: count }, (_, index) =>
      reportBlock(bytes, at + 8 + 24 * index),
    );
    return { type: "receiver-report", source: unsigned32(bytes, at + 4), blocks };
  }
  if (kind === 203 && end - at >= 4 + 4 * count)
    return {
      type: "goodbye",
      sources: Array.from({ length: count }, (_, index) => unsigned32(bytes, at + 4 + 4 * index)),
    };
  return undefined;
}

function senderReport(bytes: Uint8Array, at: number): SenderReport {
  const seconds = unsigned32(bytes, at + 8);
  const fraction = unsigned32(bytes, at + 12);
  const era = seconds >= 0x8000_0000 ? 0 : 2 ** 32;
  return {
    type: "sender-report",
    source: unsigned32(bytes, at + 4),
    cameraMs: Math.round((seconds + era - ntpEpochSeconds) * 1_000 + (fraction * 1_000) / 2 ** 32),
    ntpMiddle: (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0,
    rtpTimestamp: unsigned32(bytes, at + 16),
    packets: unsigned32(bytes, at + 20),
    octets: unsigned32(bytes, at + 24),
  };
}

function reportBlock(bytes: Uint8Array, at: number): ReportBlock {
  const lost = unsigned32(bytes, at + 4) & 0xff_ffff;
  return {
    source: unsigned32(bytes, at),
    fractionLost: bytes[at + 4] ?? 0,
    packetsLost: lost >= 0x80_0000 ? lost - 0x100_0000 : lost,
    highestSequence: unsigned32(bytes, at + 8),
    jitter: unsigned32(bytes, at + 12),
    lastReport: unsigned32(bytes, at + 16),
    sinceLastReport: unsigned32(bytes, at + 20),
  };
}

/** Prints a sender report; for the test camera. `cameraMs` may have fractions. */
export function printSenderReport(report: Omit<SenderReport, "type" | "ntpMiddle">): Uint8Array {
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  const seconds = Math.floor(report.cameraMs / 1_000);
  view.setUint16(0, 0x80c8);
  view.setUint16(2, 6);
  view.setUint32(4, report.source);
  view.setUint32(8, (seconds + ntpEpochSeconds) % 2 ** 32);
  view.setUint32(12, Math.floor(((report.cameraMs - seconds * 1_000) / 1_000) * 2 ** 32));
  view.setUint32(16, report.rtpTimestamp);
  view.setUint32(20, report.packets % 2 ** 32);
  view.setUint32(24, report.octets % 2 ** 32);
  return bytes;
}

/** Prints a receiver report followed by the name RFC 3550 section 6.1 asks for in every compound. */
export function printReceiverReport(
  source: number,
  blocks: readonly ReportBlock[],
  name: string,
): Uint8Array {
  const text = new TextEncoder().encode(name).subarray(0, 255);
  // Item type and length, the text, at least one zero octet, up to a multiple of four.
  const itemBytes = Math.ceil((2 + text.length + 1) / 4) * 4;
  const reportBytes = 8 + 24 * blocks.length;
  const bytes = new Uint8Array(reportBytes + 8 + itemBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x80c9 + (blocks.length << 8));
  view.setUint16(2, reportBytes / 4 - 1);
  view.setUint32(4, source);
  blocks.forEach((block, index) => putBlock(view, 8 + 24 * index, block));
  view.setUint16(reportBytes, 0x81ca);
  view.setUint16(reportBytes + 2, (8 + itemBytes) / 4 - 1);
  view.setUint32(reportBytes + 4, source);
  view.setUint8(reportBytes + 8, 1);
  view.setUint8(reportBytes + 9, text.length);
  bytes.set(text, reportBytes + 10);
  return bytes;
}

function putBlock(view: DataView, at: number, block: ReportBlock): void {
  const lost = Math.max(-0x80_0000, Math.min(0x7f_ffff, block.packetsLost)) & 0xff_ffff;
  view.setUint32(at, block.source);
  view.setUint32(at + 4, ((block.fractionLost << 24) | lost) >>> 0);
  view.setUint32(at + 8, block.highestSequence % 2 ** 32);
  view.setUint32(at + 12, block.jitter % 2 ** 32);
  view.setUint32(at + 16, block.lastReport);
  view.setUint32(at + 20, block.sinceLastReport % 2 ** 32);
}
