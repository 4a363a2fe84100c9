import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ApprovalHouse, openApprovalHouse } from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { ExamInput } from "../../contract/osce.ts";
import type { Exam, ExamBoard } from "../../contract/routes/osce.ts";
import type { Mark } from "../../contract/scoring.ts";
import { visitsOf } from "../../kernel/osce/rotation.ts";
import { dayLengthMs, elapsedAt, phaseAt, phasesOf, runOf } from "../../kernel/osce/run-clock.ts";
import { systemDisk, writeSwapped } from "../../platform/disk.ts";
import { rightToLook } from "../access/index.ts";
import { attendance, sessionRecord } from "../attendance/index.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { lessonById, lessons } from "../lessons/index.ts";
import { exams as gate } from "../readiness/index.ts";
import { sheets } from "../registers/index.ts";
import { checklists, scoring } from "../scores/index.ts";
import { exams } from "./index.ts";

const minute = 60_000;
const stationCount = 8;
const candidateCount = 16;

let t: ApprovalHouse;
let admin: PersonActor;
let stranger: PersonActor;
const examiners: PersonActor[] = [];
const students: PersonActor[] = [];
const cameraIds: string[] = [];
let input: ExamInput;

beforeAll(async () => {
  t = await openApprovalHouse();
  await systemDisk.makeFolder(t.house.paths.spool);
  admin = t.actor("admin");
  stranger = (await t.staff("teacher", "stranger")).actor;
  const checklist = value(
    await checklists.publish(t.house, admin, {
      title: "心肺复苏",
      passPercent: 60,
      items: [{ itemId: "s1", step: "按压", kind: "graded", points: 10, critical: false }],
      of: null,
    }),
  );
  const venueIds: string[] = [];
  for (let at = 1; at <= stationCount; at++) {
    const { venueId } = await makeVenue(t.house, admin, `${at} 号考室`);
    const { cameraId } = await makeCamera(
      t.house,
      admin,
      cameraInput(venueId, { name: `${at} 号机` }),
    );
    cameraIds.push(cameraId);
    venueIds.push(venueId);
    examiners.push((await t.staff("teacher", `examiner${at}`)).actor);
  }
  // Most take part without an account.
  for (let at = 1; at <= 3; at++) students.push((await t.staff("student", `student${at}`)).actor);
  const stations = venueIds.map((_, at) => ({
    key: `s${at + 1}`,
    name: `第${at + 1}站`,
    rest: false,
    checklistId: checklist.checklistId,
  }));
  const accounts = students.map(({ accountId, name, login }) => ({
    candidateId: accountId,
    name,
    number: login,
    accountId,
  }));
  const guests = Array.from({ length: candidateCount - 3 }, (_, at) => ({
    candidateId: t.house.newId(),
    name: `考生${at}号`,
    number: `G${at}`,
    accountId: null,
  }));
  input = {
    title: "临床技能结业考核",
    course: "临床技能",
    audiences: ["2024级临床"],
    activity: "skills-exam",
    startMs: t.house.clock.now() + 60 * minute,
    timing: { readingSeconds: 60, stationSeconds: 300, changeSeconds: 60, breaks: [] },
    reserveMinutes: 30,
    passRule: "borderline-regression",
    leastStations: 6,
    stations,
    circuits: [
      {
        name: "A",
        places: stations.map((station, at) => ({
          station: station.key,
          venueId: venueIds[at] ?? null,
          stationId: null,
          examinerIds: [examiners[at]?.accountId ?? ""],
        })),
      },
    ],
    candidates: [...accounts, ...guests],
    order: [],
    // Whoever examines nowhere is dropped.
    chiefIds: [examiners[7]?.accountId ?? "", stranger.accountId],
  };
});
afterAll(() => t[Symbol.asyncDispose]());

