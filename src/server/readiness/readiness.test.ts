import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { CardRemark } from "../../contract/readiness.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import type { CameraState } from "../../contract/spool.ts";
import { systemDisk, writeSwapped } from "../../platform/disk.ts";
import { notice, openViewing, stillHolds, sweepViewings, useViewing } from "../access/index.ts";
import { Watch } from "../detection/index.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { mayStillWatch, watchLive } from "../playback/index.ts";
import { failed } from "./glance.ts";
import { type CardEyes, cards, conductRules, exams, privacyEvents, readiness } from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;

let t: ApprovalHouse;
let admin: PersonActor;
let director: Staff;
let teacher: Staff;
let stranger: Staff;
let guard: PersonActor;
let venueId: string;
let cameraIds: string[];
let lessonId: string;
let startMs: number;
/** Labels of cameras that do not answer a glance. */
let off: string[] = [];
let eyes: CardEyes;

beforeAll(async () => {
  t = await openApprovalHouse();
  await systemDisk.makeFolder(t.house.paths.spool);
  admin = t.actor("admin");
  ({ venueId } = await makeVenue(t.house, admin));
  const made = [
    await makeCamera(t.house, admin, cameraInput(venueId)),
    await makeCamera(t.house, admin, cameraInput(venueId, { name: "特写" })),
  ];
  cameraIds = made.map((camera) => camera.cameraId);
  director = await t.staff("director", "director1");
  teacher = await t.staff("teacher", "teacher1");
  stranger = await t.staff("teacher", "teacher2");
  const opened = value(
    await accounts.open(t.house, admin, {
      login: "guard1",
      name: "值班 XX",
      personKey: "guard1",
      category: "staff",
      role: "operator",
      expiresAtMs: null,
      venueIds: [venueId],
    }),
  );
  guard = { ...t.actor("operator"), accountId: opened.account.accountId };
  for (const actor of [teacher.actor, stranger.actor, director.actor, guard])
    value(await notice.accept(t.house, actor, 1));
  eyes = {
    watch: new Watch(t.house),
    glance: async (_, { label }) =>
      off.includes(label)
        ? failed("unreachable")
        : { ...failed("unusable"), failure: undefined, connectMs: 90, offsetMs: 40 },
  };
});
afterAll(() => t[Symbol.asyncDispose]());

/** A lesson of its own for each test, so that one house serves all. */
beforeEach(() => plan({}));

async function plan(more: Partial<LessonInput>): Promise<void> {
  off = [];
  t.clock.advance(4 * hour);
  startMs = t.house.clock.now() + hour;
  const lesson = value(
    await lessons.plan(t.house, admin, {
      project: "心肺复苏",
      course: "急救技能",
      startMs,
      endMs: startMs + hour,
      hours: 1,
      audiences: ["2024级临床本科"],
      roster: ["学员甲"],
      groups: [{ name: "一组", members: ["学员甲"] }],
      teacherIds: [teacher.actor.accountId],
      venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [],
      ...more,
    }),
  );
  lessonId = lesson.lessonId;
}

const goTo = (atMs: number) => t.clock.advance(atMs - t.house.clock.now());
const look = (by = teacher.actor) => cards.look(t.house, by, { lessonId, eyes });
const sign = (lookId: string, remarks: readonly CardRemark[] = [], by = teacher) =>
  cards.sign(t.house, by.actor, { lessonId, lookId, remarks, signing: by.signing });
const read = async (by: PersonActor = teacher.actor) =>
  value(await readiness.read(t.house, by, lessonId));
const going = async (kind: string) =>
  value(await incidents.list(t.house, admin, { unfinished: true })).incidents.find(
    (one) => one.kind === kind && one.subject.id === lessonId && one.state !== "settled",
  );

/** What the recorder says of the two cameras. */
async function record(states: readonly Partial<CameraState>[], agoMs = 500): Promise<void> {
  const nowMs = t.house.clock.now();
  const said = states.map((more, at) => ({
    cameraId: cameraIds[at],
    stream: "main",
    state: "recording",
    sinceMs: nowMs,
    lastFrameAtMs: nowMs - 300,
    bytesPerSecond: 1,
    framesPerSecond: 25,
    packetsLost: 0,
    queueBytes: 0,
    ...more,
  }));
  const state = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: 0,
    writtenAtMs: nowMs - agoMs,
    planSerial: 1,
    spoolFreeBytes: 1,
    cameras: said,
  };
  const at = { folder: t.house.paths.spool, name: "state.json" };
  await writeSwapped(systemDisk, at, JSON.stringify(state));
}

