import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { tryCas } from "./cas.ts";
import { tryPeer } from "./directory.ts";
import { tryOidc } from "./oidc.ts";
import { openSecret, settingsOf } from "./provider.ts";
import { type ProviderRow, selectProvider } from "./providers.store.ts";

/** Speaks to a service once, as a sign-in would, and enters how that went. */
export async function testProvider(
  house: House,
  actor: Actor,
  providerId: string,
): Promise<Outcome<{ providerId: string }>> {
  const row = await selectProvider(house.db, house.siteId, providerId);
  if (row === undefined) return refused("not_found");
  const result = await trial(house, row);
  const entered = await act(house, actor, "provider.tested@1", async () =>
    granted({
      value: { providerId },
      subject: { type: "provider", id: providerId },
      body: { providerId, result: result.ok ? "ok" : result.code },
    }),
  );
  return result.ok ? entered : result;
}

function trial(house: House, row: ProviderRow): Promise<Outcome<true>> {
  const settings = settingsOf(row);
  const secret = openSecret(house, row);
  if (settings.kind === "oidc") return tryOidc(house, { settings, secret });
  if (settings.kind === "cas") return tryCas(house, settings);
  return tryPeer(house, { settings, secret });
}
