import { expect, test } from "vitest";
import { teacherClashes } from "./clashes.ts";

const lesson = (lessonId: string, from: number, to: number, ...ids: string[]) => ({
  lessonId,
  startMs: from,
  endMs: to,
  state: "planned",
  teachers: ids.map((accountId) => ({ accountId, name: `姓名${accountId}` })),
});

test("a teacher in two rooms at once is told of both; one after the other, or cancelled, is none", () => {
  const clashes = teacherClashes([
    lesson("long", 0, 10, "a"),
    lesson("in it", 5, 6, "b", "a"),
    lesson("after", 10, 20, "a"),
    { ...lesson("gone", 5, 6, "a"), state: "cancelled" },
  ]);
  expect([...clashes]).toEqual([
    ["long", "姓名a"],
    ["in it", "姓名a"],
  ]);
});
