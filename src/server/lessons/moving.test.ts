import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LessonCentre, openLessonCentre } from "../../../tests/fixture/lesson-centre.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { ExternalParty } from "../../contract/lesson.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { usualPeriods } from "../../contract/timetable.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { historyOf } from "../ledger/index.ts";
import { agreements } from "../retention/index.ts";
import { tasks } from "../tasks/index.ts";
import { lessons, timetable } from "./index.ts";

const hour = 3_600_000;
const day = 24 * hour;

let t: LessonCentre;
let otherVenueId: string;
let manager: PersonActor;
let nth = 0;

beforeAll(async () => {
  t = await openLessonCentre();
  const other = await makeVenue(t.house, t.admin, "2 号实训室");
  otherVenueId = other.venueId;
  await makeCamera(t.house, t.admin, cameraInput(otherVenueId, { name: "另一机位" }));
  manager = await t.person("manager", "manager1", [t.venueId]);
});
afterAll(() => t[Symbol.asyncDispose]());

/** Each test plans on a day of its own. */
function slot(more: Partial<LessonInput> = {}): LessonInput {
  nth += 1;
  const startMs = t.house.clock.now() + 10 * day + nth * 60 * day;
  return t.input({ startMs, endMs: startMs + hour, ...more });
}
const plan = async (input: LessonInput, by = t.admin) =>
  value(await lessons.plan(t.house, by, input));
const all = async (span: { startMs: number; endMs: number }) =>
  value(
    await lessons.list(t.house, t.admin, { fromMs: span.startMs - hour, toMs: span.endMs + hour }),
  ).lessons;
const kindsOf = async (id: string) =>
  (await historyOf(t.house, id, { most: 20 })).map((entry) => entry.leaf.kind);

describe("moving a lesson", () => {
  test("[S0-5.3.1] takes it to another time and room, whole, with before and after entered", async () => {
    const input = slot();
    const { lessonId, roster, groups, teachers } = await plan(input);
    const to = { startMs: input.startMs + day, endMs: input.endMs + day, venueId: otherVenueId };
    const moved = value(await lessons.move(t.house, t.admin, { lessonId, ...to }));
    expect(moved).toMatchObject({ ...to, roster, groups, teachers, venueName: "2 号实训室" });
    expect(moved.recordFromMs - moved.startMs).toBeLessThan(0);
    const [entry] = await historyOf(t.house, lessonId, { most: 9 });
    expect(entry?.leaf.body).toMatchObject({
      before: { startMs: input.startMs, venueId: t.venueId },
      after: { startMs: to.startMs, venueId: otherVenueId },
    });
  });

  test("[S0-5.3.1] a room of a published exam goes nowhere without it; its list may be corrected", async () => {
    const input = slot();
    const examId = t.house.newId();
    const { lessonId } = value(await lessons.plan(t.house, t.admin, input, { examId }));
    const refused = { ok: false, code: "lesson_of_exam" };
    const to = { startMs: input.startMs + day, endMs: input.endMs + day, venueId: t.venueId };
    expect(await lessons.move(t.house, t.admin, { lessonId, ...to })).toMatchObject(refused);
    const later = { ...input, endMs: input.endMs + hour };
    const change = { lessonId, input: later };
    expect(await lessons.change(t.house, t.admin, change)).toMatchObject(refused);
    const cancel = { lessonId, reason: "停课" };
    expect(await lessons.cancel(t.house, t.admin, cancel)).toMatchObject(refused);
    const corrected = { ...input, roster: [...input.roster, "考生甲"] };
    value(await lessons.change(t.house, t.admin, { lessonId, input: corrected }));
    expect(value(await lessons.cancel(t.house, t.admin, { ...cancel, examId })).state).toBe(
      "cancelled",
    );
  });

  test("[S0-5.3.1] onto another is refused by the database, and it stays where it was", async () => {
    const first = await plan(slot());
    const second = await plan({
      ...slot(),
      startMs: first.startMs + 3 * hour,
      endMs: first.startMs + 4 * hour,
    });
    const to = {
      startMs: first.startMs + hour / 2,
      endMs: first.startMs + 2 * hour,
      venueId: t.venueId,
    };
    const { lessonId } = second;
    expect(await lessons.move(t.house, t.admin, { lessonId, ...to })).toMatchObject({
      code: "venue_taken",
    });
    expect(value(await lessons.read(t.house, t.admin, lessonId)).startMs).toBe(second.startMs);
    const racing = await Promise.all(
      [first, second].map(({ lessonId: id }) =>
        lessons.move(t.house, t.admin, { lessonId: id, ...to, venueId: otherVenueId }),
      ),
    );
    expect(racing.map((one) => (one.ok ? "moved" : one.code)).toSorted()).toEqual([
      "moved",
      "venue_taken",
    ]);
  });

  test("[S0-6.1b] is refused once it has begun, into the past, and out of one's area", async () => {
    const now = t.house.clock.now();
    const running = await plan(t.input({ startMs: now + 1_000, endMs: now + hour }));
    const { lessonId } = running;
    const later = { startMs: now + 5 * day, endMs: now + 5 * day + hour, venueId: t.venueId };
    expect(await lessons.move(t.house, t.admin, { lessonId, ...later })).toMatchObject({
      code: "lesson_started",
    });
    const ahead = await plan(slot());
    const past = { startMs: now - 2 * hour, endMs: now - hour, venueId: t.venueId };
    expect(
      await lessons.move(t.house, t.admin, { lessonId: ahead.lessonId, ...past }),
    ).toMatchObject({ code: "span_invalid" });
    expect(
      await lessons.move(t.house, manager, {
        lessonId: ahead.lessonId,
        ...later,
        venueId: otherVenueId,
      }),
    ).toMatchObject({ code: "not_permitted" });
  });
});

