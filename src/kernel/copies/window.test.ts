import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standardCopySettings } from "../../contract/copies.ts";
import { partitionNames } from "../../contract/lesson.ts";
import { localTime } from "../local-time.ts";
import { footageName, nightNames, parseNightName, placeOfName } from "./copy-names.ts";
import { closedWindows, isoWeek, windowAt, windowOf } from "./window.ts";

const zone = "Asia/Shanghai";
const at = (text: string) => Date.parse(`${text}+08:00`);

describe("the window of a night", () => {
  test.each([
    ["2026-06-01T00:59:59", "before"],
    ["2026-06-01T01:00:00", "open"],
    ["2026-06-01T04:59:59", "open"],
    ["2026-06-01T05:00:00", "over"],
    ["2026-06-01T23:00:00", "over"],
  ])("[N-08] at %s it is %s", (text, phase) => {
    expect(windowAt(at(text), standardCopySettings, zone)).toMatchObject({
      date: "2026-06-01",
      startMs: at("2026-06-01T01:00:00"),
      endMs: at("2026-06-01T05:00:00"),
      phase,
    });
  });

  test("[S0-8.1b] every window since an instant that has closed is named once, and none that has not", () => {
    const span = (since: string, now: string, most = 40) => ({
      sinceMs: at(since),
      nowMs: at(now),
      most,
    });
    const dates = (of: ReturnType<typeof span>) =>
      closedWindows(of, standardCopySettings, zone).map((one) => one.date);
    expect(dates(span("2026-06-01T08:00:00", "2026-06-01T09:00:00"))).toEqual([]);
    expect(dates(span("2026-06-01T00:00:00", "2026-06-01T04:59:59"))).toEqual([]);
    expect(dates(span("2026-06-01T00:00:00", "2026-06-01T05:00:00"))).toEqual(["2026-06-01"]);
    expect(dates(span("2026-06-01T01:30:00", "2026-06-03T05:00:00"))).toEqual([
      "2026-06-02",
      "2026-06-03",
    ]);
    expect(dates(span("2020-01-01T00:00:00", "2026-06-03T05:00:00")).length).toBe(40);
  });

  test("[C5-F6] where clocks are changed a window still opens before it closes, on its own date", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_500 }),
        fc.constantFrom(zone, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
        fc.integer({ min: 0, max: 1_400 }),
        (day, timeZone, windowStart) => {
          const { date } = localTime(day * 86_400_000 + 43_200_000, timeZone);
          const windowEnd = Math.min(1_440, windowStart + 240);
          const window = windowOf(date, { windowStart, windowEnd }, timeZone);
          expect(window.endMs).toBeGreaterThanOrEqual(window.startMs);
          expect(window.endMs - window.startMs).toBeLessThanOrEqual(6 * 3_600_000);
        },
      ),
      { numRuns: 200, seed: 8 },
    );
  });

  test.each([
    ["2026-06-01", "2026-W23"],
    ["2026-06-07", "2026-W23"],
    ["2026-06-08", "2026-W24"],
    ["2021-01-03", "2020-W53"],
    ["2024-12-30", "2025-W01"],
    ["2027-01-01", "2026-W53"],
  ])("[N-09] %s lies in %s", (date, week) => {
    expect(isoWeek(date)).toBe(week);
  });
});

describe("names of copies", () => {
  test("[S0-8.2] each partition has a prefix of its own, and no name of one lies below another", () => {
    const homeId = "019e807a-ec00-7bfe-ac34-95f0c1e2880b";
    for (const partition of partitionNames)
      for (const part of ["bytes", "record", "manifest"] as const) {
        const name = footageName({ partition, homeId, part, objectId: homeId, number: 7 });
        expect(placeOfName(name)).toBe(partition);
        expect(name.startsWith(`${partition}/${homeId}/`)).toBe(true);
      }
    expect(placeOfName("keystore/house.age")).toBe("house");
    for (const name of ["notes.txt", "", "daily-teaching.bak/x", "contests/x"])
      expect(placeOfName(name)).toBeUndefined();
  });

  test("a night's names are read back as they were made", () => {
    const { list, proof } = nightNames("2026-06-01", 42);
    expect(parseNightName(list)).toEqual({ date: "2026-06-01", seq: 42, what: "list" });
    expect(parseNightName(proof)).toEqual({ date: "2026-06-01", seq: 42, what: "proof" });
    expect(parseNightName("nights/2026-06-01.json")).toBeUndefined();
  });
});
