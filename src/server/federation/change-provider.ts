import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Provider } from "../../contract/routes/federation.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type ProviderInput, judgeProvider } from "./judge-provider.ts";
import { providerSnapshot, providerView, secretContext } from "./provider.ts";
import {
  type ProviderRow,
  insertProvider,
  lockProviders,
  selectProvider,
  selectProviders,
  updateProvider,
} from "./providers.store.ts";

/** Adds a sign-in service; its secret is sealed and never shown again (S0-13a, security class 25). */
export async function addProvider(
  house: House,
  actor: Actor,
  input: ProviderInput,
): Promise<Outcome<Provider>> {
  return act(house, actor, "provider.changed@1", async (tx) => {
    await lockProviders(tx);
    const unfit = await judgeProvider(house, input, false);
    if (unfit !== undefined) return unfit;
    const known = await selectProviders(tx, house.siteId);
    if (known.length >= limits.providersMost)
      return refused("bad_input", { most: limits.providersMost });
    const providerId = house.newId();
    const row: ProviderRow = {
      provider_id: providerId,
      site_id: house.siteId,
      kind: input.settings.kind,
      settings: JSON.stringify(input.settings),
      sealed_secret: sealed(house, providerId, input.secret),
      created_at_ms: house.clock.now(),
      removed_at_ms: null,
    };
    await insertProvider(tx, row);
    const after = providerSnapshot(row, input.secret === null ? "none" : "new");
    return granted({
      value: providerView(row),
      subject: { type: "provider", id: providerId },
      body: { before: null, after },
    });
  });
}

/** Changes everything but the kind; a secret that is not given stays as it is. */
export async function changeProvider(
  house: House,
  actor: Actor,
  { providerId, ...input }: ProviderInput & { readonly providerId: string },
): Promise<Outcome<Provider>> {
  return act(house, actor, "provider.changed@1", async (tx) => {
    await lockProviders(tx);
    const before = await selectProvider(tx, house.siteId, providerId);
    if (before === undefined) return refused("not_found");
    if (before.kind !== input.settings.kind) return refused("bad_input", { field: "kind" });
    const kept = before.sealed_secret !== null;
    const unfit = await judgeProvider(house, input, kept);
    if (unfit !== undefined) return unfit;
    const change = {
      settings: JSON.stringify(input.settings),
      sealed_secret: sealed(house, providerId, input.secret) ?? before.sealed_secret,
    };
    await updateProvider(tx, providerId, change);
    const row = { ...before, ...change };
    const was = kept ? "kept" : "none";
    return granted({
      value: providerView(row),
      subject: { type: "provider", id: providerId },
      body: {
        before: providerSnapshot(before, was),
        after: providerSnapshot(row, input.secret === null ? was : "new"),
      },
    });
  });
}

/** Takes a service away; who came by it comes by the house's own password from now on. */
export async function removeProvider(
  house: House,
  actor: Actor,
  providerId: string,
): Promise<Outcome<{ providerId: string }>> {
  return act(house, actor, "provider.changed@1", async (tx) => {
    await lockProviders(tx);
    const before = await selectProvider(tx, house.siteId, providerId);
    if (before === undefined) return refused("not_found");
    await updateProvider(tx, providerId, {
      removed_at_ms: house.clock.now(),
      sealed_secret: null,
    });
    return granted({
      value: { providerId },
      subject: { type: "provider", id: providerId },
      body: {
        before: providerSnapshot(before, before.sealed_secret === null ? "none" : "kept"),
        after: null,
      },
    });
  });
}

function sealed(house: House, providerId: string, secret: string | null): string | null {
  return secret === null ? null : house.secrets.seal(secretContext(providerId), secret);
}
