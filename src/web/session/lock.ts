import { useSyncExternalStore } from "react";
import { ask } from "../ask.ts";

/** Whose page is locked here; the page under it is gone, so nothing of it can be seen. */
export interface LockedAs {
  readonly login: string;
  readonly name: string;
}

let locked: LockedAs | null = null;
const listeners = new Set<() => void>();

export function showLocked(as: LockedAs | null): void {
  if (locked?.login === as?.login) return;
  locked = as;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocked(): LockedAs | null {
  return useSyncExternalStore(subscribe, () => locked);
}

/** Blank first, told to the house after: a slow network shows nobody anything. */
export function lockPage(as: LockedAs, why: "own" | "idle"): void {
  showLocked(as);
  void ask("sign-in.lock", { body: { why } }).catch(() => undefined);
}
