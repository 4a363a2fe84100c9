import { useEffect, useRef, useState } from "react";
import { type Bell, type Ring, bellsOf } from "../../kernel/osce/run-clock.ts";
import { type Board, type Moment } from "./use-board.ts";

/** Tones of each bell: hertz and seconds; long and low is the end. */
const tones: Readonly<Record<Bell, readonly (readonly [hertz: number, seconds: number])[]>> = {
  reading: [
    [660, 0.25],
    [880, 0.35],
  ],
  start: [[880, 1.2]],
  warning: [
    [740, 0.2],
    [740, 0.2],
    [740, 0.2],
  ],
  stop: [
    [523, 0.5],
    [392, 1.2],
  ],
  over: [
    [523, 0.5],
    [392, 0.5],
    [262, 1.6],
  ],
};
const pauseSeconds = 0.08;
/** A bell that was missed for longer than this is not rung any more. */
const lateMostMs = 3_000;
const shownMs = 6_000;

function ring(audio: AudioContext, bell: Bell): void {
  let at = audio.currentTime + 0.02;
  for (const [hertz, seconds] of tones[bell]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.type = "triangle";
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.6, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + pauseSeconds;
  }
}

export interface Bells {
  readonly on: boolean;
  turn(): void;
  /** The bell that rang just now, for the picture. */
  readonly shown: Ring | null;
}

/** Rings each bell once as the exam's clock passes it; a browser makes sound only after somebody's tap. */
export function useBells(board: Board, moment: Moment): Bells {
  const audio = useRef<AudioContext | null>(null);
  const last = useRef(moment.elapsedMs);
  const [on, setOn] = useState(false);
  const { elapsedMs, turns, run } = moment;
  const all = bellsOf(board.timing, turns);
  const began = run.startedMs !== null;
  const shown = began
    ? (all.findLast((one) => one.atMs <= elapsedMs && elapsedMs - one.atMs < shownMs) ?? null)
    : null;
  useEffect(() => {
    const beforeMs = last.current;
    last.current = elapsedMs;
    const due = all.findLast((one) => one.atMs > beforeMs && one.atMs <= elapsedMs);
    if (!began || due === undefined || elapsedMs - due.atMs > lateMostMs) return;
    if (audio.current !== null) ring(audio.current, due.bell);
  });
  const turn = () => {
    if (audio.current === null) {
      audio.current = new AudioContext();
      ring(audio.current, "reading");
      setOn(true);
      return;
    }
    void audio.current.close();
    audio.current = null;
    setOn(false);
  };
  return { on, turn, shown };
}
