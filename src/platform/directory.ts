import { isIP } from "node:net";
import { Client, InvalidCredentialsError, type Entry } from "ldapts";
import { type Outcome, granted, refused } from "../contract/outcome.ts";
import { authorities } from "./guarded-fetch.ts";

/** A directory to be asked (LDAP, RFC 4511); the address was checked before and is what is connected. */
export interface DirectoryAsk {
  readonly scheme: "ldaps" | "ldap";
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly startTls: boolean;
  readonly authorityPem: string | null;
  readonly timeoutMs: number;
  /** The account that searches; null for an anonymous search. */
  readonly searcher: { readonly dn: string; readonly secret: string } | null;
  readonly baseDn: string;
  readonly filter: string;
  readonly attributes: readonly string[];
}

export type DirectoryClaims = ReadonlyMap<string, readonly string[]>;

/**
 * Finds the one entry the filter names and binds as it with the typed password. An empty password
 * would be an unauthenticated bind, which servers answer with success (RFC 4513 section 5.1.2): it
 * never gets that far. Refuses sign_in_failed, provider_unreachable, provider_unusable.
 */
export function bindAsPerson(
  ask: DirectoryAsk,
  password: string,
): Promise<Outcome<DirectoryClaims>> {
  return withDirectory(ask, async (client) => {
    if (password === "") return refused("sign_in_failed");
    const found = await findOne(client, ask);
    if (found === undefined || found.dn.trim() === "") return refused("sign_in_failed");
    try {
      await client.bind(found.dn, password);
    } catch (cause) {
      if (cause instanceof InvalidCredentialsError) return refused("sign_in_failed");
      throw cause;
    }
    return granted(claimsOf(found, ask.attributes));
  });
}

/** Whether the directory answers, and takes the searcher's secret. */
export function tryDirectory(ask: DirectoryAsk): Promise<Outcome<true>> {
  return withDirectory(ask, async (client) => {
    await findOne(client, ask);
    return granted(true);
  });
}

async function withDirectory<T>(
  ask: DirectoryAsk,
  use: (client: Client) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const tls = {
    host: ask.address,
    ca: authorities(ask.authorityPem),
    minVersion: "TLSv1.2",
    ...(isIP(ask.host) === 0 ? { servername: ask.host } : {}),
  } as const;
  const address = isIP(ask.address) === 6 ? `[${ask.address}]` : ask.address;
  const client = new Client({
    url: `${ask.scheme}://${address}:${ask.port}`,
    timeout: ask.timeoutMs,
    connectTimeout: ask.timeoutMs,
    strictDN: true,
    ...(ask.scheme === "ldaps" ? { tlsOptions: tls } : {}),
  });
  try {
    if (ask.startTls && ask.scheme === "ldap") await client.startTLS(tls);
    if (ask.searcher !== null) await client.bind(ask.searcher.dn, ask.searcher.secret);
    return await use(client);
  } catch (cause) {
    return refusalOf(cause);
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

/** Exactly one entry; none and several are both nobody. */
async function findOne(client: Client, ask: DirectoryAsk): Promise<Entry | undefined> {
  const { searchEntries } = await client.search(ask.baseDn, {
    scope: "sub",
    filter: ask.filter,
    attributes: [...ask.attributes],
    sizeLimit: 2,
    timeLimit: Math.ceil(ask.timeoutMs / 1_000),
  });
  return searchEntries.length === 1 ? searchEntries[0] : undefined;
}

function claimsOf(entry: Entry, attributes: readonly string[]): DirectoryClaims {
  const claims = new Map<string, readonly string[]>();
  for (const name of attributes) {
    const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
    const values = (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined);
    const texts = values.filter((one) => typeof one === "string");
    if (texts.length > 0 && texts.length === values.length) claims.set(name, texts);
  }
  return claims;
}

function refusalOf(cause: unknown): Outcome<never> {
  // The searcher's own secret is wrong: that is the setting's fault, not the person's.
  if (cause instanceof InvalidCredentialsError)
    return refused("provider_unusable", { reason: "searcher" });
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  // Result codes of the directory are numbers, the network's are texts.
  if (typeof code === "number") return refused("provider_unusable", { status: code });
  return refused("provider_unreachable", {
    reason:
      typeof code === "string" && /CERT|SELF_SIGNED|ALTNAME|SSL/.test(code)
        ? "certificate"
        : "connection",
  });
}
