import { describe, expect, test } from "vitest";
import type { PlaySegment } from "../../contract/routes/recording.ts";
import { mergeSegments, nextWanted } from "./fragments.ts";

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Four fragments of one second and 100 bytes each behind a head of 10 bytes. */
function segment(n: number, startMs: number): PlaySegment {
  const fragments = [0, 1, 2, 3].map((at) => ({
    offsetBytes: 10 + at * 100,
    sizeBytes: 100,
    atMs: at * 1_000,
    durationMs: 1_000,
    frames: 25,
    sha256: "0".repeat(64),
  }));
  return {
    segmentId: id(n),
    cameraId: id(99),
    stream: "main",
    startMs,
    endMs: startMs + 4_000,
    sizeBytes: 410,
    init: { sizeBytes: 10, sha256: "0".repeat(64) },
    tracks: [],
    fragments,
  };
}

const segments = [segment(1, 10_000), segment(2, 20_000)];
const nothing = () => false;

describe("the next bytes to fetch", () => {
  test("begin with the fragment that holds the instant and take its neighbours", () => {
    const wanted = nextWanted({
      segments,
      fromMs: 11_500,
      toMs: 13_500,
      mostBytes: 1_000,
      has: nothing,
    });
    expect(wanted).toMatchObject({
      firstFragment: 1,
      endFragment: 4,
      startByte: 110,
      endByte: 410,
    });
  });

  test("stay near the limit but always hold one whole fragment", () => {
    const wanted = nextWanted({
      segments,
      fromMs: 10_000,
      toMs: 14_000,
      mostBytes: 50,
      has: nothing,
    });
    expect(wanted).toMatchObject({ firstFragment: 0, endFragment: 1 });
  });

  test("leave out what is there and reach over a gap into the next segment", () => {
    const wanted = nextWanted({
      segments,
      fromMs: 12_000,
      toMs: 21_000,
      mostBytes: 1_000,
      has: (segmentId) => segmentId === id(1),
    });
    expect(wanted).toMatchObject({ startByte: 10, endByte: 110 });
    expect(wanted?.segment.segmentId).toBe(id(2));
  });

  test("are none inside a gap that ends later than what is wanted", () => {
    expect(
      nextWanted({ segments, fromMs: 15_000, toMs: 19_000, mostBytes: 1_000, has: nothing }),
    ).toBeUndefined();
  });
});

test("segments read twice stand once, in order of time, as they were read last", () => {
  const again = { ...segment(1, 10_000), sizeBytes: 999 };
  const merged = mergeSegments([segment(2, 20_000), segment(1, 10_000)], [again]);
  expect(merged.map((one) => [one.segmentId, one.sizeBytes])).toEqual([
    [id(1), 999],
    [id(2), 410],
  ]);
});