async function say(down: readonly string[] = []): Promise<void> {
  const nowMs = t.clock.now();
  const cameras = cameraIds.map((cameraId) => ({
    cameraId,
    stream: "main",
    state: down.includes(cameraId) ? "lost" : "recording",
    sinceMs: nowMs,
    lastFrameAtMs: nowMs,
    bytesPerSecond: 1,
    framesPerSecond: 25,
    packetsLost: 0,
    queueBytes: 0,
  }));
  const state = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: 0,
    writtenAtMs: nowMs,
    planSerial: 1,
    spoolFreeBytes: 1,
    cameras,
  };
  const at = { folder: t.house.paths.spool, name: "state.json" };
  await writeSwapped(systemDisk, at, JSON.stringify(state));
}

const act = (
  of: string,
  kind: ExamBoard["acts"][number]["kind"],
  change: object = {},
  by = admin,
) =>
  exams.run(t.house, by, {
    examId: of,
    actId: t.house.newId(),
    kind,
    candidateId: null,
    circuit: null,
    station: null,
    reason: "",
    ...change,
  });
const save = (
  change: Partial<ExamInput> = {},
  of: { examId: string; version: number } | null = null,
) => exams.save(t.house, admin, { of, input: { ...input, ...change } });
const board = async (of: string, by = admin) => value(await exams.board(t.house, by, of));

/** Points by candidate and station, so that the sum of each is known beforehand. */
const pointsOf = (candidate: number, station: number) =>
  (candidate < 12 ? 8 : 3) - (station % 2) * 0.5;

async function scoreOne(
  of: Exam,
  at: { station: number; candidateId: string; assignmentId: string },
) {
  const candidate = of.input.candidates.findIndex((one) => one.candidateId === at.candidateId);
  const points = pointsOf(candidate, at.station);
  const by = examiners[at.station] ?? admin;
  const marks = [["s1", points] as const, ["rating", points >= 6 ? 4 : 1] as const].map(
    ([about, given]): Mark => ({
      markId: t.house.newId(),
      about,
      value: given,
      after: [],
      saidAtMs: t.house.clock.now(),
      reason: null,
    }),
  );
  const sheet = {
    assignmentId: at.assignmentId,
    studentId: at.candidateId,
    whyNot: gate.whyNotOpened,
  };
  value(await scoring.mark(t.house, by, { ...sheet, marks }));
  const heads = marks.map((one) => one.markId);
  const handIn = { handInId: t.house.newId(), heads, remark: "", saidAtMs: t.house.clock.now() };
  value(await scoring.handIn(t.house, by, { ...sheet, ...handIn }));
}

let printed = "";
const seen: Parameters<typeof sessionRecord.print>[2]["ports"]["typesetParticulars"] = (
  house,
  sheet,
  by,
) => {
  printed = JSON.stringify(sheet.rows);
  return sheets.typesetParticulars(house, sheet, by);
};

/** At each station the candidate's own seconds and the own room's camera, whatever instant is asked for. */
async function seesOwnSeconds(
  who: PersonActor,
  stops: readonly {
    readonly number: number;
    readonly startMs: number;
    readonly endMs: number;
    readonly replay: { readonly lessonId: string; readonly atMs: number } | null;
  }[],
) {
  expect(stops).toHaveLength(stationCount);
  for (const { number, startMs, endMs, replay } of stops) {
    const lessonId = replay?.lessonId ?? "";
    for (const atMs of [replay?.atMs, undefined, startMs - 1, endMs]) {
      const right = value(await rightToLook(t.house, who, { lessonId, purpose: null, atMs }));
      expect(right.look).toMatchObject({
        right: "own-station",
        span: { startMs, endMs },
        cameraIds: [cameraIds[number - 1]],
        exact: true,
      });
    }
  }
}

// A whole day of 120 sheets: on a busy machine it takes its time.
const patience = { timeout: 120_000 };