describe("the pre-class card", () => {
  test("[S0-4.3a] a camera that is off is red, and nothing is signed before each red item has a word", async () => {
    goTo(startMs - 15 * minute - 1);
    expect(await look()).toMatchObject({ code: "card_not_open" });
    goTo(startMs - 15 * minute);
    await record([{ state: "idle" }, { state: "idle" }]);
    off = ["C02"];
    const { look: seen } = value(await look());
    const bad = seen.items.filter((item) => item.state === "bad");
    expect(new Set(bad.map((item) => item.cameraId))).toEqual(new Set([cameraIds[1]]));
    expect(bad.map((item) => item.check)).toEqual(["live"]);
    expect(await sign(seen.lookId)).toMatchObject({
      code: "card_remark_missing",
      facts: { missing: bad.length },
    });
    const remarks = bad.map(({ check, cameraId }) => ({ check, cameraId, text: "已报修" }));
    value(await sign(seen.lookId, remarks));
    const { card, signed } = await read();
    expect(card).toBe("signed");
    expect(signed).toMatchObject({ late: false, look: { sha256: seen.sha256 }, remarks });
    const history = await historyOf(t.house, lessonId, { kinds: ["card.signed@1"], most: 5 });
    expect(history.map(({ leaf }) => leaf.body)).toMatchObject([
      { lookSha256: seen.sha256, remarks: remarks.length, late: false },
    ]);
    expect(await sign(seen.lookId, remarks)).toMatchObject({ code: "card_signed" });
    goTo(startMs);
    await cards.sweep(t.house);
    expect(await going("card-unsigned")).toBeUndefined();
  });

  test("[S0-4.3a] unsigned at the start it is an incident, and a late signature says that it is late", async () => {
    goTo(startMs - 1);
    await cards.sweep(t.house);
    expect(await going("card-unsigned")).toBeUndefined();
    goTo(startMs);
    await cards.sweep(t.house);
    await cards.sweep(t.house);
    expect(await going("card-unsigned")).toMatchObject({ severity: "minor", count: 1 });
    expect((await read()).card).toBe("late");
    await record([{}, {}]);
    value(await sign(value(await look()).look.lookId));
    expect(await read()).toMatchObject({ card: "signed-late", signed: { late: true } });
    expect(await going("card-unsigned")).toBeUndefined();
    const history = await historyOf(t.house, lessonId, { kinds: ["card.missed@1"], most: 5 });
    expect(history).toHaveLength(1);
  });

  test("[S0-4.3a] nobody signs another lesson's look, somebody else's, or one that is old", async () => {
    goTo(startMs - 10 * minute);
    await record([{}, {}]);
    expect(await look(stranger.actor)).toMatchObject({ code: "not_found" });
    expect(await look(admin)).toMatchObject({ code: "not_found" });
    const first = value(await look()).look.lookId;
    expect(await sign(first, [], stranger)).toMatchObject({ code: "not_found" });
    expect(await sign(t.house.newId())).toMatchObject({ code: "card_look_old" });
    t.clock.advance(15 * minute + 1);
    expect(await sign(first)).toMatchObject({ code: "card_look_old" });
    const wrong = { ...teacher.signing, password: "not-the-password-17" };
    const { lookId } = value(await look()).look;
    const ask = { lessonId, lookId, remarks: [], signing: wrong };
    expect((await cards.sign(t.house, teacher.actor, ask)).ok).toBe(false);
    expect((await read()).signed).toBeNull();
    const today = value(await readiness.today(t.house, teacher.actor, eyes.watch)).lessons;
    expect(today.find((one) => one.lessonId === lessonId)).toMatchObject({
      card: "late",
      cameras: 2,
      troubled: 0,
      exam: null,
    });
  });
});

