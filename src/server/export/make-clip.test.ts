import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const plain = encodeArguments({ span, marks: ["x"], texts: textsOf("x") }, 14);
  for (const name of [...hostile, ...hostileNames]) {
    const given = encodeArguments({ span, marks: [name], texts: textsOf(name) }, 14);
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
    marks: [text],
    widthPixels: 320,
    heightPixels: 180,
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
