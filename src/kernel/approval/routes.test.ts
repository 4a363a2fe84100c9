import { describe, expect, test } from "vitest";
import {
  type Operation,
  type PaperKind,
  type Post,
  type Profile,
  type RequestInput,
  operations,
  profiles,
} from "../../contract/approval.ts";
import { purposes } from "../../contract/purposes.ts";
import { type CaseFacts, decideStep } from "./decide-step.ts";
import { judgeForm, planRoute } from "./plan-route.ts";
import { type Field, approvalRoutes, profileOf } from "./routes.ts";
import type { CaseStep, PostHolders } from "./who-decides.ts";

const people: PostHolders = {
  holders: { administrator: ["admin", "admin-2"], first: ["director"], second: ["superior"] },
  lent: [],
};
const holder: Readonly<Record<Post, string>> = {
  administrator: "admin",
  first: "director",
  second: "superior",
};
const nowMs = 1_000_000;

function whole(operation: Operation, looks: boolean): RequestInput {
  return {
    operation,
    purpose: "quality-control",
    reason: "质量自查",
    lessonIds: ["lesson"],
    cameraIds: [],
    span: null,
    window: looks ? { startMs: nowMs, endMs: nowMs + 3_600_000 } : null,
    unit: "教务处",
    handler: "李XX",
    contact: "8001",
    returnDueMs: looks ? null : nowMs + 86_400_000,
    paperIds: [],
  };
}

const emptied: Readonly<Record<Field, Partial<RequestInput>>> = {
  unit: { unit: "" },
  content: { lessonIds: [] },
  purpose: { purpose: null },
  reason: { reason: "" },
  handler: { handler: "" },
  contact: { contact: "" },
  returnDue: { returnDueMs: null },
  window: { window: null },
};

function caseOf(profile: Profile, operation: Operation, filedBy: string): CaseFacts {
  const own = (["administrator", "first", "second"] as const).filter((post) =>
    people.holders[post].includes(filedBy),
  );
  const route = planRoute(profile, operation, own);
  return {
    state: "waiting",
    filedBy,
    emergencyAsked: false,
    gives: route.gives,
    steps: route.steps.map((step, at) => ({
      ...step,
      number: at + 1,
      decision: null,
      decidedBy: null,
      standingFor: null,
    })),
    papersDemanded: route.papers,
    papers: route.papers,
    returnDueMs: null,
    returned: false,
  };
}

function agreed(of: CaseFacts, at: number, by: string): CaseFacts {
  const steps = of.steps.map((step): CaseStep =>
    step.number === at ? { ...step, decision: "agreed", decidedBy: by } : step,
  );
  return { ...of, steps };
}

const ask = (accountId: string, step: number) => ({
  accountId,
  step,
  decision: "agreed" as const,
  opinion: "",
});

/** Matrix 6.1, written out a second time by hand: the table in the code has to say the same. */
const matrix: readonly (readonly [Profile, Operation, string, string, string])[] = [
  ["clinical", "view", "F-20", "administrator", ""],
  ["clinical", "clip", "F-08", "first", ""],
  ["clinical", "department", "F-08", "first", "letter"],
  ["clinical", "outside", "F-08", "first second", "letter"],
  ["clinical", "judicial", "F-08", "first second", "legal"],
  ["clinical", "discipline", "F-08", "first second", "letter"],
  ["clinical", "police", "F-08", "first second", "legal police-id introduction"],
  ["clinical", "lend", "F-08", "first", ""],
  ["hospital", "view", "F-23", "first second", ""],
  ["hospital", "clip", "F-23", "first second", ""],
  ["hospital", "department", "F-23", "first second", "introduction"],
  ["hospital", "outside", "F-23", "first second", "introduction"],
  ["hospital", "judicial", "F-23", "first second", "legal"],
  ["hospital", "discipline", "F-23", "first second", "letter"],
  ["hospital", "police", "F-23", "first second", "police-id introduction"],
  ["hospital", "lend", "F-23", "first second", ""],
  ["campus", "view", "F-03", "first", ""],
  ["campus", "clip", "F-03", "first", ""],
  ["campus", "department", "F-03", "second", "introduction"],
  ["campus", "outside", "F-03", "second", "police-id introduction"],
  ["campus", "judicial", "F-03", "second", "police-id introduction"],
  ["campus", "discipline", "F-03", "second", "police-id introduction"],
  ["campus", "police", "F-03", "second", "police-id introduction"],
  ["campus", "lend", "F-03", "second", ""],
];

