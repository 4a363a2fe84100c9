import { type Post, posts } from "../../contract/approval.ts";
import type { Role } from "../../contract/roles.ts";

/** A post lent to somebody, in force now. */
export interface Lent {
  readonly post: Post;
  readonly fromId: string;
  readonly toId: string;
}

/** Who holds which post now, and who stands in for whom. */
export interface PostHolders {
  readonly holders: Readonly<Record<Post, readonly string[]>>;
  readonly lent: readonly Lent[];
}

export interface CaseStep {
  readonly number: number;
  readonly post: Post;
  readonly rule: string;
  readonly decision: "agreed" | "disagreed" | null;
  readonly decidedBy: string | null;
  /** The holder for whom a delegate decided. */
  readonly standingFor: string | null;
}

export interface Decider {
  readonly accountId: string;
  readonly standingFor: string | null;
  /** The step went up: nobody of its own post may decide it. */
  readonly vacancy: boolean;
}

/** From a post upwards: who is next where nobody below may decide (C-38). */
const upwards: Readonly<Record<Post, readonly Post[]>> = {
  administrator: ["administrator", "first", "second"],
  first: ["first", "second"],
  second: ["second"],
  privacy: ["privacy", "first", "second"],
};

/**
 * Who may decide a step: holders of its post and their delegates, without the requester and whoever
 * signs for the requester, without anybody who has a part in another step, and without who let the case
 * begin in an emergency (S0-11.2, C-38). Where nobody is left, the next superior; an empty answer means
 * the case waits for somebody to be appointed.
 */
export function whoDecides(
  of: {
    readonly filedBy: string;
    readonly coSignedBy: string | null;
    readonly steps: readonly CaseStep[];
  },
  step: CaseStep,
  people: PostHolders,
): Decider[] {
  const others = of.steps.filter((other) => other.number !== step.number);
  const barred = new Set([
    of.filedBy,
    of.coSignedBy,
    ...others.flatMap((other) => [other.decidedBy, other.standingFor]),
  ]);
  for (const post of upwards[step.post]) {
    const vacancy = post !== step.post;
    const found = ofPost(post, people)
      .filter((one) => !barred.has(one.accountId) && !barred.has(one.standingFor ?? one.accountId))
      .map((one): Decider => ({ ...one, vacancy }));
    if (found.length > 0) return found;
  }
  return [];
}

/** Holders first; somebody who holds the post needs no delegation of it. */
function ofPost(
  post: Post,
  people: PostHolders,
): { accountId: string; standingFor: string | null }[] {
  const holders = people.holders[post];
  const delegates = people.lent.filter(
    (lent) => lent.post === post && holders.includes(lent.fromId) && !holders.includes(lent.toId),
  );
  return [
    ...holders.map((accountId) => ({ accountId, standingFor: null })),
    ...delegates.map((lent) => ({ accountId: lent.toId, standingFor: lent.fromId })),
  ];
}

/** Posts this account holds itself. */
export function postsOf(accountId: string, people: PostHolders): Post[] {
  return posts.filter((post) => people.holders[post].includes(accountId));
}

/**
 * Whether somebody of this role may stand in for a post: never who audits or learns; never, for the
 * two approvers, who carries the approval out or holds the other approver's post (catalogue 4.3).
 */
export function mayStandIn(post: Post, role: Role): boolean {
  return standIns[post].includes(role);
}

const standIns: Readonly<Record<Post, readonly Role[]>> = {
  administrator: ["admin", "manager", "teacher", "operator"],
  first: ["director", "manager", "teacher"],
  second: ["superior", "manager", "teacher"],
  // Taken up by signing its duty, so nobody can be lent it.
  privacy: [],
};
