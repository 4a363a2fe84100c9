import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { type ApprovalHouse, openApprovalHouse } from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { ChecklistInput, Mark } from "../../contract/scoring.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { checklists, scoring } from "./index.ts";

const hour = 3_600_000;
const cpr: ChecklistInput = {
  title: "成人心肺复苏",
  passPercent: 60,
  items: [
    { itemId: "s1", step: "判断意识", kind: "binary", points: 2, critical: false },
    { itemId: "s2", step: "胸外按压", kind: "graded", points: 6, critical: true },
    { itemId: "s3", step: "污染物品", kind: "penalty", points: 1, critical: false },
  ],
};

let t: ApprovalHouse;
let admin: PersonActor;
let teacher: PersonActor;
let second: PersonActor;
let stranger: PersonActor;
let student: PersonActor;
let other: PersonActor;
let venueId: string;
let assignmentId: string;
let lessonId: string;

beforeAll(async () => {
  t = await openApprovalHouse();
  admin = t.actor("admin");
  ({ venueId } = await makeVenue(t.house, admin));
  await makeCamera(t.house, admin, cameraInput(venueId));
  teacher = (await t.staff("teacher", "teacher1")).actor;
  second = (await t.staff("teacher", "teacher2")).actor;
  stranger = (await t.staff("teacher", "teacher3")).actor;
  student = (await t.staff("student", "student1")).actor;
  other = (await t.staff("student", "student2")).actor;
});
afterAll(() => t[Symbol.asyncDispose]());

/** A lesson of its own for each test, so that one house serves all. */
beforeEach(async () => {
  t.clock.advance(3 * hour);
  const startMs = t.house.clock.now() + hour;
  const lesson = value(
    await lessons.plan(t.house, admin, {
      project: "心肺复苏考核",
      course: "急救技能",
      startMs,
      endMs: startMs + hour,
      hours: 1,
      audiences: ["2024级临床本科"],
      roster: ["student1 XX", "student2 XX"],
      groups: [{ name: "一组", members: ["student1 XX", "student2 XX"] }],
      teacherIds: [teacher.accountId, second.accountId],
      venueId,
      activity: "skills-exam",
      family: "first-aid",
      scene: "final-exam",
      recording: true,
      studentIds: [student.accountId, other.accountId],
    }),
  );
  lessonId = lesson.lessonId;
  const { checklistId } = value(await checklists.publish(t.house, teacher, { ...cpr, of: null }));
  ({ assignmentId } = value(
    await scoring.assign(t.house, teacher, {
      lessonId,
      checklistId,
      stationId: null,
      passRule: "fixed",
    }),
  ));
});

function mark(about: string, points: number | null, change: Partial<Mark> = {}): Mark {
  return {
    markId: t.house.newId(),
    about,
    value: points,
    after: [],
    saidAtMs: t.house.clock.now(),
    reason: null,
    ...change,
  };
}

const give = (marks: readonly Mark[], by = teacher, studentId = student.accountId) =>
  scoring.mark(t.house, by, { assignmentId, studentId, marks });
const handIn = (heads: readonly string[], by = teacher, studentId = student.accountId) =>
  scoring.handIn(t.house, by, {
    assignmentId,
    studentId,
    handInId: t.house.newId(),
    heads: [...heads],
    remark: "按压位置准确",
    saidAtMs: t.house.clock.now(),
  });
const whole = () => [mark("s1", 2), mark("s2", 6), mark("rating", 4)];
const ids = (marks: readonly Mark[]) => marks.map((one) => one.markId);
async function lineOf(of: PersonActor) {
  const { lines } = value(await scoring.summary(t.house, teacher, assignmentId));
  return lines.find((line) => line.studentId === of.accountId);
}

describe("two tablets without network", () => {
  test("[S0-5.3.2] merged in any order and twice: nothing lost, nothing doubled, conflicts shown", async () => {
    const draw = seededDraw(20_261_122);
    const first = [mark("s1", 2), mark("s2", 3), mark("rating", 3)];
    const corrected = mark("s2", 4, { after: [first[1]?.markId ?? ""] });
    const elsewhere = [mark("s2", 6), mark("s3", 0)];
    const sendings = [[...first, corrected], elsewhere, first, elsewhere, [...first, corrected]];
    const shuffled = sendings
      .map((marks) => [draw(), marks] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, marks]) => marks);
    for (const marks of shuffled) value(await give(marks));
    const both = await Promise.all([give(elsewhere), give([...first, corrected])]);
    expect(both.every((one) => one.ok)).toBe(true);
    const sheet = value(await give(elsewhere));
    expect(sheet.marks.map((one) => one.markId).toSorted()).toEqual(
      ids([...first, corrected, ...elsewhere]).toSorted(),
    );
    expect(await lineOf(student)).toMatchObject({ conflicts: ["s2"], result: "open", points: 2 });
    expect(await handIn(ids(first))).toMatchObject({ code: "marks_conflict" });
    const decided = mark("s2", 5, { after: [corrected.markId, elsewhere[0]?.markId ?? ""] });
    value(await give([decided]));
    expect(await lineOf(student)).toMatchObject({ conflicts: [], points: 7, percent: 87.5 });
  });

  test("[S0-5.3.2] a sheet is handed in over what was seen, whole, and only then counts as settled", async () => {
    const marks = whole();
    value(await give(marks.slice(1)));
    expect(await handIn(ids(marks.slice(1)))).toMatchObject({ code: "marks_missing" });
    value(await give(marks));
    const unseen = mark("s3", 1);
    value(await give([unseen]));
    expect(await handIn(ids(marks))).toMatchObject({ code: "conflict" });
    value(await handIn([...ids(marks), unseen.markId]));
    expect(await lineOf(student)).toMatchObject({ points: 7, examiners: 1, result: "passed" });
  });
});

