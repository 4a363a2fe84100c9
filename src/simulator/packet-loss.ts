/** Decides which RTP packets go missing: a seeded share of all, and the next so many. */
export class PacketLoss {
  readonly #share: number;
  #next: number;
  #state: number;

  constructor(setting: {
    readonly percent: number;
    readonly packets: number;
    readonly seed: number;
  }) {
    this.#share = setting.percent / 100;
    this.#next = setting.packets;
    this.#state = setting.seed >>> 0;
  }

  takes(): boolean {
    if (this.#next > 0) {
      this.#next--;
      return true;
    }
    return this.#share > 0 && this.#draw() < this.#share;
  }

  /** Mulberry32: the same seed loses the same packets. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  }
}
