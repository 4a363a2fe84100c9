import type { Playback } from "../player/playback.ts";
import { type Loop, loopedTo, sharedSpan, whoRuns } from "./in-step.ts";

export interface Side {
  readonly player: Playback;
  readonly startMs: number;
  readonly endMs: number;
  /** The instant of this side that stands for position 0. */
  readonly alignedMs: number;
}

export interface PairShown {
  readonly playing: boolean;
  readonly rate: number;
  /** From where the sides are aligned. */
  readonly positionMs: number;
  readonly loop: Loop | undefined;
  /** One waits for the other. */
  readonly waiting: boolean;
}

const nothing: PairShown = {
  playing: false,
  rate: 1,
  positionMs: 0,
  loop: undefined,
  waiting: false,
};
const stepEveryMs = 50;

/** One player, or two that play, pause, jump and loop together; each with the right it was opened by. */
export class Pair {
  #sides: readonly Side[] = [];
  #shown: PairShown = nothing;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly shown = (): PairShown => this.#shown;

  /** Players come and go with their viewings; what was aligned is aligned anew. */
  take(sides: readonly Side[]): void {
    const grown = sides.length !== this.#sides.length;
    this.#sides = sides;
    if (grown) this.pause();
    this.#tell({ positionMs: this.#positionMs() });
  }

  run(): void {
    this.#timer ??= setInterval(() => this.#step(), stepEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  toggle(): void {
    if (this.#shown.playing) this.pause();
    else this.#tell({ playing: true });
  }

  pause(): void {
    for (const { player } of this.#sides) player.pause();
    this.#tell({ playing: false, waiting: false });
  }

  speed(rate: number): void {
    for (const { player } of this.#sides) player.speed(rate);
    this.#tell({ rate });
  }

  seek(positionMs: number): void {
    for (const { player, alignedMs } of this.#sides) player.seek(alignedMs + positionMs);
    this.#tell({ positionMs });
  }

  move(byMs: number): void {
    this.seek(this.#positionMs() + byMs);
  }

  loop(loop: Loop | undefined): void {
    this.#tell({ loop });
  }

  span() {
    return this.#sides.length === 0 ? { startMs: 0, endMs: 0 } : sharedSpan(this.#sides);
  }

  #positionMs(): number {
    const all = this.#sides.map(({ player, alignedMs }) => player.nowMs() - alignedMs);
    return all.length === 0 ? 0 : Math.min(...all);
  }

  #step(): void {
    const { playing, rate, loop } = this.#shown;
    const positionMs = this.#positionMs();
    if (!playing) {
      this.#tell({ positionMs });
      return;
    }
    const back = loopedTo(loop, positionMs);
    if (back !== undefined) {
      this.seek(back);
      return;
    }
    if (positionMs >= this.span().endMs - stepEveryMs) {
      this.pause();
      return;
    }
    const now = this.#sides.map(({ player, alignedMs }) => ({
      positionMs: player.nowMs() - alignedMs,
      running: player.shown().playing,
    }));
    const runs = whoRuns(now, rate);
    for (const [at, { player }] of this.#sides.entries()) {
      if (runs[at] === now[at]?.running) continue;
      if (runs[at] === true) player.play();
      else player.pause();
    }
    this.#tell({ positionMs, waiting: runs.includes(false) });
  }

  #tell(change: Partial<PairShown>): void {
    const next = { ...this.#shown, ...change };
    const same =
      Math.abs(next.positionMs - this.#shown.positionMs) < 1 &&
      next.playing === this.#shown.playing &&
      next.rate === this.#shown.rate &&
      next.loop === this.#shown.loop &&
      next.waiting === this.#shown.waiting;
    if (same) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }
}
