import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { SignInWay, exitKinds } from "../entries.ts";
import { limits } from "../limits.ts";
import { SecretState } from "../policy.ts";
import { Role, permissionNames } from "../roles.ts";
import { route } from "../route.ts";

export const Login = z
  .string()
  .min(3)
  .max(limits.loginCharacters)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
export const PersonName = z.string().trim().min(1).max(limits.nameCharacters);
/** Any text is accepted as a typed secret; the rules answer with a refusal that names them. */
export const TypedSecret = z.string().min(1).max(1_024);

/** Six categories of bound persons (S0-2b). External persons need an expiry. */
export const personCategories = [
  "staff",
  "teacher",
  "instructor",
  "student",
  "trainee",
  "external",
] as const;
export const PersonCategory = z.enum(personCategories);

export const Me = z.strictObject({
  accountId: Id,
  login: z.string(),
  name: z.string(),
  role: Role,
  permissions: z.array(z.enum(permissionNames)),
  /** Decides for the first post now, own or lent: its cases are open beside the permissions. */
  holdsFirst: z.boolean(),
  mustChangeSecret: z.boolean(),
  /** How it stands with the password: `due` within its grace or 14 days, with the last instant. */
  secret: z.strictObject({
    state: SecretState,
    setAtMs: Ms,
    dueMs: Ms.nullable(),
    /** Days left, while a reminder is due (14, 7, 1). */
    remindDays: z.int().nullable(),
  }),
  /** By what this sign-in was opened: a password of this house, or somebody who vouched. */
  how: SignInWay,
  signedInAtMs: Ms,
  /** The sign-in before this one; `differs`: it was at another terminal or address. */
  lastSignIn: z
    .strictObject({
      startedAtMs: Ms,
      terminal: z.string(),
      address: z.string(),
      differs: z.boolean(),
    })
    .nullable(),
  /** Without a sign of life for so long the page is locked. */
  idleLimitMs: z.int(),
  terminal: z.string(),
  demonstration: z.boolean(),
  /** Shown in the top bar; every role sees it, also those without `place.read`. */
  institution: z.string(),
  /** IANA name: days and times on the screens are the house's, not the terminal's. */
  timeZone: z.string(),
});
export type Me = z.infer<typeof Me>;

const SecretLine = z.strictObject({ state: SecretState, setAtMs: Ms, dueMs: Ms.nullable() });

export const Account = z.strictObject({
  accountId: Id,
  login: z.string(),
  name: z.string(),
  personKey: z.string(),
  category: PersonCategory,
  role: Role,
  state: z.enum(["active", "locked", "closed", "expired"]),
  mustChangeSecret: z.boolean(),
  secret: SecretLine,
  secondFactor: z.boolean(),
  online: z.boolean(),
  expiresAtMs: Ms.nullable(),
  lockedUntilMs: Ms.nullable(),
  venueIds: z.array(Id),
  createdAtMs: Ms,
  lastSignInAtMs: Ms.nullable(),
});
export type Account = z.infer<typeof Account>;

export const SignInLine = z.strictObject({
  signInId: Id,
  accountId: Id,
  login: z.string(),
  name: z.string(),
  startedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  durationMs: z.int().nullable(),
  terminal: z.string(),
  address: z.string(),
  exit: z.enum(exitKinds).nullable(),
});
export type SignInLine = z.infer<typeof SignInLine>;

