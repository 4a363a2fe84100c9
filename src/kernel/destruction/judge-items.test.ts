import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type KeptReason, keptReasons, retentionClasses } from "../../contract/retention.ts";
import { limits } from "../../contract/limits.ts";
import {
  type Judged,
  type RollingDay,
  blockedItems,
  coveredByOrder,
  judgeList,
  localCategory,
  lockedUntil,
} from "./judge-items.ts";

const item = (itemId: string, why: readonly KeptReason[] = []): Judged => ({
  itemId,
  homeId: itemId,
  eligible: why.length === 0,
  why,
  class: "T3",
  minUntilMs: 0,
});

describe("[S0-8.3.3] a list is judged as a whole", () => {
  const due = [item("a"), item("b"), item("c")];
  test("what nothing speaks against is granted", () => {
    expect(judgeList(["a", "b"], due, false)).toMatchObject({ ok: true });
  });
  test.each([
    ["permanent", "item_permanent"],
    ["held", "item_held"],
    ["under-request", "item_under_request"],
    ["not-due", "item_not_due"],
    ["collecting", "item_not_due"],
    ["destroyed", "item_destroyed"],
    ["in-destruction", "item_in_destruction"],
  ] as const)("one item that is %s refuses all with its rule", (why, code) => {
    expect(judgeList(["a", "x", "b"], [...due, item("x", [why])], false)).toMatchObject({
      ok: false,
      code,
    });
  });
  test("the weightiest reason is the one that is told", () => {
    const mixed = [...due, item("x", ["not-due"]), item("y", ["held", "permanent"])];
    expect(judgeList(["x", "y"], mixed, false)).toMatchObject({ code: "item_permanent" });
  });
  test("an item nobody knows, or one named twice, refuses all", () => {
    expect(judgeList(["a", "z"], due, false)).toMatchObject({ code: "not_found" });
    expect(judgeList(["a", "a"], due, false)).toMatchObject({ code: "not_found" });
  });
  test("having been proposed is a reason for other cases, not for the own", () => {
    const proposed = [item("a", ["in-destruction"])];
    expect(judgeList(["a"], proposed, true)).toMatchObject({ ok: true });
    expect(judgeList(["a"], proposed, false)).toMatchObject({ code: "item_in_destruction" });
    expect(blockedItems([item("a", ["in-destruction", "held"])], true)).toEqual([
      { itemId: "a", why: ["held"] },
    ]);
  });
});

test("[P-5] whatever the reasons, a list passes only if none of its items has one", () => {
  const drawn = fc.array(
    fc.record({ why: fc.subarray([...keptReasons]), asked: fc.boolean(), own: fc.boolean() }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(drawn, fc.boolean(), (items, own) => {
      const judged = items.map((one, at) => item(String(at), one.why));
      const asked = judged.filter((_, at) => items[at]?.asked);
      const clean = asked.every((one) =>
        one.why.every((reason) => own && reason === "in-destruction"),
      );
      const told = judgeList(
        asked.map((one) => one.itemId),
        judged,
        own,
      );
      expect(told.ok).toBe(clean);
    }),
    { numRuns: 1_000, seed: 20_291_108 },
  );
});

test("[C-27] what is exempt survives 1,000 random runs of the standing order", () => {
  const dayMs = 86_400_000;
  const drawn = fc.array(
    fc.record({
      class: fc.constantFrom("V30" as const, "V30" as const, ...retentionClasses),
      kind: fc.constantFrom("lesson" as const, "watch" as const),
      why: fc.oneof(fc.constant([]), fc.subarray([...keptReasons], { maxLength: 2 })),
      endDay: fc.integer({ min: 0, max: 120 }),
      untilDay: fc.option(fc.integer({ min: 0, max: 120 })),
      home: fc.constantFrom(true, true, true, false),
    }),
    { maxLength: 30 },
  );
  let erased = 0;
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 120 }), (days, today) => {
      const nowMs = today * dayMs;
      const known: RollingDay[] = days.map((day, at) => ({
        itemId: String(at),
        homeId: day.home ? `home-${at}` : null,
        class: day.class,
        kind: day.kind,
        eligible: day.why.length === 0,
        why: day.why,
        endMs: day.endDay * dayMs,
        minUntilMs: day.untilDay === null ? null : day.untilDay * dayMs,
      }));
      for (const day of coveredByOrder(known, nowMs)) {
        erased++;
        const exempt =
          day.why.length > 0 ||
          day.class !== "V30" ||
          day.kind !== "watch" ||
          day.homeId === null ||
          day.minUntilMs === null ||
          day.minUntilMs > nowMs ||
          nowMs - day.endMs < limits.rollingLeastMs;
        expect(exempt, JSON.stringify(day)).toBe(false);
      }
    }),
    { numRuns: 1_000, seed: 20_300_101 },
  );
  // The runs did erase something: the property is not empty.
  expect(erased).toBeGreaterThan(20);
});

test("[N-05] 29 days and 23:59 stay, 30 days go", () => {
  const day = (ageMs: number): RollingDay => ({
    ...item("a"),
    class: "V30",
    kind: "watch",
    endMs: 1_000,
    minUntilMs: 1_000 + 30 * 86_400_000 - ageMs + ageMs,
  });
  const at = (ageMs: number) => coveredByOrder([day(0)], 1_000 + ageMs).length;
  expect(at(30 * 86_400_000 - 1)).toBe(0);
  expect(at(30 * 86_400_000)).toBe(1);
});

test("[B13] overwriting is called clear only where it reaches the old blocks", () => {
  expect(localCategory({ kind: "rotating", inPlace: true })).toBe("clear");
  expect(localCategory({ kind: "rotating", inPlace: false })).toBe("clear-limited");
  expect(localCategory({ kind: "flash", inPlace: false })).toBe("clear-limited");
  expect(localCategory({ kind: "unknown", inPlace: false })).toBe("clear-limited");
});

test("[C-26] a case waits for its last lock", () => {
  const copy = (state: "deleted" | "locked-until", untilMs: number | null) => ({
    where: "target" as const,
    name: "t",
    category: "cryptographic-erase" as const,
    state,
    untilMs,
    checked: false,
  });
  expect(lockedUntil([copy("deleted", null)])).toBeNull();
  expect(
    lockedUntil([copy("locked-until", 5), copy("locked-until", 9), copy("deleted", null)]),
  ).toBe(9);
});
