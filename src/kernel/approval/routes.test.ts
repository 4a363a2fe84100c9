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
import { agreed, caseOf, people, planned, yes } from "../../../tests/fixture/case-facts.ts";
import { decideStep, mayCoSign } from "./decide-step.ts";
import { judgeForm, planRoute } from "./plan-route.ts";
import { type Field, operationsOf, profileOf } from "./routes.ts";

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
          expect(decideStep(of, yes(who, later.number), people)).toEqual({
            ok: false,
            code: "wrong_order",
            facts: { rule: later.rule },
          });
      expect(decideStep(of, yes("teacher", number), people)).toEqual({
        ok: false,
        code: "own_request",
        facts: { rule },
      });
      for (const who of everybody.filter((one) => !right.includes(one))) {
        const signed = of.steps.some((one) => one.decidedBy === who);
        expect(decideStep(of, yes(who, number), people)).toEqual({
          ok: false,
          code: signed ? "same_person" : "not_your_step",
          facts: { rule },
        });
      }
      const without = { ...of, papers: [] };
      if (of.papersDemanded.length > 0)
        expect(decideStep(without, yes(holder[post], number), people)).toMatchObject({
          code: "paper_missing",
        });
      const last = number === of.steps.length;
      expect(decideStep(of, yes(holder[post], number), people)).toMatchObject({
        ok: true,
        value: { state: last ? "granted" : "waiting", decider: { vacancy: false } },
      });
      expect(
        decideStep(of, { ...yes(holder[post], number), decision: "disagreed" }, people),
      ).toMatchObject({ code: "field_missing", facts: { fields: "opinion" } });
      expect(
        decideStep(
          of,
          { ...yes(holder[post], number), decision: "disagreed", opinion: "不同意" },
          people,
        ),
      ).toMatchObject({ value: { state: "rejected" } });
      of = agreed(of, number, holder[post]);
      expect(decideStep(of, yes(holder[post], number), people)).toMatchObject({
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
          expect(decideStep(of, yes(filedBy, number), people)).toMatchObject({
            code: "own_request",
          });
          const able = ["admin", "admin-2", "director", "superior", "officer"].filter(
            (who) => decideStep(of, yes(who, number), people).ok,
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
            expect(decideStep(of, yes(who, later.number), people)).toMatchObject({
              code: "wrong_order",
            });
        expect(decideStep(of, yes(holder[at], number), people)).toMatchObject({
          value: { state: number === last ? "granted" : "waiting" },
        });
        of = agreed(of, number, holder[at]);
        if (number < last)
          expect(decideStep(of, yes(holder[at], number + 1), people)).toMatchObject({
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
    expect(decideStep(own, yes("officer", 1), people)).toMatchObject({ code: "own_request" });
    expect(decideStep(own, yes("director", 1), people)).toMatchObject({
      value: { decider: { vacancy: true } },
    });
    const half = agreed(own, 1, "director");
    expect(decideStep(half, yes("director", 2), people)).toMatchObject({ code: "same_person" });
    expect(decideStep(half, yes("superior", 2), people)).toMatchObject({
      value: { state: "granted" },
    });
    const none = { ...people, holders: { ...people.holders, privacy: [] } };
    const theirs = caseOf("clinical", "data-subject", "director");
    expect(decideStep(theirs, yes("director", 1), none)).toMatchObject({ code: "own_request" });
    expect(decideStep(theirs, yes("superior", 1), none)).toMatchObject({ ok: true });
  });
});

test("[S0-12.1] five purposes, and publication is none of them: it is asked for by itself", () => {
  expect(purposes).toHaveLength(5);
  expect(purposes.some((one) => /publi/.test(one))).toBe(false);
  for (const [profile, operation] of matrix)
    expect(planned(profile, operation).fields).toContain("purpose");
});
