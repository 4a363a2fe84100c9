import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { type ApprovalHouse, openApprovalHouse } from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { DeviceImport } from "../../contract/device-scores.ts";
import type { ChecklistInput, Mark } from "../../contract/scoring.ts";
import { deviceHeadings, guessedMapping } from "../../kernel/scoring/device-sheet.ts";
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

describe("what a manikin measured", () => {
  const automatic: ChecklistInput = {
    ...cpr,
    items: cpr.items.map((one) => (one.itemId === "s2" ? { ...one, device: "overall" } : one)),
  };
  /** Half a minute of even compressions, so deep. */
  const csv = (depthMm: number) =>
    ["time_s,depth_mm", ...Array.from({ length: 55 }, (_, at) => `${at * 0.545},${depthMm}`)].join(
      "\n",
    );
  const importing = (change: Partial<DeviceImport> = {}, by = teacher, who = student) => {
    const text = change.text ?? csv(40);
    return scoring.importDevice(t.house, by, {
      assignmentId,
      studentId: who.accountId,
      format: "csv",
      text,
      mapping: guessedMapping(deviceHeadings(text)),
      mode: "compressions-only",
      device: "2 号模型",
      startedAtMs: null,
      clockAheadMs: 0,
      reason: null,
      ...change,
    });
  };
  beforeEach(async () => {
    const { checklistId } = value(
      await checklists.publish(t.house, teacher, { ...automatic, title: "自动", of: null }),
    );
    const ask = { lessonId, checklistId, stationId: null, passRule: "fixed" } as const;
    ({ assignmentId } = value(await scoring.assign(t.house, teacher, ask)));
  });

  test("[S0-5.3.2] gives the automatic points beside the examiner's, and a review replaces it with a reason", async () => {
    const first = value(await importing());
    // Half of full depth: 0.5^(2/3) = 0.63, of six points 3.78: the nearest half is 4.
    expect(first.figures.scores.overall).toBe(63);
    const marks = [mark("s1", 2), mark("rating", 4)];
    value(await give(marks));
    value(await handIn(ids(marks)));
    expect(await lineOf(student)).toMatchObject({ automatic: 4, manual: 2, points: 6 });
    expect(await give([mark("s2", 6)])).toMatchObject({ code: "score_reason_missing" });
    value(await give([mark("s2", 6, { reason: "模型深度传感器偏移，复核录像" })]));
    expect(await lineOf(student)).toMatchObject({ automatic: 0, manual: 8, points: 8 });
    const of = { assignmentId, studentId: student.accountId };
    const { devices } = value(await scoring.history(t.house, admin, of));
    expect(devices.map((one) => one.figures.scores.overall)).toEqual([63]);
    const table = value(await scoring.table(t.house, teacher, assignmentId));
    expect(table.bytes.length).toBeGreaterThan(2_000);
  });

  test("[S0-5.3.2] counts once however often it comes; other data comes with a reason and the old stays", async () => {
    const [one, two] = [value(await importing()), value(await importing())];
    expect(two).toEqual(one);
    const rows = csv(40).split("\n");
    const shuffled = [rows[0], ...rows.slice(1).toReversed(), ...rows.slice(1)].join("\n");
    expect(value(await importing({ text: shuffled }))).toEqual(one);
    expect(await importing({ text: csv(55) })).toMatchObject({ code: "score_reason_missing" });
    t.clock.advance(1_000);
    value(await importing({ text: csv(55), reason: "第一份取自别的模型" }));
    expect(await lineOf(student)).toMatchObject({ automatic: 6 });
    const of = { assignmentId, studentId: student.accountId };
    const { devices } = value(await scoring.history(t.house, teacher, of));
    expect(devices.map((each) => each.figures.scores.overall)).toEqual([63, 100]);
    const kinds = ["score.imported@1"] as const;
    expect(await historyOf(t.house, lessonId, { kinds, most: 20 })).toHaveLength(2);
  });

  test("[S0-5.3.2] a bad row, another lesson's time or somebody else's candidate is refused whole", async () => {
    const bad = `${csv(40)}\n99,deep`;
    expect(await importing({ text: bad })).toMatchObject({
      code: "device_unreadable",
      facts: { row: 57, reason: "device-depth" },
    });
    const nowMs = t.house.clock.now();
    const outside = { startedAtMs: nowMs - 24 * hour };
    expect(await importing(outside)).toMatchObject({ code: "device_out_of_lesson" });
    const nobody = { code: "not_found" };
    expect(await importing({}, stranger)).toMatchObject(nobody);
    expect(await importing({}, teacher, stranger)).toMatchObject(nobody);
    const { devices } = value(await scoring.ofLesson(t.house, teacher, lessonId));
    expect(devices).toEqual([]);
    // A device a day ahead of the house: told so, the same attempt lies in the lesson.
    const ahead = { startedAtMs: nowMs + 25.5 * hour, clockAheadMs: 24 * hour };
    expect(value(await importing(ahead)).startedAtMs).toBe(nowMs + 1.5 * hour);
  });

  test("[S0-9.1d] a candidate sees the own figures once released, with the times of the steps", async () => {
    value(await importing());
    value(await importing({ text: csv(55) }, teacher, other));
    const marks = [mark("s1", 2), mark("rating", 4)];
    value(await give(marks));
    value(await handIn(ids(marks)));
    const own = async () =>
      value(await scoring.own(t.house, student)).scores.find(
        (one) => one.assignmentId === assignmentId,
      );
    expect(await own()).toBe(undefined);
    const of = { assignmentId, studentId: student.accountId };
    expect(await scoring.attempt(t.house, student, of)).toMatchObject({ code: "not_found" });
    value(await scoring.release(t.house, teacher, assignmentId));
    expect(await own()).toMatchObject({ automatic: 4, device: { device: "2 号模型" } });
    const attempt = value(await scoring.attempt(t.house, student, of));
    expect(attempt.steps.map((step) => [step.automatic, step.atMs !== null])).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
    const theirs = { assignmentId, studentId: other.accountId };
    expect(await scoring.attempt(t.house, student, theirs)).toMatchObject({ code: "not_found" });
    const seen = await scoring.attempts(t.house, student, lessonId);
    expect(new Set(seen.map((one) => one.studentId))).toEqual(new Set([student.accountId]));
    expect(JSON.stringify([seen, attempt])).not.toContain(other.name);
    expect(await scoring.attempts(t.house, stranger, lessonId)).toEqual([]);
    const taught = await scoring.attempts(t.house, teacher, lessonId);
    expect(
      new Set(taught.filter((one) => one.lessonId === lessonId).map((one) => one.name)).size,
    ).toBe(2);
  });
});

test("[S0-5.3.2] a checklist whose rules speak of nothing, or that automates what is not graded, is not published", async () => {
  const rule = { kind: "after", itemId: "s9", penalty: 1 } as const;
  const [first, ...others] = cpr.items;
  if (first === undefined) throw new Error("no items");
  const publish = (change: Partial<ChecklistInput["items"][number]>) =>
    checklists.publish(t.house, teacher, {
      ...cpr,
      items: [{ ...first, ...change }, ...others],
      of: null,
    });
  const invalid = { code: "checklist_rules_invalid" };
  expect(await publish({ rules: [rule] })).toMatchObject(invalid);
  expect(await publish({ device: "overall" })).toMatchObject(invalid);
  const known = value(await publish({ rules: [{ ...rule, itemId: "s2" }] }));
  expect(known.items[0]?.rules).toEqual([{ ...rule, itemId: "s2" }]);
});
