/** How many packets, and how long, a datagram's successors wait for it. */
const waitPackets = 64;
const waitMs = 100;

interface Waiting {
  readonly bytes: Uint8Array;
  readonly arrivalMs: number;
}

/**
 * Puts datagrams back in the order of their sequence numbers. A hole is given up, and the later
 * packets go on, when too many wait behind it or too long. Bytes are kept, so they must not be reused.
 */
export class Reorder {
  readonly #take: (bytes: Uint8Array, arrivalMs: number) => void;
  readonly #waiting = new Map<number, Waiting>();
  #next: number | undefined;

  constructor(take: (bytes: Uint8Array, arrivalMs: number) => void) {
    this.#take = take;
  }

  push(sequence: number, bytes: Uint8Array, arrivalMs: number): void {
    const step = this.#next === undefined ? 0 : (sequence - this.#next) & 0xffff;
    // Late, or a counter begun anew: whoever counts behind us decides.
    if (step >= 0x8000) return this.#take(bytes, arrivalMs);
    if (step === 0) {
      this.#take(bytes, arrivalMs);
      this.#next = (sequence + 1) & 0xffff;
      this.#release();
    } else {
      this.#waiting.set(sequence, { bytes, arrivalMs });
    }
    if (this.#waiting.size > 0) this.#giveUp(arrivalMs);
  }

  #release(): void {
    for (;;) {
      const next = this.#next ?? 0;
      const one = this.#waiting.get(next);
      if (one === undefined) return;
      this.#waiting.delete(next);
      this.#take(one.bytes, one.arrivalMs);
      this.#next = (next + 1) & 0xffff;
    }
  }

  #giveUp(nowMs: number): void {
    const oldest = Math.min(...[...this.#waiting.values()].map((one) => one.arrivalMs));
    if (this.#waiting.size <= waitPackets && nowMs - oldest <= waitMs) return;
    const from = this.#next ?? 0;
    const nearest = [...this.#waiting.keys()].toSorted(
      (a, b) => ((a - from) & 0xffff) - ((b - from) & 0xffff),
    )[0];
    this.#next = nearest;
    this.#release();
  }
}
