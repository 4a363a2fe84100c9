import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../contract/limits.ts";
import type { Span } from "../timeline.ts";
import { unbrokenMs } from "./unbroken.ts";

const day = 86_400_000;
const span = (fromDay: number, toDay: number): Span => ({
  startMs: fromDay * day,
  endMs: toDay * day,
});

test.each([
  ["alone", span(10, 20), [], 10],
  ["after one that ends as it begins", span(10, 20), [span(0, 10)], 20],
  ["before one that begins as it ends", span(10, 20), [span(20, 35)], 25],
  ["half a day apart", span(10, 20), [span(20.5, 25)], 15],
  ["a whole day apart", span(10, 20), [span(21, 25), span(0, 9)], 10],
  ["the link between two others", span(10, 20), [span(20, 30), span(0, 10)], 30],
  ["at the end of a chain", span(30, 40), [span(10, 20), span(0, 10), span(20, 30)], 40],
  ["at the head of a chain", span(0, 10), [span(20, 30), span(10, 20), span(50, 60)], 30],
])("[C-38] a delegation %s", (_, asked, others, days) => {
  expect(unbrokenMs(asked, others)).toBe(days * day);
});

test("[C-38] whatever the order and the number of papers, a chain is as long as the post was away", () => {
  const spans = fc.array(
    fc
      .record({ from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 1, max: 12 }) })
      .map(({ from, days }) => span(from, from + days)),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(spans, fc.array(fc.nat()), (all, order) => {
      const [asked, ...others] = all;
      if (asked === undefined) return;
      const shuffled = others
        .map((one, at) => ({ one, key: order[at] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const found = unbrokenMs(asked, shuffled);
      expect(found).toBe(unbrokenMs(asked, others));
      expect(found).toBe(awayDays(asked, all) * day);
    }),
    { numRuns: 2_000, seed: 20_260_603 },
  );
  expect(limits.delegationRestMs).toBe(day);
});

/** Counted day by day: outwards from what is asked until a whole day is free. */
function awayDays(asked: Span, all: readonly Span[]): number {
  const taken = (at: number) => all.some((one) => one.startMs <= at * day && at * day < one.endMs);
  let [first, end] = [asked.startMs / day, asked.endMs / day];
  while (taken(first - 1)) first--;
  while (taken(end)) end++;
  return end - first;
}
