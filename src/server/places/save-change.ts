import type { Actor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { siteOf, siteSnapshot } from "./site.ts";
import { saveSite } from "./site.store.ts";

/** Writes the institution as it will be, and enters how it was and how it is (S0-5.1.2). */
export function saveChange(
  house: House,
  actor: Actor,
  change: (before: Site) => Partial<Site> | Refusal,
): Promise<Outcome<Site>> {
  return act(house, actor, "site.changed@1", async (tx) => {
    const before = await siteOf(house, tx);
    const changed = change(before);
    if ("ok" in changed) return changed;
    const after: Site = { ...before, ...changed };
    await saveSite(tx, {
      site_id: house.siteId,
      name: after.name,
      profile: after.profile,
      lead_ms: after.leadMs,
      tail_ms: after.tailMs,
      networks: after.networks,
    });
    const body = { before: siteSnapshot(before), after: siteSnapshot(after) };
    return granted({ value: after, subject: { type: "site", id: house.siteId }, body });
  });
}
