import type { PersonActor } from "../../contract/actor.ts";
import type { Post } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { whoDecides } from "../../kernel/approval/who-decides.ts";
import type { House } from "../../platform/house.ts";
import { readPosts } from "./posts.ts";

/** Somebody who may decide for a post now: in person, for its holder, or where it is vacant. */
export interface PostHolder {
  readonly accountId: string;
  readonly name: string;
  readonly standingFor: { readonly accountId: string; readonly name: string } | null;
  readonly vacancy: boolean;
}

/**
 * Who decides what comes to a post now, without whoever filed it (C-38). Other rooms ask it anew for
 * every decision: a post that was left this minute is vacant this minute.
 */
export async function postHolders(
  house: House,
  post: Post,
  filedBy: string | null,
): Promise<PostHolder[]> {
  const people = await readPosts(house);
  const step = {
    number: 1,
    post,
    rule: "S0-4.1a",
    decision: null,
    decidedBy: null,
    standingFor: null,
  };
  const nameOf = (id: string): string => people.names.get(id) ?? "";
  return whoDecides({ filedBy: filedBy ?? "", coSignedBy: null, steps: [step] }, step, people).map(
    (one) => ({
      accountId: one.accountId,
      name: nameOf(one.accountId),
      standingFor:
        one.standingFor === null
          ? null
          : { accountId: one.standingFor, name: nameOf(one.standingFor) },
      vacancy: one.vacancy,
    }),
  );
}

/** Whether this actor holds the post now, own or lent. */
export async function holdsPost(
  house: House,
  actor: PersonActor,
  post: Post,
): Promise<Outcome<{ standingFor: PostHolder["standingFor"] }>> {
  const holders = await postHolders(house, post, null);
  const own = holders.find((one) => one.accountId === actor.accountId);
  return own === undefined
    ? refused("not_your_step", { rule: "S0-4.1a" })
    : granted({ standingFor: own.standingFor });
}
