import { describe, expect, test } from "vitest";
import type { SegmentRecord } from "../../contract/spool.ts";
import { bytesOfPiece, isWhole, joinPieces, piecesOf } from "./line-up.ts";

const id = "0197f000-0000-7000-8000-000000000001";
const hash = (letter: string) => letter.repeat(64);

/** A segment of one-second fragments of 100 bytes behind a head of 50. */
function record(startMs: number, seconds: number, head = "a"): SegmentRecord {
  return {
    version: 1,
    segmentId: id,
    siteId: id,
    cameraId: id,
    label: "C01",
    stream: "main",
    runId: id,
    occasions: [{ kind: "lesson", id, number: 1 }],
    startMs,
    endMs: startMs + seconds * 1_000,
    sizeBytes: 50 + seconds * 100,
    sha256: hash("b"),
    init: { sizeBytes: 50, sha256: hash(head) },
    tracks: [
      {
        kind: "video",
        trackId: 1,
        codec: "h264",
        codecString: "avc1.42C01E",
        timescale: 90_000,
        widthPixels: 640,
        heightPixels: 360,
        frames: seconds,
        keyFrames: seconds,
      },
    ],
    fragments: Array.from({ length: seconds }, (_, at) => ({
      offsetBytes: 50 + at * 100,
      sizeBytes: 100,
      atMs: at * 1_000,
      durationMs: 1_000,
      frames: 1,
      sha256: hash("c"),
    })),
    closedBy: "length",
  };
}

describe("pieces of a span", () => {
  test.each([
    // span            pieces as segment start, fragments, instants
    { span: [0, 8_000], pieces: ["0 0-4 0-4000", "4000 0-4 4000-8000"] },
    { span: [1_500, 2_500], pieces: ["0 1-3 1000-3000"] },
    { span: [2_000, 3_000], pieces: ["0 2-3 2000-3000"] },
    { span: [3_999, 4_001], pieces: ["0 3-4 3000-4000", "4000 0-1 4000-5000"] },
    { span: [8_000, 9_000], pieces: [] },
  ])("[S1-E3] $span gives whole fragments that touch it and no other", ({ span, pieces }) => {
    const [startMs = 0, endMs = 0] = span;
    const found = piecesOf([record(4_000, 4), record(0, 4)], { startMs, endMs });
    expect(
      found.map((one) => `${one.record.startMs} ${one.from}-${one.to} ${one.startMs}-${one.endMs}`),
    ).toEqual(pieces);
  });

  test("a piece's bytes are its fragments', and only the whole segment is whole", () => {
    const [part] = piecesOf([record(0, 4)], { startMs: 1_000, endMs: 3_000 });
    const [whole] = piecesOf([record(0, 4)], { startMs: 0, endMs: 4_000 });
    expect(part && bytesOfPiece(part)).toEqual({ headBytes: 50, startByte: 150, endByte: 350 });
    expect([part, whole].map((one) => one && isWhole(one))).toEqual([false, true]);
  });
});

describe("joining", () => {
  const joined = (records: SegmentRecord[]) =>
    joinPieces(piecesOf(records, { startMs: 0, endMs: 60_000 })).map((one) => ({
      places: one.placed.map(({ placeMs }) => placeMs),
      cuts: one.cuts,
    }));

  test.each([
    { name: "no hole", second: 4_000, places: [0, 4_000], cuts: [] },
    { name: "the width of a frame is kept", second: 4_040, places: [0, 4_040], cuts: [] },
    {
      name: "a hole becomes a cut",
      second: 9_000,
      places: [0, 4_000],
      cuts: [{ atMs: 4_000, fromMs: 4_000, toMs: 9_000 }],
    },
  ])("[S0-12.2a] $name", ({ second, places, cuts }) => {
    expect(joined([record(0, 4), record(second, 2)])).toEqual([{ places, cuts }]);
  });

  test("another head begins another file", () => {
    expect(joined([record(0, 4), record(4_000, 2, "d")])).toEqual([
      { places: [0], cuts: [] },
      { places: [0], cuts: [] },
    ]);
  });

  test("a piece from the middle of its segment is placed by its own first picture", () => {
    const pieces = piecesOf([record(0, 4)], { startMs: 2_000, endMs: 4_000 });
    expect(joinPieces(pieces)[0]?.placed[0]?.placeMs).toBe(-2_000);
  });
});
