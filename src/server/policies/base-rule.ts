import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PolicyRule } from "../../contract/policies.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertBasis, selectVersions } from "./policies.store.ts";

/**
 * Says which document a rule of the configuration rests on, and on which of its clauses. What it rested on
 * before stays on record with its time.
 */
export function baseRule(
  house: House,
  actor: PersonActor,
  ask: { readonly rule: PolicyRule; readonly policyId: string | null; readonly clause: string },
): Promise<Outcome<Record<never, never>>> {
  const { rule, policyId, clause } = ask;
  return act(house, actor, "rule.based@1", async (tx) => {
    if (policyId !== null) {
      const rows = await selectVersions(tx, house.siteId, limits.policiesListed);
      if (!rows.some((row) => row.policy_id === policyId)) return refused("not_found");
    }
    await insertBasis(tx, {
      basis_id: house.newId(),
      site_id: house.siteId,
      rule,
      policy_id: policyId,
      clause,
      set_by: actor.accountId,
      set_at_ms: house.clock.now(),
    });
    return granted({
      value: {},
      subject: { type: "house", id: house.siteId },
      body: { rule, policyId, clause },
    });
  });
}
