/** The fastest the placement follows a camera's crystal: 500 ppm, well above any real one. */
const followPerMs = 0.000_5;
/** A frame cannot have been taken after it arrived: earlier evidence is followed faster. */
const followDownPerMs = 0.05;
const bucketMs = 5_000;
const buckets = 6;

/**
 * Places a run's media time on the house's clock. The least delay seen (arrival minus media time)
 * anchors the run; later minima, taken over the last half minute so that a late burst counts for
 * nothing, move the anchor by a bounded rate. Boundaries are placed in order, each once, so that
 * what ends at a boundary and what begins there have the same instant.
 */
export class WallPlacement {
  #offsetMs: number | undefined;
  #lastMediaMs = 0;
  #minima: { untilMs: number; delayMs: number }[] = [];

  /** A frame with media time `mediaMs` arrived at `arrivalMs`. */
  observe(mediaMs: number, arrivalMs: number): void {
    const delayMs = arrivalMs - mediaMs;
    const bucket = this.#minima.at(-1);
    if (bucket === undefined || arrivalMs >= bucket.untilMs) {
      this.#minima.push({ untilMs: arrivalMs + bucketMs, delayMs });
      if (this.#minima.length > buckets) this.#minima.shift();
    } else if (delayMs < bucket.delayMs) bucket.delayMs = delayMs;
  }

  /** Where a frame lies as far as is known now; moves nothing. */
  estimate(mediaMs: number): number {
    return mediaMs + (this.#offsetMs ?? this.#target());
  }

  /** The instant of a boundary, in fractions of a millisecond. Boundaries must come in order. */
  place(mediaMs: number): number {
    const target = this.#target();
    if (this.#offsetMs === undefined) this.#offsetMs = target;
    else {
      const passedMs = Math.max(0, mediaMs - this.#lastMediaMs);
      const up = passedMs * followPerMs;
      const down = passedMs * followDownPerMs;
      this.#offsetMs += Math.min(up, Math.max(-down, target - this.#offsetMs));
    }
    this.#lastMediaMs = mediaMs;
    return mediaMs + this.#offsetMs;
  }

  /** Moves the anchor so that the boundary just placed lies `ms` later. */
  shift(ms: number): void {
    this.#offsetMs = (this.#offsetMs ?? this.#target()) + ms;
  }

  /** How far the anchor lies from what the last half minute says: large after a step of a clock. */
  strayMs(): number {
    if (this.#offsetMs === undefined || this.#minima.length < buckets) return 0;
    return this.#target() - this.#offsetMs;
  }

  #target(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { delayMs } of this.#minima) least = Math.min(least, delayMs);
    return Number.isFinite(least) ? least : 0;
  }
}
