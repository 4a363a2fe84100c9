import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import type { PackageFiles } from "./package-files.ts";
import { eachLine } from "./package-reading.ts";

/** A file that comes in pieces of some sizes, again and again. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): PackageFiles {
  return {
    sizes: new Map([["x", bytes.length]]),
    async *read(_path, { startByte, endByte }) {
      for (let at = startByte, n = 0; at < endByte; n++) {
        const size = sizes[n % sizes.length] ?? 1;
        yield bytes.subarray(at, Math.min(endByte, at + size));
        at += size;
      }
    },
  };
}

async function linesOf(files: PackageFiles): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  for await (const line of eachLine(files, "x")) lines.push(line);
  return lines;
}

test("[I-22] lines are the same wherever the file is cut, inside a letter, too", async () => {
  const texts = fc.array(
    fc
      .string({ unit: fc.constantFrom("留", "痕", "a", "é", "𠮷", "\r") })
      .filter((text) => text !== ""),
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(texts, cuts, fc.boolean(), async (lines, sizes, ended) => {
      const whole = lines.join("\n") + (ended && lines.length > 0 ? "\n" : "");
      expect(await linesOf(inPieces(utf8(whole), sizes))).toEqual(lines);
    }),
  );
});

test("what is no UTF-8, or one line without an end, stops the reading", async () => {
  const broken = Uint8Array.of(0x61, 0x0a, 0xe7, 0x95);
  expect(await linesOf(inPieces(broken, [2]))).toEqual(["a", undefined]);
  const endless = new Uint8Array(9 * 1024 * 1024).fill(0x61);
  expect(await linesOf(inPieces(endless, [1024 * 1024]))).toEqual([undefined]);
});
