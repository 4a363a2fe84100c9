import type { Clock } from "./clock.ts";

/** Requirement C-39: told beyond one second, not trusted beyond five. */
const toldBeyondMs = 1_000;
const trustedWithinMs = 5_000;
const settledAfterMs = 60_000;

export interface ClockState {
  /** Wall clock against monotonic ticks since the start or the last acknowledgement; positive: ahead. */
  readonly driftMs: number;
  /** False: nothing may be signed as of now. */
  readonly trusted: boolean;
}

/**
 * Compares the wall clock with the monotonic one, which no setting of the time moves. A jump of more
 * than a second is told once; beyond five seconds the clock is not trusted until the operator
 * acknowledges the new time or the clock has been back within a second for a minute.
 */
export class ClockTrust {
  readonly #clock: Clock;
  readonly #told: (state: ClockState) => void;
  #baseMs: number;
  #driftMs = 0;
  #toldMs = 0;
  #trusted = true;
  #backSinceTicks: number | undefined;

  /** `told` hears of each new drift beyond a second, and of trust lost and regained. */
  constructor(clock: Clock, told: (state: ClockState) => void) {
    this.#clock = clock;
    this.#told = told;
    this.#baseMs = clock.now() - clock.ticks();
  }

  get state(): ClockState {
    return { driftMs: this.#driftMs, trusted: this.#trusted };
  }

  /** Looks at both clocks; call it about once a second and before signing. */
  observe(): ClockState {
    const ticks = this.#clock.ticks();
    this.#driftMs = Math.round(this.#clock.now() - ticks - this.#baseMs);
    const away = Math.abs(this.#driftMs);
    const before = this.#trusted;
    if (away > trustedWithinMs) this.#trusted = false;
    if (away > toldBeyondMs) this.#backSinceTicks = undefined;
    else this.#settle(ticks);
    const moved = Math.abs(this.#driftMs - this.#toldMs) > toldBeyondMs;
    if (moved || before !== this.#trusted) {
      this.#toldMs = this.#driftMs;
      this.#told(this.state);
    }
    return this.state;
  }

  /** The operator has looked: the wall clock is right as it is now. */
  acknowledge(): void {
    this.#baseMs = this.#clock.now() - this.#clock.ticks();
    this.#driftMs = 0;
    this.#toldMs = 0;
    this.#trusted = true;
    this.#backSinceTicks = undefined;
    this.#told(this.state);
  }

  #settle(ticks: number): void {
    this.#backSinceTicks ??= ticks;
    if (ticks - this.#backSinceTicks >= settledAfterMs) this.#trusted = true;
  }
}
