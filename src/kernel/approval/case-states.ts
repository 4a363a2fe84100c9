import type { RequestState } from "../../contract/approval.ts";
import type { Gives } from "./routes.ts";

/** What can happen to a case. `agree-last` is the agreement that completes the route. */
export const caseEvents = [
  "agree",
  "agree-last",
  "disagree",
  "withdraw",
  "co-sign",
  "hand-over",
  "return",
  "close",
  "lapse",
] as const;
export type CaseEvent = (typeof caseEvents)[number];

/** The guards of a case: what it gives and what it still owes. */
export interface CaseGuard {
  readonly gives: Gives;
  /** A return was agreed and has not been entered. */
  readonly owed: boolean;
  readonly emergencyAsked: boolean;
}

interface Transition {
  readonly to: RequestState;
  readonly when?: (guard: CaseGuard) => boolean;
}

const leaves = (guard: CaseGuard): boolean => guard.gives !== "viewing";
const stays = (guard: CaseGuard): boolean => guard.gives === "viewing";

/**
 * Every transition there is (C-38, S0-11, S1 使用程序). A state without a row is an end. An urgent case
 * cannot be withdrawn: what was seen first is decided all the same.
 */
const transitions: Readonly<
  Record<RequestState, Readonly<Partial<Record<CaseEvent, Transition>>>>
> = {
  waiting: {
    agree: { to: "waiting" },
    "agree-last": { to: "granted" },
    disagree: { to: "rejected" },
    withdraw: { to: "withdrawn" },
    "co-sign": { to: "emergency", when: (guard) => guard.emergencyAsked },
    lapse: { to: "lapsed", when: stays },
  },
  emergency: {
    agree: { to: "emergency" },
    "agree-last": { to: "granted" },
    disagree: { to: "rejected" },
  },
  granted: {
    "hand-over": { to: "handed-over", when: leaves },
    close: { to: "closed", when: stays },
    lapse: { to: "lapsed" },
  },
  "handed-over": {
    return: { to: "returned", when: (guard) => guard.owed },
    close: { to: "closed", when: (guard) => !guard.owed },
  },
  returned: { close: { to: "closed" } },
  rejected: {},
  withdrawn: {},
  closed: {},
  lapsed: {},
};

/** The state after an event; undefined where the event is not allowed. */
export function nextState(
  state: RequestState,
  event: CaseEvent,
  guard: CaseGuard,
): RequestState | undefined {
  const transition = transitions[state][event];
  if (transition === undefined) return undefined;
  return transition.when === undefined || transition.when(guard) ? transition.to : undefined;
}
