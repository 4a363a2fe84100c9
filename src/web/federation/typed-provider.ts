import type { ProviderKind, ProviderSettings } from "../../contract/routes/federation.ts";
import type { Answer } from "../ask.ts";

export type ProviderNow = Answer<"providers.list">["providers"][number];

/** What stands in the form: everything as texts and switches. */
export interface Typed {
  readonly kind: ProviderKind;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly offered: boolean;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly secret?: string;
  readonly personKeyClaim: string;
  readonly nameClaim?: string;
  readonly opens: ProviderSettings["opens"];
  readonly asksSecondFactor: boolean;
  readonly authorityPem?: string;
  readonly outsideConfirmed: boolean;
  readonly clientId?: string;
  readonly scopes?: string;
  readonly asksUserInfo?: boolean;
  readonly furtherHosts?: string;
  readonly startTls?: boolean;
  readonly baseDn?: string;
  readonly filter?: string;
  readonly searchDn?: string;
}

/** How a new service begins: the usual port and claims of its protocol. */
export function newProvider(kind: ProviderKind): Typed {
  const every = {
    kind,
    labelZh: "统一身份认证",
    labelEn: "Campus account",
    offered: true,
    host: "",
    opens: "nobody",
    asksSecondFactor: false,
    outsideConfirmed: false,
  } as const;
  if (kind === "ldap")
    return {
      ...every,
      scheme: "ldaps",
      port: 636,
      personKeyClaim: "employeeNumber",
      nameClaim: "displayName",
      startTls: false,
      filter: "(uid={login})",
    };
  const web = { ...every, scheme: "https", port: 443, nameClaim: "name" };
  return kind === "cas"
    ? { ...web, path: "/cas", personKeyClaim: "user" }
    : { ...web, path: "", personKeyClaim: "sub", scopes: "profile", asksUserInfo: false };
}

export function typedOf({ settings }: ProviderNow): Typed {
  const every = {
    labelZh: settings.labelZh,
    labelEn: settings.labelEn,
    offered: settings.offered,
    personKeyClaim: settings.personKeyClaim,
    nameClaim: settings.nameClaim ?? "",
    opens: settings.opens,
    asksSecondFactor: settings.asksSecondFactor,
    authorityPem: settings.authorityPem ?? "",
    outsideConfirmed: settings.outsideConfirmed,
  };
  if (settings.kind === "cas") return { kind: "cas", ...every, ...settings.server };
  if (settings.kind === "ldap") {
    const { startTls, baseDn, filter, server } = settings;
    const searchDn = settings.searchDn ?? "";
    return { kind: "ldap", ...every, ...server, startTls, baseDn, filter, searchDn };
  }
  const { issuer, clientId, asksUserInfo } = settings;
  const [scopes, furtherHosts] = [settings.scopes.join(" "), settings.furtherHosts.join(" ")];
  return { kind: "oidc", ...every, ...issuer, clientId, scopes, asksUserInfo, furtherHosts };
}

/** The form's content as the house takes it. */
export function settingsOf(typed: Typed): ProviderSettings {
  const every = {
    labelZh: typed.labelZh,
    labelEn: typed.labelEn,
    offered: typed.offered,
    personKeyClaim: typed.personKeyClaim.trim(),
    nameClaim: orNull(typed.nameClaim),
    opens: typed.opens,
    asksSecondFactor: typed.asksSecondFactor,
    outsideConfirmed: typed.outsideConfirmed,
    authorityPem: orNull(typed.authorityPem),
  };
  const at = { host: typed.host.trim(), port: typed.port };
  if (typed.kind === "ldap")
    return {
      kind: "ldap",
      ...every,
      server: { scheme: typed.scheme === "ldap" ? "ldap" : "ldaps", ...at },
      startTls: typed.startTls === true,
      baseDn: typed.baseDn?.trim() ?? "",
      filter: typed.filter?.trim() ?? "",
      searchDn: orNull(typed.searchDn),
    };
  const path = (typed.path ?? "").trim().replace(/\/+$/, "");
  const server = { scheme: typed.scheme === "http" ? "http" : "https", ...at, path } as const;
  if (typed.kind === "cas") return { kind: "cas", ...every, server };
  return {
    kind: "oidc",
    ...every,
    issuer: server,
    clientId: typed.clientId?.trim() ?? "",
    scopes: wordsOf(typed.scopes),
    asksUserInfo: typed.asksUserInfo === true,
    furtherHosts: wordsOf(typed.furtherHosts),
  };
}

function orNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function wordsOf(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter((word) => word !== "");
}
