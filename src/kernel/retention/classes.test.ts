import { describe, expect, test } from "vitest";
import { activityKinds, scenes } from "../../contract/lesson.ts";
import { itemKinds, retentionClasses } from "../../contract/retention.ts";
import { dayStart } from "../local-time.ts";
import { classEnd, classesOf, classRules, isDownward, lessonClass } from "./classes.ts";

const timeZone = "Asia/Shanghai";
const day = 86_400_000;
const end = dayStart("2026-06-01", timeZone) + 10 * 3_600_000;
const of = { endMs: end, timeZone };
const dayAfter = dayStart("2026-06-02", timeZone);

describe("classes of keeping", () => {
  test("[N-01] teaching footage is kept three calendar years", () => {
    expect(classEnd("T3", of).untilMs).toBe(dayStart("2029-06-02", timeZone));
  });
  test("[N-02] assessments are kept five calendar years", () => {
    expect(classEnd("T5", of).untilMs).toBe(dayStart("2031-06-02", timeZone));
  });
  test("[N-03] permanent has no end", () => {
    expect(classEnd("P", of)).toEqual({ untilMs: null, deleteByMs: null });
  });
  test("[N-05] round-the-clock footage rolls after thirty days and only it is to be gone some day", () => {
    const { untilMs, deleteByMs } = classEnd("V30", of);
    expect(untilMs).toBe(dayAfter + 30 * day);
    expect(deleteByMs).toBeGreaterThan(untilMs ?? 0);
    for (const name of retentionClasses)
      if (name !== "V30") expect(classEnd(name, of).deleteByMs, name).toBeNull();
  });
  test("[N-06] sign-in records keep three years and can be set no lower than one", () => {
    expect(classEnd("SI", of).untilMs).toBe(dayStart("2029-06-02", timeZone));
    const year = dayStart("2027-06-02", timeZone);
    expect(classEnd("SI", { ...of, chosen: { years: 1 } }).untilMs).toBe(year);
    expect(classEnd("SI", { ...of, chosen: { days: 364 } }).untilMs).toBe(year);
  });
  test("[S3-7.1c] [C-50] check records keep as long as the video, never under thirty days", () => {
    const thirty = dayAfter + 30 * day;
    expect(classEnd("CK", of).untilMs).toBe(dayStart("2029-06-02", timeZone));
    expect(classEnd("CK", { ...of, chosen: { days: 7 } }).untilMs).toBe(thirty);
    expect(classEnd("CK", { ...of, chosen: { days: 29 } }).untilMs).toBe(thirty);
    const videoUntilMs = thirty + 60 * day;
    expect(classEnd("CK", { ...of, chosen: { days: 7 }, videoUntilMs }).untilMs).toBe(videoUntilMs);
  });
  test("[N-01] no class can be set under its floor", () => {
    for (const name of retentionClasses) {
      const { floor } = classRules[name];
      if (floor === null) continue;
      const least = classEnd(name, { ...of, chosen: floor }).untilMs;
      expect(classEnd(name, { ...of, chosen: { days: 1 } }).untilMs, name).toBe(least);
    }
  });
  test("[C-15] every examination and contest is five years, external service by agreement, the rest three", () => {
    for (const activity of activityKinds)
      for (const scene of scenes) {
        const assessed =
          activity === "skills-exam" ||
          activity === "contest" ||
          scene === "final-exam" ||
          scene === "skills-contest";
        const other = activity === "external-training" ? "AG" : "T3";
        expect(lessonClass({ activity, scene })).toBe(assessed ? "T5" : other);
      }
  });
  test("[S0-8.2] shorter is downward, and every kind's classes are ordered", () => {
    expect(isDownward("P", "T5")).toBe(true);
    expect(isDownward("T5", "T3")).toBe(true);
    expect(isDownward("T3", "V30")).toBe(true);
    expect(isDownward("T3", "T5")).toBe(false);
    for (const from of retentionClasses)
      for (const to of retentionClasses) {
        const a = classEnd(from, of).untilMs ?? Infinity;
        const b = classEnd(to, of).untilMs ?? Infinity;
        // Whatever keeps for a shorter time is downward: nothing shortens without a signature.
        if (b < a) expect(isDownward(from, to), `${from} → ${to}`).toBe(true);
      }
    for (const kind of itemKinds) expect(classesOf[kind].length).toBeGreaterThan(1);
  });
});
