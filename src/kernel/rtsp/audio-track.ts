import type { AudioParameters } from "../../contract/stream.ts";
import { limits } from "../../contract/limits.ts";
import { MediaTime } from "./media-time.ts";
import { Reception } from "./reception.ts";
import type { SenderReport } from "./rtcp.ts";
import type { RtpPacket } from "./rtp.ts";
import type { Emit, Track } from "./video-track.ts";

/** Access unit headers of RFC 3640 (section 3.2.1): how many bits each field has. */
export interface AacPacking {
  readonly sizeBits: number;
  readonly indexBits: number;
  readonly indexDeltaBits: number;
}

export interface AudioFormat {
  readonly parameters: AudioParameters;
  readonly payloadType: number;
  readonly clockRate: number;
  /** Ticks of the track's clock in one AAC frame; for G.711 a byte of each channel is one. */
  readonly frameSamples: number;
  readonly packing: AacPacking | undefined;
}

/** Takes packets of sound: AAC-hbr frames (also those spread over packets) and G.711. */
export class AudioTrack implements Track {
  readonly kind = "audio";
  readonly reception: Reception;
  readonly #format: AudioFormat;
  readonly #emit: Emit;
  readonly #time: MediaTime;
  /** A frame too large for one packet, its first piece at the front. */
  #pieces: Uint8Array | undefined;
  #piecesLength = 0;
  #piecesTimestamp = 0;
  #pendingReport: { readonly report: SenderReport; readonly arrivalMs: number } | undefined;

  constructor(format: AudioFormat, emit: Emit) {
    this.#format = format;
    this.#emit = emit;
    this.#time = new MediaTime(format.clockRate);
    this.reception = new Reception(format.clockRate);
  }

  packet(bytes: Uint8Array, packet: RtpPacket, arrivalMs: number): void {
    const ours = packet.payloadType === this.#format.payloadType;
    if (!ours && packet.source !== this.reception.source) return;
    const missing = this.reception.accept(packet);
    if (missing < 0) return;
    if (missing > 0) {
      this.#pieces = undefined;
      this.#lost(missing, arrivalMs);
    }
    if (!ours || packet.end <= packet.start) return;
    this.reception.arrived(packet.timestamp, arrivalMs);
    const ticks = this.#time.next(packet.timestamp, arrivalMs);
    this.#reportPending();
    if (this.#format.packing !== undefined)
      this.#readAac(bytes, packet, { packing: this.#format.packing, ticks, arrivalMs });
    else {
      const samples = Math.floor((packet.end - packet.start) / this.#format.parameters.channels);
      this.#emit({
        type: "audio",
        bytes: bytes.slice(packet.start, packet.end),
        time: ticks,
        samples,
        arrivalMs,
      });
    }
  }

  report(report: SenderReport, arrivalMs: number): void {
    if (!this.#time.started) this.#pendingReport = { report, arrivalMs };
    else if (report.source === this.reception.source) {
      this.reception.reported(report, arrivalMs);
      this.#emit({
        type: "report",
        track: "audio",
        cameraMs: report.cameraMs,
        time: this.#time.peek(report.rtpTimestamp),
        arrivalMs,
      });
    }
  }

  #reportPending(): void {
    const pending = this.#pendingReport;
    this.#pendingReport = undefined;
    if (pending !== undefined) this.report(pending.report, pending.arrivalMs);
  }

  #lost(packets: number, arrivalMs: number): void {
    this.#emit({ type: "loss", track: "audio", packets, arrivalMs });
  }

  #readAac(
    bytes: Uint8Array,
    packet: RtpPacket,
    at: { packing: AacPacking; ticks: number; arrivalMs: number },
  ): void {
    const sizes = headerSizes(bytes, packet, at.packing);
    if (sizes === undefined) return this.#lost(1, at.arrivalMs);
    let start = packet.start + sizes.headerBytes;
    for (const [index, size] of sizes.frames.entries()) {
      const rest = packet.end - start;
      if (size > rest) {
        if (sizes.frames.length > 1) return this.#lost(1, at.arrivalMs);
        return this.#addPiece(bytes, packet, { ...at, start, size });
      }
      const time = at.ticks + index * this.#format.frameSamples;
      this.#emit({
        type: "audio",
        bytes: bytes.slice(start, start + size),
        time,
        samples: this.#format.frameSamples,
        arrivalMs: at.arrivalMs,
      });
      start += size;
    }
  }

  /** RFC 3640 section 3.2.3: every piece of a frame repeats the whole frame's size and timestamp. */
  #addPiece(
    bytes: Uint8Array,
    packet: RtpPacket,
    piece: { start: number; size: number; ticks: number; arrivalMs: number },
  ): void {
    if (
      this.#pieces === undefined ||
      this.#piecesTimestamp !== packet.timestamp ||
      this.#pieces.length !== piece.size
    ) {
      this.#pieces = new Uint8Array(piece.size);
      this.#piecesLength = 0;
      this.#piecesTimestamp = packet.timestamp;
    }
    const count = packet.end - piece.start;
    if (this.#piecesLength + count > piece.size) {
      this.#pieces = undefined;
      return this.#lost(1, piece.arrivalMs);
    }
    this.#pieces.set(bytes.subarray(piece.start, packet.end), this.#piecesLength);
    this.#piecesLength += count;
    if (this.#piecesLength < piece.size) return;
    this.#emit({
      type: "audio",
      bytes: this.#pieces,
      time: piece.ticks,
      samples: this.#format.frameSamples,
      arrivalMs: piece.arrivalMs,
    });
    this.#pieces = undefined;
  }
}

/** The sizes of a packet's frames; undefined when the headers do not fit in the packet. */
function headerSizes(
  bytes: Uint8Array,
  packet: RtpPacket,
  packing: AacPacking,
): { headerBytes: number; frames: number[] } | undefined {
  if (packet.end - packet.start < 2) return undefined;
  const headerBits = ((bytes[packet.start] ?? 0) << 8) | (bytes[packet.start + 1] ?? 0);
  const headerBytes = 2 + Math.ceil(headerBits / 8);
  if (packet.start + headerBytes > packet.end) return undefined;
  const frames: number[] = [];
  let at = (packet.start + 2) * 8;
  const end = at + headerBits;
  for (;;) {
    const otherBits = frames.length === 0 ? packing.indexBits : packing.indexDeltaBits;
    if (at + packing.sizeBits + otherBits > end) break;
    const size = bitsAt(bytes, at, packing.sizeBits);
    if (size === 0 || size > limits.audioFrameBytes) return undefined;
    frames.push(size);
    at += packing.sizeBits + otherBits;
  }
  return frames.length === 0 ? undefined : { headerBytes, frames };
}

function bitsAt(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++)
    value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  return value;
}
