import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChecklistItem, Mark, StepRule } from "../../contract/scoring.ts";
import { sheetScore } from "./checklist-score.ts";
import { markTrouble } from "./standing-marks.ts";
import { doneTimes, judgeRules, rulesFit } from "./step-rules.ts";

const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const item = (itemId: string, rules: readonly StepRule[] = []): ChecklistItem => ({
  itemId,
  step: itemId,
  kind: "binary",
  points: 4,
  critical: false,
  rules: [...rules],
});
const mark = (n: number, about: string, saidAtMs: number, more: Partial<Mark> = {}): Mark => ({
  markId: uuid(n),
  about,
  value: about === "start" ? 1 : 4,
  after: [],
  saidAtMs,
  reason: null,
  ...more,
});
const within: StepRule = { kind: "within", seconds: 10, itemId: null, penalty: 1 };

describe("[S0-5.3.2] order and time of steps, judged from the marks' times", () => {
  test("each rule takes its own penalty off, and says by how much it was broken", () => {
    const items = [
      item("a", [within]),
      item("b", [{ kind: "after", itemId: "a", penalty: 2 }]),
      item("c", [{ kind: "before", itemId: "b", penalty: 0.5 }]),
    ];
    const table: readonly [string, readonly Mark[], number, readonly number[]][] = [
      ["in order and time", marks(0, 10_000, 12_000, 11_000), 12, []],
      ["ten seconds and one millisecond", marks(0, 10_001, 12_000, 11_000), 11, [1]],
      ["b before a", marks(0, 5_000, 4_000, 3_000), 10, [1_000]],
      ["c after b", marks(0, 1_000, 2_000, 9_000), 11.5, [7_000]],
      ["all broken", marks(0, 20_000, 15_000, 16_000), 8.5, [10_000, 5_000, 1_000]],
      ["at the same time", marks(0, 5_000, 5_000, 5_000), 12, []],
    ];
    for (const [what, said, points, lateMs] of table) {
      const score = sheetScore({ items }, said);
      expect([score.points, score.broken.map((one) => one.lateMs)], what).toEqual([points, lateMs]);
    }
  });

  function marks(start: number, a: number, b: number, c: number): Mark[] {
    return [mark(1, "start", start), mark(2, "a", a), mark(3, "b", b), mark(4, "c", c)];
  }

  test("a step not done is not judged; without a beginning time from it is not judged and told", () => {
    const items = [item("a", [within]), item("b", [{ kind: "after", itemId: "a", penalty: 2 }])];
    expect(judgeRules(items, [mark(1, "b", 5)])).toEqual({ broken: [], unjudged: [] });
    expect(sheetScore({ items }, [mark(1, "a", 5)])).toMatchObject({ unjudged: ["a"], points: 4 });
    const missed = mark(1, "a", 99_000, { value: 0 });
    expect(judgeRules(items, [mark(2, "start", 0), missed]).broken).toEqual([]);
  });

  test("points corrected later do not move a step; one taken back and given again is done then", () => {
    const times = (said: readonly Mark[]) => doneTimes(said).get("a");
    expect(times([mark(1, "a", 5), mark(2, "a", 90, { value: 2, after: [uuid(1)] })])).toBe(5);
    const back = mark(2, "a", 6, { value: null, after: [uuid(1)] });
    expect(times([mark(1, "a", 5), back])).toBe(undefined);
    expect(times([mark(1, "a", 5), back, mark(3, "a", 90, { after: [uuid(2)] })])).toBe(90);
    expect(times([mark(1, "a", 5), mark(2, "a", 3)])).toBe(3);
  });

  test("the order of arrival changes no verdict, however the marks replace each other", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ at: fc.nat(60_000), value: fc.constantFrom(4, 0, null), after: fc.nat(30) }),
          { minLength: 1, maxLength: 25 },
        ),
        fc.infiniteStream(fc.nat()),
        (drawn, order) => {
          const said = drawn.map((one, at) =>
            mark(at + 1, "a", one.at, {
              value: one.value,
              after: one.after < at ? [uuid(one.after + 1), uuid(at)] : [],
            }),
          );
          const all = [mark(99, "start", 0), ...said];
          const shuffled = all
            .map((one) => [order.next().value, one] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, one]) => one);
          const items = [item("a", [within])];
          expect(judgeRules(items, shuffled)).toEqual(judgeRules(items, all));
        },
      ),
    );
  });

  test("rules name other steps that give points", () => {
    const after = (itemId: string): StepRule => ({ kind: "after", itemId, penalty: 1 });
    expect(rulesFit([item("a"), item("b", [after("a"), within])])).toBe(true);
    expect(rulesFit([item("a", [after("a")])])).toBe(false);
    expect(rulesFit([item("a", [after("z")])])).toBe(false);
    expect(rulesFit([item("a", [after("p")]), { ...item("p"), kind: "penalty" }])).toBe(false);
    expect(rulesFit([item("a"), { ...item("p", [after("a")]), kind: "penalty" }])).toBe(false);
  });
});

describe("[S0-5.3.2] a step with points from a device", () => {
  const items = [item("a"), { ...item("d"), kind: "graded", device: "overall" } as const];
  const automatic = new Map([["d", 3.5]]);

  test("needs no examiner, and an examiner's mark replaces what the device gave", () => {
    expect(sheetScore({ items }, [mark(1, "a", 5)], automatic)).toMatchObject({
      points: 7.5,
      automatic: 3.5,
      missing: ["rating"],
    });
    const review = mark(2, "d", 6, { value: 1, reason: "回看录像" });
    expect(sheetScore({ items }, [mark(1, "a", 5), review], automatic)).toMatchObject({
      points: 5,
      automatic: 0,
    });
    expect(sheetScore({ items }, [mark(1, "a", 5)])).toMatchObject({ missing: ["d", "rating"] });
    const differ = [mark(1, "d", 5, { value: 1 }), mark(2, "d", 5, { value: 2 })];
    expect(sheetScore({ items }, differ, automatic)).toMatchObject({ points: 0, conflicts: ["d"] });
  });

  test("is reviewed with a reason only", () => {
    const rules = {
      allowed: new Map([["d", () => true]]),
      handedIn: false,
      automatic: new Set(["d"]),
    };
    expect(markTrouble([], [mark(1, "d", 5)], rules)?.trouble).toBe("reason-missing");
    expect(markTrouble([], [mark(1, "d", 5, { reason: "回看" })], rules)).toBe(undefined);
  });
});
