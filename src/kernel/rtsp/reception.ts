import type { ReportBlock, SenderReport } from "./rtcp.ts";
import type { RtpPacket } from "./rtp.ts";

/** A source that falls back further than this has begun its numbers anew; nearer ones are late. */
const restartBackMost = 100;

/**
 * Counts one RTP source (RFC 3550 appendix A): which numbers are missing, how the arrival varies, and
 * the receiver report made of it.
 */
export class Reception {
  readonly #clockRate: number;
  #source: number | undefined;
  #last = 0;
  #cycles = 0;
  #base = 0;
  #received = 0;
  #lost = 0;
  #reportedExpected = 0;
  #reportedLost = 0;
  #jitter = 0;
  #transit: number | undefined;
  #report: { readonly middle: number; readonly atMs: number } | undefined;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  get source(): number | undefined {
    return this.#source;
  }

  get lost(): number {
    return this.#lost;
  }

  get received(): number {
    return this.#received;
  }

  /** Packets missing before this one; -1 when it is late or a copy and must be left out. */
  accept(packet: RtpPacket): number {
    if (this.#source !== packet.source) return this.#begin(packet);
    const step = (packet.sequence - this.#last) & 0xffff;
    if (step === 0) return -1;
    if (step >= 0x8000) return 0x1_0000 - step <= restartBackMost ? -1 : this.#restart(packet);
    if (packet.sequence < this.#last) this.#cycles++;
    this.#last = packet.sequence;
    this.#received++;
    this.#lost += step - 1;
    return step - 1;
  }

  /** Feeds the variation of arrival; once per new timestamp is enough. */
  arrived(timestamp: number, arrivalMs: number): void {
    const transit = (arrivalMs * this.#clockRate) / 1_000 - timestamp;
    const change = this.#transit === undefined ? 0 : Math.abs(transit - this.#transit);
    this.#transit = transit;
    // A wrapped or reset timestamp is no jitter.
    if (change < this.#clockRate * 10) this.#jitter += (change - this.#jitter) / 16;
  }

  reported(report: SenderReport, atMs: number): void {
    this.#report = { middle: report.ntpMiddle, atMs };
  }

  /** The block of the next receiver report, or undefined before the first packet. */
  block(atMs: number): ReportBlock | undefined {
    if (this.#source === undefined) return undefined;
    const highestSequence = this.#cycles * 0x1_0000 + this.#last;
    const expected = highestSequence - this.#base + 1;
    const expectedNow = expected - this.#reportedExpected;
    const lostNow = this.#lost - this.#reportedLost;
    this.#reportedExpected = expected;
    this.#reportedLost = this.#lost;
    const fractionLost =
      expectedNow <= 0 ? 0 : Math.max(0, Math.min(255, Math.floor((lostNow * 256) / expectedNow)));
    const since =
      this.#report === undefined ? 0 : Math.round(((atMs - this.#report.atMs) * 65_536) / 1_000);
    return {
      source: this.#source,
      fractionLost,
      packetsLost: this.#lost,
      highestSequence,
      jitter: Math.floor(this.#jitter),
      lastReport: this.#report?.middle ?? 0,
      sinceLastReport: Math.max(0, since),
    };
  }

  /** The first packet of a source. A second source means that at least one packet of it was not seen. */
  #begin(packet: RtpPacket): number {
    const first = this.#source === undefined;
    this.#source = packet.source;
    return first ? this.#rebase(packet, 0) : this.#rebase(packet, 1);
  }

  #restart(packet: RtpPacket): number {
    return this.#rebase(packet, 1);
  }

  #rebase(packet: RtpPacket, missing: number): number {
    this.#last = packet.sequence;
    this.#base = packet.sequence;
    this.#cycles = 0;
    this.#reportedExpected = 0;
    this.#transit = undefined;
    this.#received++;
    this.#lost += missing;
    return missing;
  }
}
