import { useEffect, useRef } from "react";
import { nextSpeed } from "../player/clock.ts";
import type { Playback, Shown } from "../player/playback.ts";

/** Keys people know from players and editing desks. They rest while somebody types or is in a dialog. */
export function useKeys(player: Playback, shown: Shown, onFull: () => void): void {
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      const act = actFor(event.key, {
        player,
        rate: latest.current.rate,
        sounding: latest.current.sounding,
        first: latest.current.tiles[0]?.cameraId,
        onFull,
      });
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [player, onFull]);
}

interface Desk {
  readonly player: Playback;
  readonly rate: number;
  readonly sounding: string | undefined;
  readonly first: string | undefined;
  readonly onFull: () => void;
}

function actFor(key: string, desk: Desk): (() => void) | undefined {
  const { player } = desk;
  const acts = new Map<string, () => void>([
    [" ", () => player.toggle()],
    ["k", () => player.pause()],
    ["j", () => player.move(-10_000)],
    [
      "l",
      () => {
        player.speed(nextSpeed(desk.rate, 1));
        player.play();
      },
    ],
    ["arrowleft", () => player.move(-5_000)],
    ["arrowright", () => player.move(5_000)],
    [",", () => player.frame(-1)],
    [".", () => player.frame(1)],
    ["f", desk.onFull],
    ["m", () => player.sound(desk.sounding === undefined ? desk.first : undefined)],
  ]);
  return acts.get(key.toLowerCase());
}

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest("[role=dialog]") !== null) return true;
  if (target.closest("input, textarea, select, [contenteditable=true], [role=combobox]") !== null)
    return true;
  return event.key === " " && target.closest("button, a") !== null;
}