describe("a day with 8 stations and 16 candidates", patience, () => {
  let exam: Exam;

  test("[S0-5.2.3] [S0-6.1a] publishing makes a recorded exam lesson and a checklist for each room", async () => {
    const draft = value(await save({ candidates: [] }));
    expect(draft.troubles.map((one) => one.code)).toEqual(["no-candidates"]);
    const of = { examId: draft.examId, version: draft.version };
    expect(await exams.publish(t.house, admin, of)).toMatchObject({ code: "exam_unready" });
    exam = value(await save({}, of));
    expect(exam).toMatchObject({ version: 2, troubles: [] });
    expect(await save({}, of)).toMatchObject({ code: "conflict" });
    expect(value(await exams.list(t.house, examiners[0] ?? admin)).exams).toEqual([]);
    expect(exam.input.chiefIds).toEqual([examiners[7]?.accountId]);
    exam = value(await exams.publish(t.house, admin, { examId: exam.examId, version: 2 }));
    const { places } = await board(exam.examId);
    expect(places).toHaveLength(stationCount);
    for (const place of places) {
      expect(place).toMatchObject({ expected: candidateCount, scored: 0, condition: "waiting" });
      const facts = await lessonById(t.house, place.assignments[0]?.lessonId ?? "");
      expect(facts?.lesson).toMatchObject({
        activity: "skills-exam",
        scene: "final-exam",
        recording: true,
        startMs: exam.input.startMs,
        endMs: exam.input.startMs + (16 * 7 - 1) * minute + 30 * minute,
      });
    }
    expect(await save({}, { examId: exam.examId, version: 2 })).toMatchObject({
      code: "exam_published",
    });
  });

  test("a room the timetable needs stands against the plan, and nothing is booked", async () => {
    const later = { startMs: exam.input.startMs + 24 * 60 * minute };
    const other = value(await save(later));
    const place = input.circuits[0]?.places[7];
    value(
      await lessons.plan(t.house, admin, {
        project: "加课",
        course: "急救",
        startMs: later.startMs - minute,
        endMs: later.startMs + minute,
        hours: 1,
        audiences: ["2024级"],
        roster: [],
        groups: [{ name: "一组", members: [] }],
        teacherIds: [stranger.accountId],
        venueId: place?.venueId ?? "",
        activity: "daily-teaching",
        family: "first-aid",
        scene: "first-aid",
        recording: true,
        studentIds: [],
      }),
    );
    const { troubles } = value(await exams.read(t.house, admin, other.examId));
    expect(troubles.map((one) => one.code)).toEqual(["room-taken"]);
    const { examId, version } = other;
    const refused = await exams.publish(t.house, admin, { examId, version });
    expect(refused).toMatchObject({ code: "exam_unready" });
    const span = { fromMs: later.startMs, toMs: later.startMs + 60 * minute };
    const listed = value(await lessons.list(t.house, admin, span)).lessons;
    expect(listed.filter((one) => one.state !== "cancelled")).toHaveLength(1);
  });

  test("of two that are published for the same rooms at once one is, the other takes back what it made", async () => {
    const startMs = exam.input.startMs + 96 * 60 * minute;
    const small = { startMs, candidates: input.candidates.slice(3, 5) };
    const drafts = [value(await save(small)), value(await save(small))];
    const published = await Promise.all(
      drafts.map(({ examId, version }) => exams.publish(t.house, admin, { examId, version })),
    );
    expect(published.filter((one) => one.ok).length).toBeLessThanOrEqual(1);
    const span = { fromMs: startMs, toMs: startMs + 60 * minute };
    const listed = value(await lessons.list(t.house, admin, span)).lessons;
    const standing = listed.filter((one) => one.state !== "cancelled");
    const won = published.some((one) => one.ok);
    expect(standing).toHaveLength(won ? stationCount : 0);
  });

  test("[S0-5.3.2] two change places with a reason only, and nobody once it has begun", async () => {
    const { examId } = exam;
    const swap = (reason: string) =>
      exams.swap(t.house, admin, { examId, first: 0, second: 9, reason });
    expect(await swap("")).toMatchObject({ code: "exam_reason_missing" });
    const after = value(await swap("迟到车次"));
    expect(after.input.order[0]).toBe(exam.input.order[9]);
    const first = (await board(examId)).places[0]?.assignments[0]?.assignmentId ?? "";
    const { assignment } = value(await scoring.summary(t.house, admin, first));
    expect(assignment.seating?.candidateIds[0]).toBe(exam.input.order[9]);
    const nameAt = (at: number) =>
      exam.input.candidates.find((one) => one.candidateId === exam.input.order[at])?.name;
    const firstRoom = (await board(examId)).places[0]?.assignments[0]?.lessonId ?? "";
    const group = async () => (await lessonById(t.house, firstRoom))?.lesson.groups[0]?.members[0];
    expect(await group()).toBe(nameAt(9));
    exam = value(await swap("恢复原安排"));
    expect(await group()).toBe(nameAt(0));
    const entered = await historyOf(t.house, examId, { kinds: ["exam.swapped@1"], most: 9 });
    expect(entered).toHaveLength(2);
  });

  test("[S0-5.2.3] it starts when every room records and was opened, not before", async () => {
    const { examId } = exam;
    const { places } = await board(examId);
    expect(await act(examId, "start")).toMatchObject({ code: "exam_not_opened" });
    t.clock.advance(exam.input.startMs - 5 * minute - t.house.clock.now());
    await say([cameraIds[3] ?? ""]);
    for (const [at, place] of places.entries()) {
      const lessonId = place.assignments[0]?.lessonId ?? "";
      const opened = await gate.open(t.house, examiners[at] ?? admin, lessonId);
      expect(opened.ok).toBe(at !== 3);
    }
    expect((await board(examId)).places[3]?.condition).toBe("camera-down");
    expect(await act(examId, "start")).toMatchObject({ code: "exam_not_opened" });
    await say();
    const lessonId = places[3]?.assignments[0]?.lessonId ?? "";
    value(await gate.open(t.house, examiners[3] ?? admin, lessonId));
    expect((await board(examId)).places.map((one) => one.condition)).toEqual(
      places.map(() => "recording"),
    );
    expect(await act(examId, "start", {}, stranger)).toMatchObject({ code: "not_found" });
    // An examiner is not the lead: the clock of all stations is not one examiner's to stop.
    const [examiner = admin, , , , , , , chief = admin] = examiners;
    for (const kind of ["start", "pause", "resume"] as const)
      expect(await act(examId, kind, { reason: "x" }, examiner)).toMatchObject({
        code: "exam_chief_only",
      });
    const refused = await historyOf(t.house, examId, { kinds: ["act.refused@1"], most: 9 });
    expect(refused.filter((one) => one.leaf.actor.kind === "person")).not.toHaveLength(0);
    expect((await board(examId, examiner)).leads).toBe(false);
    expect((await board(examId, chief)).leads).toBe(true);
    const actId = t.house.newId();
    const { acts } = value(await act(examId, "start", { actId }));
    expect(value(await act(examId, "start", { actId })).acts).toEqual(acts);
    expect(await act(examId, "start")).toMatchObject({ code: "exam_act_unfit" });
    expect(
      await exams.swap(t.house, admin, { examId, first: 0, second: 1, reason: "x" }),
    ).toMatchObject({ code: "exam_begun" });
  });

  test("[S0-5.3.2] it runs to its end by one clock, with a pause, one absent and one late", async () => {
    const { examId } = exam;
    const { timing, stations, order } = exam.input;
    const all = phasesOf(timing, 16);
    const visits = visitsOf({ stations: stationCount, circuits: 1, order });
    const startedMs = (await board(examId)).acts[0]?.atMs ?? 0;
    const [gone, late] = [order[2] ?? "", order[5] ?? ""];
    const plan = async () => value(await exams.own(t.house, students[0] ?? admin)).exams[0];
    const before = await plan();
    expect(before?.stops).toHaveLength(stationCount);
    expect(before?.stops[0]).toMatchObject({ station: "第1站", readMs: startedMs });
    value(await act(examId, "absent", { candidateId: gone }, examiners[2]));
    value(await act(examId, "absent", { candidateId: late }, examiners[5]));
    value(await act(examId, "late", { candidateId: late }, examiners[5]));
    t.clock.advance(100_000);
    expect(await act(examId, "pause")).toMatchObject({ code: "exam_reason_missing" });
    value(await act(examId, "pause", { reason: "设备故障" }));
    value(
      await act(examId, "trouble", { circuit: 0, station: "s4", reason: "模型漏气" }, examiners[3]),
    );
    t.clock.advance(4 * minute);
    const stood = await board(examId);
    expect(elapsedAt(runOf(stood.plannedMs, stood.acts), stood.nowMs)).toBe(100_000);
    value(await act(examId, "resume", {}, examiners[7]));
    const moved = await plan();
    const shift = (at: number) =>
      (moved?.stops[at]?.readMs ?? 0) - (before?.stops[at]?.readMs ?? 0);
    expect([shift(0), shift(1), shift(7)]).toEqual([0, 4 * minute, 4 * minute]);
    for (let turn = 0; turn < 16; turn++) {
      const now = await board(examId);
      const run = runOf(now.plannedMs, now.acts);
      const phase = phaseAt(all, elapsedAt(run, now.nowMs));
      expect([phase.turn, phase.name]).toEqual([turn, "station"]);
      const here = visits.filter((one) => one.turn === turn && one.candidateId !== gone);
      await Promise.all(
        here.map(({ station, candidateId }) => {
          const place = now.places.find((one) => one.station === stations[station]?.key);
          const assignmentId = place?.assignments[0]?.assignmentId ?? "";
          return scoreOne(exam, { station, candidateId, assignmentId });
        }),
      );
      t.clock.advance(7 * minute);
    }
    const over = await board(examId);
    expect(elapsedAt(runOf(over.plannedMs, over.acts), over.nowMs)).toBeGreaterThan(
      dayLengthMs(timing, 16),
    );
    expect(over.places.map((one) => one.scored)).toEqual(stations.map(() => candidateCount - 1));
    expect(await act(examId, "pause", { reason: "x" })).toMatchObject({ code: "exam_act_unfit" });
    const raised = value(await incidents.list(t.house, admin, { unfinished: true })).incidents;
    expect(raised.filter((one) => one.kind === "exam-station")).toMatchObject([
      { facts: { station: "第4站" }, state: "open" },
    ]);
  });

  test("[S0-5.3.1] [S0-5.3.2] each room's list and record carry the candidates, who came as the board told it", async () => {
    const { examId, input: plan } = exam;
    const lessonIds = (await board(examId)).places.map((one) => one.assignments[0]?.lessonId ?? "");
    const [lessonId = ""] = lessonIds;
    const names = plan.candidates.map((one) => one.name);
    const facts = await lessonById(t.house, lessonId);
    expect(facts?.lesson.roster.toSorted()).toEqual(names.toSorted());
    expect(facts?.lesson.groups).toMatchObject([{ name: "A 第1站" }]);
    expect(facts?.studentIds).toHaveLength(students.length);
    // The house had closed the list before it followed the board: who was there is there all the same.
    t.clock.advance((facts?.lesson.endMs ?? 0) + minute - t.clock.now());
    await attendance.close(t.house);
    expect(value(await attendance.read(t.house, admin, lessonId)).tally.absent).toBe(
      candidateCount,
    );
    await exams.noteAttendance(t.house);
    await exams.noteAttendance(t.house);
    for (const one of lessonIds) {
      const { tally, lines } = value(await attendance.read(t.house, admin, one));
      expect(tally).toMatchObject({ expected: 16, absent: 1, out: 15 });
      expect(Math.max(...lines.map((line) => line.marks.length))).toBe(3);
    }
    const [gone, late] = [2, 5].map(
      (at) => names[plan.candidates.findIndex((one) => one.candidateId === plan.order[at])],
    );
    const lines = value(await attendance.read(t.house, admin, lessonIds[5] ?? "")).lines;
    const standing = new Map(lines.map((line) => [line.name, line.standing]));
    expect([standing.get(gone ?? ""), standing.get(late ?? "")]).toEqual(["absent", "late"]);
    const ports = { typesetTable: sheets.typesetTable, typesetParticulars: seen };
    value(await sessionRecord.print(t.house, admin, { lessonId, ports }));
    for (const name of names) expect(printed).toContain(name);
  });

  test("[S0-5.3.2] the outcome is one line a candidate over all stations, on the screen and on paper", async () => {
    const { examId } = exam;
    const results = value(await exams.results(t.house, examiners[0] ?? admin, examId));
    // By hand: 12 of 8 and 7.5 points rated 4, those of 3 and 2.5 rated 1; the line at "borderline" (2).
    const cuts = results.stations.map((one) => one.standard.passPercent);
    expect(cuts.map((one) => Math.round((one ?? 0) * 100) / 100)).toEqual(
      stationsBy((odd) => (odd ? 41.67 : 46.67)),
    );
    expect(results.passPercent).toBeCloseTo(44.17, 2);
    const gone = exam.input.order[2] ?? "";
    for (const [at, line] of results.lines.entries()) {
      if (line.candidateId === gone) {
        expect(line).toMatchObject({ result: "absent", percent: null, stationsPassed: 0 });
        continue;
      }
      const good = at < 12;
      expect(line).toMatchObject({
        percent: good ? 77.5 : 27.5,
        stationsPassed: good ? stationCount : 0,
        result: good ? "passed" : "failed",
      });
    }
    expect(await exams.results(t.house, stranger, examId)).toMatchObject({ code: "not_found" });
    const table = value(await exams.table(t.house, admin, examId));
    expect(table.bytes.length).toBeGreaterThan(2_000);
    const typeset = sheets.typesetTable;
    const sheet = value(await exams.sheet(t.house, admin, { examId, typeset }));
    expect(new TextDecoder().decode(sheet.bytes.slice(0, 5))).toBe("%PDF-");
  });

  test("[S0-9.1d] [S0-14.2] released, each candidate sees the own result; who had no account claims it", async () => {
    const { examId } = exam;
    const [someone = admin, , absent = admin] = students;
    const ownOf = async (of: PersonActor) => value(await exams.own(t.house, of)).exams[0];
    const before = await ownOf(someone);
    expect([before?.result, before?.stops[0]?.replay]).toEqual([null, null]);
    const lessonId = (await board(examId)).places[0]?.assignments[0]?.lessonId ?? "";
    expect(await rightToLook(t.house, someone, { lessonId, purpose: null })).toMatchObject({
      code: "others_shown",
    });
    value(await exams.release(t.house, admin, examId));
    expect(await exams.release(t.house, admin, examId)).toMatchObject({ code: "conflict" });
    const own = await ownOf(someone);
    expect(own?.result).toMatchObject({ result: "passed", percent: 77.5, stationsPassed: 8 });
    expect((await ownOf(absent))?.result).toMatchObject({ result: "absent" });
    const text = JSON.stringify(own);
    for (const other of exam.input.candidates.slice(1)) {
      expect(text).not.toContain(other.name);
      expect(text).not.toContain(other.candidateId);
    }
    expect(value(await scoring.own(t.house, someone)).scores).toHaveLength(stationCount);
    await seesOwnSeconds(someone, own?.stops ?? []);
    expect((await ownOf(absent))?.stops.map((one) => one.replay)).toEqual(
      Array.from({ length: stationCount }, () => null),
    );
    // Absent all day, and somebody who was no candidate: nothing of the room is theirs.
    for (const [of, code] of [
      [absent, "others_shown"],
      [(await t.staff("student", "outsider")).actor, "not_found"],
    ] as const)
      expect(await rightToLook(t.house, of, { lessonId, purpose: null })).toMatchObject({ code });
    const guest = exam.input.candidates[15];
    const newcomer = (await t.staff("student", "newcomer")).actor;
    expect(await ownOf(newcomer)).toBeUndefined();
    const claim = { examId, candidateId: guest?.candidateId ?? "", accountId: newcomer.accountId };
    const taken = { ...claim, accountId: someone.accountId };
    expect(await exams.claim(t.house, admin, taken)).toMatchObject({ code: "exam_claimed" });
    value(await exams.claim(t.house, admin, claim));
    expect(await exams.claim(t.house, admin, claim)).toMatchObject({ code: "exam_claimed" });
    expect((await ownOf(newcomer))?.result).toMatchObject({ result: "failed", percent: 27.5 });
    await seesOwnSeconds(newcomer, (await ownOf(newcomer))?.stops ?? []);
    const scores = value(await scoring.own(t.house, newcomer)).scores;
    expect(scores.map((one) => one.percent).toSorted()).toEqual(
      stationsBy((odd) => (odd ? 25 : 30)).toSorted(),
    );
  });
});

