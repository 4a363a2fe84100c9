import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChecklistItem, Mark, ScoreSheet } from "../../contract/scoring.ts";
import { borderlineRegression } from "./borderline.ts";
import { allowedMarks, fullPoints, sheetScore } from "./checklist-score.ts";
import { markTrouble, standingMarks } from "./standing-marks.ts";
import { summarise } from "./summary.ts";

const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const item = (itemId: string, change: Partial<ChecklistItem> = {}): ChecklistItem => ({
  itemId,
  step: itemId,
  kind: "binary",
  points: 2,
  critical: false,
  ...change,
});
const checklist = {
  title: "心肺复苏",
  passPercent: 60,
  items: [
    item("a"),
    item("b", { kind: "graded", points: 5 }),
    item("c", { points: 3, critical: true }),
    item("p", { kind: "penalty", points: 4 }),
  ],
};
const mark = (n: number, about: string, value: number | null, after: number[] = []): Mark => ({
  markId: uuid(n),
  about,
  value,
  after: after.map(uuid),
  saidAtMs: n,
  reason: null,
});
const handIn = { handInId: uuid(900), heads: [], remark: "", saidAtMs: 1, takenAtMs: 1 };
const sheet = (student: number, examiner: number, marks: readonly Mark[]): ScoreSheet => ({
  assignmentId: uuid(800),
  studentId: uuid(student),
  examinerId: uuid(examiner),
  examiner: "",
  marks: marks.map((one) => ({ ...one, takenAtMs: 1 })),
  handIns: [handIn],
});

describe("one sheet", () => {
  test("[S0-5.3.2] hand-computed sheets: sum less penalties, never below nothing, critical steps named", () => {
    const table: readonly [string, readonly Mark[], Partial<ReturnType<typeof sheetScore>>][] = [
      ["nothing marked", [], { points: 0, rating: null, missing: ["a", "b", "c", "rating"] }],
      [
        "all done",
        [mark(1, "a", 2), mark(2, "b", 5), mark(3, "c", 3), mark(4, "rating", 5)],
        { points: 10, rating: 5, missing: [], criticalMissed: [] },
      ],
      [
        "half a step and a penalty",
        [mark(1, "a", 2), mark(2, "b", 2.5), mark(3, "c", 3), mark(4, "p", 4)],
        { points: 3.5, items: [2, 2.5, 3, -4], missing: ["rating"] },
      ],
      ["more taken off than there is", [mark(1, "a", 2), mark(4, "p", 4)], { points: 0 }],
      ["critical step missed", [mark(1, "c", 0)], { criticalMissed: ["c"] }],
      ["taken back", [mark(1, "a", 2), mark(2, "a", null, [1])], { points: 0 }],
      ["corrected", [mark(1, "b", 5), mark(2, "b", 1, [1])], { points: 1 }],
      [
        "two tablets differ",
        [mark(1, "b", 5), mark(2, "b", 1)],
        { points: 0, conflicts: ["b"], missing: ["a", "b", "c", "rating"] },
      ],
      ["two tablets agree", [mark(1, "b", 5), mark(2, "b", 5)], { points: 5, conflicts: [] }],
      ["decided", [mark(1, "b", 5), mark(2, "b", 1), mark(3, "b", 4, [1, 2])], { points: 4 }],
    ];
    expect(fullPoints(checklist)).toBe(10);
    for (const [what, marks, expected] of table)
      expect(sheetScore(checklist, marks), what).toMatchObject(expected);
  });

  test("[S0-5.3.2] marks are a set: order and repetition of arrival change nothing, and none is lost", () => {
    fc.assert(
      fc.property(
        fc.array(anyMark(), { maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (drawn, order) => {
          const marks = drawn.map((one, at) => ({
            ...mark(at + 1, one.about, one.value),
            after: one.after
              .filter((seen) => seen < at && drawn[seen]?.about === one.about)
              .map((seen) => uuid(seen + 1)),
          }));
          const shuffled = [...marks, ...marks]
            .map((one) => [order.next().value, one] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, one]) => one);
          const merged = [...new Map(shuffled.map((one) => [one.markId, one])).values()];
          const standing = standingMarks(merged);
          for (const [about, one] of standingMarks(marks))
            expect(standing.get(about)).toMatchObject({
              conflict: one.conflict,
              heads: one.heads,
              value: one.value,
            });
          // Each mark stands or is replaced by one that came after it: following them always ends at a head.
          for (const about of new Set(marks.map((one) => one.about)))
            expect(standing.get(about)?.heads.length).toBeGreaterThan(0);
          expect(
            markTrouble([], marks, { allowed: allowedMarks(checklist), handedIn: false }),
          ).toBe(undefined);
        },
      ),
    );
  });

  test("[S0-5.3.2] a mark out of range, about nothing, or replacing what nobody knows is named", () => {
    const rules = { allowed: allowedMarks(checklist), handedIn: false };
    const trouble = (one: Mark, known: readonly Mark[] = [], handedIn = false) =>
      markTrouble(known, [one], { ...rules, handedIn })?.trouble;
    expect(trouble(mark(1, "a", 2))).toBe(undefined);
    expect(trouble(mark(1, "a", 1))).toBe("out-of-range");
    expect(trouble(mark(1, "b", 1.5))).toBe(undefined);
    expect(trouble(mark(1, "b", 5.5))).toBe("out-of-range");
    expect(trouble(mark(1, "rating", 6))).toBe("out-of-range");
    expect(trouble(mark(1, "rating", 2.5))).toBe("out-of-range");
    expect(trouble(mark(1, "z", 1))).toBe("unknown-item");
    expect(trouble(mark(2, "a", 2, [1]))).toBe("replaces-unknown");
    expect(trouble(mark(2, "a", 2, [1]), [mark(1, "b", 1)])).toBe("replaces-unknown");
    expect(trouble(mark(1, "a", 2, [1]))).toBe("replaces-unknown");
    expect(trouble(mark(2, "a", 0, [1]), [mark(1, "a", 2)], true)).toBe("reason-missing");
  });
});

