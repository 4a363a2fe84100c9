import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayStart, instantOf, isDate, localTime, nextDate } from "./local-time.ts";

describe("local time of an institution", () => {
  test("an instant shows the institution's date and time", () => {
    expect(localTime(Date.UTC(2026, 5, 1, 0, 30), "Asia/Shanghai")).toEqual({
      date: "2026-06-01",
      time: "08:30",
    });
    expect(localTime(Date.UTC(2026, 4, 31, 16, 0), "Asia/Shanghai")).toEqual({
      date: "2026-06-01",
      time: "00:00",
    });
  });

  test.each([
    ["2026-02-30", false],
    ["2024-02-29", true],
    ["2026-13-01", false],
    ["0000-00-00", false],
    ["2026-6-1", false],
    ["2026-06-01", true],
  ])("%s is a real day: %s", (date, real) => {
    expect(isDate(date)).toBe(real);
  });

  test("a time that a change of offset skips is no instant, a repeated one is the first", () => {
    expect(instantOf("2026-03-29", "02:30", "Europe/Berlin")).toBeUndefined();
    expect(instantOf("2026-10-25", "02:30", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(instantOf("2026-06-01", "24:00", "Asia/Shanghai")).toBeUndefined();
  });

  test("a day starts where midnight is skipped, too", () => {
    expect(dayStart("2018-11-04", "America/Sao_Paulo")).toBe(Date.UTC(2018, 10, 4, 3));
    expect(nextDate("2026-12-31")).toBe("2027-01-01");
  });

  test("date and time of an instant lead back to its minute in every zone without a change", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }),
        fc.constantFrom("Asia/Shanghai", "Asia/Kolkata", "UTC", "Asia/Urumqi"),
        (second, zone) => {
          const minute = Math.floor(second / 60) * 60_000;
          const shown = localTime(minute, zone);
          expect(instantOf(shown.date, shown.time, zone)).toBe(minute);
        },
      ),
      { seed: 7 },
    );
  });
});
