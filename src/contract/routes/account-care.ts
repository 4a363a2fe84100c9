import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { AccountPolicy, SecretState } from "../policy.ts";
import { Role } from "../roles.ts";
import { route } from "../route.ts";
import { Account, PersonCategory } from "./people.ts";

/** A line of the password-age report (密码更换情况). */
export const SecretAge = z.strictObject({
  accountId: Id,
  login: z.string(),
  name: z.string(),
  category: PersonCategory,
  role: Role,
  setAtMs: Ms,
  ageDays: z.int().min(0),
  dueMs: Ms.nullable(),
  state: SecretState,
  secondFactor: z.boolean(),
});
export type SecretAge = z.infer<typeof SecretAge>;

/** What speaks against saving an account, or should be known before: each with the rule it comes from. */
export const AccountWarning = z.strictObject({
  code: z.enum([
    "person_has_account",
    "login_taken",
    "forbidden_pair",
    "own_rights",
    "category_role",
    "expiry_missing",
    "last_admin",
    "small_site",
    "same_name",
  ]),
  rule: z.string(),
  /** False: saving is refused. */
  allowed: z.boolean(),
  facts: z.record(z.string(), z.string()),
});
export type AccountWarning = z.infer<typeof AccountWarning>;

const OneAccount = z.strictObject({ accountId: Id });
const HrPerson = z.strictObject({ personKey: z.string(), name: z.string() });

export const accountCareRoutes = {
  "accounts.judge": route({
    method: "POST",
    path: "/api/accounts/judge",
    permission: "account.manage",
    audit: { none: "preview" },
    title: { zh: "保存前核对：一人一号与职责分离", en: "What speaks against this account" },
    body: z.strictObject({
      /** Null: a new account. */
      accountId: Id.nullable(),
      login: z.string().max(limits.loginCharacters),
      name: z.string().max(limits.nameCharacters),
      personKey: z.string().max(64),
      category: PersonCategory,
      role: Role,
      expiresAtMs: Ms.nullable(),
    }),
    answer: z.strictObject({ warnings: z.array(AccountWarning) }),
  }),
  "accounts.remove-factor": route({
    method: "POST",
    path: "/api/accounts/{accountId}/remove-factor",
    permission: "account.manage",
    audit: "second-factor.changed@1",
    title: { zh: "解除丢失的动态验证码", en: "Remove a lost second factor" },
    params: OneAccount,
    answer: Account,
  }),
  "accounts.force-out": route({
    method: "POST",
    path: "/api/accounts/{accountId}/force-out",
    permission: "account.manage",
    audit: "sign-in.closed@2",
    title: { zh: "强制该账号退出", en: "Force an account's sign-out" },
    params: OneAccount,
    answer: z.strictObject({ ended: z.int().min(1) }),
  }),
  "accounts.secret-ages": route({
    method: "GET",
    path: "/api/accounts/secret-ages",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "密码更换情况表", en: "Password-age report" },
    answer: z.strictObject({ policy: AccountPolicy, lines: z.array(SecretAge) }),
  }),
  "accounts.roster": route({
    method: "GET",
    path: "/api/accounts/roster.xlsx",
    permission: "account.manage",
    audit: { none: "read" },
    title: { zh: "账号名册（XLSX）", en: "Account roster (XLSX)" },
    answer: "bytes",
  }),
  /** Two columns of the personnel list: 工号 and 姓名. Nothing of it is kept. */
  "accounts.compare": route({
    method: "POST",
    path: "/api/accounts/compare",
    permission: "account.manage",
    audit: { none: "preview" },
    title: { zh: "与人事名单比对", en: "Compare with the personnel list" },
    upload: { largestBytes: limits.timetableBytes },
    answer: z.strictObject({
      persons: z.int(),
      withoutAccount: z.array(HrPerson).max(5_000),
      notListed: z.array(HrPerson.extend({ login: z.string() })).max(5_000),
      otherName: z.array(HrPerson.extend({ accountName: z.string() })).max(5_000),
      twice: z.array(HrPerson).max(5_000),
    }),
  }),
  "policy.read": route({
    method: "GET",
    path: "/api/policy",
    permission: "policy.manage",
    audit: { none: "read" },
    title: { zh: "账号安全策略", en: "Account policy" },
    answer: AccountPolicy,
  }),
  "policy.change": route({
    method: "PUT",
    path: "/api/policy",
    permission: "policy.manage",
    audit: "setting.changed@1",
    title: { zh: "修改账号安全策略", en: "Change the account policy" },
    body: AccountPolicy,
    answer: AccountPolicy,
  }),
} as const;
