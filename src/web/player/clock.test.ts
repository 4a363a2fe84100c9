import { describe, expect, test } from "vitest";
import { bounded, changed, clockAt, nextSpeed, type ClockState } from "./clock.ts";

const still: ClockState = { playing: false, held: false, rate: 1, atMs: 1_000, anchorTicks: 0 };

describe("the player's clock", () => {
  test("stands while paused and while held, runs at its rate while playing", () => {
    expect(clockAt(still, 500)).toBe(1_000);
    expect(clockAt({ ...still, playing: true }, 500)).toBe(1_500);
    expect(clockAt({ ...still, playing: true, rate: 4 }, 500)).toBe(3_000);
    expect(clockAt({ ...still, playing: true, held: true }, 500)).toBe(1_000);
  });

  test("a change of speed keeps what has run so far", () => {
    const playing = changed(still, 0, { playing: true });
    const faster = changed(playing, 1_000, { rate: 8 });
    expect(clockAt(faster, 1_000)).toBe(2_000);
    expect(clockAt(faster, 1_100)).toBe(2_800);
  });

  test("at the end of its span it stops playing there", () => {
    const end = bounded({ ...still, playing: true }, 10_000, { startMs: 0, endMs: 3_000 });
    expect(end).toMatchObject({ playing: false, atMs: 3_000 });
    expect(bounded(still, 0, { startMs: 2_000, endMs: 3_000 }).atMs).toBe(2_000);
  });

  test("speeds go from 0.5 to 16 and no further", () => {
    expect(nextSpeed(1, 1)).toBe(1.5);
    expect(nextSpeed(16, 1)).toBe(16);
    expect(nextSpeed(0.5, -1)).toBe(0.5);
  });
});