describe("a changed score", () => {
  test("[S0-5.3.2] keeps its old value with author and reason, and the summary follows", async () => {
    const marks = whole();
    value(await give(marks));
    value(await handIn(ids(marks)));
    t.clock.advance(60_000);
    const change = mark("s2", 0, { after: [marks[1]?.markId ?? ""] });
    expect(await give([change])).toMatchObject({ code: "score_reason_missing" });
    value(await give([{ ...change, reason: "回看录像，按压深度不足" }]));
    expect(await lineOf(student)).toMatchObject({
      points: 2,
      criticalMissed: ["s2"],
      result: "failed",
      corrected: true,
    });
    const of = { assignmentId, studentId: student.accountId };
    const { sheets } = value(await scoring.history(t.house, admin, of));
    expect(sheets.map((sheet) => sheet.examinerId)).toEqual([teacher.accountId]);
    expect(
      sheets[0]?.marks.filter((one) => one.about === "s2").map((one) => [one.value, one.reason]),
    ).toEqual([
      [6, null],
      [0, "回看录像，按压深度不足"],
    ]);
    const kinds = ["score.marked@1", "score.handed-in@1"] as const;
    const entered = await historyOf(t.house, lessonId, { kinds, most: 20 });
    expect(entered.map((entry) => entry.leaf.kind)).toHaveLength(3);
  });

  test("[S0-5.3.2] two examiners count the same; a new version of the checklist changes nothing in use", async () => {
    const [mine, theirs] = [whole(), [mark("s1", 0), mark("s2", 3), mark("rating", 2)]];
    value(await give(mine));
    value(await handIn(ids(mine)));
    value(await give(theirs, second));
    expect(await lineOf(student)).toMatchObject({ result: "open" });
    value(await handIn(ids(theirs), second));
    expect(await lineOf(student)).toMatchObject({ points: 5.5, rating: 3, examiners: 2 });
    const { assignments } = value(await scoring.ofLesson(t.house, teacher, lessonId));
    const checklistId = assignments[0]?.checklist.checklistId ?? "";
    const of = { checklistId, version: 1 };
    value(await checklists.publish(t.house, admin, { ...cpr, passPercent: 90, of }));
    expect(await checklists.publish(t.house, admin, { ...cpr, of })).toMatchObject({
      code: "conflict",
    });
    expect(await lineOf(student)).toMatchObject({ result: "passed", percent: 68.75 });
  });
});

describe("who scores and who sees", () => {
  test("[S0-5.3.2] only who teaches the lesson marks, only its candidates, only what the checklist asks", async () => {
    const nobody = { code: "not_found" };
    expect(await give(whole(), stranger)).toMatchObject(nobody);
    expect(await give(whole(), { ...admin, role: "admin" })).toMatchObject(nobody);
    expect(await give(whole(), teacher, stranger.accountId)).toMatchObject(nobody);
    expect(await scoring.summary(t.house, stranger, assignmentId)).toMatchObject(nobody);
    const wrong = { code: "mark_invalid" };
    expect(await give([mark("s1", 1)])).toMatchObject(wrong);
    expect(await give([mark("s9", 1)])).toMatchObject(wrong);
    expect(await give([mark("s1", 2, { after: [t.house.newId()] })])).toMatchObject(wrong);
    const [taken] = whole();
    value(await give([taken ?? mark("s1", 2)]));
    expect(await give([taken ?? mark("s1", 2)], second)).toMatchObject({ code: "conflict" });
  });

  test("[S0-9.1d] [S0-14.2] a student sees the own result once released, and of others nothing", async () => {
    const [mine, theirs] = [whole(), [mark("s1", 0), mark("s2", 0), mark("rating", 1)]];
    value(await give(mine));
    value(await handIn(ids(mine)));
    value(await give(theirs, teacher, other.accountId));
    value(await handIn(ids(theirs), teacher, other.accountId));
    const own = async () =>
      value(await scoring.own(t.house, student)).scores.filter(
        (one) => one.assignmentId === assignmentId,
      );
    expect(await own()).toEqual([]);
    value(await scoring.release(t.house, teacher, assignmentId));
    const [score] = await own();
    expect(score).toMatchObject({ points: 8, result: "passed", remarks: ["按压位置准确"] });
    const text = JSON.stringify(score);
    expect(text).not.toContain(other.accountId);
    expect(text).not.toContain(other.name);
    const table = value(await scoring.table(t.house, teacher, assignmentId));
    expect(table.bytes.length).toBeGreaterThan(2_000);
  });
});
