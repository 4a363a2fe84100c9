import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PeriodKind, periodKinds } from "../../contract/tasks.ts";
import { dayStart, localTime } from "../local-time.ts";
import { duties } from "./duties.ts";
import { periodAt, periodsBetween } from "./periods.ts";
import { isLate, remindAtMs, taskState } from "./task-state.ts";

const zone = "Asia/Shanghai";
const at = (text: string) => Date.parse(`${text}+08:00`);
const local = (ms: number) => {
  const { date, time } = localTime(ms, zone);
  return `${date} ${time}`;
};

describe("a period of the calendar", () => {
  test.each([
    // what, instant in Shanghai, key, first instant, first instant after
    ["day", "2026-06-01T00:00:00", "2026-06-01", "2026-06-01 00:00", "2026-06-02 00:00"],
    ["day", "2026-12-31T23:59:59.999", "2026-12-31", "2026-12-31 00:00", "2027-01-01 00:00"],
    ["day", "2028-02-29T12:00:00", "2028-02-29", "2028-02-29 00:00", "2028-03-01 00:00"],
    ["week", "2026-06-07T23:59:59.999", "2026-W23", "2026-06-01 00:00", "2026-06-08 00:00"],
    ["week", "2026-06-08T00:00:00", "2026-W24", "2026-06-08 00:00", "2026-06-15 00:00"],
    // 2026 has 53 weeks: the last runs into 2027
    ["week", "2026-12-31T12:00:00", "2026-W53", "2026-12-28 00:00", "2027-01-04 00:00"],
    ["week", "2027-01-03T23:59:59", "2026-W53", "2026-12-28 00:00", "2027-01-04 00:00"],
    ["week", "2027-01-04T00:00:00", "2027-W01", "2027-01-04 00:00", "2027-01-11 00:00"],
    // the first days of 2024-12-30 … belong to week 1 of 2025
    ["week", "2024-12-30T08:00:00", "2025-W01", "2024-12-30 00:00", "2025-01-06 00:00"],
    ["month", "2027-02-28T23:59:59", "2027-02", "2027-02-01 00:00", "2027-03-01 00:00"],
    ["month", "2028-02-29T23:59:59", "2028-02", "2028-02-01 00:00", "2028-03-01 00:00"],
    ["month", "2026-12-01T00:00:00", "2026-12", "2026-12-01 00:00", "2027-01-01 00:00"],
    ["quarter", "2026-03-31T23:59:59", "2026-Q1", "2026-01-01 00:00", "2026-04-01 00:00"],
    ["quarter", "2026-04-01T00:00:00", "2026-Q2", "2026-04-01 00:00", "2026-07-01 00:00"],
    ["quarter", "2026-12-31T23:59:59", "2026-Q4", "2026-10-01 00:00", "2027-01-01 00:00"],
    ["year", "2026-01-01T00:00:00", "2026", "2026-01-01 00:00", "2027-01-01 00:00"],
    ["year", "2028-12-31T23:59:59", "2028", "2028-01-01 00:00", "2029-01-01 00:00"],
    ["december", "2026-12-31T23:59:59", "2026-12", "2026-12-01 00:00", "2027-01-01 00:00"],
  ] as const)("[N-09, N-13, N-16, N-17] %s of %s is %s", (every, instant, key, from, to) => {
    const period = periodAt(every, at(instant), zone);
    expect([period?.key, local(period?.fromMs ?? 0), local(period?.toMs ?? 0)]).toEqual([
      key,
      from,
      to,
    ]);
  });

  test("[N-17] the campaign exists in December only", () => {
    expect(periodAt("december", at("2026-11-30T23:59:59.999"), zone)).toBeUndefined();
    expect(periodAt("december", at("2027-01-01T00:00:00"), zone)).toBeUndefined();
  });

  test("is that of the house's time zone, also where a clock is put forward", () => {
    const paris = periodAt("day", Date.parse("2026-03-29T10:00:00Z"), "Europe/Paris");
    expect((paris?.toMs ?? 0) - (paris?.fromMs ?? 0)).toBe(23 * 3_600_000);
    expect(periodAt("day", Date.parse("2026-05-31T16:00:00Z"), zone)?.key).toBe("2026-06-01");
    expect(periodAt("day", Date.parse("2026-05-31T15:59:59Z"), zone)?.key).toBe("2026-05-31");
  });

  test("tiles the calendar: every instant lies in exactly one, and lists have no holes", () => {
    const kinds = periodKinds.filter((every) => every !== "december");
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: at("2020-01-01T00:00:00"), max: at("2040-01-01T00:00:00") }),
        fc.integer({ min: 0, max: 400 }),
        (every: PeriodKind, fromMs, days) => {
          const toMs = fromMs + days * 86_400_000;
          const list = periodsBetween(every, { fromMs, toMs }, zone);
          expect(list[0]).toEqual(periodAt(every, fromMs, zone));
          expect(list.at(-1)).toEqual(periodAt(every, toMs, zone));
          for (const [index, period] of list.entries()) {
            const next = list[index + 1];
            if (next !== undefined) expect(next.fromMs).toBe(period.toMs);
          }
        },
      ),
      { seed: 20_260_601, numRuns: 200 },
    );
  });

  test("[N-09] a year has 52 or 53 weeks, each once", () => {
    const weeks = (year: number) =>
      new Set(
        periodsBetween(
          "week",
          { fromMs: dayStart(`${year}-01-01`, zone), toMs: dayStart(`${year}-12-31`, zone) },
          zone,
        )
          .map(({ key }) => key)
          .filter((key) => key.startsWith(String(year))),
      ).size;
    expect([2024, 2025, 2026, 2027, 2028, 2032].map(weeks)).toEqual([52, 52, 53, 52, 52, 53]);
  });

  test("a campaign slept through is found in a span of years", () => {
    const span = { fromMs: at("2024-11-15T00:00:00"), toMs: at("2026-12-02T00:00:00") };
    expect(periodsBetween("december", span, zone).map(({ key }) => key)).toEqual([
      "2024-12",
      "2025-12",
      "2026-12",
    ]);
  });
});

