import type { PlaySegment } from "../../contract/routes/recording.ts";
import { fragmentKey, nextWanted, type Wanted } from "./fragments.ts";
import { segmentBytes, type SegmentIndex } from "./segment-index.ts";
import type { TrackFeed } from "./track-kind.ts";

export type FeedState = "ready" | "waiting" | "empty" | "unsupported" | "failed";

export interface FeedSource {
  readonly viewingId: string;
  readonly index: SegmentIndex;
  /** The instant that is second 0 of the media element. */
  readonly originMs: number;
  /** Segments that start after this may still be growing in number. */
  readonly growingAfterMs: number;
  readonly track: (segment: PlaySegment) => TrackFeed | undefined;
}

const keepBehindSeconds = 20;
const firstBytes = 500_000;
const laterBytes = 6_000_000;

/**
 * Feeds one media element with one track of one camera: finds what is missing around the clock,
 * fetches it by byte ranges and appends it at its own place in time. Gaps stay gaps.
 */
export class Feed {
  readonly element: HTMLMediaElement;
  readonly #source: FeedSource;
  readonly #media = new MediaSource();
  readonly #url: string;
  #buffer: SourceBuffer | undefined;
  #type = "";
  #initKey = "";
  #inits = new Map<string, Uint8Array<ArrayBuffer>>();
  #has = new Set<string>();
  #working = false;
  #abort = new AbortController();
  #over = false;
  #failure: unknown = undefined;
  #unsupported: string | undefined;

  constructor(element: HTMLMediaElement, source: FeedSource) {
    this.element = element;
    this.#source = source;
    this.#url = URL.createObjectURL(this.#media);
    element.src = this.#url;
  }

  get failure(): unknown {
    return this.#failure ?? this.#source.index.failure;
  }

  /** The media type this browser cannot play, once met. */
  get unsupported(): string | undefined {
    return this.#unsupported;
  }

