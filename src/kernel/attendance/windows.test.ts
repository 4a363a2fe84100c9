import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attendanceRules, openAt, verdictAt, windowsOf } from "./windows.ts";

const minute = 60_000;
const startMs = Date.UTC(2026, 5, 1, 1, 0, 0);
const lesson = { startMs, endMs: startMs + 90 * minute };
const hospital = windowsOf(attendanceRules("hospital"), lesson, 0);

describe("the edges of the windows, to the second", () => {
  test.each([
    ["start − 10:00", startMs - 10 * minute, "valid"],
    ["a millisecond before start − 10:00", startMs - 10 * minute - 1, "outside"],
    ["start − 10:01", startMs - 10 * minute - 1_000, "outside"],
    ["start", startMs, "valid"],
    ["the last millisecond of start", startMs + 999, "valid"],
    ["start + 0:01", startMs + 1_000, "late"],
    ["end − 10:00", lesson.endMs - 10 * minute, "late"],
    ["the last millisecond of end − 10:00", lesson.endMs - 10 * minute + 999, "late"],
    ["end − 9:59", lesson.endMs - 10 * minute + 1_000, "outside"],
    ["end", lesson.endMs, "outside"],
  ] as const)("[S2-N2] a check-in at %s (%i) is %s", (_, atMs, verdict) => {
    expect(verdictAt("in", atMs, hospital)).toBe(verdict);
  });

  test.each([
    ["end − 10:01", lesson.endMs - 10 * minute - 1, "outside"],
    ["end − 10:00", lesson.endMs - 10 * minute, "valid"],
    ["end + 15:00", lesson.endMs + 15 * minute + 999, "valid"],
    ["end + 15:01", lesson.endMs + 15 * minute + 1_000, "outside"],
  ] as const)("[S0-5.3.3] a check-out at %s (%i) is %s", (_, atMs, verdict) => {
    expect(verdictAt("out", atMs, hospital)).toBe(verdict);
  });

  test("[S0-5.3.3] within the lesson's grace nobody is late, a second after it everybody", () => {
    const kind = windowsOf(attendanceRules("clinical"), lesson, 5 * minute);
    expect(verdictAt("in", startMs + 5 * minute + 999, kind)).toBe("valid");
    expect(verdictAt("in", startMs + 5 * minute + 1_000, kind)).toBe("late");
  });
});

test("[C-48] only the clinical centre asks for 签退; all of them take it", () => {
  expect(attendanceRules("clinical").needsOut).toBe(true);
  expect(attendanceRules("hospital").needsOut).toBe(false);
  expect(attendanceRules("campus").needsOut).toBe(false);
});

test("[S2-N2] whatever the lesson, a check-in counts exactly within the rule's whole seconds", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("clinical" as const, "hospital" as const, "campus" as const),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 1_000, max: 24 * 60 * minute }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: -30 * minute, max: 25 * 60 * minute }),
      (profile, from, length, graceMinutes, offset) => {
        const rule = attendanceRules(profile);
        const span = { startMs: from * 500, endMs: from * 500 + length };
        const windows = windowsOf(rule, span, graceMinutes * minute);
        const atMs = span.startMs + offset;
        // The reference counts in whole seconds, inclusive at both ends, as the regulation words it.
        const [at, start, end] = [atMs, span.startMs, span.endMs].map((ms) =>
          Math.floor(ms / 1_000),
        );
        if (at === undefined || start === undefined || end === undefined) return;
        const last = Math.max(start, end - rule.closesBeforeEndMs / 1_000);
        const isIn = at >= start - rule.opensBeforeMs / 1_000 && at <= last;
        const isLate = at > start + graceMinutes * 60;
        expect(verdictAt("in", atMs, windows)).toBe(!isIn ? "outside" : isLate ? "late" : "valid");
        const outFrom = Math.max(start, end - rule.outFromBeforeEndMs / 1_000);
        const isOut = at >= outFrom && at <= end + rule.outUntilAfterEndMs / 1_000;
        expect(verdictAt("out", atMs, windows)).toBe(isOut ? "valid" : "outside");
        expect(openAt(atMs, windows)).toEqual([...(isIn ? ["in"] : []), ...(isOut ? ["out"] : [])]);
      },
    ),
    { numRuns: 2_000, seed: 20_260_601 },
  );
});
