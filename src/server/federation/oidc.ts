import {
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  None,
  ResponseBodyError,
  type ServerMetadata,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from "openid-client";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { OidcSettings } from "../../contract/routes/federation.ts";
import { type Claims, claimsOf } from "../../kernel/federation/person-key.ts";
import { guardedFetch } from "../../platform/guarded-fetch.ts";
import type { House } from "../../platform/house.ts";
import type { z } from "zod";
import { reachOf, webAddress } from "./provider.ts";

type Settings = z.infer<typeof OidcSettings>;

export interface OidcPeer {
  readonly settings: Settings;
  readonly secret: string | null;
}

/** What the house remembers between leaving and coming back. */
export interface OidcJourney {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** The authorization request (OpenID Connect Core 3.1.2.1) with PKCE (RFC 7636), state and nonce. */
export async function departOidc(
  house: House,
  peer: OidcPeer,
  journey: OidcJourney,
): Promise<Outcome<string>> {
  return withPeer(house, peer, async (configuration) => {
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: journey.returnTo,
      scope: ["openid", ...peer.settings.scopes.filter((scope) => scope !== "openid")].join(" "),
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: "S256",
    });
    return granted(url.href);
  });
}

/**
 * Exchanges the code and checks the identity token: signature by the service's published keys,
 * issuer, audience, times, nonce; state and issuer of the answer (RFC 9207). Refuses
 * vouching_refused, provider_unreachable, provider_unusable, host_not_allowed.
 */
export async function returnOidc(
  house: House,
  peer: OidcPeer,
  { journey, answered }: { readonly journey: OidcJourney; readonly answered: URLSearchParams },
): Promise<Outcome<Claims>> {
  return withPeer(house, peer, async (configuration) => {
    const url = new URL(journey.returnTo);
    url.search = answered.toString();
    const tokens = await authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    const identity = tokens.claims();
    if (identity === undefined) return refused("vouching_refused");
    const more = peer.settings.asksUserInfo
      ? claimsOf(await fetchUserInfo(configuration, tokens.access_token, identity.sub))
      : new Map<string, readonly string[]>();
    // What was signed stands before what was only sent.
    return granted(new Map([...more, ...claimsOf(identity)]));
  });
}

/** Whether the service describes itself as the one that was set. */
export function tryOidc(house: House, peer: OidcPeer): Promise<Outcome<true>> {
  return withPeer(house, peer, async () => granted(true));
}

/** Carries a refusal through the library's own calls. */
class Barred extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function withPeer<T>(
  house: House,
  peer: OidcPeer,
  use: (configuration: Configuration) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const reach = await reachOf(house, peer.settings);
  let barred: Refusal | undefined;
  const guarded = async (
    url: string,
    call: { method: string; headers: Record<string, string>; body?: unknown },
  ): Promise<Response> => {
    const body = call.body === undefined || call.body === null ? undefined : bodyText(call.body);
    const { method, headers } = call;
    const answer = await guardedFetch(reach, url, { method, headers, body });
    if (answer.ok) return answer.value;
    barred = answer;
    throw new Barred(answer);
  };
  try {
    const configuration = await describe(peer, guarded);
    const stray = strayEndpoint(configuration.serverMetadata(), reach.hosts);
    if (stray !== undefined) return stray;
    return await use(configuration);
  } catch (cause) {
    if (barred !== undefined) return barred;
    house.log.warn({ provider: peer.settings.issuer.host, reason: codeOf(cause) }, "no vouching");
    return refusalOf(cause);
  }
}

type Guarded = NonNullable<Configuration[typeof customFetch]>;

async function describe(
  { settings, secret }: OidcPeer,
  guarded: (url: string, call: Parameters<Guarded>[1]) => Promise<Response>,
): Promise<Configuration> {
  const issuer = new URL(webAddress(settings.issuer));
  const found = await discovery(issuer, settings.clientId, undefined, None(), {
    [customFetch]: guarded,
    timeout: limits.providerTimeoutMs / 1_000,
    execute: settings.issuer.scheme === "http" ? [allowInsecureRequests] : [],
  });
  const server = found.serverMetadata();
  const how = secret === null ? None() : authentication(server, secret);
  const configuration = new Configuration(server, settings.clientId, undefined, how);
  configuration[customFetch] = guarded;
  configuration.timeout = limits.providerTimeoutMs / 1_000;
  if (settings.issuer.scheme === "http") allowInsecureRequests(configuration);
  // TLS to the service would do by the standard; the signature makes the token stand by itself.
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** RFC 8414 section 2: a service that says nothing takes the Basic form. */
function authentication(server: ServerMetadata, secret: string) {
  const methods = server.token_endpoint_auth_methods_supported;
  const basic = methods === undefined || methods.includes("client_secret_basic");
  return basic ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

/** The browser, too, is sent only to hosts the administration named. */
function strayEndpoint(server: ServerMetadata, hosts: ReadonlySet<string>): Refusal | undefined {
  const url = URL.parse(server.authorization_endpoint ?? "");
  const host = url?.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (url === null || host === undefined) return refused("provider_unusable");
  if (!/^https?:$/.test(url.protocol)) return refused("provider_unusable");
  return hosts.has(host) ? undefined : refused("host_not_allowed", { host });
}

function bodyText(body: unknown): string {
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError("a call of the library has a body of another kind");
}

function refusalOf(cause: unknown): Refusal {
  if (cause instanceof Barred) return cause.refusal;
  // The service knows our client no more, or its secret is wrong: a setting, not a person.
  if (cause instanceof ResponseBodyError && cause.error === "invalid_client")
    return refused("provider_unusable", { reason: "invalid_client" });
  return refused("vouching_refused");
}

/** Codes of the library only: its messages may repeat what a token says of a person. */
function codeOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : cause instanceof Error ? cause.name : "unknown";
}