describe("what was destroyed", patience, () => {
  test("[S0-14.2] with the last room of an exam the candidates' names go, their scores stay", async () => {
    const candidates = input.candidates.slice(2, 5);
    const [, guest] = candidates;
    const startMs = t.house.clock.now() + 12 * 60 * minute;
    const [first, second] = input.stations;
    const stations = [first, second].flatMap((one) => one ?? []);
    const draft = value(await save({ startMs, stations, candidates, leastStations: 0 }));
    const { examId, version } = draft;
    value(await exams.publish(t.house, admin, { examId, version }));
    value(await exams.swap(t.house, admin, { examId, first: 0, second: 1, reason: "证件有误" }));
    value(await act(examId, "absent", { candidateId: guest?.candidateId, reason: "家中有事" }));
    const all = async () => JSON.stringify(value(await exams.read(t.house, admin, examId)));
    const { places } = await board(examId);
    const [one, two] = places.flatMap((place) => place.assignments);
    const sheet = async () =>
      JSON.stringify(value(await scoring.summary(t.house, admin, one?.assignmentId ?? "")));
    for (const room of [one, one]) await exams.forget(t.house, room?.lessonId ?? "");
    expect(await all()).toContain(guest?.name);
    const said = async () => {
      const entries = await historyOf(t.house, examId, { kinds: ["exam.swapped@1"], most: 9 });
      return entries.map((entry) => entry.personal.get("reason"));
    };
    expect(await said()).toEqual(["证件有误"]);
    await exams.forget(t.house, two?.lessonId ?? "");
    for (const text of [await all(), await sheet(), JSON.stringify(await board(examId))])
      for (const gone of [guest?.name ?? "", candidates[0]?.name ?? "", "家中有事", '"G0"'])
        expect(text).not.toContain(gone);
    const after = value(await exams.read(t.house, admin, examId)).input.candidates;
    expect(after.map((own) => [own.name, own.candidateId])).toEqual(
      candidates.map((own, at) => [String(at + 1), own.candidateId]),
    );
    expect(await said()).toEqual([undefined]);
    // A lesson that is no room of an exam has no candidates.
    await exams.forget(t.house, t.house.newId());
  });
});

