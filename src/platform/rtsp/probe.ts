import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import type { AudioParameters, StreamEvent, VideoParameters } from "../../contract/stream.ts";
import { openStream } from "./client.ts";
import type { StreamOptions } from "./client.ts";

/** What a look at a camera's stream has measured. */
export interface StreamProbe {
  readonly video: VideoParameters;
  readonly audio: AudioParameters | undefined;
  readonly framesPerSecond: number;
  /** Mean distance of key frames; undefined when only one was seen. */
  readonly keyFrameEveryMs: number | undefined;
  /** Of all media, as received. */
  readonly bitsPerSecond: number;
  /** The camera's clock less ours, from its first video report; undefined when none came. */
  readonly clockOffsetMs: number | undefined;
  readonly packetsLost: number;
  readonly transport: "tcp" | "udp";
  readonly connectMs: number;
  /** The first key frame: its access unit, to be shown with `video` as parameters. */
  readonly keyUnit: Uint8Array;
  /** False when the description names sound but none arrived. */
  readonly audioHeard: boolean;
}

const videoClockRate = 90_000;

class Measure {
  video: VideoParameters | undefined;
  keyUnit: Uint8Array | undefined;
  frames = 0;
  bytes = 0;
  lost = 0;
  audioHeard = false;
  offsetMs: number | undefined;
  readonly keyTimes: number[] = [];
  #firstTime: number | undefined;
  #lastTime = 0;
  #firstArrivalMs = 0;
  #lastArrivalMs = 0;

  take(event: StreamEvent): void {
    switch (event.type) {
      case "video-parameters":
        // A later change would not fit the key frame already kept.
        this.video = this.keyUnit === undefined ? event.parameters : this.video;
        return;
      case "video":
        return this.#picture(event);
      case "audio":
        this.audioHeard = true;
        this.bytes += event.bytes.length;
        return;
      case "loss":
        this.lost += event.packets;
        return;
      case "report":
        if (event.track === "video") this.offsetMs ??= Math.round(event.cameraMs - event.arrivalMs);
    }
  }

  #picture(event: {
    readonly key: boolean;
    readonly bytes: Uint8Array;
    readonly time: number;
    readonly arrivalMs: number;
  }): void {
    this.frames++;
    this.bytes += event.bytes.length;
    this.#firstTime ??= event.time;
    if (this.frames === 1) this.#firstArrivalMs = event.arrivalMs;
    this.#lastTime = Math.max(this.#lastTime, event.time);
    this.#lastArrivalMs = event.arrivalMs;
    if (!event.key) return;
    // Its own copy: the unit is a small part of a larger piece of memory.
    this.keyUnit ??= event.bytes.slice();
    this.keyTimes.push(event.time);
  }

  get framesPerSecond(): number {
    const seconds = (this.#lastTime - (this.#firstTime ?? 0)) / videoClockRate;
    return seconds > 0 ? Math.round(((this.frames - 1) / seconds) * 100) / 100 : 0;
  }

  get keyFrameEveryMs(): number | undefined {
    const [first, last] = [this.keyTimes[0], this.keyTimes.at(-1)];
    if (first === undefined || last === undefined || this.keyTimes.length < 2) return undefined;
    return Math.round((((last - first) / videoClockRate) * 1_000) / (this.keyTimes.length - 1));
  }

  get bitsPerSecond(): number {
    const seconds = (this.#lastArrivalMs - this.#firstArrivalMs) / 1_000;
    return seconds > 0 ? Math.round((this.bytes * 8) / seconds) : 0;
  }
}

/**
 * Opens a stream, watches it for `durationMs` and closes it. Waits longer (as long as a silent camera
 * would be waited for) when no key frame has come by then. Throws as `openStream` does, and Fault
 * `camera` / `camera_unusable` when no whole key frame arrives.
 */
export async function probeStream(
  options: Omit<StreamOptions, "onEvent">,
  durationMs: number,
): Promise<StreamProbe> {
  const measure = new Measure();
  const seen = Promise.withResolvers<void>();
  const onEvent = (event: StreamEvent) => {
    measure.take(event);
    if (measure.keyUnit !== undefined) seen.resolve();
  };
  const stream = await openStream({ ...options, onEvent });
  const halt = new AbortController();
  const ended = stream.closed.then(() => undefined);
  await Promise.race([options.clock.sleep(durationMs, halt.signal), ended]);
  await Promise.race([
    seen.promise,
    ended,
    options.clock.sleep(2 * limits.stallAfterMs, halt.signal),
  ]);
  halt.abort();
  await stream.stop();
  if (measure.keyUnit === undefined || measure.video === undefined)
    throw new Fault("camera", "camera_unusable", {
      hint: measure.frames === 0 ? "no picture arrives" : "no whole key frame arrives",
    });
  const { video, keyUnit, framesPerSecond, keyFrameEveryMs, bitsPerSecond, audioHeard } = measure;
  return {
    video,
    keyUnit,
    framesPerSecond,
    keyFrameEveryMs,
    bitsPerSecond,
    audioHeard,
    audio: stream.parameters.audio,
    clockOffsetMs: measure.offsetMs,
    packetsLost: measure.lost,
    transport: stream.transport,
    connectMs: stream.connectMs,
  };
}