test("[S1-E1] every profile has a route for every operation, and the matrix names each once", () => {
  const named = matrix.map(([profile, operation]) => `${profile} ${operation}`);
  const all = profiles.flatMap((profile) => operations.map((one) => `${profile} ${one}`));
  expect(named.toSorted()).toEqual(all.toSorted());
  expect(profileOf("clinical-centre")).toBe("clinical");
  expect(profileOf("constructor")).toBeUndefined();
});

describe("[C-09] [C-10] [S1-E2] [S3-8.2] [S3-Q5] [S3-Q7] the matrix of routes", () => {
  test.each(matrix)(
    "%s %s prints %s, goes %s, with papers: %s",
    (profile, operation, form, way, papers) => {
      const route = planRoute(profile, operation, []);
      expect(route.form).toBe(form);
      expect(route.steps.map((step) => step.post).join(" ")).toBe(way);
      expect(route.papers.join(" ")).toBe(papers);
      const input = whole(operation, route.gives === "viewing");
      const at = { papers: route.papers, nowMs };
      // Every particular and every paper is missed when it is missing, and only then.
      expect(judgeForm(route, input, at)).toBeUndefined();
      for (const field of route.fields)
        expect(judgeForm(route, { ...input, ...emptied[field] }, at)?.code).toBe(
          field === "purpose" ? "purpose_missing" : "field_missing",
        );
      for (const kind of route.papers) {
        const rest: PaperKind[] = route.papers.filter((other) => other !== kind);
        expect(judgeForm(route, input, { papers: rest, nowMs })).toEqual({
          ok: false,
          code: "paper_missing",
          facts: { papers: kind, rule: route.rule },
        });
        expect(
          judgeForm(route, { ...input, emergency: true }, { papers: rest, nowMs }),
        ).toBeUndefined();
      }
    },
  );

  test.each(matrix)("%s %s (%s): only its people in its order", (profile, operation) => {
    let of = caseOf(profile, operation, "teacher");
    const everybody = ["admin", "admin-2", "director", "superior", "auditor", "stranger"];
    for (const step of of.steps) {
      const { number, rule, post } = step;
      const right = people.holders[post];
      for (const later of of.steps.filter((other) => other.number > number))
        for (const who of everybody)
          expect(decideStep(of, ask(who, later.number), people)).toEqual({
            ok: false,
            code: "wrong_order",
            facts: { rule: later.rule },
          });
      expect(decideStep(of, ask("teacher", number), people)).toEqual({
        ok: false,
        code: "own_request",
        facts: { rule },
      });
      for (const who of everybody.filter((one) => !right.includes(one))) {
        const signed = of.steps.some((one) => one.decidedBy === who);
        expect(decideStep(of, ask(who, number), people)).toEqual({
          ok: false,
          code: signed ? "same_person" : "not_your_step",
          facts: { rule },
        });
      }
      const without = { ...of, papers: [] };
      if (of.papersDemanded.length > 0)
        expect(decideStep(without, ask(holder[post], number), people)).toMatchObject({
          code: "paper_missing",
        });
      const last = number === of.steps.length;
      expect(decideStep(of, ask(holder[post], number), people)).toMatchObject({
        ok: true,
        value: { state: last ? "granted" : "waiting", decider: { vacancy: false } },
      });
      expect(
        decideStep(of, { ...ask(holder[post], number), decision: "disagreed" }, people),
      ).toMatchObject({ code: "field_missing", facts: { fields: "opinion" } });
      expect(
        decideStep(
          of,
          { ...ask(holder[post], number), decision: "disagreed", opinion: "不同意" },
          people,
        ),
      ).toMatchObject({ value: { state: "rejected" } });
      of = agreed(of, number, holder[post]);
      expect(decideStep(of, ask(holder[post], number), people)).toMatchObject({
        code: "step_decided",
      });
    }
  });

  test.each(matrix)(
    "[S0-4.1a] [C-38] %s %s (%s): nobody ever decides their own",
    (profile, operation) => {
      for (const filedBy of ["admin", "director", "superior"]) {
        let of = caseOf(profile, operation, filedBy);
        for (const { number } of of.steps) {
          expect(decideStep(of, ask(filedBy, number), people)).toMatchObject({
            code: "own_request",
          });
          const able = ["admin", "admin-2", "director", "superior"].filter(
            (who) => decideStep(of, ask(who, number), people).ok,
          );
          expect(able).not.toContain(filedBy);
          const [who] = able;
          if (who === undefined) break;
          of = agreed(of, number, who);
        }
        const signers = of.steps.flatMap((step) => step.decidedBy ?? []);
        expect(new Set(signers).size).toBe(signers.length);
      }
    },
  );
});

