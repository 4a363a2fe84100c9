import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostilePapers } from "../../../tests/vectors/hostile-papers.ts";
import {
  chunk,
  jpeg,
  jpegFrame,
  latin,
  objectStream,
  pdf,
  png,
  segment,
} from "../../../tests/vectors/paper-makers.ts";
import { checkPaper } from "./check-paper.ts";

function inflate(bytes: Uint8Array, mostBytes: number): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch {
    return undefined;
  }
}
const check = (bytes: Uint8Array) => checkPaper(bytes, inflate);

describe("what is no plain paper is refused with its reason", () => {
  test("at least 120 samples, no name twice", () => {
    expect(hostilePapers.length).toBeGreaterThanOrEqual(120);
    expect(new Set(hostilePapers.map(([what]) => what)).size).toBe(hostilePapers.length);
  });
  test.each(hostilePapers)("%s", (_what, bytes, fault) => {
    expect(check(bytes)).toEqual({ ok: false, fault });
  });
});

describe("plain papers are taken", () => {
  const xmp = segment(
    0xe1,
    latin('http://ns.adobe.com/xap/1.0/\0<?xpacket begin=""?><x:xmpmeta/>'),
  );
  test.each([
    ["a PDF", pdf(), "application/pdf"],
    ["a PDF of version 2.0", pdf({ header: "%PDF-2.0\n" }), "application/pdf"],
    ["a PDF that opens at a page", pdf({ catalog: "/OpenAction [3 0 R /Fit]" }), "application/pdf"],
    ["a PDF with a link", pdf({ objects: ["<< /S /URI /URI (a) >>"] }), "application/pdf"],
    [
      "a PDF with an object stream",
      pdf({ objects: [objectStream("<< /A 1 >>")] }),
      "application/pdf",
    ],
    ["a PDF with a scan", pdf({ objects: ["<< /Width 4960 /Height 7016 >>"] }), "application/pdf"],
    ["a PDF in two revisions", latin(pdf().toString("latin1").repeat(2)), "application/pdf"],
    ["a PNG", png(), "image/png"],
    ["a PNG with a text", png({ middle: [chunk("tEXt", latin("Software\0scan"))] }), "image/png"],
    ["a JPEG", jpeg(), "image/jpeg"],
    [
      "a progressive JPEG of A3 at 600 dpi",
      jpeg({ frame: jpegFrame(7016, 9933, 0xc2) }),
      "image/jpeg",
    ],
    ["a JPEG with metadata", jpeg({ segments: [xmp] }), "image/jpeg"],
  ])("%s", (_what, bytes, media) => {
    expect(check(bytes)).toEqual({ ok: true, value: media });
  });
});

test("a cut or changed paper never throws, and cut pictures are refused", () => {
  const whole = [pdf({ objects: [objectStream("<< /A 1 >>")] }), png(), jpeg()];
  fc.assert(
    fc.property(fc.nat(2), fc.nat(), fc.nat(255), (which, at, value) => {
      const bytes = Buffer.from(whole[which] ?? latin(""));
      const place = at % bytes.length;
      const cut = check(bytes.subarray(0, place));
      if (which > 0 && cut.ok) throw new Error(`cut at ${place} was taken`);
      bytes[place] = value;
      check(bytes);
    }),
    { numRuns: 2_000 },
  );
});

describe("the largest paper is judged in little time, whatever it holds", () => {
  const fill = (text: string) => text.repeat(Math.floor((19 * 1024 * 1024) / text.length));
  test.each([
    ["noise", noise()],
    ["widths", fill("<< /Width 1 ")],
    ["one long dictionary of widths", `<<${fill("/Width 1 ")}`],
    ["objects without end", fill("9 0 obj<<")],
    ["object streams without end", fill("obj << /Type /ObjStm >> stream\n")],
    ["names", fill("/#4a")],
    ["archive ends", fill("PK\x05\x05")],
    ["opening brackets", fill("obj <")],
  ])("%s", (_what, body) => {
    const bytes = pdf({ objects: [`<< /A 1 >>\nstream\n${body}\nendstream`] });
    // The thread's own time: what else this machine does is not judged.
    const before = process.threadCpuUsage();
    check(bytes);
    const { user } = process.threadCpuUsage(before);
    expect(user / 1_000).toBeLessThan(4_000);
  });
});

function noise(): string {
  const bytes = Buffer.alloc(19 * 1024 * 1024);
  let state = 7;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes.toString("latin1");
}
