import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Occasion } from "../contract/plan.ts";
import { gaps, joinHoles, TimeAccount } from "./recording-account.ts";
import { pieces, recordUntil, touching } from "./recording-occasions.ts";
import { WallPlacement } from "./recording-placement.ts";

function occasion(startMs: number, endMs: number): Occasion {
  const tail = `${startMs}`.padStart(6, "0") + `${endMs}`.padStart(6, "0");
  return { kind: "lesson", id: `01a00000-0000-7000-8000-${tail}`, startMs, endMs };
}

const A = occasion(100, 200);
const B = occasion(150, 300);
const C = occasion(300, 400);
const D = occasion(430, 500);
const all = [A, B, C, D];

describe("occasions", () => {
  test.each([
    [0, 100, []],
    [99, 101, [A]],
    [150, 200, [A, B]],
    [200, 300, [B]],
    [299, 301, [B, C]],
    [400, 430, []],
  ])("[S0-6.1a] from %i to %i belongs to its occasions", (startMs, endMs, expected) => {
    expect(touching(all, { startMs, endMs })).toEqual(expected);
  });

  test.each([
    [50, 0, undefined],
    [60, 40, 500],
    [100, 0, 400],
    [100, 30, 500],
    [399, 0, 400],
    [400, 0, undefined],
    [400, 30, 500],
    [500, 30, undefined],
  ])("[S0-6.1a] at %i with %i ms of lead, recording goes on until %s", (nowMs, earlyMs, until) => {
    expect(recordUntil(all, nowMs, earlyMs)).toBe(until);
  });

  test("[S0-5.2.1] a span falls into pieces at every edge and nowhere else", () => {
    const spans = pieces(all, { startMs: 50, endMs: 450 }).map((piece) => [
      piece.startMs,
      piece.endMs,
      piece.occasions.length,
    ]);
    expect(spans).toEqual([
      [100, 150, 1],
      [150, 200, 2],
      [200, 300, 1],
      [300, 400, 1],
      [430, 450, 1],
    ]);
  });
});

describe("the account of time", () => {
  test("[S0-5.2.1] the first cause names the gap, a lasting one its later pieces", () => {
    const account = new TimeAccount(100, 0);
    account.cover({ startMs: 100, endMs: 120 }, all);
    account.blame("disconnected");
    account.blame("unreachable", { attempts: 2 });
    expect(account.settle(140, all)).toMatchObject([
      { startMs: 120, endMs: 140, cause: "disconnected", facts: { attempts: 2 } },
    ]);
    expect(account.cover({ startMs: 145, endMs: 150 }, all)).toMatchObject([
      { startMs: 140, endMs: 145, cause: "unreachable", facts: {} },
    ]);
  });

  test("[S0-6.1a] what is missing from before the recorder lived is its own fault", () => {
    const back = new TimeAccount(110, 130);
    expect(back.cover({ startMs: 140, endMs: 150 }, all)).toMatchObject([
      { startMs: 110, endMs: 140, cause: "recorder-down" },
    ]);
    const refused = new TimeAccount(110, 130);
    refused.blame("unreachable");
    expect(refused.cover({ startMs: 140, endMs: 150 }, all)).toMatchObject([
      { startMs: 110, endMs: 130, cause: "recorder-down" },
      { startMs: 130, endMs: 140, cause: "unreachable" },
    ]);
    const late = new TimeAccount(100, 0);
    expect(late.cover({ startMs: 104, endMs: 150 }, all)[0]?.cause).toBe("late-start");
  });

  test("[S0-5.2.1] fills and gaps tile the occasions, whatever the order of events", () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant("fill" as const),
        wait: fc.nat(60),
        length: fc.integer({ min: 1, max: 60 }),
      }),
      fc.record({ kind: fc.constant("settle" as const), wait: fc.nat(60) }),
      fc.record({ kind: fc.constant("pass" as const), wait: fc.nat(60) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const account = new TimeAccount(0, 0);
        const owned: { startMs: number; endMs: number }[] = [];
        let nowMs = 0;
        for (const step of acts) {
          nowMs += step.wait;
          if (step.kind === "pass") account.pass(nowMs, all);
          else if (step.kind === "settle") owned.push(...account.settle(nowMs, all));
          else {
            const span = { startMs: nowMs, endMs: nowMs + step.length };
            owned.push(...account.cover(span, all), span);
            nowMs = span.endMs;
          }
        }
        owned.push(...account.settle(600, all));
        const times = new Uint8Array(700);
        for (const { startMs, endMs } of owned)
          for (let atMs = startMs; atMs < endMs; atMs++) times[atMs] = (times[atMs] ?? 0) + 1;
        const wrong = all.flatMap(({ startMs, endMs }) =>
          [...times.subarray(startMs, endMs)].filter((count) => count !== 1),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("[S0-5.2.1] holes close to each other are one, with their counts added", () => {
    const hole = (startMs: number, endMs: number) =>
      ({ startMs, endMs, cause: "packets-lost", facts: { packets: 2, holes: 1 } }) as const;
    expect(joinHoles([hole(500, 540), hole(100, 140), hole(200, 240)], 100)).toEqual([
      { startMs: 100, endMs: 240, cause: "packets-lost", facts: { packets: 4, holes: 2 } },
      hole(500, 540),
    ]);
    expect(gaps([], hole(100, 200), hole(100, 200))).toEqual([]);
  });
});

describe("placement on the house's clock", () => {
  /** Plays frames of 40 ms with a crystal off by `ppm` and delays in turn; boundaries each second. */
  function play(seconds: number, ppm: number, delays: readonly number[]): number[] {
    const placement = new WallPlacement();
    const errors: number[] = [];
    for (let frame = 0; frame < seconds * 25; frame++) {
      const trueMs = 1_000_000 + frame * 40;
      const mediaMs = frame * 40 * (1 + ppm / 1e6);
      placement.observe(mediaMs, trueMs + (delays[frame % delays.length] ?? 0));
      if (frame % 25 === 0) errors.push(placement.place(mediaMs) - trueMs);
    }
    return errors;
  }

  test("[S0-5.2.1] the least delay counts, bursts do not", () => {
    const errors = play(120, 0, [30, 80, 500, 30, 2_000]);
    expect(Math.max(...errors)).toBe(30);
    expect(Math.min(...errors)).toBe(30);
  });

  test.each([200, -200, 400, -400])("[S0-5.2.1] a crystal off by %i ppm is followed", (ppm) => {
    const errors = play(600, ppm, [10, 20, 60]);
    for (const error of errors) expect(Math.abs(error - 10)).toBeLessThan(16);
  });

  test("[S0-5.2.1] boundaries never go back, however the delays jump", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 2, maxLength: 200 }), (delays) => {
        const placement = new WallPlacement();
        let before = Number.NEGATIVE_INFINITY;
        for (const [at, delay] of delays.entries()) {
          placement.observe(at * 1_000, at * 1_000 + delay);
          const placed = placement.place(at * 1_000);
          expect(placed).toBeGreaterThan(before);
          before = placed;
        }
      }),
    );
  });
});
