import { type Post, posts } from "../../contract/approval.ts";
import type { Role } from "../../contract/roles.ts";
import { type PostHolders, mayStandIn } from "../../kernel/approval/who-decides.ts";
import type { House } from "../../platform/house.ts";
import { accounts, findAccounts } from "../people/index.ts";
import { selectBodies, selectLent } from "./posts.store.ts";

/** Who holds which post now, with the names shown for them. */
export interface Posts extends PostHolders {
  readonly names: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<Post, Body>;
}
export interface Body {
  readonly role: Role;
  /** What the institution calls it; empty where the profile's own word does. */
  readonly name: string;
}

/** Unless the institution decided otherwise (C-51). */
export const usualRole: Readonly<Record<Post, Role>> = {
  administrator: "admin",
  first: "director",
  second: "superior",
};

/** Read anew for every decision: a post that was left this minute is vacant this minute. */
export async function readPosts(house: House): Promise<Posts> {
  const rows = await selectBodies(house.db, house.siteId);
  const bodies = new Map(
    posts.map((post): [Post, Body] => {
      const row = rows.find((one) => one.post === post);
      return [post, { role: row?.role ?? usualRole[post], name: row?.name ?? "" }];
    }),
  );
  const names = new Map<string, string>();
  const holding = async (post: Post) => {
    const people = await accounts.withRole(house, bodies.get(post)?.role ?? usualRole[post]);
    for (const person of people) names.set(person.accountId, person.name);
    return people.map((person) => person.accountId);
  };
  const holders = {
    administrator: await holding("administrator"),
    first: await holding("first"),
    second: await holding("second"),
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
