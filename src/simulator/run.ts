import type { StreamName } from "../contract/camera.ts";
import { rtpHeaderBytes, writeRtpHeader } from "../kernel/rtsp/packetise.ts";
import type { Payload } from "../kernel/rtsp/packetise.ts";
import { printSenderReport } from "../kernel/rtsp/rtcp.ts";
import type { PacketLoss } from "./packet-loss.ts";
import { extend } from "./spans.ts";
import type { Span } from "./spans.ts";
import { ThinLine } from "./thin-line.ts";

export type TrackName = "video" | "audio";

/** Where a track's packets go. `sendRtp` takes whole packets of one frame, in order. */
export interface Outlet {
  /** Bytes before each packet: 4 where packets are interleaved in the RTSP connection. */
  readonly prefixBytes: 0 | 4;
  readonly channel: number;
  sendRtp(packets: Uint8Array, ends: readonly number[]): void;
  sendRtcp(packet: Uint8Array): void;
  backlogBytes(): number;
}

export interface RunTrack {
  readonly outlet: Outlet;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly ssrc: number;
  /** RTP time of media time 0. */
  readonly base: number;
  sequence: number;
  packets: number;
  octets: number;
}

/** One PLAY of one stream to one client, and what it was given. */
export interface RunReport {
  readonly run: number;
  readonly stream: StreamName;
  readonly transport: "tcp" | "udp";
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  /** Frames all of whose packets were handed to the network. */
  readonly sent: readonly Span[];
  /** Frames of which at least one packet was withheld by a loss fault. */
  readonly damaged: readonly Span[];
  readonly audioPacketsSent: number;
  readonly audioPacketsLost: number;
}

export interface VideoUnit {
  readonly frame: number;
  readonly key: boolean;
  readonly payloads: readonly Payload[];
}

/** A client that takes nothing for this long a stretch of bytes loses frames, as with a real camera. */
const backlogMostBytes = 8 * 1024 * 1024;

export class Run {
  readonly number: number;
  readonly stream: StreamName;
  readonly transport: "tcp" | "udp";
  readonly startedAtMs: number;
  readonly tracks = new Map<TrackName, RunTrack>();
  readonly #line = new ThinLine();
  readonly #sent: Span[] = [];
  readonly #damaged: Span[] = [];
  #audioSent = 0;
  #audioLost = 0;
  #endedAtMs: number | undefined;
  #waitsForKey = true;
  #nextReportTicks = 0;
  /** Media time of the first key frame; audio before it is not sent. */
  #playFromMs = Number.POSITIVE_INFINITY;

  constructor(begun: Pick<Run, "number" | "stream" | "transport" | "startedAtMs">) {
    this.number = begun.number;
    this.stream = begun.stream;
    this.transport = begun.transport;
    this.startedAtMs = begun.startedAtMs;
  }

  playFrom(mediaMs: number): void {
    this.#playFromMs = mediaMs;
  }

  end(atMs: number): void {
    this.#endedAtMs ??= atMs;
  }

  pace(kbps: number | undefined, nowTicks: number): void {
    this.#line.pace(kbps, nowTicks);
  }