export const peopleRoutes = {
  "setup.state": route({
    method: "GET",
    path: "/api/setup",
    permission: "open",
    audit: { none: "read" },
    background: true,
    title: { zh: "是否尚待初始化", en: "Whether first-run setup is still open" },
    answer: z.strictObject({ open: z.boolean(), demonstration: z.boolean() }),
  }),
  "setup.finish": route({
    method: "POST",
    path: "/api/setup",
    permission: "open",
    audit: "house.set-up@1",
    title: { zh: "首次设置：建立机构与系统管理员", en: "First run: institution and administrator" },
    body: z.strictObject({
      code: z.string().max(64),
      institution: PersonName,
      login: Login,
      name: PersonName,
      password: TypedSecret,
    }),
    answer: Me,
  }),
  "sign-in.open": route({
    method: "POST",
    path: "/api/sign-in",
    permission: "open",
    audit: "sign-in.opened@2",
    title: { zh: "登录", en: "Sign in" },
    body: z.strictObject({
      login: z.string().max(limits.loginCharacters),
      password: TypedSecret,
      /** Asked for by `code_needed`: six digits, or a recovery code. */
      code: z.string().max(16).optional(),
    }),
    answer: Me,
  }),
  "sign-in.close": route({
    method: "POST",
    path: "/api/sign-out",
    permission: "signed-in",
    audit: "sign-in.closed@2",
    beforeSecretChange: true,
    whileLocked: true,
    title: { zh: "退出", en: "Sign out" },
    /** `idle`: nobody has touched the page for the idle limit. */
    body: z.strictObject({ exit: z.enum(["sign-out", "idle"]) }),
    answer: z.strictObject({ durationMs: z.int() }),
  }),
  "me.read": route({
    method: "GET",
    path: "/api/me",
    permission: "signed-in",
    audit: { none: "read" },
    beforeSecretChange: true,
    title: { zh: "本人账号", en: "My account" },
    answer: Me,
  }),
  "me.change-secret": route({
    method: "POST",
    path: "/api/me/secret",
    permission: "signed-in",
    audit: "secret.changed@1",
    beforeSecretChange: true,
    title: { zh: "修改密码", en: "Change password" },
    body: z.strictObject({ current: TypedSecret, next: TypedSecret }),
    answer: Me,
  }),
  /** WebSocket that lives as long as the page: its loss is how `gone` is noticed. It does not count as activity. */
  "me.presence": route({
    method: "GET",
    path: "/api/me/presence",
    permission: "signed-in",
    audit: { none: "presence" },
    beforeSecretChange: true,
    whileLocked: true,
    background: true,
    title: { zh: "在线状态", en: "Presence" },
    answer: "socket",
  }),
  "accounts.list": route({
    method: "GET",
    path: "/api/accounts",
    permission: "account.manage",
    audit: { none: "read" },
    title: { zh: "账号列表", en: "Accounts" },
    answer: z.strictObject({ accounts: z.array(Account) }),
  }),
  "accounts.open": route({
    method: "POST",
    path: "/api/accounts",
    permission: "account.manage",
    audit: "account.opened@1",
    title: { zh: "新增账号", en: "Open an account" },
    body: z.strictObject({
      login: Login,
      name: PersonName,
      personKey: z.string().trim().min(1).max(64),
      category: PersonCategory,
      role: Role,
      expiresAtMs: Ms.nullable(),
      venueIds: z.array(Id).max(500),
    }),
    /** The one-time secret is shown once; the person must change it at first sign-in (C-47). */
    answer: z.strictObject({ account: Account, oneTimeSecret: z.string() }),
  }),
  "accounts.change": route({
    method: "PUT",
    path: "/api/accounts/{accountId}",
    permission: "account.manage",
    audit: "account.changed@1",
    title: { zh: "修改账号", en: "Change an account" },
    params: z.strictObject({ accountId: Id }),
    body: z.strictObject({
      name: PersonName,
      category: PersonCategory,
      role: Role,
      expiresAtMs: Ms.nullable(),
      venueIds: z.array(Id).max(500),
    }),
    answer: Account,
  }),
  "accounts.close": route({
    method: "POST",
    path: "/api/accounts/{accountId}/close",
    permission: "account.manage",
    audit: "account.closed@1",
    title: { zh: "注销账号", en: "Close an account" },
    params: z.strictObject({ accountId: Id }),
    answer: Account,
  }),
  "accounts.reset-secret": route({
    method: "POST",
    path: "/api/accounts/{accountId}/reset-secret",
    permission: "account.manage",
    audit: "secret.changed@1",
    title: { zh: "重置密码并解锁", en: "Reset the secret and unlock" },
    params: z.strictObject({ accountId: Id }),
    answer: z.strictObject({ oneTimeSecret: z.string() }),
  }),
  "sign-ins.list": route({
    method: "GET",
    path: "/api/sign-ins",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "登录退出记录", en: "Sign-in register" },
    query: z.strictObject({
      beforeMs: z.coerce.number().int().optional(),
      openOnly: z.enum(["yes"]).optional(),
    }),
    answer: z.strictObject({ lines: z.array(SignInLine), more: z.boolean() }),
  }),
  "sign-ins.force-out": route({
    method: "POST",
    path: "/api/sign-ins/{signInId}/force-out",
    permission: "account.manage",
    audit: "sign-in.closed@2",
    title: { zh: "强制退出", en: "Force a sign-out" },
    params: z.strictObject({ signInId: Id }),
    answer: z.strictObject({ durationMs: z.int() }),
  }),
} as const;
