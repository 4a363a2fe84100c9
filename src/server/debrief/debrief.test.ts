import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApprovalHouse, openApprovalHouse } from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { NoteInput } from "../../contract/debrief.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { debrief } from "./index.ts";

const hour = 3_600_000;
let t: ApprovalHouse;
let teacher: PersonActor;
let stranger: PersonActor;
let student: PersonActor;
let other: PersonActor;
let lessonId: string;
let cameraId: string;
let atMs: number;

beforeAll(async () => {
  t = await openApprovalHouse();
  const admin = t.actor("admin");
  const { venueId } = await makeVenue(t.house, admin);
  ({ cameraId } = await makeCamera(t.house, admin, cameraInput(venueId)));
  teacher = (await t.staff("teacher", "teacher1")).actor;
  stranger = (await t.staff("teacher", "teacher2")).actor;
  student = (await t.staff("student", "student1")).actor;
  other = (await t.staff("student", "student2")).actor;
  const startMs = t.house.clock.now() + hour;
  const lesson = value(
    await lessons.plan(t.house, admin, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + hour,
      hours: 1,
      audiences: ["2024级临床本科"],
      roster: ["student1 XX", "student2 XX"],
      groups: [{ name: "一组", members: ["student1 XX", "student2 XX"] }],
      teacherIds: [teacher.accountId],
      venueId,
      activity: "skills-exam",
      family: "first-aid",
      scene: "final-exam",
      recording: true,
      studentIds: [student.accountId, other.accountId],
    }),
  );
  lessonId = lesson.lessonId;
  atMs = startMs + 60_000;
  t.clock.advance(3 * hour);
});
afterAll(() => t[Symbol.asyncDispose]());

const note = (change: Partial<NoteInput> = {}): NoteInput => ({
  atMs,
  cameraId,
  studentId: null,
  text: "按压时肘关节弯曲",
  strokes: [
    {
      tool: "arrow",
      points: [
        [1_000, 2_000],
        [5_000, 5_000],
      ],
    },
  ],
  corrects: null,
  ...change,
});
const write = (change: Partial<NoteInput> = {}, by = teacher) =>
  debrief.note(t.house, by, { ...note(change), lessonId });
const notesOf = async (by: PersonActor) => value(await debrief.read(t.house, by, lessonId)).notes;

describe("a teaching note", () => {
  test("[S0-5.3.3] stands at its instant with its drawing; a correction is a note of its own and the first stays", async () => {
    const first = value(await write());
    t.clock.advance(1_000);
    const mended = value(await write({ text: "肩膀未在按压点正上方", corrects: first.noteId }));
    expect(await notesOf(teacher)).toMatchObject([
      { noteId: first.noteId, text: "按压时肘关节弯曲", corrected: true, strokes: note().strokes },
      { noteId: mended.noteId, corrected: false, corrects: first.noteId },
    ]);
    expect(await write({ corrects: first.noteId })).toMatchObject({ code: "conflict" });
    const kinds = ["debrief.noted@1"] as const;
    const [entry] = await historyOf(t.house, lessonId, { kinds, most: 5 });
    expect(JSON.stringify(entry?.leaf)).not.toContain("肩膀");
  });

  test("[S0-9.1d] [S0-14.2] is read by the student it is written for, and no other", async () => {
    value(await write({ studentId: student.accountId, text: "给您：手腕放平" }));
    expect((await notesOf(student)).map((one) => [one.text, one.by])).toEqual([
      ["给您：手腕放平", null],
    ]);
    expect(await notesOf(other)).toEqual([]);
    expect(await debrief.read(t.house, stranger, lessonId)).toMatchObject({ code: "not_found" });
  });

  test("[S0-9.1a] is written by who teaches and may look at that picture, within what was recorded", async () => {
    const nobody = { code: "not_found" };
    expect(await write({}, stranger)).toMatchObject(nobody);
    expect(await write({}, student)).toMatchObject(nobody);
    expect(await write({ atMs: atMs - 5 * hour })).toMatchObject({ code: "span_invalid" });
    expect(await write({ atMs: t.house.clock.now() + hour })).toMatchObject({
      code: "span_invalid",
    });
    expect(await write({ text: "", strokes: [], cameraId: null })).toMatchObject({
      code: "bad_input",
    });
    expect(await write({ cameraId: null })).toMatchObject({ code: "bad_input" });
    expect(await write({ studentId: stranger.accountId })).toMatchObject({ code: "bad_input" });
    expect(await write({ corrects: t.house.newId() })).toMatchObject(nobody);
  });

  test("[C-28] of a destroyed lesson it is forgotten what it said and drew, not that it was written", async () => {
    const before = await notesOf(teacher);
    expect(before.some((one) => one.text !== "")).toBe(true);
    await debrief.forget(t.house, lessonId);
    const after = await notesOf(teacher);
    expect(after.map((one) => [one.noteId, one.text, one.strokes])).toEqual(
      before.map((one) => [one.noteId, "", []]),
    );
  });
});
