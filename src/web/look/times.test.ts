import { expect, test } from "vitest";
import { dayMinute, dayStart, instantOf, length, size, weekStart, weekdayOf } from "./times.ts";

const at = Date.UTC(2026, 5, 1, 0, 30);

test("days and times are the house's, on a 24-hour clock", () => {
  expect(dayMinute(at)).toBe("2026-06-01 08:30");
  expect(instantOf("2026-06-01", "08:30")).toBe(at);
  expect(dayMinute(dayStart(at))).toBe("2026-06-01 00:00");
  expect(dayMinute(weekStart(at + 3 * 86_400_000))).toBe("2026-06-01 00:00");
  expect(weekdayOf(at)).toBe(0);
});

test("lengths and sizes are short and never negative", () => {
  expect([length(-5), length(61_000), length(3_723_000)]).toEqual(["00:00", "01:01", "1:02:03"]);
  expect([size(999), size(1_500), size(82_300_000_000)]).toEqual(["999 B", "1.50 kB", "82.3 GB"]);
});
