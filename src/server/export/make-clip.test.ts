import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../tests/fixture/unpack.ts";
import { hostileNames } from "../../../tests/vectors/hostile-names.ts";
import { oneLine } from "../../kernel/package/bag.ts";
import { encodeArguments, encodeClip, wrapped } from "./make-clip.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "liuhen-clip-"));
  run("ffmpeg", [
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    "color=gray:s=320x180:r=5:d=1",
    "-pix_fmt",
    "yuv420p",
    join(root, "input.mp4"),
  ]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const plainClip = { masks: [], muted: false, widthPixels: 320, heightPixels: 180 } as const;

const hostile = [
  "%{pts}%{metadata\\:x}",
  "':x=0,drawtext=textfile=/etc/passwd",
  "\\'\\:[in];[out]",
  "-i /etc/passwd",
  "a\nb\u2028c\u0007",
  "$(id)`id`",
];

test("[S0-12.2b] hostile names never become arguments or filters: the list is the same but for two values", () => {
  const span = { startMs: 250, endMs: 1_000 };
  const plain = encodeArguments({ ...plainClip, span, marks: ["x"], texts: textsOf("x") }, 14);
  for (const name of [...hostile, ...hostileNames]) {
    const given = encodeArguments({ ...plainClip, span, marks: [name], texts: textsOf(name) }, 14);
    const other = given.filter((one, at) => one !== plain[at]);
    expect(given).toHaveLength(plain.length);
    expect(other.every((one) => /^(?:title|comment)=/.test(one))).toBe(true);
  }
  expect(plain.slice(0, 6)).toEqual([
    "-protocol_whitelist",
    "file",
    "-f",
    "mov",
    "-i",
    "input.mp4",
  ]);
  expect(plain.at(-1)).toBe("output.mp4");
});

test("[S0-12.2b] a hostile name is drawn and embedded as the text it is", async () => {
  const folder = join(root, "work");
  run("mkdir", [folder]);
  run("cp", [join(root, "input.mp4"), folder]);
  const text = hostile.map(oneLine).join(" ");
  await encodeClip({
    folder,
    span: { startMs: 200, endMs: 800 },
    ...plainClip,
    marks: [text],
    texts: textsOf(text),
  });
  const facts = run("ffprobe", [
    "-v",
    "error",
    "-show_entries",
    "format_tags=title:format=duration",
    "-of",
    "json",
    join(folder, "output.mp4"),
  ]);
  const read: unknown = JSON.parse(facts);
  expect(read).toMatchObject({ format: { duration: "0.600000", tags: { title: text } } });
});

test("lines are broken where the picture ends, and nothing of them is lost", () => {
  const line = "来源：心肺复苏实训 2024级临床本科";
  const lines = wrapped(line, 8);
  expect(lines.join("")).toBe(line);
  expect(lines.every((one) => [...one].length <= 14)).toBe(true);
});

function textsOf(text: string) {
  return { title: text, comment: text, xmp: "" };
}

test("[C-52] what a mask covers is gone from the pictures, before, within and at its edges; the rest is as it was", async () => {
  const folder = join(root, "masked");
  run("mkdir", [folder]);
  const source = "mandelbrot=s=320x180:r=10";
  const made = ["-v", "error", "-f", "lavfi", "-i", source, "-t", "3", "-pix_fmt", "yuv420p"];
  run("ffmpeg", [...made, "-crf", "5", join(folder, "input.mp4")]);
  const area = { x: 101, y: 203, width: 251, height: 399 };
  await encodeClip({
    ...plainClip,
    folder,
    span: { startMs: 500, endMs: 2_500 },
    marks: [],
    texts: textsOf("x"),
    masks: [
      { span: { startMs: 1_000, endMs: 1_500 }, area, cover: "fill" },
      { span: { startMs: 0, endMs: 3_000 }, area: { ...area, x: 600 }, cover: "mosaic" },
    ],
  });
  const crop = (x: number, filter = "") => `crop=80:70:${x}:38${filter}`;
  const grey = (name: string, at: string, filter: string) =>
    Uint8Array.from(
      runBytes("ffmpeg", [
        ...["-v", "error", "-ss", at, "-i", join(folder, name), "-frames:v", "1", "-vf", filter],
        ...["-f", "rawvideo", "-pix_fmt", "gray", "-"],
      ]),
    );
  const spread = (bytes: Uint8Array) => Math.max(...bytes) - Math.min(...bytes);
  // 0.7 s of the clip is 1.2 s of its source: black there, and not at 1.8 s.
  expect(Math.max(...grey("output.mp4", "0.7", crop(33)))).toBeLessThan(24);
  expect(spread(grey("output.mp4", "1.8", crop(33)))).toBeGreaterThan(50);
  expect(spread(grey("input.mp4", "1.2", crop(33)))).toBeGreaterThan(50);
  const colours = new Set(grey("output.mp4", "1.8", crop(194)).map((one) => one >> 4));
  const before = grey("input.mp4", "2.3", crop(194));
  const after = grey("output.mp4", "1.8", crop(194));
  const differing = after.filter((one, at) => Math.abs(one - (before[at] ?? 0)) > 16).length;
  expect(colours.size).toBeGreaterThan(0);
  expect(differing / after.length).toBeGreaterThan(0.2);
});

function runBytes(program: string, args: readonly string[]): Buffer {
  return execFileSync(program, [...args], { maxBuffer: 8 * 1024 * 1024 });
}
