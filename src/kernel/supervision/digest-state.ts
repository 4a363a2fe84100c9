import { limits } from "../../contract/limits.ts";
import type { DigestState } from "../../contract/supervision.ts";

/** A digest as far as its state depends on it. */
export interface DigestTimes {
  readonly madeAtMs: number;
  readonly acknowledgedAtMs: number | null;
}

/** The first instant at which it goes to the next superior: seven days after it was made (S0-4.1b). */
export function digestDueMs(madeAtMs: number): number {
  return madeAtMs + limits.digestDueMs;
}

export function isLateDigest(madeAtMs: number, atMs: number): boolean {
  return atMs >= digestDueMs(madeAtMs);
}

export function digestState(
  { madeAtMs, acknowledgedAtMs }: DigestTimes,
  nowMs: number,
): DigestState {
  if (acknowledgedAtMs !== null)
    return isLateDigest(madeAtMs, acknowledgedAtMs) ? "acknowledged-late" : "acknowledged";
  return isLateDigest(madeAtMs, nowMs) ? "escalated" : "waiting";
}
