import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CprEvents } from "../../contract/device-scores.ts";
import { cprFigures } from "./cpr-score.ts";
import { automaticPoints } from "./automatic-points.ts";

interface Trace {
  readonly cycles: number;
  readonly perCycle: number;
  readonly everyMs: number;
  readonly gapMs: number;
  readonly depthMm: number;
  readonly residualMm: number | null;
  readonly wrongEvery: number;
  readonly breaths: number;
  readonly lastsMs: number | null;
  readonly volumeMl: number | null;
}
const good: Trace = {
  cycles: 5,
  perCycle: 30,
  everyMs: 545,
  gapMs: 4_000,
  depthMm: 55,
  residualMm: 0,
  wrongEvery: 0,
  breaths: 2,
  lastsMs: 1_000,
  volumeMl: 500,
};

/** Cycles of even compressions; the gap runs from the last of one cycle to the first of the next. */
function traced(of: Trace): CprEvents {
  const cycleMs = (of.perCycle - 1) * of.everyMs + of.gapMs;
  const cycles = Array.from({ length: of.cycles }, (_, at) => at * cycleMs);
  return {
    compressions: cycles.flatMap((fromMs) =>
      Array.from({ length: of.perCycle }, (_, at) => ({
        atMs: fromMs + at * of.everyMs,
        depthMm: of.depthMm,
        residualMm: of.residualMm,
        handRight: of.wrongEvery === 0 || at % of.wrongEvery !== 0,
      })),
    ),
    breaths: cycles.flatMap((fromMs) =>
      Array.from({ length: of.breaths }, (_, at) => ({
        atMs: fromMs + (of.perCycle - 1) * of.everyMs + 600 + at * 1_100,
        volumeMl: of.volumeMl,
        lastsMs: of.lastsMs,
      })),
    ),
  };
}

const scoresOf = (
  change: Partial<Trace>,
  mode: "thirty-two" | "compressions-only" = "thirty-two",
) => cprFigures(traced({ ...good, ...change }), mode).scores;

