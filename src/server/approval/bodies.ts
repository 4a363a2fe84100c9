import type { Actor } from "../../contract/actor.ts";
import { rolePosts } from "../../contract/approval.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Body as ShownBody, BodyInput } from "../../contract/routes/approval.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { saveBody, selectBodies } from "./posts.store.ts";
import { readPosts, usualRole } from "./posts.ts";

/** Who the posts of this institution are, by role and by the name it gives them (C-51). */
export async function listBodies(house: House): Promise<Outcome<{ bodies: ShownBody[] }>> {
  const { bodies } = await readPosts(house);
  return granted({
    bodies: rolePosts.map((post) => {
      const body = bodies.get(post);
      return { post, role: body?.role ?? usualRole[post], name: body?.name ?? "" };
    }),
  });
}

/**
 * Names the body of a post. Where the centre is the school, the second approver may be another
 * director: two different persons sign all the same.
 */
export function nameBody(
  house: House,
  actor: Actor,
  input: BodyInput,
): Promise<Outcome<{ bodies: ShownBody[] }>> {
  const { post, role, name } = input;
  return act(house, actor, "setting.changed@1", async (tx) => {
    const known = (await selectBodies(tx, house.siteId)).find((row) => row.post === post);
    const before = { post, role: known?.role ?? usualRole[post], name: known?.name ?? "" };
    await saveBody(tx, { site_id: house.siteId, post, role, name });
    const bodies = await selectBodies(tx, house.siteId);
    const value = {
      bodies: rolePosts.map((one) => {
        const row = bodies.find((body) => body.post === one);
        return { post: one, role: row?.role ?? usualRole[one], name: row?.name ?? "" };
      }),
    };
    return granted({
      value,
      subject: { type: "site", id: house.siteId },
      body: { before, after: { post, role, name } },
    });
  });
}
