import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Stroke } from "../../contract/debrief.ts";
import { placeIn, shapeOf, strokeTo } from "./drawn.ts";
import { loopedTo, sharedSpan, whoRuns } from "./in-step.ts";

describe("two attempts side by side", () => {
  test("stay within a tenth of a second of each other, whichever is held up and however often", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 20, maxLength: 200 }),
        fc.constantFrom(0.5, 1, 2),
        (held, rate) => {
          let sides = [0, 0].map(() => ({ positionMs: 0, running: true }));
          for (const holds of held) {
            const runs = whoRuns(sides, rate);
            sides = sides.map((side, at) => ({
              running: runs[at] === true,
              positionMs:
                side.positionMs + (runs[at] === true && holds[at] !== true ? 50 * rate : 0),
            }));
            const apart = Math.abs((sides[0]?.positionMs ?? 0) - (sides[1]?.positionMs ?? 0));
            expect(apart).toBeLessThanOrEqual(80 * Math.max(1, rate) + 50 * rate);
          }
          for (let step = 0; step < 10; step++) {
            const runs = whoRuns(sides, rate);
            expect(runs).toContain(true);
            sides = sides.map((side, at) => ({
              running: runs[at] === true,
              positionMs: side.positionMs + (runs[at] === true ? 50 * rate : 0),
            }));
          }
        },
      ),
    );
  });

  test("a loop leads back at its end, and from before it; an empty one does nothing", () => {
    expect(loopedTo({ fromMs: 1_000, toMs: 4_000 }, 3_999)).toBe(undefined);
    expect(loopedTo({ fromMs: 1_000, toMs: 4_000 }, 4_000)).toBe(1_000);
    expect(loopedTo({ fromMs: 5_000, toMs: 9_000 }, 0)).toBe(5_000);
    expect(loopedTo({ fromMs: 4_000, toMs: 4_000 }, 9_000)).toBe(undefined);
    expect(loopedTo(undefined, 9_000)).toBe(undefined);
  });

  test("are shown where both were recorded", () => {
    expect(
      sharedSpan([
        { startMs: 100, endMs: 900, alignedMs: 300 },
        { startMs: 5_000, endMs: 5_400, alignedMs: 5_100 },
      ]),
    ).toEqual({ startMs: -100, endMs: 300 });
  });
});

describe("what is drawn over a picture", () => {
  test("has its place in shares of the picture, whatever its size, and never outside it", () => {
    const box = { left: 10, top: 20, width: 200, height: 100 };
    expect(placeIn({ clientX: 110, clientY: 70 }, box)).toEqual([5_000, 5_000]);
    expect(placeIn({ clientX: 0, clientY: 500 }, box)).toEqual([0, 10_000]);
  });

  test("a pen keeps its way up to its limit; arrow and spotlight keep two ends", () => {
    const drawn = (tool: Stroke["tool"]) =>
      Array.from({ length: 900 }, (_, at) => at * 11).reduce<Stroke>(
        (stroke, x) => strokeTo(stroke, [x, 0]),
        { tool, points: [] },
      );
    expect(drawn("pen").points.length).toBeGreaterThan(100);
    expect(drawn("pen").points.length).toBeLessThanOrEqual(400);
    expect(drawn("arrow").points).toEqual([
      [0, 0],
      [9_889, 0],
    ]);
    for (const tool of ["pen", "arrow", "spotlight"] as const)
      expect(shapeOf(drawn(tool))?.path).not.toContain("NaN");
    expect(shapeOf({ tool: "spotlight", points: [[5_000, 5_000]] })).toMatchObject({ area: true });
    expect(shapeOf({ tool: "pen", points: [] })).toBe(undefined);
  });
});