describe("a formal exam", () => {
  beforeEach(() => plan({ activity: "skills-exam" }));
  const open = (by = teacher.actor) => exams.open(t.house, by, lessonId);
  const scored = async () => {
    const lesson = value(await lessons.read(t.house, teacher.actor, lessonId));
    return (await exams.whyNotOpened(t.house, lesson))?.code;
  };

  test("[S0-5.2.3] opens only while every camera records; with the recorder down it is refused and entered", async () => {
    goTo(startMs);
    await record([{}, {}], 11_000);
    expect(await open()).toMatchObject({
      code: "exam_not_recording",
      facts: { camera: "C01 C02" },
    });
    await record([{}, { state: "lost" }]);
    expect(await open()).toMatchObject({ code: "exam_not_recording", facts: { camera: "C02" } });
    expect((await read()).exam).toMatchObject({
      openedAtMs: null,
      missing: [{ label: "C02", cause: "lost" }],
    });
    expect(await scored()).toBe("exam_not_opened");
    expect(await open(stranger.actor)).toMatchObject({ code: "not_found" });
    await record([{}, {}]);
    value(await open());
    expect(await open()).toMatchObject({ code: "exam_opened" });
    expect(await scored()).toBeUndefined();
    const kinds = (await historyOf(t.house, lessonId, { most: 50 })).map(({ leaf }) => leaf.kind);
    expect(kinds.filter((kind) => kind === "act.refused@1")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "exam.opened@1")).toHaveLength(1);
  });

  test("[S0-5.2.3] the director's signature opens it with the fault on record, a no keeps it shut", async () => {
    goTo(startMs);
    await record([{}, {}]);
    const ask = () => exams.askOverride(t.house, teacher.actor, { lessonId, reason: "考生已到齐" });
    expect(await ask()).toMatchObject({ code: "conflict" });
    await record([{}, { state: "lost" }]);
    value(await ask());
    expect(await ask()).toMatchObject({ code: "override_open" });
    expect(await going("exam-not-recorded")).toMatchObject({ severity: "critical" });
    const decide = async (approved: boolean) => {
      const { overrides } = value(await readiness.waiting(t.house));
      return exams.decideOverride(t.house, director.actor, {
        lessonId,
        overrideId: overrides[0]?.overrideId ?? "",
        approved,
        reason: "补录备用机位",
        signing: director.signing,
      });
    };
    value(await decide(false));
    expect((await read()).exam?.openedAtMs).toBeNull();
    t.clock.advance(1_000);
    await record([{}, { state: "lost" }]);
    value(await ask());
    value(await decide(true));
    const { exam } = await read(director.actor);
    expect(exam).toMatchObject({ openedBy: "director1 XX", overrides: [{ approved: true }, {}] });
    expect(exam?.overrideId).toBe(exam?.overrides[0]?.overrideId);
    expect(await scored()).toBeUndefined();
    const history = await historyOf(t.house, lessonId, { kinds: ["exam.opened@1"], most: 5 });
    expect(history[0]?.leaf.body).toMatchObject({ missing: [cameraIds[1]] });
  });
});

describe("a problem in a lesson", () => {
  test("[S0-4.3d] one report is an incident of the lesson at once, beside when the house had noticed", async () => {
    goTo(startMs + minute);
    const watch = new Watch(t.house);
    for (let second = 0; second < 12; second++) {
      t.clock.advance(1_000);
      await record([{}, { state: "lost", cause: "unreachable" }]);
      await watch.followStreams();
    }
    t.clock.advance(30_000);
    const ask = { lessonId, kind: "recording", text: "大屏没有画面" } as const;
    expect(await readiness.report(t.house, stranger.actor, ask)).toMatchObject({
      code: "not_found",
    });
    value(await readiness.report(t.house, teacher.actor, ask));
    const incident = await going("lesson-problem");
    expect(incident).toMatchObject({ severity: "major", facts: { problem: "recording" } });
    const { problems } = await read();
    expect(problems).toMatchObject([{ kind: "recording", text: "大屏没有画面" }]);
    const [problem] = problems;
    expect(problem?.incidentId).toBe(incident?.incidentId);
    // The clock of the incident runs from the report, and the house was half a minute earlier.
    expect(incident?.firstSeenMs).toBe(problem?.atMs);
    const earlierMs = (problem?.atMs ?? 0) - (problem?.detectedAtMs ?? 0);
    expect(earlierMs).toBeGreaterThanOrEqual(30_000);
    expect(earlierMs).toBeLessThan(minute);
    const [entry] = await historyOf(t.house, lessonId, { kinds: ["problem.reported@1"], most: 5 });
    // What people write is never in what is for ever.
    expect(JSON.stringify(entry?.leaf.body)).not.toContain("大屏");
  });
});

