import { describe, expect, test } from "vitest";
import {
  type Operation,
  type PaperKind,
  type Post,
  type Profile,
  type RequestInput,
  operations,
  posts,
  profiles,
} from "../../contract/approval.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { purposes } from "../../contract/purposes.ts";
import { type CaseFacts, decideStep, mayCoSign } from "./decide-step.ts";
import { type PlannedRoute, judgeForm, planRoute } from "./plan-route.ts";
import { type Field, operationsOf, profileOf } from "./routes.ts";
import type { CaseStep, PostHolders } from "./who-decides.ts";

const people: PostHolders = {
  holders: {
    administrator: ["admin", "admin-2"],
    first: ["director"],
    second: ["superior"],
    privacy: ["officer"],
  },
  lent: [],
};
const holder: Readonly<Record<Post, string>> = {
  administrator: "admin",
  first: "director",
  second: "superior",
  privacy: "officer",
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

function planned(
  profile: Profile,
  operation: Operation,
  ask: { readonly own?: readonly Post[]; readonly label?: Sensitivity } = {},
): PlannedRoute {
  const { own = [], label = "ordinary" } = ask;
  const route = planRoute(profile, { operation, label, requesterPosts: own });
  if (!route.ok) throw new Error(`${profile} ${operation}: ${route.code}`);
  return route.value;
}

function caseOf(
  profile: Profile,
  operation: Operation,
  filedBy: string,
  label: Sensitivity = "ordinary",
): CaseFacts {
  const own = posts.filter((post) => people.holders[post].includes(filedBy));
  const route = planned(profile, operation, { own, label });
  return {
    state: "waiting",
    filedBy,
    emergencyAsked: false,
    sensitive: label !== "ordinary",
    coSignedBy: null,
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
  ["clinical", "data-subject", "F-08", "privacy first", "identity"],
  ["hospital", "view", "F-23", "first second", ""],
  ["hospital", "clip", "F-23", "first second", ""],
  ["hospital", "department", "F-23", "first second", "introduction"],
  ["hospital", "outside", "F-23", "first second", "introduction"],
  ["hospital", "judicial", "F-23", "first second", "legal"],
  ["hospital", "discipline", "F-23", "first second", "letter"],
  ["hospital", "police", "F-23", "first second", "police-id introduction"],
  ["hospital", "lend", "F-23", "first second", ""],
  ["hospital", "data-subject", "F-23", "privacy first second", "identity"],
  ["hospital", "publish", "F-23", "first second", ""],
  ["campus", "view", "F-03", "first", ""],
  ["campus", "clip", "F-03", "first", ""],
  ["campus", "department", "F-03", "second", "introduction"],
  ["campus", "outside", "F-03", "second", "police-id introduction"],
  ["campus", "judicial", "F-03", "second", "police-id introduction"],
  ["campus", "discipline", "F-03", "second", "police-id introduction"],
  ["campus", "police", "F-03", "second", "police-id introduction"],
  ["campus", "lend", "F-03", "second", ""],
  ["campus", "data-subject", "F-03", "privacy second", "identity"],
  ["campus", "publish", "F-03", "first", ""],
];

/** What a kind of institution does not give at all, by which rule. */
const withheld: readonly (readonly [Profile, Operation, string])[] = [
  ["clinical", "publish", "C-52"],
];

/** The step by which a higher post decides what is sensitive, wherever it is not on the way already. */
const higher: ReadonlyMap<string, Post> = new Map<string, Post>([
  ["clinical view", "first"],
  ["clinical clip", "second"],
  ["clinical department", "second"],
  ["clinical lend", "second"],
  ["clinical data-subject", "second"],
  ["campus view", "second"],
  ["campus clip", "second"],
  ["campus publish", "second"],
]);

test("[S1-E1] every profile has a route for every operation, and the matrix names each once", () => {
  const named = matrix.map(([profile, operation]) => `${profile} ${operation}`);
  const all = profiles.flatMap((profile) => operations.map((one) => `${profile} ${one}`));
  const refused = withheld.map(([profile, operation]) => `${profile} ${operation}`);
  expect([...named, ...refused].toSorted()).toEqual(all.toSorted());
  expect(profileOf("clinical-centre")).toBe("clinical");
  expect(profileOf("constructor")).toBeUndefined();
});

describe("[C-09] [C-10] [S1-E2] [S3-8.2] [S3-Q5] [S3-Q7] the matrix of routes", () => {
  test.each(matrix)(
    "%s %s prints %s, goes %s, with papers: %s",
    (profile, operation, form, way, papers) => {
      const route = planned(profile, operation);
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
    const everybody = [
      "admin",
      "admin-2",
      "director",
      "superior",
      "officer",
      "auditor",
      "stranger",
    ];
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
      for (const filedBy of ["admin", "director", "superior", "officer"]) {
        let of = caseOf(profile, operation, filedBy);
        for (const { number } of of.steps) {
          expect(decideStep(of, ask(filedBy, number), people)).toMatchObject({
            code: "own_request",
          });
          const able = ["admin", "admin-2", "director", "superior", "officer"].filter(
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

  test("[C-38] who let it begin in an emergency decides none of its steps, neither does a delegate", () => {
    const begun: CaseFacts = {
      ...caseOf("clinical", "clip", "teacher"),
      state: "emergency",
      emergencyAsked: true,
      coSignedBy: "director",
    };
    expect(decideStep(begun, ask("director", 1), people)).toMatchObject({ code: "same_person" });
    expect(decideStep(begun, ask("deputy", 1), lent("director", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
    expect(decideStep(begun, ask("superior", 1), people)).toMatchObject({
      value: { decider: { accountId: "superior", vacancy: true } },
    });
    const byAnother = { ...begun, coSignedBy: "admin" };
    expect(decideStep(byAnother, ask("director", 1), people)).toMatchObject({
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
    expect(decideStep(clip, ask("deputy", 1), lent("former", "deputy"))).toMatchObject({
      code: "not_your_step",
    });
  });
});

describe("what is sensitive or withheld", () => {
  test.each(withheld)("[C-52] %s %s is refused with its rule %s", (profile, operation, rule) => {
    const ask = { operation, label: "ordinary" as const, requesterPosts: [] };
    expect(planRoute(profile, ask)).toEqual({
      ok: false,
      code: "operation_withheld",
      facts: { rule },
    });
    expect(operationsOf(profile)).toEqual(operations.filter((one) => one !== operation));
  });

  test("[C-40] [C-52] whose pictures leave for a person filmed or the public are masked, and only those", () => {
    for (const [profile, operation] of matrix)
      expect(planned(profile, operation).masking, `${profile} ${operation}`).toBe(
        operation === "data-subject" || operation === "publish",
      );
  });

  test.each(matrix)(
    "[S3-Q2] %s %s: a lower approver alone never suffices",
    (profile, operation) => {
      const usual = planned(profile, operation).steps;
      const post = higher.get(`${profile} ${operation}`);
      const more = post === undefined ? [] : [{ post, rule: "S3-Q2" }];
      for (const label of ["sensitive", "secret"] as const)
        expect(planned(profile, operation, { label }).steps).toEqual([...usual, ...more]);
      // Whoever agrees below, nothing is granted until somebody at least as high as asked for has.
      let of = caseOf(profile, operation, "teacher", "sensitive");
      const last = of.steps.length;
      expect(["first", "second"]).toContain(of.steps[last - 1]?.post);
      for (const { number, post: at } of of.steps) {
        for (const who of ["admin", "admin-2", "director", "superior", "officer", "stranger"])
          for (const later of of.steps.filter((other) => other.number > number))
            expect(decideStep(of, ask(who, later.number), people)).toMatchObject({
              code: "wrong_order",
            });
        expect(decideStep(of, ask(holder[at], number), people)).toMatchObject({
          value: { state: number === last ? "granted" : "waiting" },
        });
        of = agreed(of, number, holder[at]);
        if (number < last)
          expect(decideStep(of, ask(holder[at], number + 1), people)).toMatchObject({
            code: "same_person",
          });
      }
    },
  );

  test("[S3-Q2] [C-38] in an emergency, too, a lower post does not open what is sensitive", () => {
    const urgent = { ...caseOf("clinical", "view", "teacher"), emergencyAsked: true };
    for (const who of ["admin", "director", "superior"])
      expect(mayCoSign(urgent, who, people), who).toBe(true);
    const secret = { ...caseOf("clinical", "view", "teacher", "secret"), emergencyAsked: true };
    expect(mayCoSign(secret, "admin", people)).toBe(false);
    expect(mayCoSign(secret, "director", people)).toBe(true);
    const clip = { ...caseOf("clinical", "clip", "teacher", "sensitive"), emergencyAsked: true };
    expect(mayCoSign(clip, "director", people)).toBe(false);
    expect(mayCoSign(clip, "superior", people)).toBe(true);
    expect(mayCoSign(urgent, "officer", people)).toBe(false);
  });

  test("[C-38] [C-40] the privacy officer's own request goes up, and so does an office nobody holds", () => {
    const own = caseOf("clinical", "data-subject", "officer");
    expect(decideStep(own, ask("officer", 1), people)).toMatchObject({ code: "own_request" });
    expect(decideStep(own, ask("director", 1), people)).toMatchObject({
      value: { decider: { vacancy: true } },
    });
    const half = agreed(own, 1, "director");
    expect(decideStep(half, ask("director", 2), people)).toMatchObject({ code: "same_person" });
    expect(decideStep(half, ask("superior", 2), people)).toMatchObject({
      value: { state: "granted" },
    });
    const none = { ...people, holders: { ...people.holders, privacy: [] } };
    const theirs = caseOf("clinical", "data-subject", "director");
    expect(decideStep(theirs, ask("director", 1), none)).toMatchObject({ code: "own_request" });
    expect(decideStep(theirs, ask("superior", 1), none)).toMatchObject({ ok: true });
  });
});

test("[S0-12.1] five purposes, and publication is none of them: it is asked for by itself", () => {
  expect(purposes).toHaveLength(5);
  expect(purposes.some((one) => /publi/.test(one))).toBe(false);
  for (const [profile, operation] of matrix)
    expect(planned(profile, operation).fields).toContain("purpose");
});
