import { type RolePost, rolePosts } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import type { Role } from "../../contract/roles.ts";
import { type PostHolders, mayStandIn } from "../../kernel/approval/who-decides.ts";
import type { House } from "../../platform/house.ts";
import { accounts, findAccounts } from "../people/index.ts";
import { selectAppointments } from "./appointments.store.ts";
import { fittingHolders } from "./office-holders.ts";
import { selectBodies, selectLent } from "./posts.store.ts";

/** Who holds which post now, with the names shown for them. */
export interface Posts extends PostHolders {
  readonly names: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<RolePost, Body>;
}
export interface Body {
  readonly role: Role;
  /** What the institution calls it; empty where the profile's own word does. */
  readonly name: string;
}

/** Unless the institution decided otherwise (C-51). */
export const usualRole: Readonly<Record<RolePost, Role>> = {
  administrator: "admin",
  first: "director",
  second: "superior",
};

/** Read anew for every decision: a post that was left this minute is vacant this minute. */
export async function readPosts(house: House): Promise<Posts> {
  const rows = await selectBodies(house.db, house.siteId);
  const bodies = new Map(
    rolePosts.map((post): [RolePost, Body] => {
      const row = rows.find((one) => one.post === post);
      return [post, { role: row?.role ?? usualRole[post], name: row?.name ?? "" }];
    }),
  );
  const names = new Map<string, string>();
  const holding = async (post: RolePost) => {
    const people = await accounts.withRole(house, bodies.get(post)?.role ?? usualRole[post]);
    for (const person of people) names.set(person.accountId, person.name);
    return people.map((person) => person.accountId);
  };
  const holders = {
    administrator: await holding("administrator"),
    first: await holding("first"),
    second: await holding("second"),
    privacy: await privacyOfficers(house, names),
  };
  const rowsLent = await selectLent(house.db, house.siteId, house.clock.now());
  const delegates = await findAccounts(
    house,
    rowsLent.map((row) => row.to_account_id),
  );
  for (const [id, { name }] of delegates) names.set(id, name);
  // A delegate whose role has become one that excludes the post no longer stands in.
  const lent = rowsLent
    .map((row) => ({ post: row.post, fromId: row.from_account_id, toId: row.to_account_id }))
    .filter((one) => {
      const role = delegates.get(one.toId)?.role;
      return role !== undefined && mayStandIn(one.post, role);
    });
  return { holders, lent, names, bodies };
}

/** Who was appointed and has acknowledged the duty; anybody else of that office holds nothing yet. */
async function privacyOfficers(house: House, names: Map<string, string>): Promise<string[]> {
  const standing = await selectAppointments(house.db, house.siteId, {
    standing: true,
    office: "privacy",
    most: limits.pageRows,
  });
  const fits = await fittingHolders(house, standing);
  const holding = standing.filter(
    (row) => row.acknowledged_at_ms !== null && fits.has(row.appointment_id),
  );
  const ids = holding.map((row) => row.account_id);
  for (const [id, { name }] of await findAccounts(house, ids)) names.set(id, name);
  return ids;
}
