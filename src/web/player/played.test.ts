import { describe, expect, test } from "vitest";
import { PlayedLog } from "./played.ts";

describe("[S0-9.2] what was played", () => {
  test("grows as one range while the clock runs on", () => {
    const log = new PlayedLog();
    log.shown("a", "main", 1_000, 1_050);
    log.shown("a", "main", 1_050, 1_100.4);
    expect(log.take()).toEqual([{ cameraId: "a", stream: "main", startMs: 1_000, endMs: 1_101 }]);
  });

  test("is a new range after a jump, and each camera has its own", () => {
    const log = new PlayedLog();
    log.shown("a", "main", 1_000, 1_050);
    log.shown("a", "main", 9_000, 9_050);
    log.shown("b", "sub", 9_000, 9_050);
    expect(log.take()).toHaveLength(3);
    expect(log.take()).toEqual([]);
  });

  test("is reported at most 200 ranges at once and nothing is forgotten", () => {
    const log = new PlayedLog();
    for (let at = 0; at < 450; at++) log.shown("a", "main", at * 10_000, at * 10_000 + 50);
    expect([log.take().length, log.take().length, log.take().length, log.take().length]).toEqual([
      200, 200, 50, 0,
    ]);
  });
});