describe("the rules of conduct", () => {
  test("[S0-4.4] are acknowledged once for a course and version, and the teacher sees by whom", async () => {
    const student = await t.staff("student", "student1");
    const other = await t.staff("student", "student2");
    await plan({ studentIds: [student.actor.accountId, other.actor.accountId] });
    const of = (by: PersonActor) => conductRules.read(t.house, by, lessonId);
    const say = (version: number) =>
      conductRules.acknowledge(t.house, student.actor, { lessonId, version });
    expect(value(await of(student.actor)).acknowledgedAtMs).toBeNull();
    expect(await say(2)).toMatchObject({ code: "conflict" });
    const { acknowledgedAtMs } = value(await say(1));
    t.clock.advance(1_000);
    expect(value(await say(1)).acknowledgedAtMs).toBe(acknowledgedAtMs);
    const kinds = ["rules.acknowledged@1"] as const;
    const entries = await historyOf(t.house, lessonId, { kinds, most: 5 });
    expect(entries.map(({ leaf }) => leaf.body)).toMatchObject([{ version: 1 }]);
    const { lines } = value(await conductRules.list(t.house, teacher.actor, lessonId));
    expect(lines.map(({ accountId, atMs }) => [accountId, atMs])).toEqual([
      [student.actor.accountId, acknowledgedAtMs],
      [other.actor.accountId, null],
    ]);
    expect(await conductRules.list(t.house, stranger.actor, lessonId)).toMatchObject({
      code: "not_found",
    });
    // The next lesson of the course does not ask again, another course does; others' lessons are unknown.
    const ids = [student.actor.accountId];
    await plan({ studentIds: ids });
    expect(value(await of(student.actor)).acknowledgedAtMs).toBe(acknowledgedAtMs);
    await plan({ studentIds: ids, course: "外科技能" });
    expect(value(await of(student.actor)).acknowledgedAtMs).toBeNull();
    expect(await of(other.actor)).toMatchObject({ code: "not_found" });
  });

  test("[S0-4.4] a new version is in force from its day on, and is then read anew by everybody", async () => {
    const student = await t.staff("student", "student3");
    const admin = t.actor("admin");
    await plan({ studentIds: [student.actor.accountId] });
    const read = async () => value(await conductRules.read(t.house, student.actor, lessonId));
    const say = (version: number) =>
      conductRules.acknowledge(t.house, student.actor, { lessonId, version });
    const first = await read();
    value(await say(1));
    const fromMs = t.clock.now() + 60 * minute;
    const text = { zh: ["穿戴防护用品。", ...first.zh], en: ["Wear protection.", ...first.en] };
    const publish = (after: number, more: object = {}) =>
      conductRules.publish(t.house, admin, { ...text, fromMs, after, ...more });
    const { versions } = value(await publish(1));
    expect(versions.map((one) => [one.version, one.stands])).toEqual([
      [2, "coming"],
      [1, "in-force"],
    ]);
    expect(await publish(1)).toMatchObject({ code: "conflict" });
    const years = { fromMs: t.clock.now() + 400 * 86_400_000 };
    expect(await publish(2, years)).toMatchObject({ code: "bad_input" });
    expect(await read()).toMatchObject({ version: 1, zh: first.zh });
    t.clock.advance(60 * minute - 1);
    expect(await read()).toMatchObject({ version: 1 });
    t.clock.advance(1);
    expect(await read()).toMatchObject({ version: 2, ...text, acknowledgedAtMs: null });
    expect(await say(1)).toMatchObject({ code: "conflict" });
    value(await say(2));
    // Published for a day that has passed it is in force from now on: nobody read it before.
    const third = value(await publish(2, { fromMs: 0 })).versions[0];
    expect(third).toMatchObject({ version: 3, stands: "in-force", fromMs: t.clock.now() });
    const kinds = ["rules.published@1"] as const;
    const entries = await historyOf(t.house, t.house.siteId, { kinds, most: 5 });
    expect(entries.map(({ leaf }) => leaf.body)).toMatchObject([{ version: 3 }, { version: 2 }]);
  });
});