describe("a task's state", () => {
  const week = {
    every: "week",
    fromMs: at("2026-06-01T00:00:00"),
    dueMs: at("2026-06-08T00:00:00"),
  };
  const state = (instant: string, signed: string | null = null) =>
    taskState(
      { ...week, every: "week", signedAtMs: signed === null ? null : at(signed) },
      at(instant),
    );

  test("[N-09] is due on Sunday, overdue on Monday 00:00 and not a millisecond before", () => {
    expect(state("2026-06-06T23:59:59.999")).toBe("open");
    expect(state("2026-06-07T00:00:00")).toBe("due");
    expect(state("2026-06-07T23:59:59.999")).toBe("due");
    expect(state("2026-06-08T00:00:00")).toBe("overdue");
  });

  test("[S0-4.2a] stays late for ever when it was signed after its period", () => {
    expect(state("2027-01-01T00:00:00", "2026-06-07T23:59:59.999")).toBe("done");
    expect(state("2027-01-01T00:00:00", "2026-06-08T00:00:00")).toBe("done-late");
    expect(isLate(week.dueMs, week.dueMs)).toBe(true);
  });

  test("[N-16] a year's review is overdue on 1 January", () => {
    const year = periodAt("year", at("2026-05-01T00:00:00"), zone);
    const task = { every: "year", fromMs: year?.fromMs ?? 0, dueMs: year?.toMs ?? 0 } as const;
    expect(taskState({ ...task, signedAtMs: null }, at("2026-12-31T23:59:59.999"))).toBe("due");
    expect(taskState({ ...task, signedAtMs: null }, at("2027-01-01T00:00:00"))).toBe("overdue");
    expect(local(remindAtMs({ ...task, signedAtMs: null }))).toBe("2026-12-02 00:00");
  });
});

test("[S0-4.2a, S0-8.1c, S0-8.4a, S0-8.4b, S0-16] every duty stands in the list, once", () => {
  expect(duties.map(({ kind, every, role }) => `${kind} ${every} ${role}`)).toEqual([
    "operation day admin",
    "parameters day admin",
    "auto-trace day admin",
    "periodic-copy day admin",
    "ledger-registration day admin",
    "media day admin",
    "daily-inspection day admin",
    "copy-check week admin",
    "virus-scan quarter admin",
    "hardware-check quarter admin",
    "capacity-review year admin",
    "archive-campaign december admin",
    "daily-check day admin",
    "monthly-check month admin",
    "spot-check quarter auditor",
  ]);
});