describe("versions of a checklist", patience, () => {
  test("[S0-5.3.2] a station may use an older version; one that was never published is none", async () => {
    const base = {
      title: "静脉穿刺",
      passPercent: 60,
      items: [{ itemId: "s1", step: "消毒", kind: "binary" as const, points: 2, critical: false }],
    };
    const first = value(await checklists.publish(t.house, admin, { ...base, of: null }));
    const { checklistId } = first;
    value(await checklists.publish(t.house, admin, { ...base, of: { checklistId, version: 1 } }));
    const [one, two, three] = input.stations;
    const versions = [undefined, 1, 3];
    const stations = [one, two, three].flatMap((station, at) => {
      const checklistVersion = versions[at];
      if (station === undefined) return [];
      return [{ ...station, checklistId, ...(checklistVersion && { checklistVersion }) }];
    });
    const change = {
      startMs: t.house.clock.now() + 24 * 60 * minute,
      candidates: input.candidates.slice(3, 5),
      leastStations: 0,
    };
    const missing = value(await save({ ...change, stations }));
    expect(await exams.publish(t.house, admin, missing)).toMatchObject({ code: "bad_input" });
    const draft = value(await save({ ...change, stations: stations.slice(0, 2) }));
    value(await exams.publish(t.house, admin, draft));
    const used: number[] = [];
    for (const { assignments } of (await board(draft.examId)).places) {
      const id = assignments[0]?.assignmentId ?? "";
      const { assignment } = value(await scoring.summary(t.house, admin, id));
      used.push(assignment.checklist.version);
    }
    expect(used).toEqual([2, 1]);
    value(await exams.withdraw(t.house, admin, { examId: draft.examId, reason: "改期" }));
  });
});

