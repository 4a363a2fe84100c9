import { expect, test } from "vitest";
import { axisPixels } from "./layout.ts";
import { markAt, marksOf } from "./marks.ts";

const id = "00000000-0000-7000-8000-000000000001";
const said = (atMs: number, text: string, correctedBy: string | null = null) => ({
  commentId: id,
  atMs,
  text,
  by: "",
  saidAtMs: 0,
  corrects: null,
  correctedBy,
});
const set = (atMs: number) => ({
  bookmarkId: id,
  lessonId: id,
  kind: "correction" as const,
  atMs,
  cameraId: null,
  setBy: null,
  setAtMs: 0,
  own: false,
});

test("[S0-5.3.3] bookmarks and comments stand on the axis by time, one that was replaced does not", () => {
  const marks = marksOf([set(3_000)], [said(5_000, "按压偏浅"), said(1_000, "旧", id)]);
  expect(marks).toEqual([
    { atMs: 3_000, of: { kind: "bookmark", bookmark: "correction" } },
    { atMs: 5_000, of: { kind: "comment", text: "按压偏浅" } },
  ]);
});

test("a pointer on the axis finds the nearest flag in reach; on the tracks it finds the instant", () => {
  const marks = marksOf([set(3_000), set(3_100)], [said(5_000, "点评")]);
  const at = (x: number, y = 4) =>
    markAt(marks, { view: { startMs: 0, endMs: 10_000 }, widthPixels: 1_000, x, y })?.atMs;
  expect([at(300), at(309), at(306), at(318), at(319)]).toEqual([
    3_000,
    3_100,
    3_100,
    3_100,
    undefined,
  ]);
  expect([at(500), at(492), at(491), at(500, axisPixels)]).toEqual([
    5_000,
    5_000,
    undefined,
    undefined,
  ]);
});
