import { describe, expect, test } from "vitest";
import { courseHeadings, courseTemplate, readCourseSheet } from "./course-sheet.ts";

const row = (cells: Partial<Record<(typeof courseHeadings)[number], string>>) =>
  courseHeadings.map((heading) => cells[heading] ?? "");

describe("the sheet of courses", () => {
  test("rows of one code are one course, its own columns filled once", () => {
    const example = courseTemplate[1]?.rows.slice(0, 3) ?? [];
    const { courses, faults } = readCourseSheet(example);
    expect(faults).toEqual([]);
    expect(courses).toMatchObject([
      {
        code: "JJ01",
        name: "急救技能",
        family: "first-aid",
        hours: 16,
        teacher: "张 XX",
        items: [
          { code: "JJ01-1", name: "心肺复苏", scene: "first-aid", minutes: 80 },
          { code: "JJ01-2", scene: "first-aid", minutes: 40 },
        ],
      },
    ]);
  });

  test.each([
    ["no name", { 课程代码: "A" }, ["课程名称", "missing"]],
    ["a formula", { 课程代码: "A", 课程名称: "=1" }, ["课程名称", "formula"]],
    [
      "an unknown scene",
      { 课程代码: "A", 课程名称: "甲", 课程场景: "户外" },
      ["课程场景", "unknown-word"],
    ],
    ["odd hours", { 课程代码: "A", 课程名称: "甲", 学时: "1.3" }, ["学时", "bad-hours"]],
    [
      "an item without code",
      { 课程代码: "A", 课程名称: "甲", 项目名称: "乙" },
      ["项目代码", "missing"],
    ],
    [
      "a long item",
      { 课程代码: "A", 课程名称: "甲", 项目代码: "1", 项目名称: "乙", 标准时长: "2000" },
      ["标准时长", "bad-minutes"],
    ],
  ] as const)("a row with %s is named", (_what, cells, [column, code]) => {
    const { faults } = readCourseSheet([courseHeadings, row(cells)]);
    expect(faults.map((fault) => [fault.row, fault.column, fault.code])).toContainEqual([
      2,
      column,
      code,
    ]);
  });

  test("rows of one course that disagree, and an item named twice, are faults", () => {
    const a = { 课程代码: "A", 课程名称: "甲", 项目代码: "1", 项目名称: "乙" };
    const { faults } = readCourseSheet([courseHeadings, row(a), row({ ...a, 课程名称: "丙" })]);
    expect(faults.map((fault) => fault.code).toSorted()).toEqual(["differs", "twice"]);
  });
});
