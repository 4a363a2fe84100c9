import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { PasswordPackName } from "../policy.ts";
import { route } from "../route.ts";
import { Me, SignInLine, TypedSecret } from "./people.ts";

const TypedCode = z.string().max(16);

/** What a person sees and does of their own account. */
export const MyAccount = z.strictObject({
  pack: PasswordPackName,
  /** How long a new password must be for this person now. */
  leastCharacters: z.int(),
  history: z.int(),
  secondFactor: z.strictObject({ sinceMs: Ms, recoveryCodesLeft: z.int() }).nullable(),
});
export type MyAccount = z.infer<typeof MyAccount>;

export const myAccountRoutes = {
  "sign-in.lock": route({
    method: "POST",
    path: "/api/sign-in/lock",
    permission: "signed-in",
    audit: "sign-in.locked@1",
    beforeSecretChange: true,
    title: { zh: "锁屏", en: "Lock the page" },
    body: z.strictObject({ why: z.enum(["own", "idle"]) }),
    answer: z.strictObject({ lockedAtMs: Ms }),
  }),
  "sign-in.unlock": route({
    method: "POST",
    path: "/api/sign-in/unlock",
    permission: "signed-in",
    audit: "sign-in.unlocked@1",
    beforeSecretChange: true,
    whileLocked: true,
    title: { zh: "解锁", en: "Unlock the page" },
    body: z.strictObject({ password: TypedSecret }),
    answer: Me,
  }),
  "me.account": route({
    method: "GET",
    path: "/api/me/account",
    permission: "signed-in",
    audit: { none: "read" },
    beforeSecretChange: true,
    title: { zh: "本人账号安全", en: "How my account is secured" },
    answer: MyAccount,
  }),
  "me.sign-ins": route({
    method: "GET",
    path: "/api/me/sign-ins",
    permission: "signed-in",
    audit: { none: "read" },
    title: { zh: "本人登录记录", en: "My sign-ins" },
    query: z.strictObject({ beforeMs: z.coerce.number().int().optional() }),
    answer: z.strictObject({
      /** `differs`: at another terminal or address than the one before. */
      lines: z.array(SignInLine.extend({ differs: z.boolean(), own: z.boolean() })),
      more: z.boolean(),
    }),
  }),
  /** The secret is shown once, as text and as the rows of a QR code ("1" is dark). */
  "me.factor-start": route({
    method: "POST",
    path: "/api/me/second-factor",
    permission: "signed-in",
    audit: { none: "preview" },
    title: { zh: "开始绑定动态验证码", en: "Begin to add a second factor" },
    body: z.strictObject({ password: TypedSecret }),
    answer: z.strictObject({
      secret: z.string(),
      qr: z.array(z.string().regex(/^[01]+$/)).max(200),
    }),
  }),
  "me.factor-confirm": route({
    method: "POST",
    path: "/api/me/second-factor/confirm",
    permission: "signed-in",
    audit: "second-factor.changed@1",
    title: { zh: "确认绑定动态验证码", en: "Confirm the second factor" },
    body: z.strictObject({ code: TypedCode }),
    /** Shown once; each opens the door one time when the device is lost. */
    answer: z.strictObject({ recoveryCodes: z.array(z.string()).max(limits.recoveryCodes) }),
  }),
  "me.factor-remove": route({
    method: "POST",
    path: "/api/me/second-factor/remove",
    permission: "signed-in",
    audit: "second-factor.changed@1",
    title: { zh: "解除动态验证码", en: "Remove my second factor" },
    body: z.strictObject({ password: TypedSecret, code: TypedCode.nullable() }),
    answer: z.strictObject({ accountId: Id }),
  }),
} as const;
