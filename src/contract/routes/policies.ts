import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import {
  PolicyInput,
  PolicyLine,
  PolicyRuleName,
  PolicyVersion,
  RuleBasis,
  RuleChange,
  RuleInForce,
} from "../policies.ts";
import { route } from "../route.ts";

const OfVersion = z.strictObject({
  policyId: Id,
  version: z.coerce.number().int().min(1).max(100_000),
});

/** Policy documents in their versions, and the rules that rest on them (S0-20). */
export const policyRoutes = {
  "policies.list": route({
    method: "GET",
    path: "/api/policies",
    permission: "policy.read",
    audit: { none: "read" },
    title: { zh: "制度文件", en: "Policy documents in all their versions" },
    answer: z.strictObject({ policies: z.array(PolicyLine) }),
  }),
  "policies.read": route({
    method: "GET",
    path: "/api/policies/{policyId}/versions/{version}",
    permission: "policy.read",
    audit: { none: "read" },
    title: { zh: "制度文件的一个版本", en: "One version of a policy" },
    params: OfVersion,
    answer: PolicyVersion,
  }),
  "policies.publish": route({
    method: "POST",
    path: "/api/policies",
    permission: "policy.manage",
    audit: "policy.published@1",
    title: { zh: "发布制度文件或其新版本", en: "Publish a policy or its next version" },
    /** Null: a new document. With its version seen, so that nobody replaces one unseen. */
    body: PolicyInput.extend({
      of: z.strictObject({ policyId: Id, version: z.int().min(1) }).nullable(),
    }),
    answer: PolicyLine,
  }),
  "policies.acknowledge": route({
    method: "POST",
    path: "/api/policies/{policyId}/versions/{version}/receipt",
    permission: "policy.read",
    audit: "policy.acknowledged@1",
    title: { zh: "已阅签收", en: "Acknowledge a version one has read" },
    params: OfVersion,
    body: z.strictObject({}),
    answer: PolicyLine,
  }),
  "policies.base": route({
    method: "PUT",
    path: "/api/policy-rules/{rule}",
    permission: "policy.manage",
    audit: "rule.based@1",
    title: { zh: "指定规则依据", en: "Say which policy a rule rests on" },
    params: z.strictObject({ rule: PolicyRuleName }),
    body: z.strictObject({
      policyId: Id.nullable(),
      clause: z.string().trim().max(limits.nameCharacters),
    }),
    answer: z.strictObject({}),
  }),
  /** I-25: the rules in force on a date. */
  "policies.inForce": route({
    method: "GET",
    path: "/api/policy-rules",
    permission: "policy.read",
    audit: { none: "read" },
    title: { zh: "某日有效的规则", en: "The rules in force at an instant" },
    query: z.strictObject({ atMs: z.coerce.number().pipe(Ms) }),
    answer: z.strictObject({
      rules: z.array(RuleInForce),
      policies: z.array(PolicyLine),
      changes: z.array(RuleChange),
    }),
  }),
  "policies.basis": route({
    method: "GET",
    path: "/api/policy-rules/{rule}",
    permission: "policy.read",
    audit: { none: "read" },
    title: { zh: "某一决定所依据的版本", en: "What a rule rested on at an instant" },
    params: z.strictObject({ rule: PolicyRuleName }),
    query: z.strictObject({ atMs: z.coerce.number().pipe(Ms) }),
    answer: z.strictObject({ basis: RuleBasis.nullable() }),
  }),
} as const;
