import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayStart, localTime } from "../local-time.ts";
import { plusYears, termEnd } from "./calendar.ts";

const zone = "Asia/Shanghai";
const at = (date: string, time = "00:00") =>
  dayStart(date, zone) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
const day = 86_400_000;

describe("the end of a term", () => {
  test("[S0-8.3.1] three calendar years run from the end of the lesson's day", () => {
    const ended = at("2026-06-01", "10:00");
    const until = termEnd(ended, { years: 3 }, zone);
    expect(until).toBe(at("2029-06-02"));
    // 2 y 364 d: the last day of the term is over a day before.
    expect(until - day).toBe(at("2029-06-01"));
  });

  test("[S0-8.3.1] a lesson that ends at midnight belongs to the day it filled", () => {
    expect(termEnd(at("2026-06-02"), { years: 3 }, zone)).toBe(at("2029-06-02"));
    expect(termEnd(at("2026-06-02") + 1, { years: 3 }, zone)).toBe(at("2029-06-03"));
  });

  test("[S0-8.3.2] a lesson of 29 February 2028 is due for review on 1 March 2033", () => {
    expect(termEnd(at("2028-02-29", "15:00"), { years: 5 }, zone)).toBe(at("2033-03-01"));
  });

  test("[S0-8.3.2] a term that would end on a 29 February its year has not ends on 1 March", () => {
    expect(termEnd(at("2028-02-28", "15:00"), { years: 3 }, zone)).toBe(at("2031-03-01"));
    expect(plusYears("2028-02-29", 4)).toBe("2032-02-29");
    expect(plusYears("2028-02-29", 1)).toBe("2029-03-01");
  });

  test("[S3-7.1c] thirty days are thirty whole days after the day itself", () => {
    expect(termEnd(at("2026-01-31", "23:59"), { days: 30 }, zone)).toBe(at("2026-03-03"));
  });

  test("[S0-8.3.1] never shorter than full years, in any zone, on any day", () => {
    const seed = Number(process.env["SEED"] ?? 8310);
    const zones = ["Asia/Shanghai", "UTC", "Asia/Urumqi", "America/New_York", "Asia/Kathmandu"];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2100, 0, 1) }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...zones),
        (endMs, years, timeZone) => {
          const until = termEnd(endMs, { years }, timeZone);
          const from = localTime(endMs - 1, timeZone).date;
          const to = localTime(until, timeZone);
          // The same day of the year so many years on is not over before the term is.
          const anniversary = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
          expect(to.date > anniversary, `${from} + ${years} y → ${to.date}`).toBe(true);
          expect(until - endMs).toBeGreaterThanOrEqual(years * 365 * day);
          // A day longer for the day itself, one for a leap day, one for a clock that went back.
          expect(until - endMs).toBeLessThanOrEqual((years * 366 + 3) * day);
        },
      ),
      { seed, numRuns: 300, verbose: true },
    );
  });
});
