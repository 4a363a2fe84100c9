import { describe, expect, test } from "vitest";
import { bestMatches, type Spelled, typedWords } from "./spelled-match.ts";

const all: readonly Spelled[] = [
  { text: "心肺复苏实训", more: "1 号实训室", spelling: "xinfeifusushixun", initials: "xffssx" },
  { text: "缝合", more: "心肺", spelling: "fenghe", initials: "fh" },
  { text: "C01 全景", more: "10.0.0.8", spelling: "quanjing", initials: "qj" },
];
const found = (typed: string) => bestMatches(all, typedWords(typed), 5).map(({ text }) => text);

describe("a typed word finds", () => {
  test.each([
    ["what begins with it before what only holds it", "心肺", ["心肺复苏实训", "缝合"]],
    ["a Chinese name by its initials", "xffs", ["心肺复苏实训"]],
    ["a Chinese name by its spelling, begun anywhere", "fusu", ["心肺复苏实训"]],
    ["only what holds every word", "xf 1", ["心肺复苏实训"]],
    ["latin text whatever its case", "c01", ["C01 全景"]],
    ["nothing when nothing is typed", "  ", []],
    ["no name by one letter that is merely a sound", "f", []],
  ])("[screens] %s", (_what, typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});
