import type { z } from "zod";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { LdapSettings } from "../../contract/routes/federation.ts";
import { fillFilter } from "../../kernel/federation/directory-filter.ts";
import type { Claims } from "../../kernel/federation/person-key.ts";
import { type DirectoryAsk, bindAsPerson, tryDirectory } from "../../platform/directory.ts";
import { checkServer, isLoopback } from "../../platform/guarded-fetch.ts";
import type { House } from "../../platform/house.ts";
import { networksFor } from "./provider.ts";

type Settings = z.infer<typeof LdapSettings>;

export interface DirectoryPeer {
  readonly settings: Settings;
  readonly secret: string | null;
}

/** Has the directory judge a login and its password; gives what it says of the person. */
export async function askDirectory(
  house: House,
  peer: DirectoryPeer,
  typed: { readonly login: string; readonly password: string },
): Promise<Outcome<Claims>> {
  const ask = await prepare(house, peer, typed.login);
  return ask.ok ? bindAsPerson(ask.value, typed.password) : ask;
}

export async function tryPeer(house: House, peer: DirectoryPeer): Promise<Outcome<true>> {
  const ask = await prepare(house, peer, "liuhen-test");
  return ask.ok ? tryDirectory(ask.value) : ask;
}

async function prepare(
  house: House,
  { settings, secret }: DirectoryPeer,
  login: string,
): Promise<Outcome<DirectoryAsk>> {
  const { server, startTls, searchDn, nameClaim } = settings;
  const checked = await checkServer(server.host, await networksFor(house, settings));
  if (!checked.ok) return checked;
  const { address } = checked.value;
  const home = house.config.demonstration && isLoopback(address);
  if (server.scheme === "ldap" && !startTls && !home) return refused("transport_open");
  return granted({
    ...server,
    address,
    startTls,
    authorityPem: settings.authorityPem,
    timeoutMs: limits.providerTimeoutMs,
    searcher: searchDn === null ? null : { dn: searchDn, secret: secret ?? "" },
    baseDn: settings.baseDn,
    filter: fillFilter(settings.filter, login),
    attributes: [settings.personKeyClaim, ...(nameClaim === null ? [] : [nameClaim])],
  });
}
