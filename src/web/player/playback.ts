import type {
  CameraLine,
  Gap,
  LessonTimeline,
  PlaySegment,
} from "../../contract/routes/recording.ts";
import { touch } from "../session/idle.ts";
import { bounded, changed, clockAt, type ClockState } from "./clock.ts";
import { Feed, type FeedState } from "./feed.ts";
import {
  chooseStream,
  nextRecordedMs,
  stateAt,
  type ChosenStream,
  type LineStream,
} from "./line.ts";
import { PlayedLog } from "./played.ts";
import type { Reporter } from "./reporter.ts";
import { SegmentIndex } from "./segment-index.ts";
import { audioFeed, videoFeed } from "./track-kind.ts";

export interface TileShown {
  readonly cameraId: string;
  /** `gap` with its cause where nothing was recorded: never a frozen picture. */
  readonly state: FeedState | "gap" | "stuck";
  readonly gap: Gap | undefined;
  readonly chosen: ChosenStream | undefined;
  readonly failure: unknown;
}

export interface Shown {
  readonly atMs: number;
  readonly playing: boolean;
  readonly held: boolean;
  readonly rate: number;
  readonly tiles: readonly TileShown[];
  readonly sounding: string | undefined;
}

interface Tile {
  readonly line: CameraLine;
  readonly chosen: ChosenStream | undefined;
  readonly stream: LineStream | undefined;
  readonly index: SegmentIndex | undefined;
  feed: Feed | undefined;
  state: TileShown["state"];
  waitingSinceTicks: number;
}

const stuckAfterMs = 8_000;

/**
 * One to nine cameras in step on one clock. The clock waits for bytes that must come; where a
 * camera recorded nothing it goes on and the tile says why. One camera sounds at a time.
 */
