import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Me } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { selectOpenSignInsById } from "./sign-ins.store.ts";

/** The institution's name belongs to places; the desk adds it. */
export type Myself = Omit<Me, "institution">;

/** What the page needs to know of the person before it. */
export async function readMe(house: House, actor: PersonActor): Promise<Outcome<Myself>> {
  const [row] = await selectOpenSignInsById(house.db, house.siteId, [actor.signInId]);
  if (row === undefined) return refused("not_signed_in");
  return granted({
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    role: row.role,
    permissions: [...rolePermissions[row.role]],
    mustChangeSecret: row.must_change_secret,
    signedInAtMs: row.started_at_ms,
    idleLimitMs: limits.signInIdleMs,
    terminal: row.terminal,
    demonstration: house.config.demonstration,
    timeZone: house.config.timeZone,
  });
}
