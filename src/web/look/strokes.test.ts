import fc from "fast-check";
import { expect, test } from "vitest";
import { Strokes } from "../../contract/approval.ts";
import { pointsOf, strokesOf } from "./strokes.ts";

test("[S0-11.1] whatever is drawn becomes strokes within the contract's bounds", () => {
  const point = fc.record({
    x: fc.double({ min: -2_000, max: 4_000, noNaN: true }),
    y: fc.double({ min: -2_000, max: 4_000, noNaN: true }),
  });
  const drawn = fc.array(fc.array(point, { maxLength: 400 }), { maxLength: 90 });
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 2_000 }), (lines, width) => {
      const strokes = strokesOf(lines, { width, height: width / 3 });
      const empty = lines.every((line) => line.length === 0);
      expect(strokes === null).toBe(empty);
      if (strokes === null) return;
      expect(Strokes.safeParse(strokes).success).toBe(true);
      expect(strokes.flat().length).toBeLessThanOrEqual(4_000);
    }),
    { numRuns: 60, seed: 11 },
  );
});

test("a stroke keeps its shape to a unit and its ends exactly", () => {
  const wave = Array.from({ length: 2_400 }, (_, at) => ({
    x: at / 8,
    y: 50 + 40 * Math.sin(at / 90),
  }));
  const [stroke = []] = strokesOf([wave], { width: 300, height: 100 }) ?? [];
  const points = pointsOf(stroke);
  expect(points.length).toBeLessThan(200);
  expect(points[0]).toEqual({ x: 0, y: 100 });
  expect(points.at(-1)?.x).toBe(600);
  const highest = Math.min(...points.map((point) => point.y));
  expect(highest).toBeLessThanOrEqual(21);
});

test("a dot is a stroke of one point", () => {
  expect(strokesOf([[{ x: 10, y: 5 }]], { width: 300, height: 100 })).toEqual([[20, 10]]);
});
