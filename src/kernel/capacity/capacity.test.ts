import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmOf } from "./alarm.ts";
import { type Reading, daysHeld, daysToFull, growthPerDay } from "./growth.ts";
import { dueDates, shortfallOf } from "./shortfall.ts";

const dayMs = 86_400_000;
const gb = 1_000_000_000;
const startMs = Date.UTC(2026, 0, 1);

describe("growth", () => {
  test("[S0-8.4b] days to full lie within a tenth of the truth, with noise, bursts and a clean-up", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 7, max: 120 }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 120, maxLength: 120 }),
        fc.nat({ max: 119 }),
        (gbPerDay, days, noise, oddDay) => {
          const perDay = gbPerDay * gb;
          const readings: Reading[] = Array.from({ length: days }, (_, day) => ({
            atMs: startMs + day * dayMs,
            usedBytes:
              100 * gb +
              day * perDay +
              0.3 * perDay * (noise[day] ?? 0) +
              // one day somebody copied a film onto the disk and took it away again
              (day === oddDay ? 5 * perDay : 0),
          }));
          const free = 40 * perDay;
          const left = daysToFull(free, growthPerDay(readings)) ?? 0;
          expect(Math.abs(left - 40) / 40).toBeLessThan(days >= 14 ? 0.1 : 0.35);
        },
      ),
      { seed: 84, numRuns: 300 },
    );
  });

  test("is unknown for less than a day, and never full where it shrinks", () => {
    expect(growthPerDay([])).toBeUndefined();
    expect(growthPerDay([{ atMs: startMs, usedBytes: 1 }])).toBeUndefined();
    const short = [0, 12].map((hour) => ({ atMs: startMs + hour * 3_600_000, usedBytes: hour }));
    expect(growthPerDay(short)).toBeUndefined();
    const falling = [0, 1, 2].map((day) => ({ atMs: startMs + day * dayMs, usedBytes: 10 - day }));
    expect(daysToFull(5, growthPerDay(falling))).toBeUndefined();
    expect(daysToFull(-5, 10)).toBe(0);
  });

  test("forgets what was before sixty days", () => {
    const readings = Array.from({ length: 200 }, (_, day) => ({
      atMs: startMs + day * dayMs,
      usedBytes: day < 120 ? day * 100 : 12_000 + (day - 120) * 10,
    }));
    expect(growthPerDay(readings)).toBeCloseTo(10);
  });

  test("[S3-B1] rolling footage makes room for itself: held days are what is free and what rolls", () => {
    expect(daysHeld({ freeBytes: 10, rollingBytes: 50, rollingPerDay: 2 })).toBe(30);
    expect(daysHeld({ freeBytes: 10, rollingBytes: 50, rollingPerDay: 0 })).toBeUndefined();
  });
});

describe("an alarm", () => {
  const of = (percent: number, days?: number) =>
    alarmOf({ sizeBytes: 1_000, freeBytes: percent * 10, daysLeft: days })?.severity;

  test.each([
    [10, 14, undefined],
    [9.9, 14, "minor"],
    [10, 13.9, "minor"],
    [50, 7, "minor"],
    [50, 6.9, "major"],
    [4.9, undefined, "major"],
    [50, 3, "major"],
    [50, 2.9, "critical"],
    [1.9, undefined, "critical"],
    [0, 0, "critical"],
    [50, undefined, undefined],
  ])("%s %% free and %s days left: %s", (percent, days, severity) => {
    expect(of(percent, days)).toBe(severity);
  });
});

describe("thirty days", () => {
  const zone = "Asia/Shanghai";
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const nowMs = at("2026-07-01T08:00:00");
  const whole = (dates: readonly string[], change: Partial<Record<string, boolean>> = {}) =>
    dates.map((date) => ({ date, playable: change[date] ?? true, lost: [] }));

  test("[N-05, S3-B1] are the thirty whole days before today, or since the camera began", () => {
    const all = dueDates("2026-01-01", nowMs, zone);
    expect([all.length, all[0], all.at(-1)]).toEqual([30, "2026-06-01", "2026-06-30"]);
    expect(dueDates("2026-06-29", nowMs, zone)).toEqual(["2026-06-29", "2026-06-30"]);
    expect(dueDates("2026-07-01", nowMs, zone)).toEqual([]);
  });

  test("[S3-B1] complete, nothing is short; twenty-nine of thirty is", () => {
    const dates = dueDates("2026-01-01", nowMs, zone);
    expect(shortfallOf({ sinceDate: "2026-01-01", days: whole(dates) }, nowMs, zone)).toBe(
      undefined,
    );
    const short = { sinceDate: "2026-01-01", days: whole(dates.slice(1)) };
    expect(shortfallOf(short, nowMs, zone)).toEqual({
      lost: [{ startMs: at("2026-06-01T00:00:00"), endMs: at("2026-06-02T00:00:00") }],
      emptyDates: ["2026-06-01"],
    });
    const young = { sinceDate: "2026-06-02", days: whole(dates.slice(1)) };
    expect(shortfallOf(young, nowMs, zone)).toBeUndefined();
  });

  test("[S3-B3] lost hours are named, neighbours as one, a whole day as a day", () => {
    const dates = dueDates("2026-01-01", nowMs, zone);
    const lost = [
      { startMs: at("2026-06-10T09:00:00"), endMs: at("2026-06-10T09:30:00") },
      { startMs: at("2026-06-10T08:00:00"), endMs: at("2026-06-10T09:00:00") },
    ];
    const days = whole(dates, { "2026-06-20": false }).map((day) =>
      day.date === "2026-06-10" ? { ...day, lost } : day,
    );
    expect(shortfallOf({ sinceDate: "2026-01-01", days }, nowMs, zone)).toEqual({
      lost: [
        { startMs: at("2026-06-10T08:00:00"), endMs: at("2026-06-10T09:30:00") },
        { startMs: at("2026-06-20T00:00:00"), endMs: at("2026-06-21T00:00:00") },
      ],
      emptyDates: ["2026-06-20"],
    });
  });
});
