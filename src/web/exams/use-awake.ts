import { useEffect } from "react";
import { dayLengthMs } from "../../kernel/osce/run-clock.ts";
import { staysAwake } from "../../kernel/osce/run-acts.ts";
import { touch } from "../session/idle.ts";
import { type Board, type Moment } from "./use-board.ts";

const againMs = 10_000;

/** While an exam runs nobody touches its board for hours: it is at work all the same, and so is its screen. */
export function useAwake(board: Board, { run, elapsedMs, turns }: Moment): void {
  const { leads, timing } = board;
  const awake = staysAwake(run, { leads, elapsedMs, lengthMs: dayLengthMs(timing, turns) });
  useEffect(() => {
    if (!awake) return undefined;
    let lock: WakeLockSentinel | undefined;
    const stay = () => {
      if (document.visibilityState !== "visible") return;
      touch();
      // Where a browser does not know it, or refuses, the device's own settings decide.
      if (!("wakeLock" in navigator) || lock?.released === false) return;
      void navigator.wakeLock.request("screen").then(
        (held) => (lock = held),
        () => undefined,
      );
    };
    stay();
    const timer = setInterval(stay, againMs);
    return () => {
      clearInterval(timer);
      void lock?.release();
    };
  }, [awake]);
}
