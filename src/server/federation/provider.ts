import type { Snapshot } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import {
  type DirectoryServer,
  type Provider,
  ProviderSettings,
  type WebServer,
} from "../../contract/routes/federation.ts";
import type { Reach } from "../../platform/guarded-fetch.ts";
import type { House } from "../../platform/house.ts";
import { site } from "../places/index.ts";
import type { ProviderRow } from "./providers.store.ts";

export function settingsOf(row: ProviderRow): ProviderSettings {
  const parsed = ProviderSettings.safeParse(JSON.parse(row.settings));
  if (!parsed.success) throw new Fault("damaged", "provider_settings", { cause: parsed.error });
  return parsed.data;
}

export function providerView(row: ProviderRow): Provider {
  return {
    providerId: row.provider_id,
    settings: settingsOf(row),
    secretKept: row.sealed_secret !== null,
    createdAtMs: row.created_at_ms,
    returnPath: row.kind === "ldap" ? null : returnPath(row.kind, row.provider_id),
  };
}

/** Where a browser comes back to; the institution enters it on its side, with the house's address. */
export function returnPath(kind: "oidc" | "cas", providerId: string): string {
  return `/api/sign-in/${kind}/${providerId}/return`;
}

/** What an entry tells of a service (S0-5.1.2); whether there is a secret, never which. */
export function providerSnapshot(row: ProviderRow, secret: "none" | "kept" | "new"): Snapshot {
  const { kind, ...settings } = settingsOf(row);
  const flat = Object.entries(settings).map(([name, value]) => [name, flatten(value)]);
  return { providerId: row.provider_id, kind, secret, ...Object.fromEntries(flat) };
}

function flatten(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? JSON.stringify(value)
    : value;
}

export function secretContext(providerId: string): string {
  return `provider/${providerId}`;
}

export function openSecret(house: House, row: ProviderRow): string | null {
  const { provider_id, sealed_secret } = row;
  return sealed_secret === null
    ? null
    : house.secrets.open(secretContext(provider_id), sealed_secret);
}

export function serverOf(settings: ProviderSettings): WebServer | DirectoryServer {
  return settings.kind === "oidc" ? settings.issuer : settings.server;
}

/** The address as a text, as both sides write it: without the port a scheme has anyway. */
export function webAddress({ scheme, host, port, path }: WebServer): string {
  const usual = port === (scheme === "https" ? 443 : 80);
  return `${scheme}://${host}${usual ? "" : `:${port}`}${path}`;
}

/** The house's own networks; all others only where somebody looked and confirmed it. */
export async function networksFor(
  house: House,
  settings: ProviderSettings,
): Promise<readonly string[]> {
  const read = await site.read(house);
  const own = read.ok ? read.value.networks : [];
  return settings.outsideConfirmed ? [...own, "0.0.0.0/0", "::/0"] : own;
}

export async function reachOf(house: House, settings: ProviderSettings): Promise<Reach> {
  const further = settings.kind === "oidc" ? settings.furtherHosts : [];
  const hosts = [serverOf(settings).host, ...further];
  return {
    networks: await networksFor(house, settings),
    hosts: new Set(hosts.map((host) => host.replace(/^\[|\]$/g, "").toLowerCase())),
    openLoopback: house.config.demonstration,
    authorityPem: settings.authorityPem,
    timeoutMs: limits.providerTimeoutMs,
    answerBytes: limits.providerAnswerBytes,
  };
}
