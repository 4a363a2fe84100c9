import { describe, expect, test } from "vitest";
import { agreed, caseOf, people, taken, yes } from "../../../tests/fixture/case-facts.ts";
import type { Post } from "../../contract/approval.ts";
import { type CaseFacts, decideStep, mayCoSign } from "./decide-step.ts";
import type { PostHolders } from "./who-decides.ts";

describe("who is next when a post is empty or lent", () => {
  const none: PostHolders = { holders: { ...people.holders, first: [] }, lent: [] };

  test("[C-38] a vacant post goes up and says so; at the top the case waits", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, yes("superior", 1), none)).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
    expect(decideStep(clip, yes("admin", 1), none)).toMatchObject({ code: "not_your_step" });
    const outside = agreed(caseOf("clinical", "outside", "teacher"), 1, "superior");
    // The only superior has signed for the vacant first post: a second person is still needed.
    expect(decideStep(outside, yes("superior", 2), none)).toMatchObject({ code: "same_person" });
  });

  const lent = (fromId: string, toId: string, post: Post = "first"): PostHolders => ({
    ...people,
    lent: [{ post, fromId, toId }],
  });

  test("[C-38] a delegate decides in the holder's place, never one's own and never for who asks", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, yes("deputy", 1), lent("director", "deputy"))).toMatchObject({
      value: { decider: { standingFor: "director", vacancy: false } },
    });
    expect(decideStep(clip, yes("teacher", 1), lent("director", "teacher"))).toMatchObject({
      code: "own_request",
    });
    const directors = caseOf("clinical", "clip", "director");
    expect(decideStep(directors, yes("deputy", 1), lent("director", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
    expect(decideStep(directors, yes("superior", 1), lent("director", "deputy"))).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
  });

  test("[S0-11.2] nobody signs twice, not even once for themselves and once for somebody", () => {
    const outside = caseOf("clinical", "outside", "teacher");
    const of = agreed(outside, 1, "director");
    const both = lent("superior", "director", "second");
    expect(decideStep(of, yes("director", 2), both)).toMatchObject({ code: "same_person" });
    const stood = taken(outside, 1, { decidedBy: "deputy", standingFor: "director" });
    expect(decideStep(stood, yes("deputy", 2), lent("superior", "deputy", "second"))).toMatchObject(
      {
        code: "same_person",
      },
    );
    expect(decideStep(stood, yes("superior", 2), people).ok).toBe(true);
  });

  test("[S0-11.2] two delegates of one person are one person", () => {
    const boss: PostHolders = {
      holders: { ...people.holders, first: ["boss"], second: ["boss", "other"] },
      lent: [
        { post: "first", fromId: "boss", toId: "d1" },
        { post: "second", fromId: "boss", toId: "d2" },
      ],
    };
    const stood = taken(caseOf("clinical", "outside", "teacher"), 1, {
      decidedBy: "d1",
      standingFor: "boss",
    });
    for (const [who, code] of [
      ["d2", "not_your_step"],
      ["boss", "same_person"],
      ["d1", "same_person"],
    ] as const)
      expect(decideStep(stood, yes(who, 2), boss)).toMatchObject({ code });
    expect(decideStep(stood, yes("other", 2), boss).ok).toBe(true);
  });

  test("[C-38] who let it begin in an emergency decides none of its steps, neither does a delegate", () => {
    const begun: CaseFacts = {
      ...caseOf("clinical", "clip", "teacher"),
      state: "emergency",
      emergencyAsked: true,
      coSignedBy: "director",
    };
    expect(decideStep(begun, yes("director", 1), people)).toMatchObject({ code: "same_person" });
    expect(decideStep(begun, yes("deputy", 1), lent("director", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
    expect(decideStep(begun, yes("superior", 1), people)).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
    const byAnother = { ...begun, coSignedBy: "admin" };
    expect(decideStep(byAnother, yes("director", 1), people)).toMatchObject({
      value: { decider: { vacancy: false } },
    });
  });

  test("[C-38] who has decided a step does not let the rest of it begin", () => {
    const urgent = { ...caseOf("clinical", "outside", "teacher"), emergencyAsked: true };
    const half = agreed(urgent, 1, "director");
    expect(mayCoSign(urgent, "director", people)).toBe(true);
    expect(mayCoSign(half, "director", people)).toBe(false);
    expect(mayCoSign(half, "admin", people)).toBe(true);
  });

  test("a delegation of a post its giver no longer holds is worth nothing", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, yes("deputy", 1), lent("former", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
  });
});
