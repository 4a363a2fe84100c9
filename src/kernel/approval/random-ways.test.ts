import { expect, test } from "vitest";
import { operations, posts, profiles, rolePosts } from "../../contract/approval.ts";
import { sensitivities } from "../../contract/lesson.ts";
import { newCase, taken } from "../../../tests/fixture/case-facts.ts";
import { nonEmpty, seededDraw } from "../../../tests/fixture/seeded.ts";
import { decideStep } from "./decide-step.ts";
import { planRoute, topPost } from "./plan-route.ts";
import type { PostHolders } from "./who-decides.ts";

const people: PostHolders = {
  holders: {
    administrator: ["admin", "admin-2"],
    first: ["director", "director-2"],
    second: ["superior"],
    privacy: ["officer"],
  },
  lent: [{ post: "first", fromId: "director", toId: "deputy" }],
};
const everybody = [
  "admin",
  "admin-2",
  "director",
  "director-2",
  "superior",
  "officer",
  "deputy",
  "teacher",
  "auditor",
];

test("[S3-Q2] [C-40] [C-52] 100,000 random walks of every route: granted only by all its posts in order, sensitive never by a lower one alone", () => {
  const seed = Number(process.env["LIUHEN_SEED"] ?? 20_260_601);
  const draw = seededDraw(seed);
  const pick = <T>(from: readonly [T, ...T[]]): T =>
    from[Math.floor(draw() * from.length)] ?? from[0];
  const names = nonEmpty(everybody);
  const grantedWays = new Set<string>();
  for (let walk = 0; walk < 100_000; walk++) {
    const profile = pick(nonEmpty(profiles));
    const operation = pick(nonEmpty(operations));
    const label = pick(nonEmpty(sensitivities));
    const filedBy = pick(names);
    const requesterPosts = posts.filter((post) => people.holders[post].includes(filedBy));
    const route = planRoute(profile, { operation, label, requesterPosts });
    const way = `${profile} ${operation} ${label}`;
    const fail = (what: string) => new Error(`${way}: ${what}, seed ${seed}, walk ${walk}`);
    if (!route.ok) {
      if (operation !== "publish" || profile !== "clinical") throw fail(route.code);
      continue;
    }
    let of = newCase(route.value, { filedBy, sensitive: label !== "ordinary" });
    for (let at = 0; at < 10 && of.state === "waiting"; at++) {
      const step = 1 + Math.floor(draw() * 4);
      const accountId = pick(names);
      const asked = { accountId, step, decision: "agreed" as const, opinion: "" };
      const decided = decideStep(of, asked, people);
      if (!decided.ok) continue;
      if (of.steps.findIndex((one) => one.decision === null) !== step - 1) throw fail("order");
      if (accountId === filedBy) throw fail("own");
      const { standingFor } = decided.value.decider;
      of = taken(of, step, { decidedBy: accountId, standingFor, state: decided.value.state });
    }
    if (of.state !== "granted") continue;
    grantedWays.add(way);
    const signers = of.steps.map((one) => one.standingFor ?? one.decidedBy ?? "");
    if (new Set(signers).size !== of.steps.length) throw fail("doubles");
    const height = Math.max(...signers.map(heightOf));
    if (of.sensitive && height < Math.max(1, topPost(of.steps))) throw fail("too low");
  }
  // Every way there is has been walked to its end.
  expect(grantedWays.size).toBe((profiles.length * operations.length - 1) * sensitivities.length);
});

function heightOf(accountId: string): number {
  return rolePosts.findLastIndex((post) => people.holders[post].includes(accountId));
}
