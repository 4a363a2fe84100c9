import { describe, expect, test } from "vitest";
import { localTime } from "../local-time.ts";
import { teachingWeek, weeksBetween, weeksLater } from "./weeks.ts";

describe("a lesson that comes weekly", () => {
  test("[S0-5.3.1] lies at the same time of the house's day, whatever its clocks did", () => {
    const zone = "Europe/Paris";
    const startMs = Date.parse("2026-03-23T07:00:00Z");
    const later = weeksLater({ startMs, endMs: startMs + 3_600_000 }, 1, zone);
    expect(localTime(later?.startMs ?? 0, zone)).toEqual({ date: "2026-03-30", time: "08:00" });
    expect((later?.startMs ?? 0) - startMs).toBe(7 * 86_400_000 - 3_600_000);
    // 02:30 is skipped on the last Sunday of March.
    const skipped = Date.parse("2026-03-22T01:30:00Z");
    expect(weeksLater({ startMs: skipped, endMs: skipped + 60_000 }, 1, zone)).toBeUndefined();
  });

  test.each([
    ["2026-09-07", 1],
    ["2026-09-13", 1],
    ["2026-09-14", 2],
    ["2026-09-06", 0],
    ["2027-01-04", 18],
  ])("%s lies in teaching week %i of a term that began in the week of 2026-09-09", (date, week) => {
    expect(teachingWeek(date, "2026-09-09")).toBe(week);
  });

  test("odd and even weeks are those of the term", () => {
    expect(weeksBetween(3, { from: 3, to: 8 }, "every")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(weeksBetween(3, { from: 3, to: 8 }, "odd")).toEqual([0, 2, 4]);
    expect(weeksBetween(3, { from: 3, to: 8 }, "even")).toEqual([1, 3, 5]);
    expect(weeksBetween(3, { from: 4, to: 3 }, "every")).toEqual([]);
  });
});
