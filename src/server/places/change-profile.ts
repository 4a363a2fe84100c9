import type { Actor } from "../../contract/actor.ts";
import type { Profile } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import { profileOf } from "../../kernel/approval/routes.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { siteOf, siteSnapshot } from "./site.ts";
import { saveSite } from "./site.store.ts";

/** How each profile is written in the institution's own record. */
const names: Readonly<Record<Profile, string>> = {
  clinical: "clinical-centre",
  hospital: "hospital",
  campus: "campus",
};

/**
 * Chooses the kind of institution, and with it the routes of requests filed from now on; those already
 * filed go the way they were filed with.
 */
export function changeProfile(
  house: House,
  actor: Actor,
  profile: Profile,
): Promise<Outcome<Site>> {
  return act(house, actor, "site.changed@1", async (tx) => {
    const before = await siteOf(house, tx);
    if (profileOf(before.profile) === profile) return refused("conflict", { profile });
    // A house whose institution has no name yet is not set up.
    if (before.name === "") return refused("bad_input", { field: "name" });
    const after: Site = { ...before, profile: names[profile] };
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
