import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../kernel/bytes.ts";
import { flacConfiguration, flacFrame } from "../../kernel/media/flac.ts";
import type { FlacFormat } from "../../kernel/media/flac.ts";
import { g711ToPcm } from "../../kernel/media/g711.ts";

const present = spawnSync("ffmpeg", ["-version"]).status === 0;
if (!present) console.log("skipped: ffmpeg, the independent decoder, is not installed");

function ffmpeg(args: readonly string[], input: Uint8Array): Buffer {
  const run = spawnSync("ffmpeg", ["-v", "error", ...args, "pipe:1"], {
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(run.stderr.toString()).toBe("");
  return run.stdout;
}

function little(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

function flacFile(format: FlacFormat, frames: readonly Uint8Array[]): Uint8Array {
  return concat(utf8("fLaC"), flacConfiguration(format), ...frames);
}

describe.skipIf(!present)("an independent decoder agrees", () => {
  test("every byte of both laws", () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    for (const [law, name] of [
      ["pcma", "alaw"],
      ["pcmu", "mulaw"],
    ] as const)
      expect(
        ffmpeg(
          ["-f", name, "-ar", "8000", "-ac", "1", "-i", "pipe:0", "-f", "s16le"],
          codes,
        ).equals(little(g711ToPcm(law, codes))),
      ).toBe(true);
  });

  test("FLAC frames of any samples decode to the same samples", () => {
    const noise = fc.int16Array({ minLength: 1, maxLength: 700 });
    const quiet = fc
      .array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 700 })
      .map((values) => Int16Array.from(values));
    const tone = fc
      .tuple(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 32_000 }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
      )
      .map(([length, height, step]) =>
        Int16Array.from({ length }, (_, at) => Math.round(Math.sin(at * step) * height)),
      );
    const level = fc
      .tuple(fc.integer({ min: 1, max: 700 }), fc.constantFrom(-32_768, -1, 0, 1, 32_767))
      .map(([length, value]) => new Int16Array(length).fill(value));
    const spikes = fc
      .array(fc.constantFrom(-32_768, 0, 32_767), { minLength: 1, maxLength: 700 })
      .map((values) => Int16Array.from(values));
    const format = { sampleRate: 8_000, blockSamples: 700, varying: true };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(noise, quiet, tone, level, spikes), { minLength: 1, maxLength: 60 }),
        (blocks) => {
          let at = 0;
          const frames = blocks.map((block) => {
            const frame = flacFrame(format, block, at);
            at += block.length;
            return frame;
          });
          const all = Int16Array.from(blocks.flatMap((block) => [...block]));
          expect(
            ffmpeg(["-f", "flac", "-i", "pipe:0", "-f", "s16le"], flacFile(format, frames)).equals(
              little(all),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("blocks of one size, numbered by frame, decode to the same samples", () => {
    const samples = Int16Array.from({ length: 300 * 1_024 }, (_, at) =>
      Math.round(Math.sin(at / 7) * 9_000 + Math.sin(at / 3) * 500),
    );
    const format = { sampleRate: 8_000, blockSamples: 1_024 };
    const frames = Array.from({ length: 300 }, (_, index) =>
      flacFrame(format, samples.subarray(index * 1_024, (index + 1) * 1_024), index),
    );
    expect(
      ffmpeg(["-f", "flac", "-i", "pipe:0", "-f", "s16le"], flacFile(format, frames)).equals(
        little(samples),
      ),
    ).toBe(true);
  });
});
