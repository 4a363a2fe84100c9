import { z } from "zod";
import { Host } from "../camera.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import { Me, PersonName, TypedSecret } from "./people.ts";

/** How an institution's sign-in service is spoken to. */
export const providerKinds = ["oidc", "cas", "ldap"] as const;
export type ProviderKind = (typeof providerKinds)[number];

/**
 * Where a sign-in service is, in parts: never a free text that something else could read in another
 * way. `http` and `ldap` without StartTLS only to this computer, and only in a demonstration.
 */
export const WebServer = z.strictObject({
  scheme: z.enum(["https", "http"]),
  host: Host,
  port: z.int().min(1).max(65_535),
  /** Empty, or begins with a slash and ends without one. */
  path: z
    .string()
    .max(200)
    .regex(/^(?:\/[A-Za-z0-9._~-]+)*$/),
});
export type WebServer = z.infer<typeof WebServer>;
export const DirectoryServer = z.strictObject({
  scheme: z.enum(["ldaps", "ldap"]),
  host: Host,
  port: z.int().min(1).max(65_535),
});
export type DirectoryServer = z.infer<typeof DirectoryServer>;

const Label = z.string().trim().min(1).max(40);
const Claim = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][\w.:-]*$/);
const DistinguishedName = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\u0000-\u001f]*$/);

/** Who may be let in whom the house does not know yet (S0-13a): nobody, unless said otherwise. */
export const openingRules = ["nobody", "teacher", "student"] as const;

const every = {
  labelZh: Label,
  labelEn: Label,
  offered: z.boolean(),
  /** The claim, attribute or `user` (CAS) that carries 工号 or 学号: people are matched by it alone. */
  personKeyClaim: Claim,
  /** The claim with the person's name, for accounts that are opened by themselves. */
  nameClaim: Claim.nullable(),
  opens: z.enum(openingRules),
  /** The service itself asks for a second factor; the house's own is then not asked for. */
  asksSecondFactor: z.boolean(),
  /** Somebody looked: this host lies outside the house's networks and may be spoken to all the same. */
  outsideConfirmed: z.boolean(),
  /** Certificates of the institution's own authority, PEM; null for the well-known ones. */
  authorityPem: z.string().max(16_000).startsWith("-----BEGIN CERTIFICATE-----").nullable(),
};

export const OidcSettings = z.strictObject({
  kind: z.literal("oidc"),
  ...every,
  issuer: WebServer,
  clientId: z.string().min(1).max(200),
  scopes: z
    .array(
      z
        .string()
        .max(64)
        .regex(/^[\w.:/-]+$/),
    )
    .max(10),
  /** The claim is not in the identity token but at the UserInfo endpoint. */
  asksUserInfo: z.boolean(),
  /** Other hosts the service's own description may name for its endpoints. */
  furtherHosts: z.array(Host).max(4),
});
export const CasSettings = z.strictObject({ kind: z.literal("cas"), ...every, server: WebServer });
export const LdapSettings = z.strictObject({
  kind: z.literal("ldap"),
  ...every,
  server: DirectoryServer,
  startTls: z.boolean(),
  baseDn: DistinguishedName,
  /** `{login}` stands for what was typed, escaped (RFC 4515). */
  filter: z
    .string()
    .max(500)
    .regex(/^\([^\u0000-\u001f]*\{login\}[^\u0000-\u001f]*\)$/),
  /** The account that may search; null when anybody may. */
  searchDn: DistinguishedName.nullable(),
});
export const ProviderSettings = z.discriminatedUnion("kind", [
  OidcSettings,
  CasSettings,
  LdapSettings,
]);
export type ProviderSettings = z.infer<typeof ProviderSettings>;

/** The client's or searcher's secret goes in and never comes out again; null keeps the one there is. */
const NewSecret = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\u0000-\u001f]*$/)
  .nullable();

export const Provider = z.strictObject({
  providerId: Id,
  settings: ProviderSettings,
  secretKept: z.boolean(),
  createdAtMs: Ms,
  /** Addresses the institution must enter on its side, for this house's address as typed here. */
  returnPath: z.string().nullable(),
});
export type Provider = z.infer<typeof Provider>;

