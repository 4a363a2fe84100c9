import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { drawToken } from "../../platform/token.ts";
import { departCas } from "./cas.ts";
import { beginJourney } from "./journey.ts";
import { departOidc } from "./oidc.ts";
import { openSecret, returnPath, settingsOf } from "./provider.ts";
import { selectProvider } from "./providers.store.ts";

export interface Departure {
  /** Where the browser goes. */
  readonly location: string;
  /** What it keeps meanwhile: only the browser that left can come back. */
  readonly cookie: string;
}

/** Sends a browser to a sign-in service. `origin`: how this browser addresses the house. */
export async function depart(
  house: House,
  { providerId, origin }: { readonly providerId: string; readonly origin: string },
): Promise<Outcome<Departure>> {
  const row = await selectProvider(house.db, house.siteId, providerId);
  if (row === undefined) return refused("not_found");
  const settings = settingsOf(row);
  if (!settings.offered || settings.kind === "ldap") return refused("not_found");
  const state = drawToken().token;
  const returnTo = `${origin}${returnPath(settings.kind, providerId)}`;
  if (settings.kind === "cas") {
    const service = serviceAddress(returnTo, state);
    const carried = { service };
    const { cookie } = await beginJourney(house, { what: "cas", providerId, state, carried });
    return granted({ location: departCas(settings, service), cookie });
  }
  const [nonce, verifier] = [drawToken().token, drawToken().token];
  const peer = { settings, secret: openSecret(house, row) };
  const left = await departOidc(house, peer, { state, nonce, verifier, returnTo });
  if (!left.ok) return left;
  const carried = { nonce, verifier, returnTo };
  const { cookie } = await beginJourney(house, { what: "oidc", providerId, state, carried });
  return granted({ location: left.value, cookie });
}

/** The service address carries the state, so that a ticket belongs to one departure only. */
function serviceAddress(returnTo: string, state: string): string {
  return `${returnTo}?${new URLSearchParams({ state })}`;
}
