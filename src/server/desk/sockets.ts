import type { WebSocket } from "@fastify/websocket";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { signIns } from "../people/index.ts";
import type { Socket, SocketAnswer } from "./handler.ts";

interface Open {
  readonly signInId: string | undefined;
  /** Stays while its page is locked: it tells that the page is there and shows nothing. */
  readonly whileLocked: boolean;
  readonly raw: WebSocket;
  lastSeenMs: number;
  unanswered: number;
}

/** Whose page a socket belongs to. */
export type SocketOwner = Pick<Open, "signInId" | "whileLocked">;

const unansweredMost = 3;
const roundsPerCheck = 2;
const backlogMostBytes = 64 * 1024 * 1024;

/**
 * All open sockets of the desk. Each one is pinged, so that a page that vanished without a word is
 * noticed and the last instant it was heard is known; each one ends within 5 s of its sign-in, and
 * within 5 s of its page being locked.
 */
export class Sockets {
  readonly #house: House;
  readonly #open = new Set<Open>();
  readonly #stop = new AbortController();

  constructor(house: House) {
    this.#house = house;
    void this.#watch();
  }

  /** Hands an accepted socket to its handler. */
  adopt(raw: WebSocket, owner: SocketOwner, take: SocketAnswer): void {
    const open: Open = { ...owner, raw, lastSeenMs: this.#house.clock.now(), unanswered: 0 };
    const heard = () => {
      open.lastSeenMs = this.#house.clock.now();
      open.unanswered = 0;
    };
    this.#open.add(open);
    raw.on("pong", heard);
    raw.on("message", heard);
    // An error is always followed by `close`, which tells the handler.
    raw.on("error", () => {});
    raw.on("close", () => this.#open.delete(open));
    take(socketOf(open, this.#house));
  }

  get count(): number {
    return this.#open.size;
  }

  close(): void {
    this.#stop.abort();
    for (const { raw } of this.#open) raw.close(1001, "the house closes");
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stop;
    for (let round = 0; !signal.aborted; round++) {
      await this.#house.clock.sleep(limits.presencePingMs, signal);
      if (signal.aborted) return;
      this.#ping();
      if (round % roundsPerCheck === 0) await this.#cutEnded();
    }
  }

  /** Counted in rounds, not in time: a server that was late itself blames nobody. */
  #ping(): void {
    for (const open of this.#open) {
      if (open.unanswered >= unansweredMost) open.raw.terminate();
      else if (open.raw.readyState === open.raw.OPEN) {
        open.unanswered++;
        open.raw.ping();
      }
    }
  }

  async #cutEnded(): Promise<void> {
    const ids = [...this.#open].flatMap((open) =>
      open.signInId === undefined ? [] : [open.signInId],
    );
    if (ids.length === 0) return;
    try {
      const { held, unlocked } = await signIns.standing(this.#house, [...new Set(ids)]);
      for (const open of this.#open) {
        if (open.signInId === undefined) continue;
        if (!held.has(open.signInId)) open.raw.close(1008, "the sign-in has ended");
        else if (!open.whileLocked && !unlocked.has(open.signInId))
          open.raw.close(1008, "the page is locked");
      }
    } catch (cause) {
      // The database is away: nobody is let in, and those inside stay until it can be asked again.
      this.#house.log.warn({ error: String(cause) }, "sockets could not be checked");
    }
  }
}

function socketOf(open: Open, house: House): Socket {
  const { raw } = open;
  return {
    send(data) {
      if (raw.readyState !== raw.OPEN) return;
      if (raw.bufferedAmount > backlogMostBytes) raw.terminate();
      else raw.send(data);
    },
    backlogBytes: () => raw.bufferedAmount,
    close: (code, reason) => raw.close(code, reason.slice(0, 100)),
    onText: (take) =>
      void raw.on("message", (data, isBinary) => {
        if (!isBinary && data instanceof Uint8Array) take(new TextDecoder().decode(data));
      }),
    onClose: (ended) =>
      void raw.on("close", (code) => {
        // A closing handshake was heard now; without one the last answer is the last sign of life.
        ended(code === 1006 ? lastHeard(open, house) : house.clock.now());
      }),
  };
}

/** A broken connection is noticed at once when the other side resets it, late when it falls silent. */
function lastHeard(open: Open, house: House): number {
  return open.unanswered >= unansweredMost ? open.lastSeenMs : house.clock.now();
}
