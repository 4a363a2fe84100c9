import type { DestructionState } from "../../contract/destruction.ts";

/** What can happen to a destruction. `drop`: an item turned out to be kept on. */
export const destructionEvents = [
  "change",
  "cool",
  "submit",
  "approve",
  "reject",
  "withdraw",
  "drop",
  "witness",
  "leave",
  "execute",
  "wait",
  "verify",
  "finish",
] as const;
export type DestructionEvent = (typeof destructionEvents)[number];

export interface DestructionGuard {
  /** The cooling-off time is over. */
  readonly cooled: boolean;
  /** Both witnesses have signed. */
  readonly bothWitnesses: boolean;
  /** Both witnesses and the administrator have signed the result. */
  readonly resultSigned: boolean;
}

interface Transition {
  readonly to: DestructionState;
  readonly when?: keyof DestructionGuard;
}

/**
 * Every transition there is (S0-17.1, S0-17.2). From `executing` on there is no way back: what has
 * begun is brought to its end. A state without a row is an end.
 */
const transitions: Readonly<
  Record<DestructionState, Readonly<Partial<Record<DestructionEvent, Transition>>>>
> = {
  listed: {
    change: { to: "listed" },
    cool: { to: "cooling" },
    withdraw: { to: "withdrawn" },
  },
  cooling: {
    submit: { to: "submitted", when: "cooled" },
    drop: { to: "listed" },
    withdraw: { to: "withdrawn" },
  },
  submitted: {
    approve: { to: "approved" },
    reject: { to: "rejected" },
    drop: { to: "listed" },
    withdraw: { to: "withdrawn" },
  },
  approved: {
    witness: { to: "witnessed", when: "bothWitnesses" },
    drop: { to: "listed" },
    withdraw: { to: "withdrawn" },
  },
  witnessed: {
    execute: { to: "executing" },
    leave: { to: "approved" },
    drop: { to: "listed" },
  },
  executing: { wait: { to: "waiting-lock" }, verify: { to: "verified" } },
  "waiting-lock": { verify: { to: "verified" } },
  verified: { finish: { to: "finished", when: "resultSigned" } },
  finished: {},
  rejected: {},
  withdrawn: {},
};

/** The state after an event; undefined where the event is not allowed. */
export function nextState(
  state: DestructionState,
  event: DestructionEvent,
  guard: DestructionGuard,
): DestructionState | undefined {
  const transition = transitions[state][event];
  if (transition === undefined) return undefined;
  return transition.when === undefined || guard[transition.when] ? transition.to : undefined;
}

/** Nothing irrevocable has happened yet: it may still fall back to its list. */
export function canDrop(state: DestructionState): boolean {
  return transitions[state].drop !== undefined;
}
