import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { OfferedProvider, Provider } from "../../contract/routes/federation.ts";
import type { House } from "../../platform/house.ts";
import { providerView, settingsOf } from "./provider.ts";
import { selectProviders } from "./providers.store.ts";

export async function listProviders(
  house: House,
  _actor: Actor,
): Promise<Outcome<{ providers: Provider[] }>> {
  const rows = await selectProviders(house.db, house.siteId);
  return granted({ providers: rows.map(providerView) });
}

/** What the sign-in page shows to everybody: a name and a kind, no address and no setting. */
export async function offeredProviders(house: House): Promise<OfferedProvider[]> {
  const rows = await selectProviders(house.db, house.siteId);
  return rows.flatMap((row) => {
    const { kind, labelZh, labelEn, offered } = settingsOf(row);
    return offered ? [{ providerId: row.provider_id, kind, labelZh, labelEn }] : [];
  });
}
