import { limits } from "../contract/limits.ts";
import type { AudioParameters, StreamEnd, StreamEvent } from "../contract/stream.ts";
import type { LiveStream } from "./ports.ts";
import { RunTimeline, type TimelinePorts, type VideoEvent } from "./run-timeline.ts";
import { Sound, TrackClock } from "./sound.ts";

export interface RunPorts extends TimelinePorts {
  /** Frames at or behind this instant are not due. */
  edgeMs(): number;
  soundCame(): void;
  /** The camera's media clock jumped: only a new run can place its frames. */
  jumped(): void;
}

const eventsBeforeStartMost = 10_000;

/** One connection to a camera, from PLAY to its end: its events become groups of pictures. */
export class Run {
  readonly runId: string;
  readonly timeline: RunTimeline;
  readonly videoClock = new TrackClock(90_000);
  readonly #ports: RunPorts;
  #stream: LiveStream | undefined;
  #sound: Sound | undefined;
  #early: StreamEvent[] = [];
  #over = false;
  /** Arrival of the last picture, or of the start. */
  lastPictureMs: number;
  /** Where the last picture lies on the clock. */
  lastWallMs = 0;
  groups = 0;
  bytes = 0;
  pictures = 0;
  packetsLost = 0;

  constructor(ports: RunPorts, runId: string, nowMs: number) {
    this.#ports = ports;
    this.runId = runId;
    this.lastPictureMs = nowMs;
    this.timeline = new RunTimeline({
      floorMs: () => ports.floorMs(),
      overflow: () => ports.overflow(),
      gop: (gop) => {
        this.groups++;
        ports.gop(gop);
      },
    });
  }

  get audio(): AudioParameters | undefined {
    return this.#stream?.parameters.audio;
  }

  get software(): string | undefined {
    return this.#stream?.software;
  }

  get sound(): Sound | undefined {
    return this.#sound;
  }

  get connected(): boolean {
    return this.#stream !== undefined;
  }

  /** Pictures come and can be placed. */
  get flowing(): boolean {
    return this.timeline.open || this.groups > 0;
  }

  /** The connection stands. Events that came before are taken now, in their order. */
  begin(stream: LiveStream, nowMs: number): void {
    this.#stream = stream;
    this.lastPictureMs = nowMs;
    const { video, audio } = stream.parameters;
    if (audio !== undefined) this.#sound = new Sound(audio.sampleRate);
    if (video !== undefined && this.timeline.parameters === undefined)
      this.timeline.changeTo(video);
    const early = this.#early;
    this.#early = [];
    for (const event of early) this.take(event);
  }

  readonly take = (event: StreamEvent): void => {
    if (this.#over) return;
    if (this.#stream === undefined) {
      if (this.#early.length < eventsBeforeStartMost) this.#early.push(event);
      return;
    }
    if (event.type === "video") this.#picture(event);
    else if (event.type === "audio") {
      this.bytes += event.bytes.length;
      this.#sound?.add(event);
      this.#ports.soundCame();
    } else if (event.type === "loss") {
      this.packetsLost += event.packets;
      if (event.track === "video") this.timeline.lost(event.packets);
    } else if (event.type === "video-parameters") this.timeline.changeTo(event.parameters);
    else if (event.track === "video") this.videoClock.report(event);
    else this.#sound?.clock.report(event);
  };

  /** Ends the run from our side; its last group is handed on, cut at `latestMs`. */
  end(latestMs: number): void {
    if (this.#over) return;
    this.timeline.end(latestMs);
    this.#over = true;
    const stopped = this.#stream?.stop();
    if (stopped !== undefined) void stopped.catch(() => undefined);
  }

  /** Pictures ceased although the connection lives. */
  stalled(nowMs: number): boolean {
    return this.connected && nowMs - this.lastPictureMs > limits.stallAfterMs;
  }

  #picture(event: VideoEvent): void {
    this.bytes += event.bytes.length;
    this.pictures++;
    this.lastPictureMs = event.arrivalMs;
    this.videoClock.observe(event.time, event.arrivalMs);
    const wallMs = this.timeline.observe(event);
    if (wallMs === undefined) {
      this.#ports.jumped();
      return;
    }
    this.lastWallMs = wallMs;
    const edgeMs = this.#ports.edgeMs();
    if (wallMs >= edgeMs) this.timeline.close(event.time, edgeMs);
    else this.timeline.add(event);
  }
}

export function gapCauseOf(end: StreamEnd): "disconnected" | "stalled" {
  return end === "stalled" ? "stalled" : "disconnected";
}
