import { describe, expect, test } from "vitest";
import type { CameraLine } from "../../contract/routes/recording.ts";
import { chooseStream, nextRecordedMs, stateAt } from "./line.ts";

type Stream = CameraLine["streams"][number];
const video = (codecString: string) =>
  ({
    kind: "video",
    trackId: 1,
    codec: "h264",
    codecString,
    timescale: 90_000,
    widthPixels: 640,
    heightPixels: 360,
    frames: 1,
    keyFrames: 1,
  }) as const;
const stream = (name: "main" | "sub", codec: string): Stream => ({
  stream: name,
  tracks: [video(codec)],
  recorded: [
    { startMs: 0, endMs: 100 },
    { startMs: 200, endMs: 300 },
  ],
  gaps: [{ gapId: null, startMs: 100, endMs: 200, cause: "stalled", facts: {} }],
});
const line = (...streams: Stream[]): CameraLine => ({
  cameraId: "c",
  label: "C01",
  name: "",
  coverage: [],
  streams,
});
const noH265 = (type: string) => !type.includes("hvc1");

describe("the stream a browser shows", () => {
  test("is the main one where it can be decoded", () => {
    expect(
      chooseStream(line(stream("main", "avc1.64001f"), stream("sub", "avc1.42001e")), noH265),
    ).toEqual({ stream: "main", because: "main" });
  });

  test("is the sub-stream where the main one is H.265, and says so", () => {
    expect(
      chooseStream(line(stream("main", "hvc1.1.6.L93.B0"), stream("sub", "avc1.42001e")), noH265),
    ).toEqual({ stream: "sub", because: "sub-for-codec" });
  });

  test("is none where neither can be decoded", () => {
    expect(chooseStream(line(stream("main", "hvc1.1.6.L93.B0")), noH265)).toBeUndefined();
  });
});

test("[S0-5.2.1] an instant in a gap is a gap with its cause, never a picture", () => {
  const one = stream("main", "avc1.64001f");
  expect(stateAt(one, 99)).toEqual({ recorded: true });
  expect(stateAt(one, 100)).toMatchObject({ recorded: false, gap: { cause: "stalled" } });
  expect(stateAt(one, 300)).toEqual({ recorded: false, gap: undefined });
  expect(nextRecordedMs([one], 150)).toBe(200);
  expect(nextRecordedMs([one], 300)).toBeUndefined();
});
