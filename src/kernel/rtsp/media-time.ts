import { Unwrap } from "./unwrap.ts";

/** Steps beyond these are no media time but a camera that set its counter anew. */
const forwardMostMs = 10_000;
const backwardMostMs = 2_000;

/**
 * RTP timestamps as ticks that begin at 0 with the first packet of the run. When a camera sets its
 * counter anew in mid-stream, time goes on by the time of arrival instead of jumping by hours.
 */
export class MediaTime {
  readonly #clockRate: number;
  readonly #unwrap = new Unwrap(32);
  #lastArrivalMs: number | undefined;
  #value = 0;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  get started(): boolean {
    return this.#lastArrivalMs !== undefined;
  }

  /** Ticks of a packet's timestamp that arrived at `arrivalMs` (any clock that goes forward). */
  next(timestamp: number, arrivalMs: number): number {
    const passedMs =
      this.#lastArrivalMs === undefined ? 0 : Math.max(0, arrivalMs - this.#lastArrivalMs);
    const stepMs = ((this.#unwrap.peek(timestamp) - this.#value) * 1_000) / this.#clockRate;
    // Forward is measured against arrival: after a silence of the camera a long step is honest.
    if (stepMs > passedMs + forwardMostMs || stepMs < -backwardMostMs)
      this.#unwrap.restart(
        timestamp,
        this.#value + Math.round((passedMs * this.#clockRate) / 1_000),
      );
    this.#value = this.#unwrap.next(timestamp);
    this.#lastArrivalMs = arrivalMs;
    return this.#value;
  }

  /** Ticks of a timestamp told apart from the packets, by a sender report. */
  peek(timestamp: number): number {
    return this.#unwrap.peek(timestamp);
  }
}
