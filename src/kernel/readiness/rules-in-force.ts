/** A version of the rules of conduct, and from when on it asks to be read. */
interface RulesVersion {
  readonly version: number;
  readonly fromMs: number;
}

/** The newest version whose day has come; undefined before the first. */
export function rulesInForce<V extends RulesVersion>(
  versions: readonly V[],
  nowMs: number,
): V | undefined {
  return versions.filter((one) => one.fromMs <= nowMs).toSorted((a, b) => b.version - a.version)[0];
}

/** How a version stands: one that a newer one overtook before its day never comes to force. */
export function standOf(
  one: RulesVersion,
  versions: readonly RulesVersion[],
  nowMs: number,
): "in-force" | "coming" | "past" {
  const now = rulesInForce(versions, nowMs);
  if (now?.version === one.version) return "in-force";
  const overtaken = versions.some(
    (other) => other.version > one.version && other.fromMs <= Math.max(one.fromMs, nowMs),
  );
  return one.fromMs > nowMs && !overtaken ? "coming" : "past";
}
