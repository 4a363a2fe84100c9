import fc from "fast-check";
import { expect, test } from "vitest";
import { operations, posts, profiles } from "../../contract/approval.ts";
import { sensitivities } from "../../contract/lesson.ts";
import { newCase, taken } from "../../../tests/fixture/case-facts.ts";
import { type CaseFacts, decideStep } from "./decide-step.ts";
import { planRoute } from "./plan-route.ts";
import type { Lent, PostHolders } from "./who-decides.ts";

const names: readonly string[] = ["ann", "bo", "cy", "dee", "eve", "flo"];
const person = fc.constantFrom(...names);

/** Six people, posts held by any of them or by nobody, and posts lent at random. */
const world = fc.record({
  profile: fc.constantFrom(...profiles),
  operation: fc.constantFrom(...operations),
  filedBy: person,
  coSignedBy: fc.option(person, { freq: 3 }),
  administrator: fc.uniqueArray(person, { maxLength: 2 }),
  first: fc.uniqueArray(person, { maxLength: 2 }),
  second: fc.uniqueArray(person, { maxLength: 2 }),
  privacy: fc.uniqueArray(person, { maxLength: 1 }),
  label: fc.constantFrom(...sensitivities),
  lent: fc.array(
    fc
      .record({ post: fc.constantFrom(...posts), fromId: person, toId: person })
      .filter((one: Lent) => one.fromId !== one.toId),
    { maxLength: 3 },
  ),
  tries: fc.array(
    fc.record({
      accountId: person,
      step: fc.integer({ min: 1, max: 4 }),
      decision: fc.constantFrom("agreed" as const, "agreed" as const, "disagreed" as const),
    }),
    { minLength: 1, maxLength: 48 },
  ),
});

test("[S0-4.1a] [S0-11.2] [C-38] in any house, whoever tries whatever: own requests, doubles and short cuts never pass", () => {
  let grantedCases = 0;
  fc.assert(
    fc.property(
      world,
      ({ profile, operation, label, filedBy, coSignedBy, tries, lent, ...held }) => {
        const people: PostHolders = { holders: held, lent };
        const own = posts.filter((post) => held[post].includes(filedBy));
        const planned = planRoute(profile, { operation, label, requesterPosts: own });
        if (!planned.ok) {
          expect(planned.code).toBe("operation_withheld");
          return;
        }
        const route = planned.value;
        let of = newCase(route, { filedBy, coSignedBy, sensitive: label !== "ordinary" });
        for (const one of tries) {
          const decided = decideStep(of, { ...one, opinion: "已阅" }, people);
          if (!decided.ok) continue;
          const { state, decider } = decided.value;
          // Who decides holds the post, a higher one, or one of those on somebody's behalf.
          const holder = decider.standingFor ?? decider.accountId;
          expect(posts.some((post) => held[post].includes(holder))).toBe(true);
          if (decider.standingFor !== null)
            expect(lent).toContainEqual(
              expect.objectContaining({ fromId: decider.standingFor, toId: decider.accountId }),
            );
          const { accountId: decidedBy, standingFor } = decider;
          of = taken(of, one.step, { decision: one.decision, decidedBy, standingFor, state });
        }
        judge(of);
        // Never by a lower post alone (S3-Q2): whoever decided last holds one of the two approvers' posts.
        if (of.sensitive && of.state === "granted") expect(highHand(of, people)).toBe(true);
        if (of.state === "granted") grantedCases++;
      },
    ),
    { numRuns: 5_000, seed: 20_260_601 },
  );
  // The worlds are not so odd that nothing is ever granted.
  expect(grantedCases).toBeGreaterThan(150);
});

/** Whether one of the two approvers, or a delegate of theirs, has a part in it. */
function highHand(of: CaseFacts, { holders }: PostHolders): boolean {
  const high = [...holders.first, ...holders.second];
  return of.steps.some((step) => high.includes(step.standingFor ?? step.decidedBy ?? ""));
}

/** What must hold of a case however it came about. */
function judge(of: CaseFacts): void {
  const taking = of.steps.filter((step) => step.decision !== null);
  const people = taking.flatMap((step) => [step.decidedBy, step.standingFor ?? step.decidedBy]);
  expect(people).not.toContain(of.filedBy);
  if (of.coSignedBy !== null) expect(people).not.toContain(of.coSignedBy);
  for (const step of taking) {
    const others = taking.filter((other) => other.number !== step.number);
    const theirs = others.flatMap((other) => [other.decidedBy, other.standingFor]);
    expect(theirs).not.toContain(step.decidedBy);
    if (step.standingFor !== null) expect(theirs).not.toContain(step.standingFor);
  }
  // Decided in order, and nothing after a no.
  expect(taking.map((step) => step.number)).toEqual(taking.map((_, at) => at + 1));
  const no = taking.findIndex((step) => step.decision === "disagreed");
  expect(no === -1 || no === taking.length - 1).toBe(true);
  const all = taking.length === of.steps.length && no === -1;
  expect(of.state).toBe(
    no === -1 ? (all ? "granted" : of.coSignedBy === null ? "waiting" : "emergency") : "rejected",
  );
}
