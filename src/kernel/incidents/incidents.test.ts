import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  defaultTargets,
  type Incident,
  incidentKinds,
  severities,
} from "../../contract/incidents.ts";
import { ownerOf } from "./owner.ts";
import { statisticsOf } from "./statistics.ts";
import { dueSteps, hardLimitMs, isBreached, isLate, targetMsOf, type Timed } from "./timers.ts";

const minute = 60_000;
const hour = 60 * minute;
const waiting: Timed = {
  firstSeenMs: 0,
  respondDueMs: 15 * minute,
  handleDueMs: hardLimitMs,
  acknowledgedAtMs: null,
  settledAtMs: null,
  closedAtMs: null,
  remindedAtMs: null,
  escalatedAtMs: null,
  breachedAtMs: null,
};
const told = { remindedAtMs: 1, escalatedAtMs: 1 };

describe("the time an incident is given", () => {
  test("[C-37] 15 minutes where recording is lost, 2 hours otherwise, never more than 8", () => {
    const target = (kind: (typeof incidentKinds)[number], severity: (typeof severities)[number]) =>
      targetMsOf({ kind, severity }, defaultTargets);
    expect(target("camera-lost", "notice")).toBe(15 * minute);
    expect(target("recorder-silent", "critical")).toBe(15 * minute);
    for (const severity of severities) expect(target("disk-low", severity)).toBe(2 * hour);
    const long = { ...defaultTargets, minor: 10_000 };
    expect(targetMsOf({ kind: "disk-low", severity: "minor" }, long)).toBe(8 * hour);
  });

  test("[S0-4.2b] its owner is reminded at half of it, the director told just after it", () => {
    expect(dueSteps(waiting, 7.5 * minute - 1)).toEqual([]);
    expect(dueSteps(waiting, 7.5 * minute)).toEqual(["remind"]);
    expect(dueSteps({ ...waiting, remindedAtMs: 1 }, 15 * minute)).toEqual([]);
    expect(dueSteps({ ...waiting, remindedAtMs: 1 }, 15 * minute + 1)).toEqual(["escalate"]);
    const taken = { ...waiting, acknowledgedAtMs: 15 * minute };
    expect(dueSteps(taken, hour)).toEqual([]);
    expect([
      isLate(taken, hour),
      isLate({ ...taken, acknowledgedAtMs: 15 * minute + 1 }, hour),
    ]).toEqual([false, true]);
  });

  test("[N-26] 7:59:59 and 8:00:00 are in time, 8:00:01 is not", () => {
    const taken = { ...waiting, ...told, acknowledgedAtMs: 1 };
    const second = 1_000;
    expect(dueSteps(taken, 8 * hour - second)).toEqual([]);
    expect(dueSteps(taken, 8 * hour)).toEqual([]);
    expect(dueSteps(taken, 8 * hour + second)).toEqual(["breach"]);
    for (const [endMs, breached] of [
      [8 * hour - second, false],
      [8 * hour, false],
      [8 * hour + second, true],
    ] as const) {
      expect(isBreached({ ...taken, settledAtMs: endMs }, 9 * hour)).toBe(breached);
      expect(isBreached({ ...taken, closedAtMs: endMs }, 9 * hour)).toBe(breached);
    }
  });

  test("nothing is asked for twice, nor of what is over", () => {
    const times = fc.option(fc.integer({ min: 0, max: 20 * hour }), { nil: null });
    const timed = fc.record({
      firstSeenMs: fc.constant(0),
      respondDueMs: fc.option(fc.integer({ min: 1, max: 8 * hour }), { nil: null }),
      handleDueMs: fc.option(fc.constant(hardLimitMs), { nil: null }),
      acknowledgedAtMs: times,
      settledAtMs: times,
      closedAtMs: times,
      remindedAtMs: times,
      escalatedAtMs: times,
      breachedAtMs: times,
    });
    fc.assert(
      fc.property(timed, fc.integer({ min: 0, max: 30 * hour }), (one, nowMs) => {
        const steps = dueSteps(one, nowMs);
        if (one.settledAtMs !== null || one.closedAtMs !== null) expect(steps).toEqual([]);
        const done = {
          ...one,
          ...(steps.includes("remind") ? { remindedAtMs: nowMs } : {}),
          ...(steps.includes("escalate") ? { escalatedAtMs: nowMs } : {}),
          ...(steps.includes("breach") ? { breachedAtMs: nowMs } : {}),
        };
        expect(dueSteps(done, nowMs)).toEqual([]);
      }),
    );
  });
});

describe("whose an incident is", () => {
  const duty = { onDutyId: "on", delegateId: "for" };
  test("[S0-4.2b] the one on duty, else the delegate, else the first there is, else nobody", () => {
    expect(ownerOf(duty, ["a", "for", "on"])).toEqual({ accountId: "on", how: "on-duty" });
    expect(ownerOf(duty, ["a", "for"])).toEqual({ accountId: "for", how: "delegate" });
    expect(ownerOf(duty, ["a", "b"])).toEqual({ accountId: "a", how: "first" });
    expect(ownerOf({ onDutyId: null, delegateId: null }, ["a"])?.how).toBe("first");
    expect(ownerOf(duty, [])).toBeUndefined();
  });
});

test("[S0-5.4.2] statistics count each kind, how fast it was taken on, and what came too late", () => {
  const one = (more: Partial<Incident>): Incident => ({
    incidentId: "",
    kind: "camera-lost",
    severity: "major",
    subject: { type: "camera", id: "c" },
    facts: {},
    firstSeenMs: 0,
    lastSeenMs: 0,
    count: 1,
    state: "open",
    owner: null,
    ownerId: null,
    assigned: null,
    respondDueMs: 15 * minute,
    handleDueMs: hardLimitMs,
    remindedAtMs: null,
    escalatedAtMs: null,
    breachedAtMs: null,
    acknowledgedAtMs: null,
    settledAtMs: null,
    closedAtMs: null,
    closedBy: null,
    done: null,
    reportedAtMs: null,
    ...more,
  });
  const lines = statisticsOf(
    [
      one({ acknowledgedAtMs: 10 * minute, closedAtMs: hour, count: 3 }),
      one({ acknowledgedAtMs: 20 * minute, settledAtMs: 9 * hour }),
      one({ firstSeenMs: hour, respondDueMs: 75 * minute }),
      one({ kind: "disk-low" }),
    ],
    70 * minute,
  );
  expect(lines.map(({ kind }) => kind)).toEqual(["camera-lost", "disk-low"]);
  expect(lines[0]).toEqual({
    kind: "camera-lost",
    incidents: 3,
    seen: 5,
    goingOn: 1,
    closed: 1,
    takenOnMedianMs: 15 * minute,
    overMedianMs: 5 * hour,
    late: 1,
    breached: 0,
  });
});
