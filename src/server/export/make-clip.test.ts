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

test("[C-52] what a mask covers is gone from the pictures: black is black, a mosaic is 64 cells; the rest is as it was", async () => {
  const folder = join(root, "masked");
  run("mkdir", [folder]);
  const source = "color=gray:s=320x180:r=10,noise=alls=90:allf=t+u:all_seed=7";
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
  const [before, after] = [
    pictures(join(folder, "input.mp4")),
    pictures(join(folder, "output.mp4")),
  ];
  const black = { x: 34, y: 38, width: 78, height: 70 };
  const mosaic = { x: 192, y: 36, width: 82, height: 74 };
  const uncovered = { x: 276, y: 20, width: 40, height: 140 };
  // The clip begins 0.5 s into its source: covered from its 5th picture to its 10th, and two on either side.
  for (const frame of [3, 5, 9, 11])
    expect(Math.max(...cropped(after[frame], black)), `${frame}`).toBeLessThan(16);
  for (const frame of [1, 2, 13, 18])
    expect(spreadOf(cropped(after[frame], black)), `${frame}`).toBeGreaterThan(80);
  expect(after.length).toBe(20);
  for (const frame of [0, 7, 19]) expect(widestCell(after[frame], mosaic)).toBeLessThan(16);
  expect(widestCell(before[23], mosaic)).toBeGreaterThan(80);
  const [was, is] = [cropped(before[23], uncovered), cropped(after[18], uncovered)];
  const differing = is.reduce((sum, one, at) => sum + Math.abs(one - (was[at] ?? 0)), 0);
  expect(differing / is.length).toBeLessThan(8);
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const picture = { width: 320, height: 180 };
const cells = 8;

/** Every picture of a file as light values, row by row. */
function pictures(path: string): Uint8Array[] {
  const grey = ["-f", "rawvideo", "-pix_fmt", "gray", "-"];
  const bytes = Uint8Array.from(
    execFileSync("ffmpeg", ["-v", "error", "-i", path, ...grey], { maxBuffer: 8 * 1024 * 1024 }),
  );
  const size = picture.width * picture.height;
  return Array.from({ length: bytes.length / size }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

function cropped(frame: Uint8Array | undefined, box: Box): number[] {
  const along = (from: number, length: number) => Array.from({ length }, (_, at) => from + at);
  return along(box.y, box.height).flatMap((y) =>
    along(box.x, box.width).map((x) => frame?.[y * picture.width + x] ?? Number.NaN),
  );
}

const spreadOf = (light: readonly number[]) => Math.max(...light) - Math.min(...light);

/** The widest spread of light within one cell of a mosaic, two pixels of its edges left out. */
function widestCell(frame: Uint8Array | undefined, of: Box): number {
  const inner = (cell: number, from: number, whole: number) => {
    const start = from + Math.ceil((cell * whole) / cells) + 2;
    return { start, length: from + Math.floor(((cell + 1) * whole) / cells) - 2 - start };
  };
  const each = Array.from({ length: cells }, (_, cell) => cell);
  const spreads = each.flatMap((row) =>
    each.map((column) => {
      const across = inner(column, of.x, of.width);
      const down = inner(row, of.y, of.height);
      const [x, y] = [across.start, down.start];
      return spreadOf(cropped(frame, { x, y, width: across.length, height: down.length }));
    }),
  );
  return Math.max(...spreads);
}
