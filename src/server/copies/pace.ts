import type { Clock } from "../../platform/clock.ts";

/** A limit that everything sent at the same time shares; what was not used is not made up for later. */
export class Pace {
  readonly #clock: Clock;
  readonly #bytesPerSecond: number;
  /** Up to here the line is taken. */
  #takenTicks = 0;

  /** 0: no limit. */
  constructor(clock: Clock, bytesPerSecond: number) {
    this.#clock = clock;
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Waits until so many bytes may have been sent. */
  async take(bytes: number): Promise<void> {
    if (this.#bytesPerSecond === 0) return;
    const now = this.#clock.ticks();
    const from = Math.max(now, this.#takenTicks);
    this.#takenTicks = from + (bytes * 1_000) / this.#bytesPerSecond;
    await this.#clock.sleep(this.#takenTicks - now);
  }
}
