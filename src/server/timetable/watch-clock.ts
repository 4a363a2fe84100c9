import { granted } from "../../contract/outcome.ts";
import { type ClockState, ClockTrust } from "../../platform/clock-trust.ts";
import type { Clock } from "../../platform/clock.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import type { Job } from "./run-jobs.ts";

/** The house's clock as its rooms may believe it (C-39), and what is still to be entered about it. */
export class ClockWatch {
  readonly #trust: ClockTrust;
  #untold: ClockState[] = [];

  constructor(clock: Clock) {
    this.#trust = new ClockTrust(clock, (state) => void this.#untold.push(state));
  }

  /** Looks at the clock first: asked before something is signed, it must know of the newest jump. */
  state(): ClockState {
    return this.#trust.observe();
  }

  /** The operator has looked: the time is right as it is now. */
  acknowledge(): void {
    this.#trust.acknowledge();
  }

  /** Jumps nobody has entered yet; each is given out once. */
  takeUntold(): readonly ClockState[] {
    return this.#untold.splice(0);
  }
}

export function clockJob(watch: ClockWatch): Job {
  return {
    name: "clock",
    everyMs: 1_000,
    async run(house: House) {
      watch.state();
      for (const { driftMs, trusted } of watch.takeUntold()) {
        house.log.error({ driftMs, trusted }, "the clock has jumped");
        await act(house, { kind: "system", name: "scheduler" }, "clock.doubted@1", async () =>
          granted({
            value: undefined,
            subject: { type: "house", id: house.siteId },
            body: { driftMs, sealing: trusted },
          }),
        );
      }
    },
  };
}
