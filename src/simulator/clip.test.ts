import { expect, test } from "vitest";
import { sameBytes } from "../kernel/bytes.ts";
import { nalUnits } from "../kernel/media/frame-number.ts";
import { parseClip, printClip } from "./clip.ts";
import { clipsOf, clipsOfOtherCodec, looks, soundOf } from "./clip-library.ts";

const streams = looks.flatMap((look) =>
  (["main", "sub"] as const).map((stream) => ({ look, stream })),
);

test.each(streams)(
  "the clip of $look/$stream loops 12 s with a key frame each second",
  ({ look, stream }) => {
    for (const { video, covered, otherSize } of [
      clipsOf(look, stream),
      clipsOfOtherCodec(look, stream),
    ]) {
      for (const clip of [video, otherSize]) {
        expect(clip.frames.length).toBe(300);
        expect(clip.framesPerKey).toBe(25);
      }
      expect(otherSize.codec).toBe(video.codec);
      expect(otherSize.widthPixels).not.toBe(video.widthPixels);
      for (const clip of [video, covered, otherSize]) {
        expect(clip.frames.map(isKey)).toEqual(clip.frames.map((_, at) => at % 25 === 0));
      }
      function isKey(frame: Uint8Array): boolean {
        const [first = new Uint8Array()] = nalUnits(frame);
        const head = first[0] ?? 0;
        return video.codec === "h264" ? (head & 31) === 5 : ((head >> 1) & 63) >= 16;
      }
    }
  },
);

test.each(streams)(
  "the covered picture of $look/$stream needs no other parameter sets",
  ({ look, stream }) => {
    for (const { video, covered } of [clipsOf(look, stream), clipsOfOtherCodec(look, stream)]) {
      for (const sets of ["vps", "sps", "pps"] as const) {
        expect(video[sets].length).toBe(covered[sets].length);
        expect(
          video[sets].every((set, at) => sameBytes(set, covered[sets][at] ?? new Uint8Array())),
        ).toBe(true);
      }
    }
  },
);

test("both sounds last exactly as long as the pictures", () => {
  for (const sound of [soundOf("aac"), soundOf("pcma")]) {
    expect((sound.frames.length * sound.samplesPerFrame) / sound.sampleRate).toBe(12);
  }
});

test("a clip that is cut short, too long or no clip is refused", () => {
  const header = {
    kind: "audio",
    codec: "pcma",
    sampleRate: 8_000,
    channels: 1,
    samplesPerFrame: 3,
    config: "",
  } as const;
  const file = printClip(header, [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)]);
  expect(parseClip(file)).toMatchObject({
    codec: "pcma",
    frames: [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)],
  });
  expect(() => parseClip(file.subarray(0, -1))).toThrow("clip_wrong_length");
  expect(() => parseClip(Uint8Array.from([...file, 7]))).toThrow("clip_wrong_length");
  expect(() => parseClip(file.subarray(1))).toThrow("clip_not_a_clip");
});
