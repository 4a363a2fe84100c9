import { expect, test } from "vitest";
import fc from "fast-check";
import { concat } from "../bytes.ts";
import { makeFrameNumberNal, readFrameNumber } from "./frame-number.ts";

const framed = (...nals: readonly Uint8Array[]) =>
  concat(...nals.flatMap((nal) => [Uint8Array.of(0, 0, nal.length >>> 8, nal.length), nal]));
const picture = { h264: Uint8Array.of(0x41, 1, 2, 3), h265: Uint8Array.of(0x02, 1, 2, 3) } as const;
const counter = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const small = fc.nat({ max: 300 });

test("every frame number reads back as it was written, in both codecs", () => {
  const numbers = fc.record({
    frame: fc.oneof(counter, small),
    sentAtMs: fc.oneof(counter, small),
  });
  fc.assert(
    fc.property(numbers, fc.constantFrom("h264", "h265"), (number, codec) => {
      const unit = framed(makeFrameNumberNal(codec, number), picture[codec]);
      expect(readFrameNumber(unit, codec)).toEqual(number);
    }),
  );
});

test("a frame number never contains a start code", () => {
  fc.assert(
    fc.property(fc.oneof(counter, small), fc.oneof(counter, small), (frame, sentAtMs) => {
      const text = Buffer.from(makeFrameNumberNal("h264", { frame, sentAtMs })).toString("hex");
      expect(/^(?:..)*?0000(?:00|01|02)/.test(text)).toBe(false);
    }),
  );
});

test.each([
  ["nothing", new Uint8Array()],
  ["a picture alone", framed(picture.h264)],
  [
    "another SEI message",
    framed(Uint8Array.of(6, 5, 32, ...Array.from({ length: 34 }, () => 7)), picture.h264),
  ],
  [
    "a frame number cut short",
    framed(makeFrameNumberNal("h264", { frame: 5, sentAtMs: 6 }).subarray(0, 25)),
  ],
  ["a length beyond the end", Uint8Array.of(0, 0, 1, 0, 6, 5, 32)],
])("%s has no frame number", (_, unit) => {
  expect(readFrameNumber(unit, "h264")).toBeUndefined();
});