export const OfferedProvider = z.strictObject({
  providerId: Id,
  kind: z.enum(providerKinds),
  labelZh: z.string(),
  labelEn: z.string(),
});
export type OfferedProvider = z.infer<typeof OfferedProvider>;

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]*$/);
const Small = Base64Url.max(2_048);
const Large = Base64Url.max(16_384);
const Transport = z.string().max(20);

/** Why passkeys are not offered on this page; null when they are (WebAuthn needs a secure context). */
export const PasskeysAbsent = z.enum(["not-https", "address-is-number"]).nullable();

/** PublicKeyCredentialCreationOptionsJSON, as far as we use it (WebAuthn Level 3 section 5.1.8). */
export const EnrolOptions = z.strictObject({
  challenge: Small,
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: Small, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ type: z.literal("public-key"), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(z.strictObject({ type: z.literal("public-key"), id: Small })),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
  attestation: z.literal("none"),
});
export type EnrolOptions = z.infer<typeof EnrolOptions>;
export const ShowOptions = z.strictObject({
  challenge: Small,
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal("required"),
});
export type ShowOptions = z.infer<typeof ShowOptions>;

/** What the browser hands over; fields nobody checks are left behind here. */
export const Enrolled = z.object({
  id: Small,
  rawId: Small,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: Small,
    attestationObject: Large,
    transports: z.array(Transport).max(10).optional(),
  }),
});
export type Enrolled = z.infer<typeof Enrolled>;
export const Shown = z.object({
  id: Small,
  rawId: Small,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: Small,
    authenticatorData: Small,
    signature: Small,
    userHandle: Small.optional(),
  }),
});
export type Shown = z.infer<typeof Shown>;

export const Passkey = z.strictObject({
  passkeyId: Id,
  name: z.string(),
  addedAtMs: Ms,
  usedAtMs: Ms.nullable(),
  /** Kept by the maker of the device as well, so that it works on the person's other devices. */
  backedUp: z.boolean(),
});
export type Passkey = z.infer<typeof Passkey>;

const ProviderId = z.strictObject({ providerId: Id });
const Code = z.string().max(64).nullable();
const Answered = z.string().max(4_096).optional();

