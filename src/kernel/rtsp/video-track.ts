import type { StreamEvent } from "../../contract/stream.ts";
import { MediaTime } from "./media-time.ts";
import type { NalSink, ReadPayload } from "./nal-payload.ts";
import type { NalRole, NalRules, ParameterSets } from "./parameter-sets.ts";
import { Reception } from "./reception.ts";
import type { SenderReport } from "./rtcp.ts";
import type { RtpPacket } from "./rtp.ts";
import { UnitBuffer } from "./unit-buffer.ts";

export type Emit = (event: StreamEvent) => void;

export interface VideoFormat {
  readonly rules: NalRules;
  readonly read: ReadPayload;
  readonly sets: ParameterSets;
  readonly payloadType: number;
  readonly clockRate: number;
}

/** Takes the RTP packets and sender reports of one medium and emits `StreamEvent`s. */
export interface Track {
  readonly kind: "video" | "audio";
  readonly reception: Reception;
  /** `bytes` is lent for the call. */
  packet(bytes: Uint8Array, packet: RtpPacket, arrivalMs: number): void;
  report(report: SenderReport, arrivalMs: number): void;
}

/**
 * Puts access units together from packets. A unit ends at the marker or where the timestamp changes.
 * A unit is dropped when a lost or malformed packet may have held a piece of its pictures; every other is
 * emitted, also when a loss took what stood before its first slice.
 */
export class VideoTrack implements Track, NalSink {
  readonly kind = "video";
  readonly reception: Reception;
  readonly #format: VideoFormat;
  readonly #emit: Emit;
  readonly #time: MediaTime;
  readonly #buffer = new UnitBuffer();
  #timestamp = 0;
  #ticks = 0;
  #arrivalMs = 0;
  #open = false;
  #broken = false;
  /** Packets were lost before this unit's first packet: they may have been its beginning. */
  #suspect = true;
  /** What broke this unit has been told as a loss. */
  #told = true;
  #key = false;
  #pictures = 0;
  #fragmentPlace = -1;
  #fragmentRole: NalRole = "other";
  #ready = false;
  #pendingReport: { readonly report: SenderReport; readonly arrivalMs: number } | undefined;

  constructor(format: VideoFormat, emit: Emit) {
    this.#format = format;
    this.#emit = emit;
    this.#time = new MediaTime(format.clockRate);
    this.reception = new Reception(format.clockRate);
  }

