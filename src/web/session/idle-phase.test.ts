import { expect, test } from "vitest";
import { idlePhase } from "./idle.ts";

test("[S0-13d] the last minute is counted down and then the terminal is left", () => {
  const limitMs = 600_000;
  expect(idlePhase(0, limitMs)).toEqual({ over: false, leftMs: null });
  expect(idlePhase(545_000, limitMs)).toEqual({ over: false, leftMs: 55_000 });
  expect(idlePhase(600_000, limitMs)).toEqual({ over: true, leftMs: 0 });
});
