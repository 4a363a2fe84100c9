import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usualPeriods } from "../../contract/timetable.ts";
import { type Stretch, movedTo, overlaps, periodTrouble, placeAll, rowsFor } from "./grid.ts";

const clock = (text: string) => {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
};
const span = (from: string, to: string): Stretch => ({
  fromMinute: clock(from),
  toMinute: clock(to),
});
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 1_430 }), fc.integer({ min: 1, max: 200 }))
  .map(([fromMinute, length]) => ({ fromMinute, toMinute: Math.min(fromMinute + length, 1_440) }));

describe("the timetable as a grid", () => {
  test("[S0-5.3.1] a lesson at lunch or at night has a row of its own, and only then", () => {
    const names = (lessons: readonly Stretch[]) =>
      rowsFor(usualPeriods, lessons).map((row) => row.name ?? "-");
    expect(names([span("08:30", "10:00")])).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(names([span("12:10", "13:00"), span("19:00", "20:30")])).toEqual([
      ..."1234",
      "-",
      ..."5678",
      "-",
    ]);
  });

  test("every lesson has a place, it touches its rows, and no two share a row and a lane", () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (lessons) => {
        const rows = rowsFor(usualPeriods, lessons);
        const placed = placeAll(rows, lessons);
        for (const [at, place] of placed.entries()) {
          const lesson = lessons[at];
          const touched = rows.flatMap((row, n) =>
            lesson !== undefined && overlaps(row, lesson) ? [n] : [],
          );
          expect([place.first, place.last]).toEqual([touched[0], touched.at(-1)]);
          expect(place.lane).toBeLessThan(place.lanes);
        }
        const cells = placed.flatMap(({ first, last, lane }) =>
          Array.from({ length: last - first + 1 }, (_, n) => `${first + n}/${lane}`),
        );
        expect(new Set(cells).size).toBe(cells.length);
      }),
      { seed: 20_260_430, numRuns: 300 },
    );
  });

  test.each<[string, Stretch, Stretch, Stretch]>([
    // what was, where it goes, what it becomes
    ["two periods", span("08:00", "09:40"), span("14:00", "14:45"), span("14:00", "15:40")],
    ["half a period", span("08:30", "09:00"), span("10:00", "10:45"), span("10:00", "10:30")],
    ["over noon", span("08:00", "09:40"), span("10:55", "11:40"), span("10:55", "12:35")],
    ["past the last", span("08:00", "09:40"), span("16:55", "17:40"), span("16:55", "18:35")],
    ["past midnight", span("08:00", "12:00"), span("22:00", "22:45"), span("20:00", "24:00")],
    ["a night", span("22:00", "26:00"), span("21:10", "21:55"), span("21:10", "25:10")],
  ])("[S0-5.3.1] moving %s keeps its periods, or its length", (_what, lesson, target, moved) => {
    expect(movedTo(usualPeriods, lesson, target)).toEqual(moved);
  });

  test("periods without length, that overlap or bear one name are no table", () => {
    const period = (name: string, from: string, to: string) => ({ name, ...span(from, to) });
    expect(periodTrouble(usualPeriods)).toBeUndefined();
    expect(periodTrouble([period("1", "08:00", "08:00")])).toBe("length");
    expect(periodTrouble([period("1", "08:00", "08:45"), period("2", "08:40", "09:00")])).toBe(
      "overlap",
    );
    expect(periodTrouble([period("1", "08:00", "08:45"), period("1", "09:00", "09:45")])).toBe(
      "twice",
    );
  });
});