export const federationRoutes = {
  "providers.offered": route({
    method: "GET",
    path: "/api/sign-in/providers",
    permission: "open",
    audit: { none: "read" },
    background: true,
    title: { zh: "可用的统一身份认证", en: "Sign-in services offered" },
    answer: z.strictObject({
      providers: z.array(OfferedProvider),
      passkeysAbsent: PasskeysAbsent,
    }),
  }),
  "sign-in.depart": route({
    method: "POST",
    path: "/api/sign-in/depart/{providerId}",
    permission: "open",
    audit: { none: "preview" },
    title: { zh: "前往统一身份认证", en: "Go to the institution's sign-in service" },
    params: ProviderId,
    /** Where the browser goes next; it comes back to one of the two routes below. */
    answer: z.strictObject({ location: z.string() }),
  }),
  "sign-in.return-oidc": route({
    method: "GET",
    path: "/api/sign-in/oidc/{providerId}/return",
    permission: "open",
    audit: "sign-in.opened@2",
    fromElsewhere: true,
    title: { zh: "统一身份认证返回（OIDC）", en: "Coming back from OpenID Connect" },
    params: ProviderId,
    query: z.object({
      state: Answered,
      code: Answered,
      iss: Answered,
      error: Answered,
      error_description: Answered,
    }),
    answer: "redirect",
  }),
  "sign-in.return-cas": route({
    method: "GET",
    path: "/api/sign-in/cas/{providerId}/return",
    permission: "open",
    audit: "sign-in.opened@2",
    fromElsewhere: true,
    title: { zh: "统一身份认证返回（CAS）", en: "Coming back from CAS" },
    params: ProviderId,
    query: z.object({ state: Answered, ticket: Answered }),
    answer: "redirect",
  }),
  "sign-in.second": route({
    method: "POST",
    path: "/api/sign-in/second",
    permission: "open",
    audit: "sign-in.opened@2",
    title: { zh: "认证返回后输入动态验证码", en: "The house's own code after coming back" },
    body: z.strictObject({ code: z.string().min(1).max(64) }),
    answer: Me,
  }),
  "sign-in.directory": route({
    method: "POST",
    path: "/api/sign-in/directory/{providerId}",
    permission: "open",
    audit: "sign-in.opened@2",
    title: { zh: "目录服务登录（LDAP）", en: "Sign in by the directory (LDAP)" },
    params: ProviderId,
    body: z.strictObject({
      login: z.string().max(limits.loginCharacters),
      password: TypedSecret,
      code: Code,
    }),
    answer: Me,
  }),
  "providers.list": route({
    method: "GET",
    path: "/api/providers",
    permission: "policy.manage",
    audit: { none: "read" },
    title: { zh: "统一身份认证设置", en: "Sign-in services" },
    answer: z.strictObject({ providers: z.array(Provider) }),
  }),
  "providers.add": route({
    method: "POST",
    path: "/api/providers",
    permission: "policy.manage",
    audit: "provider.changed@1",
    title: { zh: "新增统一身份认证", en: "Add a sign-in service" },
    body: z.strictObject({ settings: ProviderSettings, secret: NewSecret }),
    answer: Provider,
  }),
  "providers.change": route({
    method: "PUT",
    path: "/api/providers/{providerId}",
    permission: "policy.manage",
    audit: "provider.changed@1",
    title: { zh: "修改统一身份认证", en: "Change a sign-in service" },
    params: ProviderId,
    body: z.strictObject({ settings: ProviderSettings, secret: NewSecret }),
    answer: Provider,
  }),
  "providers.remove": route({
    method: "POST",
    path: "/api/providers/{providerId}/remove",
    permission: "policy.manage",
    audit: "provider.changed@1",
    title: { zh: "移除统一身份认证", en: "Remove a sign-in service" },
    params: ProviderId,
    answer: z.strictObject({ providerId: Id }),
  }),
  "providers.test": route({
    method: "POST",
    path: "/api/providers/{providerId}/test",
    permission: "policy.manage",
    audit: "provider.tested@1",
    title: { zh: "测试统一身份认证", en: "Test a sign-in service" },
    params: ProviderId,
    answer: z.strictObject({ providerId: Id }),
  }),
  "passkeys.offer": route({
    method: "POST",
    path: "/api/sign-in/passkey/options",
    permission: "open",
    audit: { none: "preview" },
    title: { zh: "通行密钥登录：取质询", en: "Passkey sign-in: the challenge" },
    answer: ShowOptions,
  }),
  "sign-in.passkey": route({
    method: "POST",
    path: "/api/sign-in/passkey",
    permission: "open",
    audit: "sign-in.opened@2",
    title: { zh: "通行密钥登录", en: "Sign in with a passkey" },
    body: z.strictObject({ shown: Shown }),
    answer: Me,
  }),
  "passkeys.list": route({
    method: "GET",
    path: "/api/me/passkeys",
    permission: "signed-in",
    audit: { none: "read" },
    title: { zh: "本人通行密钥", en: "My passkeys" },
    answer: z.strictObject({ passkeys: z.array(Passkey), absent: PasskeysAbsent }),
  }),
  "passkeys.begin": route({
    method: "POST",
    path: "/api/me/passkeys/options",
    permission: "signed-in",
    audit: { none: "preview" },
    title: { zh: "登记通行密钥：取质询", en: "Add a passkey: the challenge" },
    /** The present password (and code) once more: a page left open gives nobody a key of their own. */
    body: z.strictObject({ password: TypedSecret, code: Code }),
    answer: EnrolOptions,
  }),
  "passkeys.add": route({
    method: "POST",
    path: "/api/me/passkeys",
    permission: "signed-in",
    audit: "passkey.added@1",
    title: { zh: "登记通行密钥", en: "Add a passkey" },
    body: z.strictObject({ name: PersonName, enrolled: Enrolled }),
    answer: Passkey,
  }),
  "passkeys.remove": route({
    method: "POST",
    path: "/api/me/passkeys/{passkeyId}/remove",
    permission: "signed-in",
    audit: "passkey.removed@1",
    title: { zh: "移除通行密钥", en: "Remove a passkey" },
    params: z.strictObject({ passkeyId: Id }),
    answer: z.strictObject({ passkeyId: Id }),
  }),
} as const;
