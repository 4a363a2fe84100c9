import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../platform/hash.ts";
import { packZip } from "../../platform/zip-archive.ts";
import { toHex, utf8 } from "../bytes.ts";
import { isBagPath, parseManifest, parsePublicPem, printManifest, printPublicPem } from "./bag.ts";
import { openZip } from "./zip-read.ts";

const digest = toHex(sha256(utf8("x")));
const memory = (bytes: Uint8Array) => ({
  sizeBytes: bytes.length,
  read: async (startByte: number, endByte: number) => bytes.slice(startByte, endByte),
});

describe("manifests", () => {
  test.each([
    ["data/【2026-06-01】心肺复苏实训 - 张 XX-1 号实训室.mp4", true],
    ["data/../keys", false],
    ["/etc/passwd", false],
    ["data//x", false],
    ["data/a\nb", false],
    ["data/a\\b", false],
    ["data/100%", false],
    ["data/.", false],
    ["", false],
  ])("%j is a path of a bag: %s", (path, right) => {
    expect(isBagPath(path)).toBe(right);
  });

  test("what is printed reads back the same; two names that one disk would mix are refused", () => {
    const lines = [
      { path: "data/a b.mp4", sha256: digest },
      { path: "data/张.json", sha256: digest },
    ];
    expect(parseManifest(printManifest(lines))).toEqual(lines);
    expect(parseManifest(`${digest}  data/A\n${digest}  data/a\n`)).toBeUndefined();
    expect(parseManifest(`${digest}  data/a`)).toBeUndefined();
    expect(parseManifest(`${digest} data/a\n`)).toBeUndefined();
    expect(parseManifest(`${digest.toUpperCase()}  data/a\n`)).toBeUndefined();
  });

  test("a public key has one PEM form", () => {
    const key = new Uint8Array(32).fill(3);
    const pem = printPublicPem(key);
    expect(parsePublicPem(pem)).toEqual(key);
    expect(parsePublicPem(pem.replace("\n-----END", "\n\n-----END"))).toBeUndefined();
    expect(parsePublicPem("")).toBeUndefined();
  });
});

describe("archives", () => {
  const entries = [
    { name: "bag/bagit.txt", bytes: utf8("one") },
    { name: "bag/data/x", bytes: utf8("two two") },
  ];

  test("a stored archive is read where its directory says", async () => {
    const opened = await openZip(memory(packZip(entries)));
    if (!opened.ok) throw new Error(opened.problem);
    expect([...opened.files.sizes]).toEqual([
      ["bag/bagit.txt", 3],
      ["bag/data/x", 7],
    ]);
    const parts: number[] = [];
    for await (const part of opened.files.read("bag/data/x", { startByte: 4, endByte: 99 }))
      parts.push(...part);
    expect(new TextDecoder().decode(Uint8Array.from(parts))).toBe("two");
  });

  test("10,000 archives with changed bytes: refused or read within their bounds, never thrown", async () => {
    const whole = packZip(entries);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = new Uint8Array(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const opened = await openZip(memory(bytes));
          if (!opened.ok) return;
          for (const [path, sizeBytes] of opened.files.sizes) {
            let sum = 0;
            const part = { startByte: 0, endByte: Math.min(sizeBytes, 1_000) };
            for await (const piece of opened.files.read(path, part)) sum += piece.length;
            expect(sum).toBeLessThanOrEqual(Math.max(part.endByte, whole.length));
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test.each([0, 1, 21, 22, 40])("%i bytes are no archive", async (length) => {
    expect(await openZip(memory(new Uint8Array(length).fill(0x50)))).toMatchObject({
      ok: false,
      problem: "zip-form",
    });
  });
});
