import type { PersonActor } from "../../contract/actor.ts";
import type { House } from "../../platform/house.ts";
import { type LiveHub, type LiveRight, noteLiveEnd } from "../playback/index.ts";
import type { SocketAnswer } from "./handler.ts";

/** Joins an accepted socket to a camera's live view, and enters its end however it comes. */
export function liveSocket(
  house: House,
  hub: LiveHub,
  live: { actor: PersonActor; right: LiveRight },
): SocketAnswer {
  return (socket) => {
    const leave = hub.watch(live.right.camera, socket);
    socket.onClose(() => {
      leave();
      void noteLiveEnd(house, live.actor, live.right);
    });
  };
}