describe("a lesson planned for several weeks", () => {
  test("[S0-5.3.1] is one lesson each week at the same time, in one act", async () => {
    const lesson = slot();
    const made = value(await lessons.repeat(t.house, t.admin, { lesson, weeks: [2, 0, 1] }));
    expect(made.lessons.map((one) => (one.startMs - lesson.startMs) / (7 * day))).toEqual([
      0, 1, 2,
    ]);
    for (const { lessonId } of made.lessons)
      expect(await kindsOf(lessonId)).toEqual(["lesson.changed@1"]);
  });

  test("[S0-5.3.1] is refused whole where one week is taken, and the refusal names that day", async () => {
    const lesson = slot();
    const taken = { ...lesson, startMs: lesson.startMs + 14 * day, endMs: lesson.endMs + 14 * day };
    await plan(taken);
    const outcome = await lessons.repeat(t.house, t.admin, { lesson, weeks: [0, 1, 2, 3] });
    expect(outcome).toMatchObject({
      code: "venue_taken",
      facts: { date: new Date(taken.startMs + 8 * hour).toISOString().slice(0, 10) },
    });
    expect(await all({ startMs: lesson.startMs, endMs: lesson.endMs + 28 * day })).toHaveLength(1);
  });
});

describe("periods of the day", () => {
  test("are the usual eight until the institution says otherwise, each version entered", async () => {
    const usual = value(await timetable.periods(t.house));
    expect(usual).toEqual({ periods: usualPeriods, termStart: null, version: 0 });
    const mine = {
      periods: [{ name: "晨练", fromMinute: 400, toMinute: 430 }],
      termStart: "2026-09-07",
      version: 0,
    };
    const kept = value(await timetable.changePeriods(t.house, t.admin, mine));
    expect(kept).toEqual({ ...mine, version: 1 });
    expect(value(await timetable.periods(t.house))).toEqual(kept);
    expect(await timetable.changePeriods(t.house, t.admin, mine)).toMatchObject({
      code: "conflict",
    });
    const twice = { ...kept, periods: [...kept.periods, ...kept.periods] };
    expect(await timetable.changePeriods(t.house, t.admin, twice)).toMatchObject({
      code: "periods_invalid",
    });
    expect(await kindsOf(t.house.siteId)).toContain("periods.changed@1");
  });
});

const byDue = (a: { dueMs: number }, b: { dueMs: number }) => a.dueMs - b.dueMs;

