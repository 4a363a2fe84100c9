import type { CardState } from "../../contract/readiness.ts";

/** The card opens so long before the lesson (S0-4.3a). */
export const cardOpensMs = 15 * 60_000;

export interface CardTimes {
  readonly startMs: number;
  readonly endMs: number;
  readonly signedAtMs: number | null;
}

/** Where a card stands: open from a quarter of an hour before the start, late from the start on. */
export function cardState({ startMs, endMs, signedAtMs }: CardTimes, nowMs: number): CardState {
  if (signedAtMs !== null) return signedAtMs < startMs ? "signed" : "signed-late";
  if (nowMs < startMs - cardOpensMs) return "early";
  if (nowMs < startMs) return "open";
  return nowMs < endMs ? "late" : "missed";
}
