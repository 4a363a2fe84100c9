import type { House } from "../../platform/house.ts";
import { limits } from "../../contract/limits.ts";
import { signIns } from "../people/index.ts";
import type { Socket } from "./handler.ts";

/** Noted this often, so that even a crash of the server keeps a duration within 5 s (S0-5.1.1). */
const noteEveryMs = 2 * limits.presencePingMs;

/**
 * Which sign-ins have a page open just now. The last page that falls silent starts the time after
 * which the sign-in ends as `gone`; a page that returns in time stops it.
 */
export class Presences {
  readonly #house: House;
  readonly #pages = new Map<string, number>();
  readonly #stop = new AbortController();
  #latest: Promise<unknown> = Promise.resolve();

  constructor(house: House) {
    this.#house = house;
    this.#write(() => signIns.resumePresence(house));
    void this.#note();
  }

  join(signInId: string, socket: Socket): void {
    this.#pages.set(signInId, (this.#pages.get(signInId) ?? 0) + 1);
    this.#write(() => signIns.notePresent(this.#house, [signInId]));
    socket.onClose((lastSeenMs) => this.#leave(signInId, lastSeenMs));
  }

  /** Ends the noting; pages still open are settled at the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#latest;
  }

  #leave(signInId: string, lastSeenMs: number): void {
    const pages = (this.#pages.get(signInId) ?? 1) - 1;
    if (pages > 0) {
      this.#pages.set(signInId, pages);
      return;
    }
    this.#pages.delete(signInId);
    if (this.#stop.signal.aborted) return;
    this.#write(() => signIns.noteSilent(this.#house, signInId, lastSeenMs));
  }

  async #note(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#house.clock.sleep(noteEveryMs, signal);
      if (signal.aborted) return;
      const present = [...this.#pages.keys()];
      if (present.length > 0) this.#write(() => signIns.notePresent(this.#house, present));
      await this.#latest;
    }
  }

  /** One after another, so that a loss noted late does not overtake a return. */
  #write(write: () => Promise<unknown>): void {
    this.#latest = this.#latest.then(write).catch((cause: unknown) => {
      this.#house.log.warn({ error: String(cause) }, "presence could not be noted");
    });
  }
}
