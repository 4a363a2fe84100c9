import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureKinds, measureStates, noticeParties } from "../../contract/playbooks.ts";
import { type Dossier, mayLift, measureStateOf, missingOf, stepsOf } from "./playbook.ts";

const receipt = { by: "x" };
const whole: Dossier = {
  measures: [{ state: "stands" }],
  notices: noticeParties.map((party) => ({ party, receipt })),
  notes: [],
  snapshots: [{}],
  closedAtMs: null,
};
const empty: Dossier = { measures: [], notices: [], notes: [], snapshots: [], closedAtMs: null };

describe("what an event needs before it is closed", () => {
  test("[S0-15] nothing is missing once it is cut off, preserved, and all three have answered", () => {
    expect(missingOf(whole)).toEqual([]);
  });

  test("[S0-15] at its beginning everything is missing, in the order of the steps", () => {
    expect(missingOf(empty)).toEqual([
      "cut",
      "preserve",
      "notice-director",
      "notice-cyber",
      "notice-security",
    ]);
    expect(stepsOf(empty).map(({ step, done }) => (done ? step : ""))).toEqual(Array(5).fill(""));
  });

  test("[S0-15] taking any one part away leaves exactly that part missing", () => {
    expect(missingOf({ ...whole, measures: [] })).toEqual(["cut"]);
    expect(missingOf({ ...whole, snapshots: [] })).toEqual(["preserve"]);
    for (const party of noticeParties) {
      const notices = whole.notices.filter((notice) => notice.party !== party);
      expect(missingOf({ ...whole, notices })).toEqual([`notice-${party}`]);
      const unanswered = [...notices, { party, receipt: null }];
      expect(missingOf({ ...whole, notices: unanswered })).toEqual([`receipt-${party}`]);
    }
  });

  test("[S0-15] a measure that was only ordered cuts nothing off, a word why none is needed counts", () => {
    const ordered: Dossier = { ...whole, measures: [{ state: "ordered" }] };
    expect(missingOf(ordered)).toEqual(["cut"]);
    expect(missingOf({ ...ordered, notes: [{ step: "cut" }] })).toEqual([]);
    expect(missingOf({ ...ordered, notes: [{ step: "handle" }] })).toEqual(["cut"]);
    expect(missingOf({ ...whole, measures: [{ state: "lifted" }] })).toEqual([]);
  });

  test("a second notice whose receipt is open does not undo the first", () => {
    const notices = [...whole.notices, { party: "cyber" as const, receipt: null }];
    expect(missingOf({ ...whole, notices })).toEqual([]);
  });

  test("more that was done never makes more missing", () => {
    const dossier = fc.record({
      measures: fc.array(fc.record({ state: fc.constantFrom(...measureStates) }), { maxLength: 3 }),
      notices: fc.array(
        fc.record({
          party: fc.constantFrom(...noticeParties),
          receipt: fc.constantFrom(null, receipt),
        }),
        { maxLength: 5 },
      ),
      notes: fc.array(fc.record({ step: fc.constantFrom("cut" as const, "handle" as const) })),
      snapshots: fc.array(fc.constant({}), { maxLength: 2 }),
      closedAtMs: fc.constant(null),
    });
    fc.assert(
      fc.property(dossier, fc.constantFrom(...noticeParties), (before, party) => {
        const after = { ...before, notices: [...before.notices, { party, receipt }] };
        expect(missingOf(after).length).toBeLessThanOrEqual(missingOf(before).length);
        expect(missingOf(after)).not.toContain(`receipt-${party}`);
      }),
    );
  });
});

describe("a measure", () => {
  test("[S0-15] is given back by a second person only", () => {
    expect(mayLift({ orderedBy: "a" }, "a")).toBe(false);
    expect(mayLift({ orderedBy: "a" }, "b")).toBe(true);
  });

  test("stands until it is lifted; the end of sign-ins is done with the act", () => {
    for (const kind of measureKinds) {
      expect(measureStateOf({ kind, carriedOutAtMs: null, liftedAtMs: null })).toBe("ordered");
      expect(measureStateOf({ kind, carriedOutAtMs: 1, liftedAtMs: null })).toBe(
        kind === "revoke-sign-ins" ? "done" : "stands",
      );
      expect(measureStateOf({ kind, carriedOutAtMs: 1, liftedAtMs: 2 })).toBe("lifted");
    }
  });
});
