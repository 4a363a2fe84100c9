import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import {
  type PolicyLine,
  type PolicyRule,
  type RuleBasis,
  type RuleChange,
  type RuleInForce,
  policyRuleNames,
  policyRules,
} from "../../contract/policies.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { selectRuleChanges } from "./policies.store.ts";
import { knownPolicies, linesAt, restingOn } from "./read-policies.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;

/**
 * The rules in force at an instant (I-25): what each rule of the configuration rested on then, the
 * documents in force with their receipts of that time, and every change until then.
 */
export async function readRules(
  house: House,
  reader: Reader,
  ask: { readonly atMs: number },
): Promise<Outcome<{ rules: RuleInForce[]; policies: PolicyLine[]; changes: RuleChange[] }>> {
  const { atMs } = ask;
  const known = await knownPolicies(house, reader, atMs);
  const changed = await asTier(house, reader, (db) =>
    selectRuleChanges(db, { siteId: house.siteId, untilMs: atMs, most: limits.ruleChangesListed }),
  );
  const titles = new Map(
    known.versions.map((row) => [`${row.policy_id} ${row.version}`, row.title] as const),
  );
  return granted({
    rules: policyRuleNames.map((rule) => ({
      rule,
      clause: policyRules[rule].clause,
      basis: basisIn(known, rule, atMs),
    })),
    policies: linesAt(known, reader, atMs).filter(
      (line) => line.state === "in-force" && line.publishedAtMs <= atMs,
    ),
    changes: changed.map((row) => ({
      entryId: row.entry_id,
      rule: row.rule,
      atMs: row.changed_at_ms,
      by: row.changed_by,
      basis:
        row.policy_id === null || row.version === null
          ? null
          : {
              policyId: row.policy_id,
              version: row.version,
              title: titles.get(`${row.policy_id} ${row.version}`) ?? "",
            },
    })),
  });
}

/** What one rule rested on when something was decided by it. */
export async function readBasis(
  house: House,
  reader: Reader,
  ask: { readonly rule: PolicyRule; readonly atMs: number },
): Promise<Outcome<{ basis: RuleBasis | null }>> {
  const known = await knownPolicies(house, reader, ask.atMs);
  return granted({ basis: basisIn(known, ask.rule, ask.atMs) });
}

function basisIn(
  known: Awaited<ReturnType<typeof knownPolicies>>,
  rule: PolicyRule,
  atMs: number,
): RuleBasis | null {
  const found = restingOn(known, rule, atMs);
  if (found === undefined) return null;
  const { row, clause } = found;
  return {
    policyId: row.policy_id,
    version: row.version,
    title: row.title,
    number: row.number,
    clause,
    effectiveFromMs: row.effective_from_ms,
    approvedBy: row.approved_by,
    approvedAtMs: row.approved_at_ms,
    sha256: row.sha256,
    receipts: known.counts.get(`${row.policy_id} ${row.version}`) ?? 0,
  };
}
