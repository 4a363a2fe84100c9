import { afterAll, beforeAll, expect, test } from "vitest";
import { type LessonCentre, openLessonCentre } from "../../../tests/fixture/lesson-centre.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { CourseInput } from "../../contract/courses.ts";
import { courseHeadings } from "../../kernel/lessons/course-sheet.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { courses } from "./index.ts";

let t: LessonCentre;
beforeAll(async () => {
  t = await openLessonCentre();
});
afterAll(() => t[Symbol.asyncDispose]());

const item = { name: "心肺复苏", scene: "first-aid", minutes: 80, checklistId: null } as const;
const input = (code: string, more: Partial<CourseInput> = {}): CourseInput => ({
  code,
  name: "急救技能",
  department: "急救教研室",
  family: "first-aid",
  scene: "first-aid",
  hours: 16,
  teacherId: t.teacher.accountId,
  items: [{ itemId: null, code: "1", ...item }],
  ...more,
});
const sheet = (...rows: (readonly string[])[]) =>
  new TextEncoder().encode([courseHeadings, ...rows].map((row) => row.join(",")).join("\r\n"));

test("a course has versions: each change is an entry, an item left out is retired, a stale version is refused", async () => {
  const first = value(await courses.add(t.house, t.admin, input("A1")));
  expect(first).toMatchObject({ version: 1, teacherName: t.teacher.name, state: "active" });
  expect(await courses.add(t.house, t.admin, input("A1"))).toMatchObject({ code: "name_taken" });
  const { courseId } = first;
  const changed = value(
    await courses.change(t.house, t.admin, {
      courseId,
      version: 1,
      course: input("A1", { items: [{ itemId: null, code: "2", ...item }] }),
    }),
  );
  expect(changed.items.map((one) => [one.code, one.state])).toEqual([
    ["2", "active"],
    ["1", "retired"],
  ]);
  const stale = { courseId, version: 1, course: input("A1") };
  expect(await courses.change(t.house, t.admin, stale)).toMatchObject({ code: "name_taken" });
  expect(
    await courses.change(t.house, t.admin, { ...stale, course: input("A1", { items: [] }) }),
  ).toMatchObject({ code: "conflict" });
  const retired = value(
    await courses.retire(t.house, t.admin, { courseId, version: 2, retired: true }),
  );
  expect(retired).toMatchObject({ state: "retired", version: 3 });
  const history = await historyOf(t.house, courseId, { kinds: ["course.changed@1"], most: 9 });
  expect(history.map((entry) => entry.leaf.body["version"])).toEqual([3, 2, 1]);
});

test("an item of another course, and a student as teacher, are refused", async () => {
  const [one, two] = [
    value(await courses.add(t.house, t.admin, input("B1"))),
    value(await courses.add(t.house, t.admin, input("B2"))),
  ];
  const itemId = two.items[0]?.itemId ?? null;
  const foreign = input("B1", { items: [{ itemId, code: "9", ...item }] });
  expect(
    await courses.change(t.house, t.admin, { courseId: one.courseId, version: 1, course: foreign }),
  ).toMatchObject({ code: "bad_input" });
  expect(
    await courses.add(t.house, t.admin, input("B3", { teacherId: t.student.accountId })),
  ).toMatchObject({ code: "bad_input" });
});

test("a lesson carries the course and item it was chosen from, and none that is not there", async () => {
  const { courseId, items } = value(await courses.add(t.house, t.admin, input("C1")));
  const itemId = items[0]?.itemId ?? "";
  const lesson = value(await lessons.plan(t.house, t.admin, t.input({ courseId, itemId })));
  expect(lesson).toMatchObject({ courseId, itemId });
  const [entry] = await historyOf(t.house, lesson.lessonId, { most: 1 });
  expect(entry?.leaf.body["after"]).toMatchObject({ courseId, itemId });
  const nobody = { courseId: t.house.newId(), itemId: null };
  expect(await lessons.plan(t.house, t.admin, t.input(nobody))).toMatchObject({
    code: "bad_input",
    facts: { field: "courseId" },
  });
});

test("a sheet is checked first and taken whole: known codes are changed, what it does not name stays", async () => {
  const before = value(await courses.add(t.house, t.admin, input("D1")));
  const bytes = sheet(
    ["D1", "新名称", "", "", "急救技能", "8", "teacher1", "2", "气道异物梗阻", "", "40"],
    ["D2", "缝合", "", "", "外科操作", "4", "", "", "", "", ""],
  );
  const bad = sheet(
    ["D3", "好", "", "", "", "", "", "", "", "", ""],
    ["", "坏", "", "", "", "", "王某", "", "", "", ""],
  );
  const refusedSheet = value(await courses.import(t.house, t.admin, { bytes: bad, take: true }));
  expect(refusedSheet.taken).toBe(false);
  expect(refusedSheet.faults.map((one) => one.code).toSorted()).toEqual([
    "missing",
    "unknown-teacher",
  ]);
  const read = value(await courses.import(t.house, t.admin, { bytes, take: true }));
  expect(read).toMatchObject({ taken: true, faults: [] });
  expect(read.rows.map((row) => [row.code, row.known])).toEqual([
    ["D1", true],
    ["D2", false],
  ]);
  const { courses: listed } = value(await courses.list(t.house, t.teacher));
  const after = listed.find((one) => one.courseId === before.courseId);
  expect(after).toMatchObject({ name: "新名称", hours: 8, version: 2 });
  expect(after?.items.map((one) => [one.code, one.state])).toEqual([
    ["1", "active"],
    ["2", "active"],
  ]);
  expect(listed.some((one) => one.code === "D3")).toBe(false);
});
