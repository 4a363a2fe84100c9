import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clipSpans,
  drawLine,
  growRun,
  intersectSpans,
  mergeSpans,
  type Span,
  subtractSpans,
  totalMs,
} from "./timeline.ts";

const span = (startMs: number, endMs: number): Span => ({ startMs, endMs });
const anySpan = fc
  .tuple(fc.nat(120), fc.nat(40))
  .map(([startMs, width]) => span(startMs, startMs + width));
const anySpans = fc.array(anySpan, { maxLength: 12 });

/** The slow honest way: one flag per millisecond. */
function painted(spans: readonly Span[]): Set<number> {
  const set = new Set<number>();
  for (const { startMs, endMs } of spans) for (let at = startMs; at < endMs; at++) set.add(at);
  return set;
}

describe("runs", () => {
  const table = [
    { name: "touching", spans: [span(0, 5), span(5, 9)], seam: 0, want: [span(0, 9)] },
    { name: "apart", spans: [span(0, 5), span(6, 9)], seam: 0, want: [span(0, 5), span(6, 9)] },
    { name: "a seam", spans: [span(6, 9), span(0, 5)], seam: 1, want: [span(0, 9)] },
    { name: "inside", spans: [span(0, 9), span(2, 3)], seam: 0, want: [span(0, 9)] },
    { name: "empty", spans: [span(3, 3)], seam: 0, want: [] },
  ];
  for (const { name, spans, seam, want } of table)
    test(`${name} spans merge as drawn`, () => expect(mergeSpans(spans, seam)).toEqual(want));

  test("merging, subtracting and intersecting equal painting every millisecond", () => {
    fc.assert(
      fc.property(anySpans, anySpans, (a, b) => {
        const [inA, inB] = [painted(a), painted(b)];
        expect(painted(mergeSpans(a))).toEqual(inA);
        expect(painted(subtractSpans(a, b))).toEqual(
          new Set([...inA].filter((at) => !inB.has(at))),
        );
        expect(painted(intersectSpans(a, b))).toEqual(
          new Set([...inA].filter((at) => inB.has(at))),
        );
        expect(totalMs(mergeSpans(a))).toBe(inA.size);
      }),
    );
  });

  test("segments arriving in any order grow to the same runs as all at once", () => {
    fc.assert(
      fc.property(
        fc.array(
          anySpan.filter((one) => one.endMs > one.startMs),
          { maxLength: 15 },
        ),
        (segments) => {
          let runs: Span[] = [];
          for (const segment of segments) {
            const near = runs.filter(
              (run) => run.startMs <= segment.endMs + 3 && run.endMs >= segment.startMs - 3,
            );
            runs = [...runs.filter((run) => !near.includes(run)), growRun(near, segment)];
          }
          expect(runs.toSorted((a, b) => a.startMs - b.startMs)).toEqual(mergeSpans(segments, 3));
        },
      ),
    );
  });
});

describe("a camera's line", () => {
  const minute = 60_000;
  const asked = span(0, 90 * minute);

  test("[S0-5.2.1] 45 s unplugged in 90 minutes is one gap of 45 s with its cause", () => {
    const gap = {
      gapId: "g",
      startMs: 30 * minute,
      endMs: 30 * minute + 45_000,
      cause: "disconnected",
      facts: { attempts: 9 },
    };
    const runs = [span(0, 30 * minute), span(30 * minute + 45_000, 90 * minute)];
    const line = drawLine({ asked, settledMs: 90 * minute, runs, gaps: [gap], unknown: "unknown" });
    expect(line).toEqual({ recorded: runs, gaps: [gap] });
  });

  test("[P-8] a hole nobody explained is a gap of unknown cause, and an unsettled end is none", () => {
    const runs = [span(0, 10 * minute), span(12 * minute, 20 * minute)];
    const line = drawLine({ asked, settledMs: 20 * minute, runs, gaps: [], unknown: "unknown" });
    expect(line.gaps).toEqual([
      { gapId: null, startMs: 10 * minute, endMs: 12 * minute, cause: "unknown", facts: {} },
    ]);
  });

  test("[P-8] recorded, gaps and the unsettled end together cover exactly what was asked", () => {
    fc.assert(
      fc.property(anySpans, anySpans, fc.nat(200), (runs, holes, settledMs) => {
        const whole = span(0, 100);
        const scaled = (one: Span) => span(one.startMs * 1_000, one.endMs * 1_000);
        const gaps = holes.map((one, at) => ({
          ...scaled(one),
          gapId: String(at),
          cause: "stalled",
          facts: {},
        }));
        const line = drawLine({
          asked: scaled(whole),
          settledMs: settledMs * 1_000,
          runs: runs.map(scaled),
          gaps,
          unknown: "unknown",
        });
        const told = mergeSpans([...line.recorded, ...line.gaps]);
        const settled = clipSpans([scaled(whole)], span(0, settledMs * 1_000));
        expect(subtractSpans(settled, told)).toEqual([]);
        expect(intersectSpans(line.recorded, line.gaps)).toEqual([]);
        expect(subtractSpans(told, [scaled(whole)])).toEqual([]);
      }),
    );
  });
});
