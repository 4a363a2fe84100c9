import type { Occasion } from "../contract/plan.ts";
import type { GapCause } from "../contract/spool.ts";
import { nextCovered, pieces } from "./recording-occasions.ts";
import type { Piece, Span } from "./recording-occasions.ts";

export interface Gap extends Piece {
  readonly cause: GapCause;
  readonly facts: Readonly<Record<string, number>>;
}

/**
 * Double-entry for time: every millisecond of every occasion of one camera's stream is either in a
 * segment or in a gap, once. `toMs` is the watermark: what lies before it is accounted for. It
 * moves
 * only by `cover` (frames were handed to the disk) and `settle` (a gap is sealed), and never back.
 */
export class TimeAccount {
  #toMs: number;
  #first: GapCause | undefined;
  #latest: GapCause | undefined;
  #facts: Record<string, number> = {};

  readonly #aliveSinceMs: number;

  /**
   * `aliveSinceMs`: this recorder did not run before; what is missing until then is its own fault.
   */
  constructor(toMs: number, aliveSinceMs: number) {
    this.#toMs = toMs;
    this.#aliveSinceMs = aliveSinceMs;
  }

  get toMs(): number {
    return this.#toMs;
  }

  /** What keeps frames from coming just now. */
  get cause(): GapCause | undefined {
    return this.#latest;
  }

  /**
   * Notes why frames are missing. The first cause names the gap, a lasting one its later pieces.
   */
  blame(cause: GapCause, facts: Readonly<Record<string, number>> = {}): void {
    this.#first ??= cause;
    this.#latest = cause;
    for (const [name, count] of Object.entries(facts))
      this.#facts[name] = (this.#facts[name] ?? 0) + count;
  }

  /** Frames cover `span`. Returns the gaps before it. Call only with `span.startMs >= toMs`. */
  cover(span: Span, occasions: readonly Occasion[]): readonly Gap[] {
    if (span.startMs < this.#toMs)
      throw new Error("frames would lie in time already accounted for");
    const gaps = this.#seal(span.startMs, occasions);
    this.#toMs = Math.max(this.#toMs, span.endMs);
    this.#first = undefined;
    this.#latest = undefined;
    this.#facts = {};
    return gaps;
  }

  /** Seals what is missing up to `untilMs`; what follows begins with the latest cause. */
  settle(untilMs: number, occasions: readonly Occasion[]): readonly Gap[] {
    if (untilMs <= this.#toMs) return [];
    const gaps = this.#seal(untilMs, occasions);
    this.#first = this.#latest;
    this.#facts = {};
    return gaps;
  }

  /** Milliseconds of occasions before `nowMs` that are neither in a segment nor in a gap. */
  missingMs(nowMs: number, occasions: readonly Occasion[]): number {
    const open = pieces(occasions, { startMs: this.#toMs, endMs: nowMs });
    return open.reduce((sum, piece) => sum + piece.endMs - piece.startMs, 0);
  }

  /** Time in which nothing is due passes by itself. */
  pass(nowMs: number, occasions: readonly Occasion[]): void {
    const next = nextCovered(occasions, this.#toMs) ?? nowMs;
    const toMs = Math.min(next, nowMs);
    if (toMs <= this.#toMs) return;
    this.#toMs = toMs;
    this.#first = undefined;
    this.#latest = undefined;
    this.#facts = {};
  }

  #seal(untilMs: number, occasions: readonly Occasion[]): readonly Gap[] {
    const startMs = this.#toMs;
    if (untilMs <= startMs) return [];
    this.#toMs = untilMs;
    const begins = occasions.some((occasion) => occasion.startMs === startMs);
    const cause = this.#first ?? (begins ? "late-start" : "unknown");
    const facts = { ...this.#facts };
    const aliveMs = Math.min(this.#aliveSinceMs, untilMs);
    if (startMs >= aliveMs) return gaps(occasions, { startMs, endMs: untilMs }, { cause, facts });
    // Where the first try after the start brought frames, the whole span is the recorder's.
    const downToMs = this.#first === undefined ? untilMs : aliveMs;
    return [
      ...gaps(occasions, { startMs, endMs: downToMs }, { cause: "recorder-down", facts: {} }),
      ...gaps(occasions, { startMs: downToMs, endMs: untilMs }, { cause, facts }),
    ];
  }
}

export function gaps(
  occasions: readonly Occasion[],
  span: Span,
  why: Pick<Gap, "cause" | "facts">,
): readonly Gap[] {
  const { cause, facts } = why;
  return pieces(occasions, span).map((piece) => ({ ...piece, cause, facts }));
}

/** A hole inside a segment: pictures are missing, the recording went on around it. */
export interface Hole extends Span {
  readonly cause: "packets-lost" | "stalled";
  readonly facts: Readonly<Record<string, number>>;
}

/** Joins holes of one cause that lie closer than `nearMs`, adding up what they count. */
export function joinHoles(holes: readonly Hole[], nearMs: number): readonly Hole[] {
  const joined: Hole[] = [];
  for (const hole of holes.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = joined.at(-1);
    if (last === undefined || last.cause !== hole.cause || hole.startMs - last.endMs > nearMs) {
      joined.push(hole);
      continue;
    }
    const facts: Record<string, number> = { ...last.facts };
    for (const [name, count] of Object.entries(hole.facts))
      facts[name] = (facts[name] ?? 0) + count;
    const endMs = Math.max(last.endMs, hole.endMs);
    joined[joined.length - 1] = { startMs: last.startMs, endMs, cause: last.cause, facts };
  }
  return joined;
}