describe("[S0-5.3.2] a manikin's figures by the published formula", () => {
  test("hand-computed traces: nearness to the range, flow, breaths, and no zero averaged away", () => {
    const table: readonly [string, Partial<Trace>, Partial<ReturnType<typeof scoresOf>>][] = [
      ["all in range", {}, { overall: 100, compressions: 100, flow: 100, breaths: 100 }],
      // (40 − 30) / (50 − 30) = 0.5; √0.5 = 0.7071
      ["40 mm deep", { depthMm: 40 }, { depth: 50, compressions: 50, overall: 70.7 }],
      ["25 mm deep", { depthMm: 25 }, { depth: 0, compressions: 0, overall: 0 }],
      // (75 − 67.5) / (75 − 60) = 0.5
      ["67.5 mm deep", { depthMm: 67.5 }, { depth: 50 }],
      // 60,000 / 667 = 89.96 per minute; (89.96 − 80) / 20 = 0.498
      ["slow", { everyMs: 667 }, { rate: 49.8, overall: 70.6 }],
      // 60,000 / 460 = 130.43; (140 − 130.43) / 20 = 0.478
      ["fast", { everyMs: 460 }, { rate: 47.8 }],
      ["leaning 10 mm", { residualMm: 10 }, { recoil: 50, compressions: 50 }],
      ["recoil not measured", { residualMm: null }, { recoil: null, compressions: 100 }],
      ["every second hand wrong", { wrongEvery: 2 }, { hands: 50, compressions: 50 }],
      // 48 s of 127.025 s: fraction 0.6221; (0.6221 − 0.4) / 0.4 = 0.5553, less 4 × 0.1; 0.1553^¼ = 0.6278
      ["pauses of 12 s", { gapMs: 12_000 }, { flow: 15.5, overall: 62.8 }],
      // 0.5^¼ = 0.8409
      ["one breath a cycle", { breaths: 1 }, { breaths: 50, overall: 84.1 }],
      ["no breath at all", { breaths: 0 }, { breaths: 0, overall: 0 }],
      // (2,000 − 1,600) / 800 = 0.5
      ["breaths of 1.6 s", { lastsMs: 1_600 }, { breaths: 50 }],
      // (1,000 − 850) / 300 = 0.5
      ["breaths of 850 ml", { volumeMl: 850 }, { breaths: 50 }],
      // (20 − 15) / (28 − 15) = 0.3846
      ["twenty a cycle", { perCycle: 20 }, { breaths: 38.5 }],
    ];
    for (const [what, change, expected] of table)
      expect(scoresOf(change), what).toMatchObject(expected);
    expect(scoresOf({ breaths: 0 }, "compressions-only")).toMatchObject({
      breaths: null,
      overall: 100,
    });
  });

  test("raw figures are told beside the scores", () => {
    expect(cprFigures(traced({ ...good, gapMs: 12_000 }), "thirty-two")).toMatchObject({
      formula: "cpr-1",
      compressions: 150,
      breaths: 10,
      cycles: 5,
      meanDepthMm: 55,
      meanRatePerMinute: 110.1,
      depthInRangePercent: 100,
      rateInRangePercent: 100,
      fullRecoilPercent: 100,
      handRightPercent: 100,
      flowPercent: 62.2,
      pausesTooLong: 4,
      longestPauseMs: 12_000,
    });
    const nothing = cprFigures({ compressions: [], breaths: [] }, "thirty-two");
    expect(nothing).toMatchObject({ compressions: 0, meanDepthMm: null, scores: { overall: 0 } });
  });

  test("sixty drawn traces score within a point of what their depth, rate and recoil say", () => {
    const near = (value: number, [none, full, fullTo, noneTo]: readonly number[]) =>
      Math.max(
        0,
        Math.min(
          1,
          (value - (none ?? 0)) / ((full ?? 1) - (none ?? 0)),
          ((noneTo ?? 1) - value) / ((noneTo ?? 1) - (fullTo ?? 0)),
        ),
      );
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 90 }),
        fc.integer({ min: 380, max: 900 }),
        fc.integer({ min: 0, max: 20 }),
        (depthMm, everyMs, residualMm) => {
          const expected =
            near(depthMm, [30, 50, 60, 75]) *
            near(60_000 / everyMs, [80, 100, 120, 140]) *
            near(residualMm, [-1, 0, 5, 15]);
          const { compressions } = scoresOf({ depthMm, everyMs, residualMm });
          expect(Math.abs((compressions ?? -9) - 100 * expected)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("order of rows, doubled rows and the device's clock change nothing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            atMs: fc.nat(90_000),
            depthMm: fc.integer({ min: 0, max: 900 }).map((tenths) => tenths / 10),
            residualMm: fc.option(fc.nat(30)),
            handRight: fc.option(fc.boolean()),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        fc.array(
          fc.record({ atMs: fc.nat(90_000), volumeMl: fc.nat(900), lastsMs: fc.nat(3_000) }),
          {
            maxLength: 8,
          },
        ),
        fc.nat(10_000_000_000),
        fc.infiniteStream(fc.nat()),
        (compressions, breaths, aheadMs, order) => {
          const shuffled = <E extends { readonly atMs: number }>(events: readonly E[]): E[] =>
            [...events, ...events]
              .map((one) => [order.next().value, { ...one, atMs: one.atMs + aheadMs }] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, one]) => one);
          const again = { compressions: shuffled(compressions), breaths: shuffled(breaths) };
          expect(cprFigures(again, "thirty-two")).toEqual(
            cprFigures({ compressions, breaths }, "thirty-two"),
          );
        },
      ),
    );
  });

  test("an automatic step gets its figure's share of the points, to the nearest half", () => {
    const figures = cprFigures(traced({ ...good, depthMm: 40 }), "compressions-only");
    const item = { step: "", kind: "graded", critical: false } as const;
    const points = automaticPoints(
      [
        { ...item, itemId: "a", points: 6, device: "overall" },
        { ...item, itemId: "b", points: 5, device: "depth" },
        { ...item, itemId: "c", points: 5, device: "breaths" },
        { ...item, itemId: "d", points: 5 },
      ],
      figures,
    );
    // 0.5^(2/3) = 0.63: 3.78 → 4 of 6; half of 5 = 2.5; breaths are not asked for.
    expect([...points]).toEqual([
      ["a", 4],
      ["b", 2.5],
    ]);
  });
});
