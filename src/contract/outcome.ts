import type { RefusalFact } from "./refusal-facts.ts";
import type { RefusalCode } from "./refusals.ts";

/** An expected no. A value, never thrown; the desk turns it into a status, the screen into words. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** Facts the person needs to act on it (a name, a time, a limit); never foreign personal data. */
  readonly facts?: Readonly<Partial<Record<RefusalFact, string | number>>>;
}

export interface Granted<T> {
  readonly ok: true;
  readonly value: T;
}

export type Outcome<T> = Granted<T> | Refusal;

export function granted<T>(value: T): Granted<T> {
  return { ok: true, value };
}

export function refused(code: RefusalCode, facts?: Refusal["facts"]): Refusal {
  return facts === undefined ? { ok: false, code } : { ok: false, code, facts };
}
