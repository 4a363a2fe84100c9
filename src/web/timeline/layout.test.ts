import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  barsOf,
  clamped,
  following,
  hitOf,
  msOf,
  panned,
  ticksOf,
  xOf,
  zoomed,
  axisPixels,
  rowPixels,
} from "./layout.ts";

const whole = { startMs: 0, endMs: 3_600_000 };

describe("the timeline's layout", () => {
  test("zooming keeps the instant under the pointer where it is, inside the whole", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400_000, max: 3_200_000 }),
        fc.double({ min: 1.01, max: 8, noNaN: true }),
        (atMs, factor) => {
          const view = zoomed(whole, whole, factor, atMs);
          expect(view.startMs).toBeGreaterThanOrEqual(whole.startMs);
          expect(view.endMs).toBeLessThanOrEqual(whole.endMs);
          expect(Math.abs(xOf(view, 1_000, atMs) - xOf(whole, 1_000, atMs))).toBeLessThan(0.01);
        },
      ),
    );
  });

  test("pixels and instants are each other's inverse", () => {
    const view = { startMs: 10_000, endMs: 20_000 };
    expect(msOf(view, 500, xOf(view, 500, 12_345))).toBeCloseTo(12_345, 6);
  });

  test("moving stops at the edges and never changes the scale", () => {
    expect(panned({ startMs: 0, endMs: 1_000 }, whole, -5_000)).toEqual({
      startMs: 0,
      endMs: 1_000,
    });
    expect(clamped({ startMs: 3_599_500, endMs: 3_600_500 }, whole)).toEqual({
      startMs: 3_599_000,
      endMs: 3_600_000,
    });
  });

  test("the view follows the clock only when it has left it", () => {
    const view = { startMs: 0, endMs: 10_000 };
    expect(following(view, whole, 9_000)).toBe(view);
    expect(following(view, whole, 11_000)).toEqual({ startMs: 10_000, endMs: 20_000 });
  });

  test("marks stand on whole minutes of the house's clock and far enough apart", () => {
    const ticks = ticksOf({ startMs: 0, endMs: 600_000 }, 1_000, {
      leastPixels: 74,
      offsetMs: 8 * 3_600_000,
    });
    expect(ticks.stepMs).toBe(60_000);
    expect(ticks.atMs).toHaveLength(10);
  });

  test("a gap shorter than a pixel is still drawn, and touching runs become one", () => {
    expect(barsOf(whole, 1_000, [{ startMs: 5_000, endMs: 5_010 }])[0]?.width).toBe(1);
    expect(
      barsOf(whole, 1_000, [
        { startMs: 0, endMs: 60_000 },
        { startMs: 60_000, endMs: 120_000 },
      ]),
    ).toHaveLength(1);
  });

  test("a pointer finds its track", () => {
    expect(hitOf(whole, 1_000, { x: 500, y: axisPixels + rowPixels + 3 })).toEqual({
      row: 1,
      atMs: 1_800_000,
    });
    expect(hitOf(whole, 1_000, { x: 0, y: 3 }).row).toBe(-1);
  });
});
