import fc from "fast-check";
import { expect, test } from "vitest";
import { dayStart, localTime, nextDate } from "./local-time.ts";
import {
  changeDueMs,
  defaultPolicy,
  leastCharacters,
  mustChange,
  nextQuarter,
  packs,
  secretStanding,
} from "./password-pack.ts";

const quarterly = { pack: "CN-quarterly", rotation: "quarter" } as const;
const ninety = { pack: "CN-quarterly", rotation: "90-days" } as const;
const dayMs = 86_400_000;
const facts = { role: "teacher", oneTime: false, long: false, secondFactor: false } as const;

/** Every day of two years, a leap day among them. */
function* days(from: string, to: string): Generator<string> {
  for (let date = from; date < to; date = nextDate(date)) yield date;
}

/** Said once more, by months alone: the quarter after this month, and its fifteenth day. */
function dueDate(date: string): string {
  const [year = 0, month = 0] = date.split("-").map(Number);
  if (month <= 3) return `${year}-04-15`;
  if (month <= 6) return `${year}-07-15`;
  return month <= 9 ? `${year}-10-15` : `${year + 1}-01-15`;
}

test.each(["Asia/Shanghai", "Asia/Urumqi", "America/Santiago", "Europe/Lisbon", "UTC"])(
  "[S0-13b] in %s a password of any day of two years lasts to the 15th of the next quarter",
  (timeZone) => {
    for (const date of days("2027-07-01", "2029-07-01")) {
      for (const setAtMs of [dayStart(date, timeZone), dayStart(nextDate(date), timeZone) - 1]) {
        const dueMs = changeDueMs(setAtMs, { ...quarterly, timeZone });
        expect(localTime(dueMs, timeZone).date).toBe(dueDate(date));
        const at = (nowMs: number) =>
          secretStanding({ ...facts, setAtMs }, quarterly, { nowMs, timeZone }).state;
        expect([at(dueMs - 1), at(dueMs)]).toEqual(["due", "expired"]);
      }
    }
  },
);

test("[S0-13b] the reminders come 14, 7 and 1 day before, and none earlier", () => {
  const timeZone = "Asia/Shanghai";
  const setAtMs = dayStart("2028-02-29", timeZone) + 1;
  const seen: (string | number)[] = [];
  for (const date of days("2028-03-30", "2028-04-16")) {
    const nowMs = dayStart(date, timeZone) + 9 * 3_600_000;
    const standing = secretStanding({ ...facts, setAtMs }, quarterly, { nowMs, timeZone });
    const told = standing.remindDays ?? standing.state;
    if (seen.at(-1) !== told) seen.push(date.slice(5), told);
  }
  expect(seen).toEqual(["03-30", "kept", "04-01", 14, "04-08", 7, "04-14", 1, "04-15", "expired"]);
});

test("[C-21] by 90 days it is due at the start of the ninetieth day after, over every day of two years", () => {
  const timeZone = "Asia/Shanghai";
  for (const date of days("2027-07-01", "2029-07-01")) {
    const setAtMs = dayStart(date, timeZone) + 3_600_000;
    const dueMs = changeDueMs(setAtMs, { ...ninety, timeZone });
    expect(dueMs).toBe(dayStart(date, timeZone) + 90 * dayMs);
    const before = secretStanding({ ...facts, setAtMs }, ninety, { nowMs: dueMs - 1, timeZone });
    expect(before).toMatchObject({ state: "due", remindDays: 1 });
  }
});

test("[C-21] an account last changed in an earlier quarter is expired once the grace is over", () => {
  const timeZone = "Asia/Shanghai";
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 730 }), fc.integer({ min: 0, max: 730 }), (a, b) => {
      const base = dayStart("2027-07-01", timeZone);
      const setAtMs = base + Math.min(a, b) * dayMs + 1;
      const nowMs = base + Math.max(a, b) * dayMs + 2;
      const today = localTime(nowMs, timeZone).date;
      const [year = 0, month = 0, day = 0] = today.split("-").map(Number);
      const quarterFirst = `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
      const graceOver = (month - 1) % 3 !== 0 || day > 14;
      const earlier = localTime(setAtMs, timeZone).date < quarterFirst;
      const standing = secretStanding({ ...facts, setAtMs }, quarterly, { nowMs, timeZone });
      if (graceOver) expect(standing.state === "expired").toBe(earlier);
      else if (!earlier) expect(mustChange(standing.state)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

test("[S0-13b] managers and teachers change by the quarter, students do not; modern asks nobody", () => {
  const at = { nowMs: dayStart("2030-01-20", "UTC"), timeZone: "UTC" };
  const old = { ...facts, setAtMs: dayStart("2027-01-01", "UTC"), long: true };
  const state = (role: "student" | "teacher" | "manager" | "admin", pack: keyof typeof packs) =>
    secretStanding({ ...old, role }, { pack, rotation: "quarter" }, at).state;
  expect(state("student", "CN-quarterly")).toBe("exempt");
  for (const role of ["teacher", "manager", "admin"] as const) {
    expect(state(role, "CN-quarterly")).toBe("expired");
    expect(state(role, "modern")).toBe("exempt");
  }
});

test("[C-20] below 15 characters the modern pack asks for a second factor, the quarterly one does not", () => {
  const at = { nowMs: dayStart("2027-02-01", "UTC"), timeZone: "UTC" };
  const setAtMs = dayStart("2027-01-20", "UTC");
  const state = (pack: keyof typeof packs, more: { long?: boolean; secondFactor?: boolean }) =>
    secretStanding({ ...facts, setAtMs, ...more }, { pack, rotation: "quarter" }, at).state;
  expect(state("modern", {})).toBe("weak");
  expect(state("modern", { secondFactor: true })).toBe("exempt");
  expect(state("modern", { long: true })).toBe("exempt");
  expect(state("CN-quarterly", {})).toBe("kept");
  expect([leastCharacters("modern", false), leastCharacters("modern", true)]).toEqual([15, 12]);
  expect(leastCharacters("CN-quarterly", false)).toBe(12);
});

test("[C-20] the quarterly pack is the default of clinical centres and hospitals", () => {
  expect(defaultPolicy("clinical").pack).toBe("CN-quarterly");
  expect(defaultPolicy("hospital").pack).toBe("CN-quarterly");
  expect(nextQuarter("2028-12-31")).toBe("2029-01-01");
});
