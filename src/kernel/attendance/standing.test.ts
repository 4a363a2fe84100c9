import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markKinds, verdicts } from "../../contract/attendance.ts";
import { type MarkFacts, headsOf, isSecond, mayCorrect, standingOf } from "./standing.ts";

const at = { isOver: false, outIsOver: false, needsOut: true };
const over = { isOver: true, outIsOver: true, needsOut: true };
const mark = (markId: string, more: Partial<MarkFacts> = {}): MarkFacts => ({
  markId,
  kind: "in",
  verdict: "valid",
  atMs: 1,
  correctsId: null,
  ...more,
});

describe("where somebody stands", () => {
  test("[S2-N9] whoever nothing tells of is awaited until the lesson is over, then absent", () => {
    expect(standingOf([], at).standing).toBe("expected");
    expect(standingOf([], over).standing).toBe("absent");
  });

  test("[S2-N3] a repeated check-in and one outside of its time count for nothing", () => {
    expect(standingOf([mark("a", { verdict: "outside" })], over).standing).toBe("absent");
    expect(standingOf([mark("a", { verdict: "repeated" })], at).standing).toBe("expected");
  });

  test("[S2-N9] leave is no absence, and whoever comes all the same is there", () => {
    const leave = mark("l", { kind: "leave" });
    expect(standingOf([leave], over).standing).toBe("leave");
    expect(standingOf([leave, mark("a", { verdict: "late" })], over).standing).toBe("late");
  });

  test("[S0-5.3.3] a check-out without a check-in is pointed at, as is a check-in without a check-out", () => {
    expect(standingOf([mark("o", { kind: "out" })], at).flags).toEqual(["out-without-in"]);
    expect(standingOf([mark("i")], over).flags).toEqual(["no-out"]);
    expect(standingOf([mark("i")], { ...over, needsOut: false }).flags).toEqual([]);
    expect(standingOf([mark("i"), mark("o", { kind: "out" })], over).flags).toEqual([]);
  });

  test("[S0-5.3.3] a correction stands in place of what it corrects, and void takes it back", () => {
    const absent = mark("a", { kind: "absent" });
    const came = mark("b", { correctsId: "a", verdict: "late" });
    expect(standingOf([absent, came], over).standing).toBe("late");
    expect(
      standingOf([absent, came, mark("c", { correctsId: "b", verdict: "void" })], at).standing,
    ).toBe("expected");
  });
});

/** Somebody is noted and corrected at random, only as the rules let it happen. */
type Step = {
  readonly corrects: boolean;
  readonly kind: number;
  readonly verdict: number;
  readonly which: number;
};
function lived(steps: readonly Step[]): MarkFacts[] {
  const marks: MarkFacts[] = [];
  for (const [nth, step] of steps.entries()) {
    const kind = markKinds[step.kind % markKinds.length] ?? "in";
    const wished = verdicts[step.verdict % verdicts.length] ?? "valid";
    const base = { markId: String(nth), kind, atMs: nth };
    if (!step.corrects) {
      const second = isSecond(marks, kind);
      marks.push({ ...base, verdict: second ? "repeated" : "valid", correctsId: null });
      continue;
    }
    const correctsId = marks[step.which % Math.max(1, marks.length)]?.markId;
    if (correctsId === undefined) continue;
    if (mayCorrect(marks, { correctsId, kind, verdict: wished }))
      marks.push({ ...base, verdict: wished, correctsId });
  }
  return marks;
}

test("[S2-N3] however often somebody is noted and corrected, at most one mark of a kind counts", () => {
  const step = fc.record({
    corrects: fc.boolean(),
    kind: fc.nat(40),
    verdict: fc.nat(40),
    which: fc.nat(40),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const marks = lived(steps);
      const heads = headsOf(marks);
      for (const kind of markKinds)
        expect(heads.filter((one) => one.kind === kind).length).toBeLessThanOrEqual(1);
      // Each is corrected at most once: what was written and by what it was replaced stays one chain.
      const corrected = marks.map((one) => one.correctsId).filter((id) => id !== null);
      expect(new Set(corrected).size).toBe(corrected.length);
      const { standing } = standingOf(marks, over);
      const came = heads.find((one) => one.kind === "in");
      const hasLeave = heads.some((one) => one.kind === "leave");
      expect(standing).toBe(came?.verdict ?? (hasLeave ? "leave" : "absent"));
    }),
    { numRuns: 1_000, seed: 20_260_602 },
  );
});