describe("circuits and blocks", patience, () => {
  test("[S0-5.3.2] a long break makes lessons of their own; each place is for those who come there then", async () => {
    const [first, second] = input.stations;
    const places = input.circuits[0]?.places ?? [];
    const at = (station: string, room: number) => ({
      ...(places[room] ?? { venueId: null, stationId: null, examinerIds: [] }),
      station,
    });
    const draft = value(
      await save({
        startMs: t.house.clock.now() + 48 * 60 * minute,
        stations: [first, second].flatMap((one) => one ?? []),
        circuits: [
          { name: "A", places: [at("s1", 0), at("s2", 1)] },
          { name: "B", places: [at("s1", 2), at("s2", 3)] },
        ],
        candidates: input.candidates.slice(3, 11),
        timing: { ...input.timing, breaks: [{ afterTurn: 2, seconds: 3_600 }] },
        leastStations: 0,
      }),
    );
    const { examId, version } = draft;
    value(await exams.publish(t.house, admin, { examId, version }));
    const ids = input.candidates.slice(3, 11).map((one) => one.candidateId);
    const blocks = (await board(examId)).places.map((one) => one.assignments);
    expect(blocks.flat()).toHaveLength(8);
    const seated: (readonly string[])[] = [];
    for (const { assignmentId } of blocks.flat()) {
      const { assignment } = value(await scoring.summary(t.house, admin, assignmentId));
      seated.push(assignment.seating?.candidateIds.toSorted() ?? []);
    }
    const [a, b, c, d] = [0, 4, 1, 5].map((from) =>
      [ids[from] ?? "", ids[from + 2] ?? ""].toSorted(),
    );
    // Circuit A before and after the break at both stations, then circuit B.
    expect(seated).toEqual([a, b, a, b, c, d, c, d]);
    const gone = await exams.withdraw(t.house, admin, { examId, reason: "改期" });
    expect(value(gone).state).toBe("withdrawn");
    const facts = await lessonById(t.house, blocks[0]?.[1]?.lessonId ?? "");
    expect(facts?.lesson.state).toBe("cancelled");
    expect(await exams.board(t.house, admin, examId)).toMatchObject({ code: "exam_unpublished" });
  });
});

function stationsBy(of: (odd: boolean) => number): number[] {
  return Array.from({ length: stationCount }, (_, at) => of(at % 2 === 1));
}