  packet(bytes: Uint8Array, packet: RtpPacket, arrivalMs: number): void {
    const ours = packet.payloadType === this.#format.payloadType;
    // Private packets of some cameras share the numbering or have a source of their own.
    if (!ours && packet.source !== this.reception.source) return;
    const missing = this.reception.accept(packet);
    if (missing < 0) return;
    if (missing > 0) this.#lose(packet, missing, arrivalMs);
    if (!ours) return;
    if (!this.#open || packet.timestamp !== this.#timestamp)
      this.#begin(packet, missing, arrivalMs);
    this.#arrivalMs = arrivalMs;
    if (packet.end > packet.start) this.#readPayload(bytes, packet);
    if (packet.marker && (this.#pictures > 0 || this.#broken)) this.#close();
  }

  report(report: SenderReport, arrivalMs: number): void {
    if (!this.#time.started) this.#pendingReport = { report, arrivalMs };
    else if (report.source === this.reception.source) {
      this.reception.reported(report, arrivalMs);
      this.#emit({
        type: "report",
        track: "video",
        cameraMs: report.cameraMs,
        time: this.#time.peek(report.rtpTimestamp),
        arrivalMs,
      });
    }
  }

  whole(bytes: Uint8Array, start: number, end: number): void {
    this.#fragmentEnded();
    const header = bytes[start] ?? 0;
    const role = this.#format.rules.role(header);
    // A set is whole in itself, even when its unit is not.
    if (role === "set") this.#format.sets.put(bytes.slice(start, end));
    if (role === "skip" || this.#broken) return;
    this.#enter(role, bytes[start + this.#format.rules.headerBytes] ?? 0);
    if (role === "set") return;
    const place = this.#buffer.appendLength();
    if (place < 0 || !this.#buffer.append(bytes, start, end)) return this.#spoil();
    this.#buffer.setLength(place);
  }

  begin(header: number, secondByte: number, bytes: Uint8Array, start: number, end: number): void {
    this.#fragmentEnded();
    this.#fragmentRole = this.#format.rules.role(header);
    if (this.#broken) return;
    this.#enter(this.#fragmentRole, bytes[start] ?? 0);
    this.#fragmentPlace = this.#buffer.appendLength();
    const fits =
      this.#fragmentPlace >= 0 &&
      this.#buffer.appendByte(header) &&
      (secondByte < 0 || this.#buffer.appendByte(secondByte));
    if (!fits || !this.#buffer.append(bytes, start, end)) this.#spoil();
  }

  more(bytes: Uint8Array, start: number, end: number): void {
    if (this.#broken) return;
    if (this.#fragmentPlace < 0 || !this.#buffer.append(bytes, start, end)) this.#spoil();
  }

  finish(): void {
    if (this.#broken || this.#fragmentPlace < 0) return;
    const place = this.#fragmentPlace;
    this.#fragmentPlace = -1;
    this.#buffer.setLength(place);
    if (this.#fragmentRole === "set") this.#format.sets.put(this.#buffer.copyFrom(place + 4));
    if (this.#fragmentRole === "set" || this.#fragmentRole === "skip") this.#buffer.rewind(place);
  }

  #readPayload(bytes: Uint8Array, packet: RtpPacket): void {
    if (this.#format.read(bytes, packet.start, packet.end, this)) return;
    this.#spoil();
    this.#told = true;
    // A packet that cannot be read is as good as lost, and said so.
    this.#emit({ type: "loss", track: "video", packets: 1, arrivalMs: this.#arrivalMs });
  }

  /** A unit's begin: notes pictures, and spoils the unit whose first slice is missing. */
  #enter(role: NalRole, firstByte: number): void {
    if (role === "picture" || role === "key") {
      if (this.#suspect && this.#pictures === 0 && !this.#format.rules.firstSlice(firstByte))
        this.#spoil();
      this.#pictures++;
      if (role === "key") this.#key = true;
    }
    this.#suspect = false;
  }

  #fragmentEnded(): void {
    if (this.#fragmentPlace >= 0) this.#spoil();
  }

  #spoil(): void {
    this.#broken = true;
    this.#fragmentPlace = -1;
    this.#buffer.rewind(0);
  }

  #lose(packet: RtpPacket, missing: number, arrivalMs: number): void {
    this.#emit({ type: "loss", track: "video", packets: missing, arrivalMs });
    this.#told = true;
    if (this.#open) this.#spoil();
    if (this.#open && packet.timestamp !== this.#timestamp) this.#close();
  }

  #begin(packet: RtpPacket, missing: number, arrivalMs: number): void {
    // Without a marker a unit is known to be whole when the next one begins.
    if (this.#open) this.#close();
    this.#open = true;
    // The first packet of a run may come from the middle of a unit, as one behind a loss may.
    this.#suspect = missing > 0 || !this.#time.started;
    this.#told = this.#suspect;
    this.#timestamp = packet.timestamp;
    this.#ticks = this.#time.next(packet.timestamp, arrivalMs);
    this.reception.arrived(packet.timestamp, arrivalMs);
    const pending = this.#pendingReport;
    this.#pendingReport = undefined;
    if (pending !== undefined) this.report(pending.report, pending.arrivalMs);
  }

  #close(): void {
    this.#fragmentEnded();
    const broken = this.#broken;
    const whole = !broken && this.#pictures > 0;
    const key = this.#key;
    this.#open = false;
    this.#broken = false;
    this.#key = false;
    this.#pictures = 0;
    if (whole) return this.#emitUnit(key);
    this.#buffer.rewind(0);
    if (broken && !this.#told)
      this.#emit({ type: "loss", track: "video", packets: 1, arrivalMs: this.#arrivalMs });
  }

  #emitUnit(key: boolean): void {
    const { sets } = this.#format;
    if (sets.changed) {
      const parameters = sets.take();
      if (parameters !== undefined) this.#emit({ type: "video-parameters", parameters });
    }
    // Nobody could read a unit without parameters.
    if (!this.#announced(sets)) return this.#buffer.rewind(0);
    this.#emit({
      type: "video",
      key,
      bytes: this.#buffer.take(),
      time: this.#ticks,
      arrivalMs: this.#arrivalMs,
    });
  }

  #announced(sets: ParameterSets): boolean {
    if (!this.#ready) this.#ready = sets.read() !== undefined;
    return this.#ready;
  }
}