  /** Sends one access unit at media time `mediaMs`; frames go missing whole, up to a key frame. */
  sendVideo(unit: VideoUnit, mediaMs: number, loss: PacketLoss | undefined): void {
    const track = this.tracks.get("video");
    if (track === undefined || mediaMs < this.#playFromMs) return;
    if (this.#line.full() || track.outlet.backlogBytes() > backlogMostBytes)
      this.#waitsForKey = true;
    if (this.#waitsForKey && !(unit.key && !this.#line.full())) return;
    this.#waitsForKey = false;
    const timestamp = track.base + Math.round(mediaMs * 90);
    const made = pack(track, timestamp, unit.payloads, loss);
    const note = made.lost === 0 ? this.#sent : this.#damaged;
    const send = () => {
      track.outlet.sendRtp(made.bytes, made.ends);
      extend(note, unit.frame);
    };
    this.#line.put({ sizeBytes: made.bytes.length, send });
  }

  sendAudio(
    payload: Payload,
    time: { mediaMs: number; rtp: number },
    loss: PacketLoss | undefined,
  ): void {
    const track = this.tracks.get("audio");
    // Half a sample of rounding must not cost the first packet.
    if (track === undefined || time.mediaMs < this.#playFromMs - 0.5 || this.#line.full()) return;
    const made = pack(track, track.base + time.rtp, [payload], loss);
    const send = () => {
      if (made.lost > 0) this.#audioLost++;
      else {
        track.outlet.sendRtp(made.bytes, made.ends);
        this.#audioSent++;
      }
    };
    this.#line.put({ sizeBytes: made.bytes.length, send });
  }

  /** Sender reports of all tracks when their time has come: `cameraMs` is what the camera's clock shows. */
  report(
    nowTicks: number,
    everyMs: number,
    cameraMs: number,
    rtpNow: (track: TrackName) => number,
  ): void {
    if (nowTicks < this.#nextReportTicks) return;
    this.#nextReportTicks = nowTicks + everyMs;
    for (const [name, track] of this.tracks) {
      if (track.packets === 0) {
        this.#nextReportTicks = nowTicks + 100;
        continue;
      }
      const { ssrc: source, packets, octets } = track;
      const rtpTimestamp = wrap32(track.base + rtpNow(name));
      track.outlet.sendRtcp(printSenderReport({ source, cameraMs, rtpTimestamp, packets, octets }));
    }
  }

  summary(): RunReport {
    const { number: run, stream, transport, startedAtMs } = this;
    return {
      run,
      stream,
      transport,
      startedAtMs,
      endedAtMs: this.#endedAtMs,
      sent: [...this.#sent],
      damaged: [...this.#damaged],
      audioPacketsSent: this.#audioSent,
      audioPacketsLost: this.#audioLost,
    };
  }
}

export function wrap32(value: number): number {
  const rest = Math.round(value) % 0x100000000;
  return rest < 0 ? rest + 0x100000000 : rest;
}

/** The packets of one frame in one piece, each behind its interleaving prefix where there is one. */
function pack(
  track: RunTrack,
  rtpTime: number,
  payloads: readonly Payload[],
  loss: PacketLoss | undefined,
): { readonly bytes: Uint8Array; readonly ends: readonly number[]; readonly lost: number } {
  const prefix = track.outlet.prefixBytes;
  const timestamp = wrap32(rtpTime);
  const kept: (Payload | undefined)[] = payloads.map((one) =>
    loss?.takes() === true ? undefined : one,
  );
  let size = 0;
  for (const one of kept) if (one !== undefined) size += prefix + rtpHeaderBytes + one.sizeBytes;
  const bytes = new Uint8Array(size);
  const ends: number[] = [];
  let at = 0;
  for (const payload of kept) {
    const sequence = track.sequence;
    track.sequence = (sequence + 1) & 0xffff;
    if (payload === undefined) continue;
    if (prefix === 4)
      writePrefix(bytes, at, track.outlet.channel, rtpHeaderBytes + payload.sizeBytes);
    at += prefix;
    const { payloadType, ssrc } = track;
    writeRtpHeader(bytes, at, { payloadType, marker: payload.marker, sequence, timestamp, ssrc });
    at += rtpHeaderBytes;
    for (const part of payload.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    ends.push(at);
    track.packets++;
    track.octets += payload.sizeBytes;
  }
  return { bytes, ends, lost: payloads.length - ends.length };
}

/** RFC 2326 section 10.12. */
export function writePrefix(
  into: Uint8Array,
  at: number,
  channel: number,
  sizeBytes: number,
): void {
  into[at] = 0x24;
  into[at + 1] = channel;
  into[at + 2] = sizeBytes >>> 8;
  into[at + 3] = sizeBytes;
}
