import { limits } from "../contract/limits.ts";
import type { StreamEvent, VideoParameters } from "../contract/stream.ts";
import type { Hole } from "../kernel/recording-account.ts";
import { WallPlacement } from "../kernel/recording-placement.ts";

export type VideoEvent = Extract<StreamEvent, { type: "video" }>;

export interface Picture {
  readonly bytes: Uint8Array;
  /** 90 kHz ticks of the run. */
  readonly time: number;
  readonly key: boolean;
}

/** A group of pictures, whole: it begins with a key frame and ends where the next begins. */
export interface Gop {
  readonly parameters: VideoParameters;
  readonly pictures: readonly Picture[];
  readonly startTime: number;
  readonly endTime: number;
  /** Its span on the house's clock; joins exactly to the group before it. */
  readonly startMs: number;
  readonly endMs: number;
  readonly sizeBytes: number;
  readonly holes: readonly Hole[];
}

export interface TimelinePorts {
  /** Time before this is accounted for; nothing may be placed there. */
  floorMs(): number;
  gop(gop: Gop): void;
  /** Pictures had to be dropped because one group grew beyond the limit. */
  overflow(): void;
}

const ticksPerMs = 90;
/** Two runs may overlap by this much from jitter alone; the later one is then moved. */
const jitterMs = 250;
/** A picture cannot come from the future, nor from so long ago: the camera's media clock jumped. */
const aheadMs = 5_000;
const behindMs = 60_000;
/**
 * Without lost packets, a pause longer than this (and than five pictures) is a hole all the same.
 */
const pauseTicks = 1_000 * ticksPerMs;
/** A clock of ours was stepped: placed anew rather than dragged along for hours. */
const strayMostMs = 10_000;

interface OpenGop {
  readonly parameters: VideoParameters;
  readonly pictures: Picture[];
  sizeBytes: number;
  readonly holes: { fromTime: number; toTime: number; packets: number; lost: boolean }[];
}

/**
 * One run's pictures in order: groups them, places them on the clock and finds holes between them.
 */
export class RunTimeline {
  readonly placement = new WallPlacement();
  readonly #ports: TimelinePorts;
  #parameters: VideoParameters | undefined;
  #open: OpenGop | undefined;
  #lastTime = 0;
  #frameTicks = 0;
  #lostPackets = 0;
  #placed: { readonly time: number; readonly ms: number } | undefined;

  constructor(ports: TimelinePorts) {
    this.#ports = ports;
  }

  /** Frames of a group are at hand that is not written yet. */
  get open(): boolean {
    return this.#open !== undefined;
  }

  get parameters(): VideoParameters | undefined {
    return this.#parameters;
  }

  changeTo(parameters: VideoParameters): void {
    this.#parameters = parameters;
  }

  lost(packets: number): void {
    this.#lostPackets += packets;
  }

  /** Where this picture lies on the house's clock, or undefined when its media clock has jumped. */
  observe(event: VideoEvent): number | undefined {
    const mediaMs = event.time / ticksPerMs;
    if (this.#open !== undefined || this.#placed !== undefined) {
      const estimate = this.placement.estimate(mediaMs);
      const stray = Math.abs(this.placement.strayMs()) > strayMostMs;
      const wild = estimate > event.arrivalMs + aheadMs || estimate < event.arrivalMs - behindMs;
      if (stray || wild) return undefined;
    }
    this.placement.observe(mediaMs, event.arrivalMs);
    return this.placement.estimate(mediaMs);
  }

  add(event: VideoEvent): void {
    if (event.key) {
      this.#between(event);
      this.close(event.time);
      this.#begin(event);
      return;
    }
    const open = this.#open;
    if (open === undefined) return;
    this.#between(event);
    open.sizeBytes += event.bytes.length;
    if (open.sizeBytes > limits.fragmentLargestBytes) {
      this.#open = undefined;
      this.#ports.overflow();
      return;
    }
    open.pictures.push({ bytes: event.bytes, time: event.time, key: false });
  }

  /** Ends the open group at `endTime`, and on the clock not after `latestMs`. */
  close(endTime: number, latestMs = Number.POSITIVE_INFINITY): void {
    const open = this.#open;
    this.#open = undefined;
    const first = open?.pictures[0];
    if (open === undefined || first === undefined) return;
    const startTime = first.time;
    let startMs: number;
    if (this.#placed?.time === startTime) startMs = this.#placed.ms;
    else {
      startMs = Math.round(this.placement.place(startTime / ticksPerMs));
      const overlapMs = this.#ports.floorMs() - startMs;
      if (overlapMs > 0 && overlapMs <= jitterMs) {
        this.placement.shift(overlapMs);
        startMs += overlapMs;
      }
    }
    const placedMs = Math.round(this.placement.place(endTime / ticksPerMs));
    const endMs = Math.max(Math.min(placedMs, latestMs), startMs + 1);
    this.#placed = { time: endTime, ms: endMs };
    // Frames the camera kept from before the connection, already recorded by the run before.
    if (startMs < this.#ports.floorMs()) return;
    const wall = (time: number): number => {
      const share = (time - startTime) / Math.max(1, endTime - startTime);
      return Math.round(startMs + share * (endMs - startMs));
    };
    const holes = open.holes.map(({ fromTime, toTime, packets, lost }): Hole => {
      const span = { startMs: wall(fromTime), endMs: Math.max(wall(toTime), wall(fromTime) + 1) };
      return lost
        ? { ...span, cause: "packets-lost", facts: { packets, holes: 1 } }
        : { ...span, cause: "stalled", facts: { holes: 1 } };
    });
    const { parameters, pictures, sizeBytes } = open;
    this.#ports.gop({ parameters, pictures, startTime, endTime, startMs, endMs, sizeBytes, holes });
  }

  /** The run is over: what is at hand ends one frame after its last picture. */
  end(latestMs: number): void {
    this.close(this.#lastTime + Math.max(1, Math.round(this.#frameTicks)), latestMs);
  }

  /** Forgets the open group: nothing is due. */
  drop(): void {
    this.#open = undefined;
  }

  #begin(event: VideoEvent): void {
    this.#lastTime = event.time;
    this.#lostPackets = 0;
    if (this.#parameters === undefined) return;
    const picture = { bytes: event.bytes, time: event.time, key: true };
    const sizeBytes = event.bytes.length;
    this.#open = { parameters: this.#parameters, pictures: [picture], sizeBytes, holes: [] };
  }

  /** Looks at the time since the last picture: regular, or a hole. */
  #between(event: VideoEvent): void {
    const passed = event.time - this.#lastTime;
    const frame = this.#frameTicks === 0 ? passed : this.#frameTicks;
    const packets = this.#lostPackets;
    this.#lostPackets = 0;
    const lost = packets > 0;
    if (lost || passed > Math.max(pauseTicks, 5 * frame)) {
      const fromTime = this.#lastTime + Math.min(frame, passed / 2);
      this.#open?.holes.push({ fromTime, toTime: event.time, packets, lost });
    } else if (passed > 0)
      this.#frameTicks = this.#frameTicks === 0 ? passed : this.#frameTicks * 0.9 + passed * 0.1;
    this.#lastTime = Math.max(this.#lastTime, event.time);
  }
}
