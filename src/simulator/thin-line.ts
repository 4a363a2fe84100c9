/** Something that leaves at once or waits its turn. */
export interface Parcel {
  readonly sizeBytes: number;
  readonly send: () => void;
}

/** A line of limited rate with 2 s of patience. Without a rate everything leaves at once. */
export class ThinLine {
  #waiting: Parcel[] = [];
  #waitingBytes = 0;
  #kbps: number | undefined;
  #budgetBytes = 0;
  #lastTicks = 0;

  /** Sets the rate (undefined: none) and lets leave what may. Called at every tick. */
  pace(kbps: number | undefined, nowTicks: number): void {
    const elapsedMs = Math.min(1_000, nowTicks - this.#lastTicks);
    this.#lastTicks = nowTicks;
    if (this.#kbps === undefined) this.#budgetBytes = 0;
    this.#kbps = kbps;
    if (kbps !== undefined)
      this.#budgetBytes = Math.min(kbps * 25, this.#budgetBytes + (kbps / 8) * elapsedMs);
    for (;;) {
      if (kbps !== undefined && this.#budgetBytes <= 0) return;
      const parcel = this.#waiting.shift();
      if (parcel === undefined) return;
      this.#waitingBytes -= parcel.sizeBytes;
      this.#budgetBytes -= parcel.sizeBytes;
      parcel.send();
    }
  }

  /** True when a parcel put in now would have to be dropped. */
  full(): boolean {
    return this.#kbps !== undefined && this.#waitingBytes > (this.#kbps / 8) * 2_000;
  }

  put(parcel: Parcel): void {
    if (this.#kbps === undefined && this.#waiting.length === 0) return parcel.send();
    this.#waiting.push(parcel);
    this.#waitingBytes += parcel.sizeBytes;
  }
}
