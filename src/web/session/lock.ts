import { useSyncExternalStore } from "react";
import { ask } from "../ask.ts";

/** Whose page is locked here; the page under it is neither shown nor at work. */
export interface LockedAs {
  readonly login: string;
  readonly name: string;
  /** The institution's own service vouched: this house has no password to ask for. */
  readonly vouched: boolean;
}

let locked: LockedAs | null = null;
let times = 0;
const listeners = new Set<() => void>();

export function showLocked(as: LockedAs | null): void {
  if (locked?.login === as?.login) return;
  locked = as;
  if (as !== null) times++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocked(): LockedAs | null {
  return useSyncExternalStore(subscribe, () => locked);
}

/** How often this page was locked: what shows pictures begins anew each time. */
export function useLocks(): number {
  return useSyncExternalStore(subscribe, () => times);
}

/** The lock of the person on this page. */
export function lockedAs(facts: {
  readonly login?: string | number;
  readonly name?: string | number;
  readonly how?: string | number;
}): LockedAs {
  const vouched = facts.how === "oidc" || facts.how === "cas" || facts.how === "ldap";
  return { login: String(facts.login ?? ""), name: String(facts.name ?? ""), vouched };
}

/** Blank first, told to the house after: a slow network shows nobody anything. */
export function lockPage(as: LockedAs, why: "own" | "idle"): void {
  showLocked(as);
  void ask("sign-in.lock", { body: { why } }).catch(() => undefined);
}
