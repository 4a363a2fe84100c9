import { expect, test } from "vitest";
import type { Clock } from "./clock.ts";
import { ClockTrust } from "./clock-trust.ts";

/** Two hands that can be moved apart. */
function hands() {
  const at = { wallMs: 1_780_000_000_000, ticksMs: 5_000 };
  const clock: Clock = {
    now: () => at.wallMs,
    ticks: () => at.ticksMs,
    sleep: () => Promise.resolve(),
  };
  const told: [number, boolean][] = [];
  const trust = new ClockTrust(clock, ({ driftMs, trusted }) => told.push([driftMs, trusted]));
  const pass = (seconds: number, jumpMs = 0) => {
    at.wallMs += jumpMs;
    for (let second = 0; second < seconds; second++) {
      at.wallMs += 1_000;
      at.ticksMs += 1_000;
      trust.observe();
    }
  };
  return { trust, told, pass };
}

test("[C-39] a clock that runs evenly is trusted and nothing is told", () => {
  const { trust, told, pass } = hands();
  pass(100);
  expect([trust.state, told]).toEqual([{ driftMs: 0, trusted: true }, []]);
});

test.each([999, -999, 1_000])("[C-39] a jump of %i ms is not told", (jumpMs) => {
  const { trust, told, pass } = hands();
  pass(3, jumpMs);
  expect([trust.state.trusted, told]).toEqual([true, []]);
});

test.each([1_001, -1_001, 5_000, -4_000])(
  "[C-39] a jump of %i ms is told once and still trusted",
  (jumpMs) => {
    const { told, pass } = hands();
    pass(30, jumpMs);
    expect(told).toEqual([[jumpMs, true]]);
  },
);

test.each([5_001, -5_001, 3_600_000, -315_360_000_000, 315_360_000_000])(
  "[C-39] after a jump of %i ms the clock is not trusted, however long it then runs evenly",
  (jumpMs) => {
    const { trust, told, pass } = hands();
    pass(600, jumpMs);
    expect([trust.state, told]).toEqual([{ driftMs: jumpMs, trusted: false }, [[jumpMs, false]]]);
  },
);

test("[C-39] a slow drift is told second by second and ends trust at five", () => {
  const { trust, told, pass } = hands();
  for (let at = 0; at < 61; at++) pass(1, 100);
  expect(told).toEqual([
    [1_100, true],
    [2_200, true],
    [3_300, true],
    [4_400, true],
    [5_100, false],
  ]);
  expect(trust.state.trusted).toBe(false);
});

test("[C-39] a frozen wall clock loses trust", () => {
  const { trust, pass } = hands();
  for (let at = 0; at < 7; at++) pass(1, -1_000);
  expect(trust.state).toEqual({ driftMs: -7_000, trusted: false });
});

test("[C-39] the operator's acknowledgement makes the new time the right one", () => {
  const { trust, told, pass } = hands();
  pass(3, 10_000);
  trust.acknowledge();
  pass(3);
  expect([trust.state, told.at(-1)]).toEqual([{ driftMs: 0, trusted: true }, [0, true]]);
});

test("[C-39] a clock that comes back by itself is trusted again after a minute", () => {
  const { trust, pass } = hands();
  pass(3, 10_000);
  pass(59, -10_000);
  expect(trust.state.trusted).toBe(false);
  pass(3);
  expect(trust.state.trusted).toBe(true);
});
