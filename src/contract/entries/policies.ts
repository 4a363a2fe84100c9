import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { PolicyReader, PolicyRuleName } from "../policies.ts";

/** Policy documents, who acknowledged them, and what the configuration's rules rest on (S0-20). */
export const policyEntries = {
  "policy.published@1": z.strictObject({
    policyId: Id,
    version: z.int().min(1),
    effectiveFromMs: Ms,
    approvedAtMs: Ms,
    readers: z.array(PolicyReader),
    paperId: Id.nullable(),
    /** SHA-256 of the canonical text of the version. */
    policySha256: Sha256Hex,
  }),
  "policy.acknowledged@1": z.strictObject({
    policyId: Id,
    version: z.int().min(1),
    policySha256: Sha256Hex,
  }),
  /** From then on the rule rests on that document, in the version in force at each time. */
  "rule.based@1": z.strictObject({
    rule: PolicyRuleName,
    policyId: Id.nullable(),
    clause: z.string().max(120),
  }),
  /** A rule was changed; without a policy in force behind it this entry is the warning. */
  "rule.change-weighed@1": z.strictObject({
    rule: PolicyRuleName,
    changeEntryId: Id,
    changedAtMs: Ms,
    policyId: Id.nullable(),
    version: z.int().nullable(),
    backed: z.boolean(),
  }),
} as const;
