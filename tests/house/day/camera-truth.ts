import {
  type Span,
  clipSpans,
  seamMs,
  spanMs,
  subtractSpans,
} from "../../../src/kernel/timeline.ts";
import type { RunReport, Simulator } from "../../../src/simulator/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";

/** Every clip runs at this rate. */
const frameMs = 40;

/** When frame 0 of a camera was due on the wall: the least of many looks, so that no late tick counts. */
export async function frameZeroMs(simulator: Simulator, label: string): Promise<number> {
  let leastMs = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 100; look++) {
    const { frames } = simulator.ledgerOf({ camera: label, stream: "main" });
    leastMs = Math.min(leastMs, systemClock.now() - (frames - 1) * frameMs);
    await systemClock.sleep(7);
  }
  return leastMs;
}

/**
 * What was sent over a connection that was read. The recorder asks anew beside a connection that does not answer: the
 * one it gives up takes what it sends within less than a second before its end nowhere.
 */
function takenOf({ sent, endedAtMs }: RunReport): RunReport["sent"] {
  const last = sent.at(-1);
  const isGivenUp =
    endedAtMs !== undefined && last !== undefined && (last[1] - last[0]) * frameMs < 1_000;
  return isGivenUp ? sent.slice(0, -1) : sent;
}

/** What a camera handed to the network, by its own account, and what it withheld. */
export class CameraTruth {
  readonly #sent: readonly (readonly [number, number])[];
  readonly #zeroMs: number;

  constructor(simulator: Simulator, label: string, zeroMs: number) {
    this.#sent = simulator
      .ledgerOf({ camera: label, stream: "main" })
      .runs.flatMap((run) => takenOf(run).map(([from, to]) => [from, to] as const));
    this.#zeroMs = zeroMs;
  }

  atMs(frame: number): number {
    return this.#zeroMs + frame * frameMs;
  }

  /** Stretches of time whose frames were never sent. */
  withheld(within: Span): Span[] {
    const sent = this.#sent.map(([from, to]) => ({
      startMs: this.atMs(from),
      endMs: this.atMs(to),
    }));
    return subtractSpans([within], clipSpans(sent, within)).filter((span) => spanMs(span) > seamMs);
  }

  /** Numbers of the frames that were sent and lie within, a frame's width from its edges. */
  frames(within: Span): number[] {
    const first = Math.ceil((within.startMs - this.#zeroMs) / frameMs) + 1;
    const last = Math.floor((within.endMs - this.#zeroMs) / frameMs) - 2;
    const found = new Set<number>();
    for (const [from, to] of this.#sent)
      for (let frame = Math.max(from, first); frame < to && frame <= last; frame++)
        found.add(frame);
    return [...found].toSorted((a, b) => a - b);
  }
}
