import { type Refusal, refused } from "../../contract/outcome.ts";
import type { ProviderSettings } from "../../contract/routes/federation.ts";
import { readsAsCertificates } from "../../platform/certificate.ts";
import { checkServer, isLoopback } from "../../platform/guarded-fetch.ts";
import type { House } from "../../platform/house.ts";
import { networksFor, serverOf } from "./provider.ts";

export interface ProviderInput {
  readonly settings: ProviderSettings;
  /** Null keeps the one there is. */
  readonly secret: string | null;
}

/**
 * Whether a service may be set like this, before anything is written or connected: its host lies
 * where the house may go, and what is said there is encrypted. Refuses host_not_allowed,
 * transport_open, bad_input.
 */
export async function judgeProvider(
  house: House,
  { settings, secret }: ProviderInput,
  secretKept: boolean,
): Promise<Refusal | undefined> {
  return (
    judgeSecret(settings, secret, secretKept) ??
    judgeAuthority(settings) ??
    (await judgeServer(house, settings))
  );
}

function judgeSecret(
  settings: ProviderSettings,
  secret: string | null,
  secretKept: boolean,
): Refusal | undefined {
  if (settings.kind === "cas")
    return secret === null ? undefined : refused("bad_input", { field: "secret" });
  const needed = settings.kind === "ldap" && settings.searchDn !== null;
  return needed && secret === null && !secretKept
    ? refused("bad_input", { field: "secret" })
    : undefined;
}

function judgeAuthority({ authorityPem }: ProviderSettings): Refusal | undefined {
  if (authorityPem === null || readsAsCertificates(authorityPem)) return undefined;
  return refused("bad_input", { field: "authorityPem" });
}

async function judgeServer(house: House, settings: ProviderSettings): Promise<Refusal | undefined> {
  const server = serverOf(settings);
  const checked = await checkServer(server.host, await networksFor(house, settings));
  // A name that is not resolved just now says nothing about the networks.
  if (!checked.ok && checked.code === "host_not_allowed")
    return refused("host_not_allowed", { ...checked.facts, host: server.host });
  const startTls = settings.kind === "ldap" && settings.startTls;
  if (server.scheme === "https" || server.scheme === "ldaps" || startTls) return undefined;
  const home = checked.ok && isLoopback(checked.value.address);
  return home && house.config.demonstration ? undefined : refused("transport_open");
}
