/**
 * Turns a counter of 16 or 32 bits that starts anywhere and wraps into a number that starts at 0
 * and goes on. A step is read as the shorter way round, so values may come slightly out of order.
 */
export class Unwrap {
  readonly #modulus: number;
  #last: number | undefined;
  #value = 0;

  constructor(bits: 16 | 32) {
    this.#modulus = 2 ** bits;
  }

  /** The value for the next raw number; it becomes the one later numbers are compared with. */
  next(raw: number): number {
    this.#value = this.peek(raw);
    this.#last = raw;
    return this.#value;
  }

  /** The value a raw number would have, without remembering it. Before the first `next` this is 0. */
  peek(raw: number): number {
    if (this.#last === undefined) return 0;
    const step = (raw - this.#last + this.#modulus) % this.#modulus;
    return this.#value + (step < this.#modulus / 2 ? step : step - this.#modulus);
  }

  /** Makes `raw` stand for `value`: the counter began anew. */
  restart(raw: number, value: number): void {
    this.#last = raw;
    this.#value = value;
  }
}
