import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";

/** Who has had a part in a destruction so far. */
export interface Parts {
  readonly filedBy: string;
  readonly decidedBy: string | null;
  /** The holder for whom a delegate decided. */
  readonly decidedFor: string | null;
}

/** The director decides (S0-4.1a); never who filed, whether in person or through a delegate. */
export function mayDecide(
  of: Parts,
  decider: { readonly accountId: string; readonly standingFor: string | null },
): Outcome<true> {
  return decider.accountId === of.filedBy || decider.standingFor === of.filedBy
    ? refused("own_request", { rule: "S0-4.1a" })
    : granted(true);
}

/** Where somebody stood when signing: the sign-in whose page it was, its device and its address. */
export interface Standpoint {
  readonly signInId: string;
  readonly terminal: string;
  readonly address: string;
}

export interface WitnessSigned extends Standpoint {
  readonly accountId: string;
  readonly atMs: number;
}

export interface WitnessAsk extends Standpoint {
  readonly accountId: string;
  readonly nowMs: number;
  /** Whose sign-in the page belongs to: who will execute. */
  readonly hostId: string;
  /** Where the witness is signed in as well, if anywhere. */
  readonly elsewhere: Standpoint | null;
}

/**
 * Whether somebody may witness (N-18, S0-17.2b): two different persons at one terminal within five
 * minutes, neither who filed, nor who decided, nor who executes. An earlier witness whose time is over
 * counts no more.
 */
export function mayWitness(
  of: Parts,
  ask: WitnessAsk,
  first: WitnessSigned | undefined,
): Outcome<{ readonly number: 1 | 2 }> {
  const { accountId } = ask;
  if (accountId === of.filedBy) return refused("witness_filed");
  if (accountId === of.decidedBy || accountId === of.decidedFor) return refused("witness_decided");
  if (accountId === ask.hostId) return refused("witness_executes");
  if (ask.elsewhere !== null && !samePlace(ask.elsewhere, ask)) return refused("witness_remote");
  if (first === undefined || ask.nowMs - first.atMs > limits.witnessesTogetherMs)
    return granted({ number: 1 });
  if (first.accountId === accountId) return refused("witness_same");
  if (first.signInId !== ask.signInId || !samePlace(first, ask)) return refused("witness_remote");
  return granted({ number: 2 });
}

/** Who executes: at the witnesses' terminal, in time, and never who approved. */
export function mayExecute(
  of: Parts,
  ask: Standpoint & { readonly accountId: string; readonly nowMs: number },
  witnesses: readonly WitnessSigned[],
): Outcome<true> {
  if (ask.accountId === of.decidedBy || ask.accountId === of.decidedFor)
    return refused("executor_decided");
  const newest = Math.max(...witnesses.map((one) => one.atMs));
  const here = witnesses.filter((one) => one.signInId === ask.signInId && samePlace(one, ask));
  if (witnesses.length !== 2 || here.length !== 2) return refused("witness_remote");
  if (witnesses.some((one) => one.accountId === ask.accountId)) return refused("witness_executes");
  return ask.nowMs - newest > limits.witnessesTogetherMs
    ? refused("witnesses_left")
    : granted(true);
}

const samePlace = (a: Standpoint, b: Standpoint): boolean =>
  a.address === b.address && a.terminal === b.terminal;
