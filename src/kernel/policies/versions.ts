import type { PolicyState } from "../../contract/policies.ts";

/** A version as far as being in force depends on it. */
export interface Effective {
  readonly version: number;
  readonly effectiveFromMs: number;
}

/**
 * The version in force at an instant: of those that have come into force the newest, which overrides
 * every older one (S0-20). Undefined before the first.
 */
export function versionInForce<T extends Effective>(
  versions: readonly T[],
  atMs: number,
): T | undefined {
  return versions
    .filter((one) => one.effectiveFromMs <= atMs)
    .reduce<T | undefined>(
      (newest, one) => (newest === undefined || one.version > newest.version ? one : newest),
      undefined,
    );
}

export function policyState<T extends Effective>(
  one: T,
  versions: readonly T[],
  nowMs: number,
): PolicyState {
  const now = versionInForce(versions, nowMs);
  if (now !== undefined && now.version > one.version) return "replaced";
  return one.effectiveFromMs <= nowMs ? "in-force" : "coming";
}

/** When a later version took or takes its place; null while none does. */
export function replacedAtMs<T extends Effective>(one: T, versions: readonly T[]): number | null {
  const later = versions.filter((other) => other.version > one.version);
  return later.length === 0
    ? null
    : Math.max(one.effectiveFromMs, Math.min(...later.map((other) => other.effectiveFromMs)));
}

/** What a rule was said to rest on, at the instant that was asked about: the newest word before it. */
export function basisAt<T extends { readonly setAtMs: number }>(
  said: readonly T[],
  atMs: number,
): T | undefined {
  return said
    .filter((one) => one.setAtMs <= atMs)
    .reduce<T | undefined>(
      (newest, one) => (newest === undefined || one.setAtMs >= newest.setAtMs ? one : newest),
      undefined,
    );
}
