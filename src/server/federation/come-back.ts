import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { ProviderSettings } from "../../contract/routes/federation.ts";
import type { Claims } from "../../kernel/federation/person-key.ts";
import type { House } from "../../platform/house.ts";
import type { OpenedSignIn, Standing } from "../people/index.ts";
import { validateTicket } from "./cas.ts";
import { enterHouse, enterNo } from "./enter-house.ts";
import { beginJourney, endJourney } from "./journey.ts";
import { returnOidc } from "./oidc.ts";
import { openSecret, settingsOf } from "./provider.ts";
import { type ProviderRow, selectProvider } from "./providers.store.ts";

export interface Return {
  readonly providerId: string;
  /** The browser's journey cookie. */
  readonly cookie: string | undefined;
  readonly state: string | undefined;
}

/** In, or one step from it: the browser keeps `cookie` and is asked for the house's own code. */
export type Arrival = { readonly opened: OpenedSignIn } | { readonly cookie: string };

/** Back from OpenID Connect. A journey that is not this browser's own is nobody's: journey_gone. */
export async function comeBackOidc(
  house: House,
  standing: Standing,
  back: Return & { readonly answered: URLSearchParams },
): Promise<Outcome<Arrival>> {
  const { providerId, state } = back;
  const journey = await endJourney(house, { what: "oidc", holder: back.cookie, state });
  const row = await selectProvider(house.db, house.siteId, providerId);
  const settings = row === undefined ? undefined : settingsOf(row);
  const [nonce, verifier, returnTo] = ["nonce", "verifier", "returnTo"].map((name) =>
    journey?.carried.get(name),
  );
  if (row === undefined || settings?.kind !== "oidc" || journey?.providerId !== providerId)
    return refused("journey_gone");
  if (state === undefined || !nonce || !verifier || !returnTo) return refused("journey_gone");
  const peer = { settings, secret: openSecret(house, row) };
  const claims = await returnOidc(house, peer, {
    journey: { state, nonce, verifier, returnTo },
    answered: back.answered,
  });
  return arrive(house, standing, { row, settings, claims });
}

/** Back from CAS with a ticket, which the service itself must confirm for this very departure. */
export async function comeBackCas(
  house: House,
  standing: Standing,
  back: Return & { readonly ticket: string | undefined },
): Promise<Outcome<Arrival>> {
  const { providerId, state, ticket } = back;
  const journey = await endJourney(house, { what: "cas", holder: back.cookie, state });
  const row = await selectProvider(house.db, house.siteId, providerId);
  const settings = row === undefined ? undefined : settingsOf(row);
  const service = journey?.carried.get("service");
  if (row === undefined || settings?.kind !== "cas" || journey?.providerId !== providerId)
    return refused("journey_gone");
  if (service === undefined || ticket === undefined) return refused("journey_gone");
  const claims = await validateTicket(house, settings, { ticket, service });
  return arrive(house, standing, { row, settings, claims });
}

async function arrive(
  house: House,
  standing: Standing,
  vouched: {
    readonly row: ProviderRow;
    readonly settings: ProviderSettings;
    readonly claims: Outcome<Claims>;
  },
): Promise<Outcome<Arrival>> {
  const { row, settings, claims } = vouched;
  const providerId = row.provider_id;
  if (!claims.ok) return enterNo(house, standing, { providerId, refusal: claims, personKey: null });
  const entering = await enterHouse(house, standing, {
    providerId,
    settings,
    claims: claims.value,
    code: null,
  });
  if (!entering.ok) return entering;
  if ("opened" in entering.value) return granted(entering.value);
  const accountId = entering.value.codeNeededFor;
  const carried = { how: settings.kind };
  return granted(await beginJourney(house, { what: "code", providerId, accountId, carried }));
}
