import type { PersonActor } from "../../contract/actor.ts";
import type { EvidencePack } from "../../contract/evidence-pack.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { selectPacks } from "./evidence-pack.store.ts";
import { viewOf } from "./pack-view.ts";

/** Every pack that was asked for, newest first. */
export async function listPacks(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ packs: EvidencePack[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectPacks(db, house.siteId, limits.evidencePacksListed),
  );
  return granted({ packs: rows.map((row) => viewOf(row, actor)) });
}
