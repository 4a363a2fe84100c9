import { Fault } from "../../contract/faults.ts";
import type { House } from "../../platform/house.ts";
import { Sequencer, type SequencerOptions } from "./sequencer.ts";

const everyMs = 1_000;

export interface StartedSequencer {
  /** Ends after the turn under way. What is not published yet waits for the next start. */
  stop(): Promise<void>;
}

/**
 * Numbers, integrates and publishes each second. An unreachable database is waited for; a damaged
 * ledger ends the sequencer (entries still go in, nothing is signed any more) and the operator is
 * told. After a failed write of the disk the process must stop: `onFatal` throws it unless given.
 */
export function startSequencer(
  house: House,
  options: SequencerOptions & { readonly onFatal?: (cause: unknown) => void } = {},
): StartedSequencer {
  const sequencer = new Sequencer(house, options);
  const stopping = new AbortController();
  const onFatal = options.onFatal ?? rethrow;
  const running = run(async () => {
    await sequencer.turn();
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };

  async function run(turn: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await turn();
        failures = 0;
      } catch (cause) {
        if (cause instanceof Fault && cause.kind === "disk") return onFatal(cause);
        house.log.error({ err: cause, failures }, "the ledger could not be brought forward");
        if (cause instanceof Fault && (cause.kind === "damaged" || cause.kind === "config")) return;
        failures++;
      }
      await house.clock.sleep(Math.min(everyMs * 2 ** failures, 10_000), stopping.signal);
    }
  }
}

function rethrow(cause: unknown): void {
  queueMicrotask(() => {
    throw cause;
  });
}

/** One turn of the sequencer, now: for commands and tests that cannot wait for the next second. */
export async function sequenceNow(house: House): Promise<void> {
  await new Sequencer(house).turn();
}
