/** Lets at most `most` tasks run at once; the others wait in the order they came. */
export class Turns {
  readonly #most: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get free(): boolean {
    return this.#running < this.#most;
  }

  async take<T>(task: () => Promise<T>): Promise<T> {
    if (!this.free) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}