describe("a privacy event", () => {
  const declare = (by: PersonActor) =>
    privacyEvents.declare(t.house, by, { lessonId, remark: "学员突发不适" });
  const open = (by = teacher.actor) => openViewing(t.house, by, { lessonId, purpose: null });
  const live = (by: PersonActor) =>
    watchLive(t.house, by, {
      cameraId: cameraIds[0] ?? "",
      taughtVenueIds: [venueId],
      viewers: 0,
    });
  const eventId = async () => (await read()).privacy[0]?.eventId ?? "";
  const decide = async (decision: "released" | "kept", keptUntilMs: number | null) =>
    privacyEvents.decide(t.house, director.actor, {
      lessonId,
      eventId: await eventId(),
      decision,
      keptUntilMs,
      reason: "家属已同意",
      signing: director.signing,
    });

  test("[C-41] seals live view and playback for everybody at once, and ends what was open", async () => {
    goTo(startMs + 10 * minute);
    const viewing = value(await useViewing(t.house, teacher.actor, value(await open()).viewingId));
    value(await live(director.actor));
    expect(await declare(stranger.actor)).toMatchObject({ code: "not_found" });
    value(await declare(guard));
    expect(await declare(teacher.actor)).toMatchObject({ code: "privacy_running" });
    for (const by of [teacher.actor, director.actor, admin, guard])
      expect(await live(by)).toMatchObject({ code: "privacy_sealed" });
    const ask = { who: director.actor, cameraId: cameraIds[0] ?? "", taughtVenueIds: [] };
    expect(await mayStillWatch(t.house, ask)).toBe(false);
    expect(await useViewing(t.house, teacher.actor, viewing.viewingId)).toMatchObject({
      code: "privacy_sealed",
    });
    expect(await stillHolds(t.house, viewing, cameraIds[0] ?? "")).toBe(false);
    expect(await sweepViewings(t.house)).toBe(1);
    t.clock.advance(1_000);
    const anew = value(await useViewing(t.house, teacher.actor, value(await open()).viewingId));
    const moment = startMs + 10 * minute;
    const shows = (fromMs: number, toMs: number) =>
      anew.whySealed({ startMs: fromMs, endMs: toMs })?.code ?? "shown";
    expect(shows(moment - minute, moment)).toBe("shown");
    expect(shows(moment - minute, moment + 1)).toBe("privacy_sealed");
    expect(await going("privacy-event")).toMatchObject({ severity: "major" });
    // Recording is not touched: no room of the recorder is asked, and the plan is as it was.
    const plan = await cameras.sourcesOf(t.house, cameraIds[0] ?? "");
    expect(plan?.streams).toHaveLength(1);
  });

  test("[C-41] until the director's signature; kept until a day it opens then, released at once", async () => {
    goTo(startMs + 10 * minute);
    value(await declare(teacher.actor));
    t.clock.advance(minute);
    const over = await eventId();
    value(await privacyEvents.end(t.house, guard, { lessonId, eventId: over }));
    // What comes now is seen again; what was sealed is not.
    value(await live(director.actor));
    const kept = async () =>
      value(await useViewing(t.house, teacher.actor, value(await open()).viewingId)).whySealed({
        startMs: startMs + 10 * minute,
        endMs: startMs + 11 * minute,
      })?.code;
    expect(await kept()).toBe("privacy_sealed");
    const untilMs = t.house.clock.now() + 30 * minute;
    expect(await decide("kept", t.house.clock.now())).toMatchObject({ code: "bad_input" });
    value(await decide("kept", untilMs));
    expect(await going("privacy-event")).toBeUndefined();
    goTo(untilMs - 1);
    expect(await kept()).toBe("privacy_sealed");
    goTo(untilMs);
    expect(await kept()).toBeUndefined();
    expect(await decide("released", null)).toMatchObject({ code: "privacy_over" });
  });

  test("[C-41] a release ends it, and the next emergency is one of its own", async () => {
    goTo(startMs + 10 * minute);
    value(await declare(teacher.actor));
    t.clock.advance(minute);
    value(await decide("released", null));
    value(await live(director.actor));
    value(await declare(teacher.actor));
    expect((await read()).privacy.map((one) => one.sealed)).toEqual([true, false]);
    goTo(startMs + 2 * hour);
    expect(await declare(teacher.actor)).toMatchObject({ code: "lesson_not_running" });
  });
});
