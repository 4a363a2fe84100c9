/** Policies: the institution's documents in their versions, and the rules that rest on them (S0-20). */
import type { House } from "../../platform/house.ts";
import { acknowledgePolicy } from "./acknowledge-policy.ts";
import { baseRule } from "./base-rule.ts";
import { isScanOfPolicy } from "./policies.store.ts";
import { publishPolicy } from "./publish-policy.ts";
import { listPolicies, readPolicy } from "./read-policies.ts";
import { readBasis, readRules } from "./read-rules.ts";
import { weighChanges } from "./weigh-changes.ts";

export const policies = {
  list: listPolicies,
  read: readPolicy,
  publish: publishPolicy,
  acknowledge: acknowledgePolicy,
  /** Whether a paper is the scan of a policy: then everybody who reads policies reads it. */
  names: (house: House, paperId: string) => isScanOfPolicy(house.db, house.siteId, paperId),
};

/** What the configuration's rules rest on, now and at any time. */
export const policyBases = {
  set: baseRule,
  inForce: readRules,
  at: readBasis,
  weigh: weighChanges,
};
