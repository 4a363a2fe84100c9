import { useEffect, useRef, useState } from "react";
import { ask } from "../ask.ts";

const warnBeforeMs = 60_000;
const signs = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

let lastTicks = performance.now();
/** Something a person did: a key, a click, or a recording that is being watched. */
export function touch(): void {
  lastTicks = performance.now();
}

/** What the idle clock asks for at this moment; pure, so that it can be tested. */
export function idlePhase(
  idleForMs: number,
  limitMs: number,
): { readonly over: boolean; readonly leftMs: number | null } {
  const leftMs = limitMs - idleForMs;
  if (leftMs <= 0) return { over: true, leftMs: 0 };
  return { over: false, leftMs: leftMs <= Math.min(warnBeforeMs, limitMs / 2) ? leftMs : null };
}

/**
 * Seconds left before the sign-in ends for idleness, null while there is time. While somebody is
 * at work here the house is told about once a minute, so typing a long form does not sign out.
 */
export function useIdle(
  limitMs: number,
  onOver: () => void,
): { readonly leftSeconds: number | null; readonly stay: () => void } {
  const [leftSeconds, setLeft] = useState<number | null>(null);
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  }, [onOver]);
  useEffect(() => {
    touch();
    let toldTicks = performance.now();
    let ended = false;
    const onSign = () => touch();
    for (const sign of signs)
      window.addEventListener(sign, onSign, { passive: true, capture: true });
    const timer = setInterval(() => {
      const ticks = performance.now();
      const phase = idlePhase(ticks - lastTicks, limitMs);
      setLeft(phase.leftMs === null ? null : Math.ceil(phase.leftMs / 1_000));
      if (phase.over && !ended) {
        ended = true;
        over.current();
      }
      if (lastTicks > toldTicks && ticks - toldTicks > Math.min(60_000, limitMs / 4)) {
        toldTicks = ticks;
        void ask("me.read", {}).catch(() => undefined);
      }
    }, 1_000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
    };
  }, [limitMs]);
  return { leftSeconds, stay: touch };
}
