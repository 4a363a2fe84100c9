import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retentionClasses } from "../../contract/retention.ts";
import { dayStart } from "../local-time.ts";
import { type ClaimFact, judge } from "./claims.ts";
import { classEnd } from "./classes.ts";

const timeZone = "Asia/Shanghai";
const day = 86_400_000;
const endMs = dayStart("2026-06-01", timeZone) + 9 * 3_600_000;
const idle = { state: "kept", underRequest: false } as const;
const claim = (name: (typeof retentionClasses)[number]): ClaimFact => ({
  basis: "class",
  ...classEnd(name, { endMs, timeZone }),
});
const agreement = (years: number): ClaimFact => ({
  basis: "agreement",
  untilMs: dayStart(`${2026 + years}-06-02`, timeZone),
  deleteByMs: null,
});
const hold: ClaimFact = { basis: "hold", untilMs: null, deleteByMs: null };

describe("what claims say", () => {
  test("[S0-8.3.1] at 2 y 364 d it is not due, at 3 y 0 d it is due for review", () => {
    const until = dayStart("2029-06-02", timeZone);
    const before = judge(idle, [claim("T3")], until - day);
    expect(before).toMatchObject({ due: false, eligible: false, why: ["not-due"] });
    expect(judge(idle, [claim("T3")], until - 1).due).toBe(false);
    const at = judge(idle, [claim("T3")], until);
    expect(at).toMatchObject({ due: true, eligible: true, why: [], reviewAtMs: until });
    // Due for review is not to be gone: teaching material never has a day by which it must go.
    expect(at.deleteByMs).toBeNull();
  });
  test("[S0-8.3.2] five years hold at 4 y 364 d and end at 5 y 0 d", () => {
    const until = dayStart("2031-06-02", timeZone);
    expect(judge(idle, [claim("T5")], until - day).eligible).toBe(false);
    expect(judge(idle, [claim("T5")], until).eligible).toBe(true);
  });
  test("[S0-8.3.3] a permanent item is never eligible, a hundred years on", () => {
    const far = endMs + 100 * 366 * day;
    expect(judge(idle, [claim("P")], far)).toMatchObject({
      minUntilMs: null,
      due: false,
      eligible: false,
      why: ["permanent"],
    });
  });
  test("[S0-8.3.4] an agreement of 8 years on a three-year lesson gives 8, one of 1 year still 3", () => {
    expect(judge(idle, [claim("AG"), agreement(8)], 0).minUntilMs).toBe(
      dayStart("2034-06-02", timeZone),
    );
    expect(judge(idle, [claim("AG"), agreement(1)], 0).minUntilMs).toBe(
      dayStart("2029-06-02", timeZone),
    );
  });
  test("[S3-B4] a hold has no end, whatever the class", () => {
    const far = endMs + 50 * 366 * day;
    expect(judge(idle, [claim("V30"), hold], far)).toMatchObject({
      minUntilMs: null,
      deleteByMs: null,
      eligible: false,
      why: ["held"],
    });
  });
  test("[C-06] the day by which it must be gone is suspended by a hold, an agreement and an open request", () => {
    const far = endMs + 40 * day;
    const rolling = claim("V30");
    expect(judge(idle, [rolling], far).deleteByMs).toBe(rolling.deleteByMs);
    expect(judge({ ...idle, underRequest: true }, [rolling], far)).toMatchObject({
      deleteByMs: null,
      why: ["under-request"],
    });
    expect(judge(idle, [rolling, agreement(1)], far).deleteByMs).toBeNull();
    expect(judge(idle, [rolling, claim("T3")], far).deleteByMs).toBeNull();
  });
  test("[S0-8.3.1] an item nobody claims is kept: forgetting destroys nothing", () => {
    expect(judge(idle, [], endMs + 100 * 366 * day)).toMatchObject({
      minUntilMs: null,
      due: false,
      eligible: false,
    });
  });
  test("[C-06] of every pair of classes the longer wins", () => {
    for (const a of retentionClasses)
      for (const b of retentionClasses) {
        const [one, two] = [claim(a), claim(b)];
        const longer =
          one.untilMs === null || two.untilMs === null ? null : Math.max(one.untilMs, two.untilMs);
        expect(judge(idle, [one, two], 0).minUntilMs, `${a} + ${b}`).toBe(longer);
      }
  });

  test("[N-01] adding a claim never makes anything eligible sooner", () => {
    const seed = Number(process.env["SEED"] ?? 6);
    const fact: fc.Arbitrary<ClaimFact> = fc.oneof(
      fc.record({
        basis: fc.constantFrom<ClaimFact["basis"]>("class", "agreement"),
        untilMs: fc.option(fc.integer({ min: 0, max: 1_000 }), { freq: 8 }),
        deleteByMs: fc.option(fc.integer({ min: 1_000, max: 2_000 })),
      }),
      fc.constant(hold),
    );
    const facts = fc.record({
      state: fc.constantFrom("kept" as const, "due" as const, "archived" as const),
      underRequest: fc.boolean(),
    });
    fc.assert(
      fc.property(
        facts,
        fc.array(fact, { maxLength: 5 }),
        fact,
        fc.integer({ min: 0, max: 1_500 }),
        (item, claims, more, nowMs) => {
          const without = judge(item, claims, nowMs);
          const withIt = judge(item, [...claims, more], nowMs);
          if (claims.length > 0 && withIt.eligible) expect(without.eligible).toBe(true);
          if (withIt.eligible) {
            expect(withIt.why).toEqual([]);
            for (const one of [...claims, more]) {
              expect(one.basis).not.toBe("hold");
              expect(one.untilMs ?? Infinity).toBeLessThanOrEqual(nowMs);
            }
          } else expect(withIt.why.length).toBeGreaterThan(0);
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});
