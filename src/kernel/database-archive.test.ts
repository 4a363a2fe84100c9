import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BaseFacts,
  baseInstant,
  basesFor,
  basesToPrune,
  isArchived,
  readWalHead,
  recoverableMs,
  segmentsToPrune,
  walFrom,
  walName,
  walPosition,
} from "./database-archive.ts";

const segmentBytes = 16 * 1024 * 1024;
const dayMs = 86_400_000;
const nowMs = Date.UTC(2028, 1, 29, 17, 0, 0);
const name = (number: number, timeline = 1) => walName({ timeline, number }, segmentBytes);

/** A base copy begun `days` before now; a day is 1,440 segments of the log. */
const base = (days: number): BaseFacts & { days: number } => ({
  days,
  instant: baseInstant(nowMs - days * dayMs),
  startMs: nowMs - days * dayMs,
  stopMs: nowMs - days * dayMs + 60_000,
  startSegment: name(Math.round(1_000_000 - days * 1_440)),
  segmentBytes,
});

describe("names of the log", () => {
  test.each([
    ["000000010000000000000001", 1, 1],
    ["0000000100000000000000FF", 1, 255],
    ["000000020000000100000000", 2, 256],
    ["0000000A0000001200000034", 10, 0x12 * 256 + 0x34],
  ])("%s stands at its position", (text, timeline, number) => {
    expect(walPosition(text, segmentBytes)).toEqual({ timeline, number });
    expect(name(number, timeline)).toBe(text);
  });

  test.each(["000000010000000000000100", "00000001000000000000000", "..", "00000002.history", ""])(
    "%j is no segment",
    (text) => {
      expect(walPosition(text, segmentBytes)).toBeUndefined();
    },
  );

  test.each([
    ["000000010000000000000001", true],
    ["00000002.history", true],
    ["000000010000000000000002.00000028.backup", true],
    ["000000010000000000000007.partial", true],
    ["archtemp.000000010000000000000001.12.34", false],
    ["../000000010000000000000001", false],
  ])("%s is archived: %s", (text, archived) => {
    expect(isArchived(text)).toBe(archived);
  });
});

describe("[S0-8.1b] what the last thirty days need", () => {
  test("every night of the last week stays, older ones once a week, and one from before the thirty days", () => {
    const nights = Array.from({ length: 60 }, (_, days) => base(days));
    const going = new Set(basesToPrune(nights, nowMs).map((one) => one.days));
    const kept = nights.map((one) => one.days).filter((days) => !going.has(days));
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 10, 17, 24, 31]);
  });

  test("kept night after night, any second of the last thirty days can be reached", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 40, maxLength: 150 }),
        fc.integer({ min: 0, max: recoverableMs / 1_000 }),
        (taken, secondsBack) => {
          let kept: (BaseFacts & { days: number })[] = [];
          for (const [at, yes] of taken.entries()) {
            const made = base(taken.length - 1 - at);
            if (yes) kept.push(made);
            const gone = new Set(basesToPrune(kept, made.stopMs));
            kept = kept.filter((one) => !gone.has(one));
          }
          const atMs = nowMs + 60_000 - secondsBack * 1_000;
          const first = taken.indexOf(true);
          if (first < 0 || base(taken.length - 1 - first).stopMs > atMs) return true;
          return basesFor(kept, atMs).length > 0;
        },
      ),
      { seed: 20_260_601, numRuns: 300 },
    );
  });

  test("the newest copy stays however old it is, and with none nothing goes", () => {
    expect(basesToPrune([base(400)], nowMs)).toEqual([]);
    expect(segmentsToPrune([name(1), name(2)], [])).toEqual([]);
  });

  test("only the log before the oldest kept copy goes, on every timeline; histories stay", () => {
    const names = [name(99), name(100), name(100, 2), name(98, 2), "00000002.history"];
    const kept = [{ ...base(1), startSegment: name(100) }];
    expect(segmentsToPrune(names, kept)).toEqual([name(99), name(98, 2)]);
  });
});

describe("the log from a base copy on", () => {
  const from = { ...base(1), startSegment: name(10) };

  test("goes as far as there is no hole, over timelines", () => {
    const names = [name(9), name(12, 2), name(10), name(11), name(11, 2), "00000002.history"];
    expect(walFrom(from, names)).toEqual({
      names: [name(10), name(11), name(11, 2), name(12, 2)],
      missing: undefined,
      beyond: 0,
    });
  });

  test("a hole is named, and what lies behind it counted", () => {
    const found = walFrom(from, [name(10), name(11), name(13), name(14)]);
    expect(found).toEqual({ names: [name(10), name(11)], missing: name(12), beyond: 2 });
  });

  test("a copy whose own first segment is gone leads nowhere", () => {
    expect(walFrom(from, [name(11)])).toEqual({ names: [], missing: name(10), beyond: 1 });
  });

  test("of an instant the newest copy that was whole before it is the best", () => {
    const copies = [base(3), base(1), base(2)];
    expect(basesFor(copies, nowMs - dayMs).map((one) => one.days)).toEqual([2, 3]);
    expect(basesFor(copies, undefined).map((one) => one.days)).toEqual([1, 2, 3]);
  });
});

describe("[C4 class 24] what a log segment says of itself", () => {
  function head(number: number, more: { info?: number; size?: number } = {}): Uint8Array {
    const bytes = new Uint8Array(8_192);
    const view = new DataView(bytes.buffer);
    view.setUint16(2, more.info ?? 2, true);
    view.setUint32(4, 1, true);
    view.setBigUint64(8, BigInt(number) * BigInt(segmentBytes), true);
    view.setBigUint64(24, 7_512_345_678_901_234_567n, true);
    view.setUint32(32, more.size ?? segmentBytes, true);
    return bytes;
  }

  test("its place, its size and its cluster", () => {
    expect(readWalHead(head(300))).toEqual({
      timeline: 1,
      number: 300,
      systemId: "7512345678901234567",
      segmentBytes,
    });
  });

  test("bytes without a long head are none", () => {
    expect(readWalHead(head(3, { info: 0 }))).toBeUndefined();
    expect(readWalHead(head(3, { size: 17 }))).toBeUndefined();
    expect(readWalHead(new Uint8Array(39))).toBeUndefined();
  });
});
