import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { type LiveEnd, type LiveHub, type LiveRight, noteLiveEnd } from "../playback/index.ts";
import type { Socket, SocketAnswer } from "./handler.ts";

export interface LiveLook {
  readonly actor: PersonActor;
  readonly right: LiveRight;
  /** Whether the right stands now: a role, an area or a camera may have changed since. */
  stands(): Promise<boolean>;
}

/** Joins an accepted socket to a camera's live view, and enters its end however it comes. */
export function liveSocket(house: House, hub: LiveHub, live: LiveLook): SocketAnswer {
  return (socket) => {
    const leave = hub.watch(live.right.camera, socket);
    const over = new AbortController();
    socket.onClose(() => {
      over.abort();
      leave();
      void noteLiveEnd(house, live.actor, live.right);
    });
    void endWithRight(house, live, { socket, signal: over.signal });
  };
}

/** Asks every few seconds whether the right still stands; ends the pictures when it does not. */
async function endWithRight(
  house: House,
  live: LiveLook,
  { socket, signal }: { readonly socket: Socket; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await house.clock.sleep(limits.liveAskEveryMs, signal);
    if (signal.aborted) return;
    try {
      if (await live.stands()) continue;
      return socket.close(1008, rightEnded);
    } catch (cause) {
      // The database is away: nobody is let in, and those inside stay until it can be asked again.
      house.log.warn({ error: String(cause) }, "a live view could not be asked about");
    }
  }
}

const rightEnded: LiveEnd = "right-ended";
