import { expect, test } from "vitest";
import { concat } from "../kernel/bytes.ts";
import { readFrameNumber } from "../kernel/media/frame-number.ts";
import { clipsOf } from "./clip-library.ts";
import { PictureSource } from "./picture-source.ts";

const framed = (nals: readonly Uint8Array[]) =>
  concat(
    ...nals.flatMap((nal) => [
      Uint8Array.of(nal.length >>> 24, nal.length >>> 16, nal.length >>> 8, nal.length),
      nal,
    ]),
  );
const sizeOf = (nals: readonly Uint8Array[]) => nals.reduce((sum, nal) => sum + nal.length, 0);

test.each(["venue", "hands"] as const)(
  "every access unit of %s carries its number, beyond the end of the clip",
  (look) => {
    const clips = clipsOf(look, "main");
    const source = new PictureSource(clips, 0);
    for (let frame = 290; frame < 330; frame++) {
      const unit = framed(source.nals(frame, 1_000 + frame));
      expect(readFrameNumber(unit, clips.video.codec)).toEqual({ frame, sentAtMs: 1_000 + frame });
    }
  },
);

test.each(["venue", "hands"] as const)(
  "filler brings %s to the rate that was asked for",
  (look) => {
    const source = new PictureSource(clipsOf(look, "main"), 4_000);
    let bytes = 0;
    for (let frame = 0; frame < 300; frame++) bytes += sizeOf(source.nals(frame, 0));
    expect(Math.abs((bytes * 8) / 12 / 4_000_000 - 1)).toBeLessThan(0.001);
  },
);

test("a frozen picture begins at a key frame and repeats it; a covered one is dark", () => {
  const clips = clipsOf("venue", "main");
  const source = new PictureSource(clips, 0);
  const pictureOf = (frame: number) => source.nals(frame, 0).at(-1);
  source.decide(30, "frozen");
  expect(pictureOf(30)).toEqual(clips.video.frames[30]?.subarray(4));
  source.decide(50, "frozen");
  expect(pictureOf(50)).toEqual(clips.video.frames[50]?.subarray(4));
  expect(pictureOf(51)).toEqual(clips.covered.frames[1]?.subarray(4));
  source.decide(75, "frozen");
  expect(pictureOf(75)).toEqual(clips.video.frames[50]?.subarray(4));
  source.decide(100, "covered");
  expect(pictureOf(100)).toEqual(clips.covered.frames[0]?.subarray(4));
  source.decide(125, "usual");
  expect(pictureOf(125)).toEqual(clips.video.frames[125]?.subarray(4));
});

test("other parameters come with their own sets, before a key frame", () => {
  const clips = clipsOf("venue", "main");
  const source = new PictureSource(clips, 0);
  source.decide(25, "parameters");
  expect(source.nals(25, 0)[0]).toEqual(clips.otherSize.sps[0]);
  expect(clips.otherSize.sps[0]).not.toEqual(clips.video.sps[0]);
});
