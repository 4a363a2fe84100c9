import { granted } from "../../contract/outcome.ts";
import type { Clock } from "../../platform/clock.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import type { Job } from "./run-jobs.ts";

/** More than this and evidence is no longer sealed (C-39). */
const sealMostMs = 5_000;
const alarmMs = 1_000;
/** A jump that was not followed by another for this long is the new truth. */
const settleMs = 10 * 60_000;

/**
 * Watches the wall clock against the monotonic one: a jump of the wall is drift, and while it is large
 * nothing is sealed. What the time really is only a time source can tell.
 */
export class ClockWatch {
  readonly #clock: Clock;
  #base: number;
  #changedTicks: number;
  #driftMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#base = clock.now() - clock.ticks();
    this.#changedTicks = clock.ticks();
  }

  state(): { readonly driftMs: number; readonly trusted: boolean } {
    return { driftMs: this.#driftMs, trusted: Math.abs(this.#driftMs) <= sealMostMs };
  }

  /** Measures; true when the drift is newly alarming. */
  look(): boolean {
    const ticks = this.#clock.ticks();
    const driftMs = Math.round(this.#clock.now() - ticks - this.#base);
    if (Math.abs(driftMs - this.#driftMs) > alarmMs) {
      this.#driftMs = driftMs;
      this.#changedTicks = ticks;
      return Math.abs(driftMs) > alarmMs;
    }
    if (Math.abs(this.#driftMs) > alarmMs && ticks - this.#changedTicks > settleMs) {
      this.#base += driftMs;
      this.#driftMs = 0;
    }
    return false;
  }
}

export function clockJob(watch: ClockWatch): Job {
  return {
    name: "clock",
    everyMs: 1_000,
    async run(house: House) {
      if (!watch.look()) return;
      const { driftMs, trusted } = watch.state();
      house.log.error({ driftMs }, "the clock has jumped");
      await act(house, { kind: "system", name: "scheduler" }, "clock.doubted@1", async () =>
        granted({
          value: undefined,
          subject: { type: "house", id: house.siteId },
          body: { driftMs, sealing: trusted },
        }),
      );
    },
  };
}