  close(): void {
    this.#over = true;
    this.#abort.abort();
    this.element.pause();
    this.element.removeAttribute("src");
    this.element.load();
    URL.revokeObjectURL(this.#url);
  }

  /** Fetches what is missing from the clock's instant on; call it often, it does one thing at a time. */
  want(atMs: number, aheadMs: number): void {
    if (
      this.#over ||
      this.#working ||
      this.#media.readyState !== "open" ||
      this.#unsupported !== undefined
    )
      return;
    this.#working = true;
    this.#work(atMs, aheadMs)
      .catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#failure = error;
      })
      .finally(() => {
        this.#working = false;
      });
  }

  /** A jump: what is on its way for the old place is no longer wanted. */
  jumped(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#failure = undefined;
  }

  /** Moves the element to the clock. `empty` where there is nothing to show at this instant. */
  follow(atMs: number, rate: number, playing: boolean): FeedState {
    if (this.#unsupported !== undefined) return "unsupported";
    const target = (atMs - this.#source.originMs) / 1_000;
    const element = this.element;
    if (!isBuffered(element.buffered, target)) {
      element.pause();
      return this.#failure === undefined ? "waiting" : "failed";
    }
    const drift = element.currentTime - target;
    if (!playing) {
      element.pause();
      if (Math.abs(drift) > 0.015 && !element.seeking) element.currentTime = target;
    } else {
      if (Math.abs(drift) > Math.max(0.35, 0.15 * rate) && !element.seeking)
        element.currentTime = target;
      else
        element.playbackRate = Math.min(
          16,
          Math.max(0.1, rate * (1 - Math.min(0.1, Math.max(-0.1, drift * 0.6)))),
        );
      if (element.paused) void element.play().catch(() => undefined);
    }
    return element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !element.seeking
      ? "ready"
      : "waiting";
  }

  async #work(atMs: number, aheadMs: number): Promise<void> {
    const { index, viewingId, growingAfterMs } = this.#source;
    const signal = this.#abort.signal;
    await index.cover(atMs, atMs + aheadMs, growingAfterMs);
    const near = nextWanted({
      segments: index.segments,
      fromMs: atMs,
      toMs: atMs + aheadMs,
      mostBytes: isBuffered(this.element.buffered, (atMs - this.#source.originMs) / 1_000)
        ? laterBytes
        : firstBytes,
      has: (segmentId, fragment) => this.#has.has(fragmentKey(segmentId, fragment)),
    });
    if (near === undefined || signal.aborted) return;
    const track = this.#source.track(near.segment);
    if (track === undefined) {
      this.#mark(near);
      return;
    }
    if (!MediaSource.isTypeSupported(track.type)) {
      this.#unsupported = track.type;
      return;
    }
    const [init, bytes] = await Promise.all([
      this.#initOf(near.segment, signal),
      segmentBytes({
        viewingId,
        segmentId: near.segment.segmentId,
        startByte: near.startByte,
        endByte: near.endByte,
        signal,
      }),
    ]);
    if (this.#over || signal.aborted) return;
    await this.#append(near, track, { init, bytes });
    this.#failure = undefined;
    await this.#forget(atMs);
  }

  async #initOf(segment: PlaySegment, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#inits.get(segment.init.sha256);
    if (known !== undefined) return known;
    const bytes = await segmentBytes({
      viewingId: this.#source.viewingId,
      segmentId: segment.segmentId,
      startByte: 0,
      endByte: segment.init.sizeBytes,
      signal,
    });
    this.#inits.set(segment.init.sha256, bytes);
    return bytes;
  }

  async #append(
    wanted: Wanted,
    track: TrackFeed,
    got: { readonly init: Uint8Array; readonly bytes: Uint8Array },
  ): Promise<void> {
    const buffer = this.#bufferFor(track.type);
    const initKey = `${track.type}/${wanted.segment.init.sha256}`;
    buffer.timestampOffset = (wanted.segment.startMs - this.#source.originMs) / 1_000;
    if (initKey !== this.#initKey) {
      const init = track.init(got.init);
      if (init !== undefined) await appended(buffer, init);
      this.#initKey = initKey;
    }
    for (let at = wanted.firstFragment; at < wanted.endFragment; at++) {
      const fragment = wanted.segment.fragments[at];
      if (fragment === undefined) continue;
      const start = fragment.offsetBytes - wanted.startByte;
      const part = track.fragment(got.bytes.subarray(start, start + fragment.sizeBytes));
      if (part !== undefined) await appended(buffer, part);
      this.#has.add(fragmentKey(wanted.segment.segmentId, at));
    }
  }

  #bufferFor(type: string): SourceBuffer {
    if (this.#buffer === undefined) {
      this.#buffer = this.#media.addSourceBuffer(type);
      this.#type = type;
    } else if (this.#type !== type) {
      this.#buffer.changeType(type);
      this.#type = type;
    }
    return this.#buffer;
  }

  #mark(wanted: Wanted): void {
    for (let at = wanted.firstFragment; at < wanted.endFragment; at++)
      this.#has.add(fragmentKey(wanted.segment.segmentId, at));
  }

  /** What lies far behind or far ahead of the clock leaves the memory and may be fetched again. */
  async #forget(atMs: number): Promise<void> {
    const buffer = this.#buffer;
    if (buffer === undefined || buffer.buffered.length === 0) return;
    const start = buffer.buffered.start(0);
    const end = buffer.buffered.end(buffer.buffered.length - 1);
    const at = (atMs - this.#source.originMs) / 1_000;
    const before = at - keepBehindSeconds;
    const after = at + 180;
    if (start < before - 10) await this.#remove(buffer, start, before);
    if (end > after + 10) await this.#remove(buffer, after, end + 1);
  }

  async #remove(buffer: SourceBuffer, from: number, to: number): Promise<void> {
    const done = settled(buffer);
    buffer.remove(Math.max(0, from), to);
    await done;
    const fromMs = this.#source.originMs + from * 1_000;
    const toMs = this.#source.originMs + to * 1_000;
    for (const segment of this.#source.index.segments) {
      for (const [at, fragment] of segment.fragments.entries()) {
        const startMs = segment.startMs + fragment.atMs;
        if (startMs < toMs && startMs + fragment.durationMs > fromMs)
          this.#has.delete(fragmentKey(segment.segmentId, at));
      }
    }
  }
}

function isBuffered(ranges: TimeRanges, at: number): boolean {
  for (let index = 0; index < ranges.length; index++) {
    if (at >= ranges.start(index) - 0.12 && at < ranges.end(index)) return true;
  }
  return false;
}

function settled(buffer: SourceBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    buffer.addEventListener("updateend", () => resolve(), { once: true });
    buffer.addEventListener("error", () => reject(new Error("append")), { once: true });
  });
}

async function appended(buffer: SourceBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const done = settled(buffer);
  buffer.appendBuffer(bytes);
  await done;
}
