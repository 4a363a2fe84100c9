import { z } from "zod";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { roleNames } from "./roles.ts";

/**
 * Rules of the configuration that rest on a policy document (S0-20): terms of keeping, windows, routes and
 * numbers. Each names the clause the platform itself took it from; what it says now stands on the page it
 * is decided on.
 */
export const policyRules = {
  "retention-T3": { clause: "S0-8.3.1", page: "/retention" },
  "retention-T5": { clause: "S0-8.3.2", page: "/retention" },
  "retention-P": { clause: "S0-8.3.3", page: "/retention" },
  "retention-V30": { clause: "S3-7.1c", page: "/retention" },
  "retention-AG": { clause: "S0-8.3.4", page: "/retention" },
  "retention-SI": { clause: "S2-N6b", page: "/retention" },
  "retention-RG": { clause: "S0-8.3.1", page: "/retention" },
  "retention-CK": { clause: "S3-7.1c", page: "/retention" },
  "copy-window": { clause: "S0-8.1a", page: "/copies" },
  "approval-routes": { clause: "S0-11.2", page: "/institution" },
  "recording-span": { clause: "S0-5.2.1", page: "/institution" },
  accounts: { clause: "S0-13c", page: "/policy" },
  "viewing-notice": { clause: "S3-8.3", page: "/notice" },
  attendance: { clause: "S0-5.3.3", page: "/lessons" },
  supervision: { clause: "S0-18.1", page: "/supervision" },
} as const satisfies Record<string, { clause: string; page: `/${string}` }>;
export type PolicyRule = keyof typeof policyRules;
export const policyRuleNames = [
  "retention-T3",
  "retention-T5",
  "retention-P",
  "retention-V30",
  "retention-AG",
  "retention-SI",
  "retention-RG",
  "retention-CK",
  "copy-window",
  "approval-routes",
  "recording-span",
  "accounts",
  "viewing-notice",
  "attendance",
  "supervision",
] as const satisfies readonly PolicyRule[];
export const PolicyRuleName = z.enum(policyRuleNames);

/** Whom a policy is addressed to; students are told of the rules where they check in. */
export const policyReaders = roleNames.filter((role) => role !== "student");
export const PolicyReader = z.enum([
  "director",
  "superior",
  "admin",
  "teacher",
  "manager",
  "operator",
  "auditor",
]);
export type PolicyReader = z.infer<typeof PolicyReader>;

const Name = z.string().trim().min(1).max(limits.nameCharacters);

/** What is published as a version; the text, or the scan of a signed paper, or both. */
export const PolicyInput = z.strictObject({
  title: Name,
  /** 文号 */
  number: z.string().trim().max(limits.nameCharacters),
  text: z.string().trim().max(limits.policyCharacters),
  paperId: Id.nullable(),
  effectiveFromMs: Ms,
  /** Who approved it, as it stands on the paper, and when. */
  approvedBy: Name,
  approvedAtMs: Ms,
  readers: z.array(PolicyReader).max(7),
});
export type PolicyInput = z.infer<typeof PolicyInput>;

/** `coming`: published, not yet in force; `replaced` by a later version. */
export const policyStates = ["coming", "in-force", "replaced"] as const;
export const PolicyState = z.enum(policyStates);
export type PolicyState = z.infer<typeof PolicyState>;

export const PolicyLine = z.strictObject({
  policyId: Id,
  version: z.int().min(1),
  title: z.string(),
  number: z.string(),
  effectiveFromMs: Ms,
  /** When the next version took its place; null while none has. */
  effectiveToMs: Ms.nullable(),
  approvedBy: z.string(),
  approvedAtMs: Ms,
  publishedAtMs: Ms,
  publishedBy: z.string(),
  sha256: Sha256Hex,
  readers: z.array(PolicyReader),
  state: PolicyState,
  receipts: z.int(),
  /** When the reader acknowledged this version; null: not yet. */
  mineAtMs: Ms.nullable(),
  /** The reader is among those it is addressed to, and has not acknowledged it. */
  mustRead: z.boolean(),
});
export type PolicyLine = z.infer<typeof PolicyLine>;

export const PolicyVersion = PolicyLine.extend({
  text: z.string(),
  paperId: Id.nullable(),
  /** Who acknowledged it; only for those who keep policies, direct or audit. */
  acknowledged: z.array(z.strictObject({ accountId: Id, name: z.string(), atMs: Ms })),
  rules: z.array(PolicyRuleName),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** What a rule rested on at an instant; null: on no policy of the institution. */
export const RuleBasis = z.strictObject({
  policyId: Id,
  version: z.int(),
  title: z.string(),
  number: z.string(),
  /** 条款 of that document. */
  clause: z.string(),
  effectiveFromMs: Ms,
  approvedBy: z.string(),
  approvedAtMs: Ms,
  sha256: Sha256Hex,
  receipts: z.int(),
});
export type RuleBasis = z.infer<typeof RuleBasis>;

export const RuleInForce = z.strictObject({
  rule: PolicyRuleName,
  clause: z.string(),
  basis: RuleBasis.nullable(),
});
export type RuleInForce = z.infer<typeof RuleInForce>;

/** A change of a rule, with what it rested on when it was made. Without basis it stands as a warning. */
export const RuleChange = z.strictObject({
  entryId: Id,
  rule: PolicyRuleName,
  atMs: Ms,
  by: z.string(),
  basis: z.strictObject({ policyId: Id, version: z.int(), title: z.string() }).nullable(),
});
export type RuleChange = z.infer<typeof RuleChange>;