export class Playback {
  readonly #viewingId: string;
  readonly #reporter: Reporter;
  readonly #played = new PlayedLog();
  readonly #listeners = new Set<() => void>();
  readonly #sound = new Audio();
  #timeline: LessonTimeline;
  #tiles = new Map<string, Tile>();
  /** Pictures on the page, by camera; they may be there before or after their tile. */
  readonly #elements = new Map<string, HTMLVideoElement>();
  #clock: ClockState;
  #soundFeed: Feed | undefined;
  #sounding: string | undefined;
  #shown: Shown;
  #lastMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(of: {
    readonly viewingId: string;
    readonly timeline: LessonTimeline;
    readonly startMs: number;
    readonly reporter: Reporter;
  }) {
    this.#viewingId = of.viewingId;
    this.#timeline = of.timeline;
    this.#reporter = of.reporter;
    this.#lastMs = of.startMs;
    this.#clock = {
      playing: false,
      held: false,
      rate: 1,
      atMs: of.startMs,
      anchorTicks: performance.now(),
    };
    this.#shown = {
      atMs: of.startMs,
      playing: false,
      held: false,
      rate: 1,
      tiles: [],
      sounding: undefined,
    };
  }

  /** Starts the steps of the clock; undone by `close`. */
  run(): void {
    this.#timer ??= setInterval(() => this.#step(), 50);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly shown = (): Shown => this.#shown;

  /** A lesson that is still being recorded grows. */
  update(timeline: LessonTimeline): void {
    this.#timeline = timeline;
    for (const line of timeline.cameras) {
      const tile = this.#tiles.get(line.cameraId);
      if (tile === undefined) continue;
      const stream = line.streams.find((each) => each.stream === tile.chosen?.stream);
      this.#tiles.set(line.cameraId, { ...tile, line, stream });
    }
  }

  /** Which cameras are on the screen, in order; their elements attach themselves. */
  choose(cameraIds: readonly string[]): void {
    const kept = new Map<string, Tile>();
    for (const id of cameraIds) {
      const old = this.#tiles.get(id);
      const line = this.#timeline.cameras.find((each) => each.cameraId === id);
      if (old !== undefined) kept.set(id, old);
      else if (line !== undefined) kept.set(id, this.#newTile(line));
    }
    for (const [id, tile] of this.#tiles) if (!kept.has(id)) tile.feed?.close();
    const changedChoice = this.#tiles.size > 0;
    this.#tiles = kept;
    for (const tile of kept.values()) this.#join(tile);
    if (this.#sounding !== undefined && !kept.has(this.#sounding)) this.sound(undefined);
    if (changedChoice) this.#report("camera");
    this.#step();
  }

  #newTile(line: CameraLine): Tile {
    const chosen = chooseStream(line, (type) => MediaSource.isTypeSupported(type));
    const stream = line.streams.find((each) => each.stream === chosen?.stream);
    const index =
      chosen === undefined
        ? undefined
        : new SegmentIndex({
            viewingId: this.#viewingId,
            cameraId: line.cameraId,
            stream: chosen.stream,
          });
    return {
      line,
      chosen,
      stream,
      index,
      feed: undefined,
      state: chosen === undefined ? "unsupported" : "waiting",
      waitingSinceTicks: performance.now(),
    };
  }

  #source(index: SegmentIndex) {
    const growingAfterMs = this.#timeline.sealed
      ? Number.POSITIVE_INFINITY
      : this.#timeline.nowMs - 180_000;
    return {
      viewingId: this.#viewingId,
      index,
      originMs: this.#timeline.span.startMs,
      growingAfterMs,
    };
  }

  /** Gives a camera its picture element, or takes it away. */
  attach(cameraId: string, element: HTMLVideoElement | null): void {
    if (element === null) this.#elements.delete(cameraId);
    else this.#elements.set(cameraId, element);
    const tile = this.#tiles.get(cameraId);
    if (tile !== undefined) this.#join(tile);
  }

  #join(tile: Tile): void {
    const element = this.#elements.get(tile.line.cameraId);
    if (tile.feed?.element === element) return;
    tile.feed?.close();
    tile.feed =
      element === undefined || tile.index === undefined
        ? undefined
        : new Feed(element, { ...this.#source(tile.index), track: videoFeed });
  }

  sound(cameraId: string | undefined): void {
    this.#soundFeed?.close();
    this.#soundFeed = undefined;
    this.#sounding = cameraId;
    const tile = cameraId === undefined ? undefined : this.#tiles.get(cameraId);
    if (tile?.index !== undefined)
      this.#soundFeed = new Feed(this.#sound, { ...this.#source(tile.index), track: audioFeed });
    this.#step();
  }

  play(): void {
    const { startMs } = this.#timeline.span;
    if (clockAt(this.#clock, performance.now()) >= this.#endMs()) this.#set({ atMs: startMs });
    this.#set({ playing: true });
  }

  pause(): void {
    this.#set({ playing: false, held: false });
  }

  toggle(): void {
    if (this.#clock.playing) this.pause();
    else this.play();
  }

  seek(toMs: number): void {
    const atMs = Math.min(this.#endMs(), Math.max(this.#timeline.span.startMs, Math.round(toMs)));
    this.#set({ atMs });
    this.#lastMs = atMs;
    for (const tile of this.#tiles.values()) {
      tile.feed?.jumped();
      tile.waitingSinceTicks = performance.now();
    }
    this.#soundFeed?.jumped();
    this.#report("seek");
  }

  move(byMs: number): void {
    this.seek(clockAt(this.#clock, performance.now()) + byMs);
  }

  /** One picture on or back, standing still. */
  frame(direction: 1 | -1): void {
    this.pause();
    this.#set({ atMs: clockAt(this.#clock, performance.now()) + direction * this.#frameMs() });
    this.#lastMs = this.#clock.atMs;
  }

  speed(rate: number): void {
    this.#set({ rate });
    this.#report("speed");
  }

  /** To the next instant at which a chosen camera has a picture. */
  skipGap(): void {
    const streams = [...this.#tiles.values()].flatMap((tile) => tile.stream ?? []);
    const toMs = nextRecordedMs(streams, clockAt(this.#clock, performance.now()));
    if (toMs !== undefined) this.seek(toMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const tile of this.#tiles.values()) tile.feed?.close();
    this.#tiles.clear();
    this.#soundFeed?.close();
  }

  /** The instant shown now. */
  nowMs(): number {
    return Math.round(clockAt(this.#clock, performance.now()));
  }

  /** The sealed segment that holds the instant shown now, once its index has been read. */
  async segmentNow(cameraId: string): Promise<PlaySegment | undefined> {
    const atMs = this.nowMs();
    const index = this.#tiles.get(cameraId)?.index;
    await index?.cover(atMs, atMs + 1, Number.POSITIVE_INFINITY);
    await index?.read();
    return index?.segments.find((each) => each.startMs <= atMs && atMs < each.endMs);
  }

  /** For the closing report: what has been shown and not yet told. */
  takePlayed() {
    return this.#played.take();
  }

  #frameMs(): number {
    const first = [...this.#tiles.values()][0];
    const segments = first?.index?.segments ?? [];
    const atMs = this.#clock.atMs;
    const segment = segments.find((each) => each.startMs <= atMs && atMs < each.endMs);
    const video = segment?.tracks.find((track) => track.kind === "video");
    if (segment === undefined || video === undefined || video.frames < 2) return 40;
    return Math.min(1_000, Math.max(8, (segment.endMs - segment.startMs) / video.frames));
  }

  #endMs(): number {
    return Math.min(this.#timeline.span.endMs, this.#timeline.nowMs);
  }

  #set(change: Parameters<typeof changed>[2]): void {
    this.#clock = changed(this.#clock, performance.now(), change);
    this.#step();
  }

  #report(reason: "seek" | "speed" | "camera"): void {
    this.#reporter.moved({
      toMs: Math.round(this.#clock.atMs),
      reason,
      played: this.#played.take(),
    });
  }

  #step(): void {
    const ticks = performance.now();
    this.#clock = bounded(this.#clock, ticks, {
      startMs: this.#timeline.span.startMs,
      endMs: this.#endMs(),
    });
    const atMs = clockAt(this.#clock, ticks);
    const { playing, held, rate } = this.#clock;
    let mustWait = false;
    for (const tile of this.#tiles.values()) {
      this.#stepTile(tile, atMs, ticks);
      mustWait ||= tile.state === "waiting";
      if (playing && !held && tile.state === "ready" && tile.chosen !== undefined) {
        this.#played.shown(
          tile.line.cameraId,
          tile.chosen.stream,
          Math.min(this.#lastMs, atMs),
          atMs,
        );
      }
    }
    this.#soundFeed?.want(atMs, 15_000 * Math.max(1, rate));
    this.#soundFeed?.follow(atMs, rate, playing && !held);
    if (playing && mustWait !== held) this.#clock = changed(this.#clock, ticks, { held: mustWait });
    if (playing && !held) touch();
    this.#lastMs = atMs;
    this.#tell(atMs);
  }

  #stepTile(tile: Tile, atMs: number, ticks: number): void {
    if (tile.chosen === undefined || tile.stream === undefined) {
      tile.state = "unsupported";
      return;
    }
    const rate = this.#clock.rate;
    // A gap ahead is no reason to stop fetching what lies behind it.
    tile.feed?.want(atMs, 12_000 * Math.max(1, rate));
    const here = stateAt(tile.stream, atMs);
    if (!here.recorded) {
      tile.feed?.element.pause();
      tile.state = "gap";
      tile.waitingSinceTicks = ticks;
      return;
    }
    const state =
      tile.feed?.follow(atMs, rate, this.#clock.playing && !this.#clock.held) ?? "waiting";
    if (state !== "waiting") tile.waitingSinceTicks = ticks;
    tile.state =
      state === "waiting" && ticks - tile.waitingSinceTicks > stuckAfterMs ? "stuck" : state;
  }

  #tell(atMs: number): void {
    const tiles = [...this.#tiles.values()].map((tile): TileShown => {
      const here = tile.stream === undefined ? undefined : stateAt(tile.stream, atMs);
      const gap = here === undefined || here.recorded ? undefined : here.gap;
      return {
        cameraId: tile.line.cameraId,
        state: tile.state,
        gap,
        chosen: tile.chosen,
        failure: tile.feed?.failure,
      };
    });
    const { playing, held, rate } = this.#clock;
    const next: Shown = { atMs, playing, held, rate, tiles, sounding: this.#sounding };
    if (sameShown(this.#shown, next)) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }
}

function sameShown(a: Shown, b: Shown): boolean {
  return (
    Math.abs(a.atMs - b.atMs) < 1 &&
    a.playing === b.playing &&
    a.held === b.held &&
    a.rate === b.rate &&
    a.sounding === b.sounding &&
    a.tiles.length === b.tiles.length &&
    a.tiles.every((tile, at) => {
      const other = b.tiles[at];
      return (
        other?.cameraId === tile.cameraId &&
        other.state === tile.state &&
        other.gap === tile.gap &&
        other.failure === tile.failure
      );
    })
  );
}