describe("a lesson with somebody from outside", () => {
  const external: ExternalParty = { kind: "enterprise", party: "某医疗器械公司", agreement: null };
  const whole = { fromMs: 0, toMs: 399 * day };
  const asked = async (who: PersonActor) => {
    const now = t.house.clock.now();
    const list = value(
      await tasks.list(t.house, who, { fromMs: now - day, toMs: now + day }),
    ).tasks;
    return list.filter((task) => task.kind === "external-agreement");
  };

  test("[S0-5.2.4] lies in 对外培训 by itself, and without its agreement it is a task of its planner until it has one", async () => {
    const input = slot({ activity: "daily-teaching", external });
    const { lessonId, activity } = await plan(input, manager);
    expect(activity).toBe("external-training");
    const [task] = await asked(manager);
    expect(task).toMatchObject({
      subjectId: lessonId,
      state: "open",
      mine: true,
      rule: "S0-5.2.4",
    });
    expect((await asked(t.admin)).map((one) => [one.subjectId, one.mine])).toEqual([
      [lessonId, false],
    ]);
    expect(await asked(await t.person("manager", "manager2", [t.venueId]))).toEqual([]);
    // A correction of something else neither ends it nor asks again.
    value(
      await lessons.change(t.house, t.admin, {
        lessonId,
        input: { ...input, external, project: "观摩" },
      }),
    );
    expect(await asked(manager)).toHaveLength(1);
    const given = { ...input, external: { ...external, agreement: "校企 2026-07" } };
    value(await lessons.change(t.house, t.admin, { lessonId, input: given }));
    expect(await asked(manager)).toMatchObject([{ state: "done", mine: false, signed: null }]);
    expect(await kindsOf(task?.taskId ?? "")).toEqual(["task.settled@1", "task.given@1"]);
    const [entry] = await historyOf(t.house, lessonId, { most: 1 });
    expect(entry?.leaf.body["after"]).toMatchObject({
      partition: "external-training",
      externalKind: "enterprise",
      externalParty: external.party,
      externalAgreement: "校企 2026-07",
    });
  });

  test("[S0-5.2.4] moved to another week, the task is asked anew for then", async () => {
    const input = slot({ external });
    const { lessonId } = await plan(input, manager);
    const week = 7 * day;
    const { venueId } = input;
    const later = { startMs: input.startMs + week, endMs: input.endMs + week, venueId };
    value(await lessons.move(t.house, t.admin, { lessonId, ...later }));
    const own = (await asked(manager)).filter((one) => one.subjectId === lessonId);
    expect(own.map(({ state, dueMs }) => ({ state, dueMs })).toSorted(byDue)).toEqual([
      { state: "done", dueMs: input.startMs },
      { state: "open", dueMs: later.startMs },
    ]);
    const changed = { ...input, ...later, external, project: "观摩" };
    value(await lessons.change(t.house, t.admin, { lessonId, input: changed }));
    expect((await asked(manager)).filter((one) => one.subjectId === lessonId)).toHaveLength(2);
  });

  test("[S0-5.2.4] asks again when the reference is taken away, and a cancelled one asks nobody", async () => {
    const named = { ...external, agreement: "协-1" };
    const input = slot({ external: named });
    const { lessonId } = await plan(input);
    expect((await asked(t.admin)).filter((one) => one.subjectId === lessonId)).toEqual([]);
    // Left out, it stays as it was: a roster that is imported does not lose it.
    const { external: _, ...without } = input;
    const kept = value(await lessons.change(t.house, t.admin, { lessonId, input: without }));
    expect(kept.external).toEqual(named);
    value(await lessons.change(t.house, t.admin, { lessonId, input: { ...input, external } }));
    const open = (await asked(t.admin)).filter((one) => one.subjectId === lessonId);
    expect(open.map((one) => one.state)).toEqual(["open"]);
    value(await lessons.cancel(t.house, t.admin, { lessonId, reason: "改期" }));
    const after = (await asked(t.admin)).filter((one) => one.subjectId === lessonId);
    expect(after.map((one) => one.state)).toEqual(["done"]);
    expect(await kindsOf(after[0]?.taskId ?? "")).toEqual(["task.settled@1", "task.given@1"]);
  });

  test("[S0-5.2.4, S0-8.3.4] an agreement recorded for its term gives the reference, and the task ends", async () => {
    const { lessonId } = await plan(slot({ external }), manager);
    value(
      await agreements.record(t.house, t.admin, {
        partner: external.party,
        reference: "校企 2026-09",
        years: 8,
        lessonIds: [lessonId],
      }),
    );
    expect(value(await lessons.read(t.house, t.admin, lessonId)).external).toEqual({
      ...external,
      agreement: "校企 2026-09",
    });
    const own = (await asked(manager)).filter((task) => task.subjectId === lessonId);
    expect(own.map((task) => task.state)).toEqual(["done"]);
    expect(await kindsOf(lessonId)).toEqual(["lesson.changed@1", "lesson.changed@1"]);
  });

  test("[S0-5.2.4] stands in the list of external activities, and the list is a workbook whose taking is entered", async () => {
    const input = slot({ external: { ...external, party: "某县医院", kind: "public-service" } });
    const planned = await plan(input);
    const span = { fromMs: input.startMs - day, toMs: input.startMs + day };
    const listed = value(await lessons.external(t.house, t.admin, span)).lessons;
    expect(listed.map((one) => one.lessonId)).toEqual([planned.lessonId]);
    expect(await lessons.external(t.house, t.admin, { ...whole, toMs: 500 * day })).toMatchObject({
      code: "span_invalid",
    });
    const { bytes } = value(await lessons.externalTable(t.house, t.admin, span));
    const limits = { rowsMost: 9, columnsMost: 20, cellCharacters: 500 };
    const rows = value(await readTable(bytes, limits));
    expect(rows[1]?.slice(2, 6)).toEqual(["社会公益培训", "某县医院", "未填", "心肺复苏实训"]);
    expect(await kindsOf(t.house.siteId)).toContain("externals.exported@1");
  });
});
