import { describe, expect, test } from "vitest";
import { hostileNames } from "../../tests/vectors/hostile-names.ts";
import { mustRecordScenes } from "../contract/lesson.ts";
import {
  externalHeadings,
  readTimetable,
  sceneWords,
  timetableHeadings,
  timetableTemplate,
} from "./timetable-sheet.ts";

const good = timetableTemplate[1]?.rows[1] ?? [];
const sheet = (...rows: (readonly string[])[]) => readTimetable([timetableHeadings, ...rows]);
const withCell = (heading: string, value: string) =>
  good.map((cell, at) => (timetableHeadings[at] === heading ? value : cell));

describe("timetable sheet", () => {
  test("[S0-5.3.1] the example row of the template carries all six fields", () => {
    const { lessons, faults } = sheet(good);
    expect(faults).toEqual([]);
    expect(lessons).toEqual([
      {
        row: 2,
        date: "2026-06-01",
        startTime: "08:30",
        endTime: "10:00",
        project: "心肺复苏实训",
        course: "急救技能",
        hours: 2,
        audiences: ["2024 级临床本科"],
        roster: ["学员甲", "学员乙", "学员丙"],
        groups: [
          { name: "第一组", members: ["学员甲", "学员乙"] },
          { name: "第二组", members: ["学员丙"] },
        ],
        teachers: ["张 XX"],
        venue: "1 号实训室",
        activity: "daily-teaching",
        family: "first-aid",
        scene: "first-aid",
        external: null,
      },
    ]);
  });

  test("columns may stand in any order, with marks and blanks in their headings", () => {
    const reversed = readTimetable([
      timetableHeadings.toReversed().map((one) => ` ${one} *`),
      good.toReversed(),
    ]);
    expect(reversed.lessons).toEqual(sheet(good).lessons);
  });

  test.each(timetableHeadings.filter((heading) => heading !== "人员名单"))(
    "[S0-5.3.1] a row without %s is named",
    (heading) => {
      const { lessons, faults } = sheet(withCell(heading, " "));
      expect(lessons).toEqual([]);
      expect(faults.map((fault) => [fault.row, fault.column])).toEqual([[2, heading]]);
    },
  );

  test.each(timetableHeadings.map((heading) => [heading]))(
    "a sheet without the column %s is refused as a whole",
    (heading) => {
      const at = timetableHeadings.findIndex((one) => one === heading);
      const { faults } = readTimetable([timetableHeadings.toSpliced(at, 1), good.toSpliced(at, 1)]);
      expect(faults).toEqual([{ row: 1, column: heading, code: "heading-missing", value: "" }]);
    },
  );

  test.each([
    ["日期", "2026-02-30", "bad-date"],
    ["日期", "昨天", "bad-date"],
    ["日期", "99999", "bad-date"],
    ["开始", "25:00", "bad-time"],
    ["开始", "8点半", "bad-time"],
    ["结束", "08:30", "end-before-start"],
    ["结束", "07:00", "end-before-start"],
    ["课时数", "0", "bad-hours"],
    ["课时数", "1.3", "bad-hours"],
    ["课时数", "25", "bad-hours"],
    ["课时数", "1e1", "bad-hours"],
    ["活动类型", "日常", "unknown-word"],
    ["活动类别", "日常教学", "unknown-word"],
    ["场景", "__proto__", "unknown-word"],
    ["实训项目", "=1+1", "formula"],
    ["课程名称", "@SUM(A1)", "formula"],
    ["场地", "+1", "formula"],
    ["授课教师", "=cmd|'/C calc'!A0", "formula"],
    ["实训项目", "长".repeat(121), "too-long"],
    ["人员名单", "甲、".repeat(501), "too-many"],
    ["参训班级", "甲、".repeat(21), "too-many"],
    ["分组信息", "：张三", "bad-groups"],
  ])("%s %j is named as %s", (column, value, code) => {
    const { lessons, faults } = sheet(withCell(column, value));
    expect(lessons).toEqual([]);
    expect(faults).toEqual([{ row: 2, column, code, value: value.slice(0, 200) }]);
  });

  test.each([
    ["2026/6/1", "2026-06-01"],
    ["2026年6月1日", "2026-06-01"],
    ["46174", "2026-06-01"],
    ["2026.06.01", "2026-06-01"],
  ])("the date %s is %s", (text, date) => {
    expect(sheet(withCell("日期", text)).lessons[0]?.date).toBe(date);
  });

  test.each([
    ["8：30", "08:30"],
    ["08:30:00", "08:30"],
    ["0.354166666667", "08:30"],
  ])("the time %s is %s", (text, time) => {
    expect(sheet(withCell("开始", text)).lessons[0]?.startTime).toBe(time);
  });

  test("[S0-5.2.0] every scene that must be recorded has its word", () => {
    for (const scene of mustRecordScenes) expect([...sceneWords.values()]).toContain(scene);
    expect(sceneWords.size).toBe(9);
  });

  test("[S0-5.2.4] the columns of an external party may be left out; filled in they go together", () => {
    const headings = [...timetableHeadings, ...externalHeadings];
    const read = (...external: string[]) => readTimetable([headings, [...good, ...external]]);
    expect(read("校企合作培训", "某医院", "").lessons[0]?.external).toEqual({
      kind: "enterprise",
      party: "某医院",
      agreement: null,
    });
    const wrong = [
      read("", "某医院", "协-1"),
      read("观摩教学", "", ""),
      read("参观", "某医院", ""),
    ];
    expect(wrong.map(({ faults }) => faults.map((fault) => [fault.column, fault.code]))).toEqual([
      [["对外类别", "unknown-word"]],
      [["外部单位", "missing"]],
      [["对外类别", "unknown-word"]],
    ]);
  });

  test("each of 500 hostile texts in any cell is data or a named fault, never an error", () => {
    for (const text of hostileNames)
      for (const heading of timetableHeadings) {
        const { lessons, faults } = sheet(withCell(heading, text), good);
        expect(lessons.length + new Set(faults.map((fault) => fault.row)).size).toBe(2);
      }
  });
});