describe("a summary", () => {
  test("[S0-5.3.2] of a thousand drawn rosters each total is the sum of its items", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyValues(), anyValues()), { minLength: 1, maxLength: 6 }),
        (roster) => {
          const candidates = roster.map((_, at) => ({ studentId: uuid(at + 1), name: `${at}` }));
          const sheets = roster.flatMap(([one, two], at) => [
            sheet(at + 1, 100, marksOf(one)),
            sheet(at + 1, 101, marksOf(two)),
          ]);
          const { lines } = summarise({ checklist, passRule: "fixed", candidates, sheets });
          lines.forEach((line, at) => {
            const totals = (roster[at] ?? []).map((values) =>
              Math.max(0, values.a + values.b + values.c - values.p),
            );
            const expected = totals.reduce((sum, one) => sum + one, 0) / totals.length;
            expect(line.points).toBeCloseTo(expected, 12);
            expect(line.percent).toBeCloseTo(expected * 10, 10);
            const failed = expected < 6 || (roster[at] ?? []).some((values) => values.c === 0);
            expect(line.result).toBe(failed ? "failed" : "passed");
          });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("[S0-5.3.2] stays open while a sheet is not handed in, something is missing or marks conflict", () => {
    const whole = marksOf({ a: 2, b: 5, c: 3, p: 0, rating: 4 });
    const result = (sheets: readonly ScoreSheet[]) =>
      summarise({
        checklist,
        passRule: "fixed",
        candidates: [{ studentId: uuid(1), name: "" }],
        sheets,
      }).lines[0]?.result;
    expect(result([])).toBe("open");
    expect(result([sheet(1, 100, whole)])).toBe("passed");
    expect(result([sheet(1, 100, whole), { ...sheet(1, 101, whole), handIns: [] }])).toBe("open");
    expect(result([sheet(1, 100, whole.slice(1))])).toBe("open");
    expect(result([sheet(1, 100, [...whole, mark(50, "b", 1)])])).toBe("open");
  });
});

describe("borderline regression", () => {
  test("[S0-5.3.2] gives the published line of Anscombe's first set (The American Statistician 27, 1973)", () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const line = borderlineRegression(x.map((rating, at) => ({ rating, percent: y[at] ?? 0 })));
    expect(line.slope).toBeCloseTo(0.5001, 4);
    expect(line.passPercent).toBeCloseTo(3.0001 + 2 * 0.5001, 3);
    expect(line.rSquared).toBeCloseTo(0.6665, 4);
    // Residual standard error 1.2366 with nine degrees of freedom; ours divides by the number of candidates.
    expect(line.rmse).toBeCloseTo(1.2366 * Math.sqrt(9 / 11), 4);
    expect(line.caution).toBe("small-cohort");
  });

  test("[S0-5.3.2] hand-computed: four candidates on a straight line cut at borderline; one rating alone cuts nowhere", () => {
    const rated = [1, 2, 3, 5].map((rating) => ({ rating, percent: 30 + 12 * rating }));
    expect(borderlineRegression(rated)).toMatchObject({
      passPercent: 54,
      slope: 12,
      rSquared: 1,
      rmse: 0,
    });
    const same = [50, 70].map((percent) => ({ rating: 3, percent }));
    expect(borderlineRegression(same)).toMatchObject({ passPercent: null, caution: "no-spread" });
    expect(borderlineRegression([])).toMatchObject({ passPercent: null, candidates: 0 });
  });
});

interface Values {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly p: number;
  readonly rating: number;
}

function marksOf(values: Values): Mark[] {
  return [
    mark(1, "a", values.a),
    mark(2, "b", values.b),
    mark(3, "c", values.c),
    mark(4, "p", values.p),
    mark(5, "rating", values.rating),
  ];
}

function anyValues(): fc.Arbitrary<Values> {
  return fc.record({
    a: fc.constantFrom(0, 2),
    b: fc.nat(10).map((halves) => halves / 2),
    c: fc.constantFrom(0, 3),
    p: fc.constantFrom(0, 4),
    rating: fc.integer({ min: 1, max: 5 }),
  });
}

function anyMark(): fc.Arbitrary<{ about: string; value: number | null; after: number[] }> {
  const values = { a: [0, 2, null], b: [0, 0.5, 5, null], c: [0, 3, null], p: [0, 4, null] };
  return fc.constantFrom("a" as const, "b" as const, "c" as const, "p" as const).chain((about) =>
    fc.record({
      about: fc.constant(about),
      value: fc.constantFrom<number | null>(...values[about]),
      after: fc.array(fc.nat(19), { maxLength: 3 }),
    }),
  );
}
