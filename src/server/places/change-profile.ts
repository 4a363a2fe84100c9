import type { Actor } from "../../contract/actor.ts";
import type { Profile } from "../../contract/approval.ts";
import { type Outcome, refused } from "../../contract/outcome.ts";
import type { Site } from "../../contract/routes/places.ts";
import { profileOf } from "../../kernel/approval/routes.ts";
import type { House } from "../../platform/house.ts";
import { saveChange } from "./save-change.ts";

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
  return saveChange(house, actor, (before) => {
    if (profileOf(before.profile) === profile) return refused("conflict", { profile });
    // A house whose institution has no name yet is not set up.
    if (before.name === "") return refused("bad_input", { field: "name" });
    return { profile: names[profile] };
  });
}
