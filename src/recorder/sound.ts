import type { StreamEvent } from "../contract/stream.ts";
import type { ClockOffset } from "../contract/spool.ts";
import type { Sample, TrackRun } from "../kernel/media/fmp4.ts";

export type AudioEvent = Extract<StreamEvent, { type: "audio" }>;
export type ReportEvent = Extract<StreamEvent, { type: "report" }>;

/** Sender reports further apart than this between the tracks are a broken camera, not a delay. */
const syncMostMs = 3_000;
const waitingMost = 8_192;
/** The least delay of just now is that of one to two such stretches of time. */
const recentMs = 4_000;

/** One track's media clock against the camera's own clock and ours. */
export class TrackClock {
  readonly #ticksPerMs: number;
  #leastDelayMs = Number.POSITIVE_INFINITY;
  #recent = { sinceMs: 0, leastMs: Number.POSITIVE_INFINITY, beforeMs: Number.POSITIVE_INFINITY };
  /** What the camera's clock showed at media time 0, by the latest report. */
  #cameraStartMs: number | undefined;
  #reports = 0;

  constructor(ticksPerSecond: number) {
    this.#ticksPerMs = ticksPerSecond / 1000;
  }

  get leastDelayMs(): number {
    return this.#leastDelayMs;
  }

  /** As `leastDelayMs`, of the last seconds only: it follows when a track is moved. */
  get recentDelayMs(): number {
    return Math.min(this.#recent.leastMs, this.#recent.beforeMs);
  }

  get cameraStartMs(): number | undefined {
    return this.#cameraStartMs;
  }

  mediaMs(time: number): number {
    return time / this.#ticksPerMs;
  }

  observe(time: number, arrivalMs: number): void {
    const delayMs = arrivalMs - this.mediaMs(time);
    if (delayMs < this.#leastDelayMs) this.#leastDelayMs = delayMs;
    const recent = this.#recent;
    if (arrivalMs - recent.sinceMs > recentMs)
      this.#recent = { sinceMs: arrivalMs, leastMs: delayMs, beforeMs: recent.leastMs };
    else if (delayMs < recent.leastMs) recent.leastMs = delayMs;
  }

  report(event: ReportEvent): void {
    this.#cameraStartMs = event.cameraMs - this.mediaMs(event.time);
    this.#reports++;
  }

  /** How far the camera's clock is ahead of ours, where media time 0 lies at `startMs`. */
  offset(startMs: number): ClockOffset | undefined {
    if (this.#cameraStartMs === undefined) return undefined;
    return { offsetMs: Math.round(this.#cameraStartMs - startMs), reports: this.#reports };
  }
}

/**
 * The sound of a run, waiting for its pictures. `leadMs` maps its media time to that of the
 * pictures: by the camera's own clock where both tracks are reported, else by arrival.
 */
export class Sound {
  readonly sampleRate: number;
  readonly clock: TrackClock;
  #waiting: AudioEvent[] = [];
  #leadMs: number | undefined;
  #lastTime = Number.NEGATIVE_INFINITY;
  #lastAtMs: number | undefined;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.clock = new TrackClock(sampleRate);
  }

  /** Media time 0 of the sound, on the media clock of the pictures. */
  get leadMs(): number {
    return this.#leadMs ?? 0;
  }

  /** When the last of it arrived. */
  get lastAtMs(): number | undefined {
    return this.#lastAtMs;
  }

  /**
   * How far the sound is laid from where it arrived with its pictures. Known once it is laid at all.
   */
  offsetMs(video: TrackClock): number | undefined {
    if (this.#leadMs === undefined) return undefined;
    const byArrival = this.clock.recentDelayMs - video.recentDelayMs;
    return Number.isFinite(byArrival) ? this.#leadMs - byArrival : undefined;
  }

  add(event: AudioEvent): void {
    this.#lastAtMs = event.arrivalMs;
    this.clock.observe(event.time, event.arrivalMs);
    // Without pictures there is nothing to lay it to; a run without pictures does not live long.
    if (this.#waiting.length >= waitingMost) this.#waiting.splice(0, waitingMost / 2);
    this.#waiting.push(event);
    this.#lastTime = event.time;
  }

  /** Decides anew how sound and pictures lie to each other; called where a segment begins. */
  sync(video: TrackClock): number {
    const byArrival = this.clock.leastDelayMs - video.leastDelayMs;
    const known = this.#leadMs ?? (Number.isFinite(byArrival) ? byArrival : undefined);
    const { cameraStartMs } = this.clock;
    const byCamera =
      cameraStartMs === undefined || video.cameraStartMs === undefined
        ? undefined
        : cameraStartMs - video.cameraStartMs;
    const usable = byCamera !== undefined && Math.abs(byCamera - (known ?? 0)) <= syncMostMs;
    this.#leadMs = usable ? byCamera : known;
    return this.#leadMs ?? 0;
  }

  /** Sound has come up to this instant of the pictures. */
  reached(mediaMs: number): boolean {
    return this.clock.mediaMs(this.#lastTime) + (this.#leadMs ?? 0) >= mediaMs;
  }

  /** Hands out, once, what lies before an instant of the pictures. */
  takeBefore(mediaMs: number): readonly AudioEvent[] {
    const leadMs = this.#leadMs ?? 0;
    const at = this.#waiting.findIndex(
      (event) => this.clock.mediaMs(event.time) + leadMs >= mediaMs,
    );
    return this.#waiting.splice(0, at < 0 ? this.#waiting.length : at);
  }
}

/** Lays sound into a segment whose first picture has media time `startMs`; times never go back. */
export class SoundLayer {
  readonly #base: number;
  #end = 0;

  constructor(place: { sampleRate: number; leadMs: number; startMs: number }) {
    this.#base = Math.round(((place.leadMs - place.startMs) * place.sampleRate) / 1000);
  }

  lay(events: readonly AudioEvent[]): TrackRun | undefined {
    const times: number[] = [];
    for (const event of events) {
      const last = times.at(-1);
      times.push(Math.max(event.time + this.#base, last === undefined ? this.#end : last + 1));
    }
    const decodeTime = times[0];
    if (decodeTime === undefined) return undefined;
    const samples = events.map((event, index): Sample => {
      const time = times[index] ?? 0;
      const duration = (times[index + 1] ?? time + event.samples) - time;
      return { bytes: event.bytes, duration, key: true };
    });
    const last = events.at(-1);
    this.#end = (times.at(-1) ?? 0) + (last?.samples ?? 0);
    return { trackId: 2, decodeTime, samples };
  }
}
