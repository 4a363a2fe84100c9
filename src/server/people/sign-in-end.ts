import { limits } from "../../contract/limits.ts";
import type { ExitKind } from "./people-tables.ts";
import type { SignInRow } from "./sign-ins.store.ts";

export interface SignInEnd {
  readonly exit: ExitKind;
  /** The instant it ended, which is not the instant somebody noticed. */
  readonly endedAtMs: number;
}

/**
 * Whether a sign-in has ended by itself, and when (S0-5.1.1, S0-13d). Of several reasons the one
 * that came first counts. `gone` counts up to the loss of the page, not up to its being noticed.
 */
export function endOf(row: SignInRow, nowMs: number): SignInEnd | undefined {
  const ends: (SignInEnd & { readonly dueMs: number })[] = [
    due("idle", row.active_at_ms + limits.signInIdleMs),
    due("forced", row.started_at_ms + limits.signInLongestMs),
  ];
  if (row.expires_at_ms !== null) ends.push(due("forced", row.expires_at_ms));
  if (row.closed_at_ms !== null) ends.push(due("forced", row.closed_at_ms));
  if (row.barred_at_ms !== null) ends.push(due("forced", row.barred_at_ms));
  if (row.gone_at_ms !== null && row.gone_due_ms !== null)
    ends.push({ exit: "gone", endedAtMs: row.gone_at_ms, dueMs: row.gone_due_ms });
  const [first] = ends
    .filter((end) => end.dueMs <= nowMs)
    .toSorted((a, b) => a.endedAtMs - b.endedAtMs);
  if (first === undefined) return undefined;
  return { exit: first.exit, endedAtMs: Math.max(first.endedAtMs, row.started_at_ms) };
}

function due(exit: ExitKind, atMs: number): SignInEnd & { readonly dueMs: number } {
  return { exit, endedAtMs: atMs, dueMs: atMs };
}
