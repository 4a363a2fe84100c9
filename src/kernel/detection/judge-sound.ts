import type { DetectionFacts, SoundKind } from "../../contract/detection.ts";
import type { Sight } from "./persistence.ts";

export const soundThresholds = {
  /** The quietest classroom lies above −60 dBFS: below this a microphone is off or broken. */
  silentDb: -72,
  /** Nothing has come of an announced track for so long. */
  silentAfterMs: 10_000,
  /** So close to the end of the scale a sample is cut off … */
  clippedLevel: 32_000,
  /** … and so many of all: speech that is a little too loud has a few in a thousand. */
  clippedShare: 0.01,
} as const;
const t = soundThresholds;

export interface SoundFigures {
  /** Root of the mean square, in dB of full scale; −120 for nothing at all. */
  readonly levelDb: number;
  readonly clippedShare: number;
}

export function soundFiguresOf(samples: Int16Array): SoundFigures | undefined {
  if (samples.length === 0) return undefined;
  let sum = 0;
  for (const sample of samples) sum += sample;
  // A constant offset of the converter is no sound.
  const rest = sum / samples.length;
  let squares = 0;
  let clipped = 0;
  for (const sample of samples) {
    squares += (sample - rest) ** 2;
    if (Math.abs(sample) >= t.clippedLevel) clipped++;
  }
  const level = Math.sqrt(squares / samples.length) / 32_768;
  return {
    levelDb: Math.max(-120, 20 * Math.log10(Math.max(level, 1e-6))),
    clippedShare: clipped / samples.length,
  };
}

/** What is heard of a stretch; `samples` undefined where it could not be decoded. */
export function judgeSound(figures: SoundFigures | undefined): Readonly<Record<SoundKind, Sight>> {
  if (figures === undefined) return { silent: "unknown", clipped: "unknown" };
  return {
    silent: figures.levelDb < t.silentDb ? "wrong" : "well",
    clipped: figures.clippedShare > t.clippedShare ? "wrong" : "well",
  };
}

/** A track was announced and brings nothing. */
export function hasCeased(lastAtMs: number | undefined, sinceMs: number, nowMs: number): boolean {
  return nowMs - (lastAtMs ?? sinceMs) > t.silentAfterMs;
}

export function soundFacts(figures: SoundFigures): DetectionFacts {
  return {
    levelDb: Math.round(figures.levelDb),
    clippedPermille: Math.round(figures.clippedShare * 1_000),
  };
}