describe("who is next when a post is empty or lent", () => {
  const none: PostHolders = { holders: { ...people.holders, first: [] }, lent: [] };

  test("[C-38] a vacant post goes up and says so; at the top the case waits", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, ask("superior", 1), none)).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
    expect(decideStep(clip, ask("admin", 1), none)).toMatchObject({ code: "not_your_step" });
    const outside = agreed(caseOf("clinical", "outside", "teacher"), 1, "superior");
    // The only superior has signed for the vacant first post: a second person is still needed.
    expect(decideStep(outside, ask("superior", 2), none)).toMatchObject({ code: "same_person" });
  });

  const lent = (fromId: string, toId: string, post: Post = "first"): PostHolders => ({
    ...people,
    lent: [{ post, fromId, toId }],
  });

  test("[C-38] a delegate decides in the holder's place, never one's own and never for who asks", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, ask("deputy", 1), lent("director", "deputy"))).toMatchObject({
      value: { decider: { standingFor: "director", vacancy: false } },
    });
    expect(decideStep(clip, ask("teacher", 1), lent("director", "teacher"))).toMatchObject({
      code: "own_request",
    });
    const directors = caseOf("clinical", "clip", "director");
    expect(decideStep(directors, ask("deputy", 1), lent("director", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
    expect(decideStep(directors, ask("superior", 1), lent("director", "deputy"))).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
  });

  test("[S0-11.2] nobody signs twice, not even once for themselves and once for somebody", () => {
    const of = agreed(caseOf("clinical", "outside", "teacher"), 1, "director");
    const both = lent("superior", "director", "second");
    expect(decideStep(of, ask("director", 2), both)).toMatchObject({ code: "same_person" });
    const steps = of.steps.map((step): CaseStep =>
      step.number === 1 ? { ...step, decidedBy: "deputy", standingFor: "director" } : step,
    );
    const stood = { ...of, steps };
    expect(decideStep(stood, ask("deputy", 2), lent("superior", "deputy", "second"))).toMatchObject(
      {
        code: "same_person",
      },
    );
    expect(decideStep(stood, ask("superior", 2), people).ok).toBe(true);
  });

  test("[S0-11.2] two delegates of one person are one person", () => {
    const boss: PostHolders = {
      holders: { ...people.holders, first: ["boss"], second: ["boss", "other"] },
      lent: [
        { post: "first", fromId: "boss", toId: "d1" },
        { post: "second", fromId: "boss", toId: "d2" },
      ],
    };
    const of = caseOf("clinical", "outside", "teacher");
    const steps = of.steps.map((step): CaseStep =>
      step.number === 1
        ? { ...step, decision: "agreed", decidedBy: "d1", standingFor: "boss" }
        : step,
    );
    const stood = { ...of, steps };
    for (const [who, code] of [
      ["d2", "not_your_step"],
      ["boss", "same_person"],
      ["d1", "same_person"],
    ] as const)
      expect(decideStep(stood, ask(who, 2), boss)).toMatchObject({ code });
    expect(decideStep(stood, ask("other", 2), boss).ok).toBe(true);
  });

  test("a delegation of a post its giver no longer holds is worth nothing", () => {
    const clip = caseOf("clinical", "clip", "teacher");
    expect(decideStep(clip, ask("deputy", 1), lent("former", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
  });
});

test("[S0-12.1] five purposes and eight operations: publication is none of them", () => {
  expect(purposes).toHaveLength(5);
  expect(operations.some((one) => /publi/.test(one))).toBe(false);
  for (const profile of profiles)
    for (const operation of operations)
      expect(approvalRoutes[profile][operation].fields).toContain("purpose");
});
