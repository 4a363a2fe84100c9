import { describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import { activityFamilies, activityKinds, mustRecordScenes } from "../../contract/lesson.ts";
import { RecorderPlan } from "../../contract/plan.ts";
import { LessonInput } from "../../contract/routes/lessons.ts";
import type { Role } from "../../contract/roles.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { historyOf } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { homeOfOccasion, lessonById, lessons, lessonsOfOccasions, refreshPlan } from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;

interface Centre extends TestHouse {
  readonly admin: PersonActor;
  readonly teacher: PersonActor;
  readonly student: PersonActor;
  readonly venueId: string;
  readonly bareVenueId: string;
  input(more?: Partial<LessonInput>): LessonInput;
  person(role: Role, login: string, venueIds?: string[]): Promise<PersonActor>;
}

/** A centre with one venue that has a camera, one that has none, a teacher and a student. */
async function openCentre(): Promise<Centre> {
  const t = await openTestHouse();
  const admin = t.actor("admin");
  const person = async (
    role: Role,
    login: string,
    venueIds: string[] = [],
  ): Promise<PersonActor> => {
    const category = role === "student" ? "student" : role === "teacher" ? "teacher" : "staff";
    const opened = value(
      await accounts.open(t.house, admin, {
        login,
        name: `姓名${login}`,
        personKey: login,
        category,
        role,
        expiresAtMs: null,
        venueIds,
      }),
    );
    return { ...t.actor(role, opened.account.name), accountId: opened.account.accountId, login };
  };
  const venue = await makeVenue(t.house, admin);
  const bare = await makeVenue(t.house, admin, "理论教室");
  await makeCamera(t.house, admin, cameraInput(venue.venueId));
  const teacher = await person("teacher", "teacher1");
  const student = await person("student", "student1");
  const now = t.house.clock.now();
  const input = (more: Partial<LessonInput> = {}): LessonInput => ({
    project: "心肺复苏实训",
    course: "急救技能",
    startMs: now + hour,
    endMs: now + 2 * hour,
    hours: 2,
    audiences: ["2024 级临床本科"],
    roster: [student.name, "学员乙"],
    groups: [
      { name: "第一组", members: [student.name] },
      { name: "第二组", members: ["学员乙"] },
    ],
    teacherIds: [teacher.accountId],
    venueId: venue.venueId,
    activity: "daily-teaching",
    family: "first-aid",
    scene: "first-aid",
    recording: true,
    studentIds: [student.accountId],
    ...more,
  });
  return {
    ...t,
    admin,
    teacher,
    student,
    venueId: venue.venueId,
    bareVenueId: bare.venueId,
    input,
    person,
  };
}

describe("planning a lesson", () => {
  test.each(activityFamilies)(
    "[S0-1] a lesson of the family %s is planned, listed and entered",
    async (family) => {
      await using t = await openCentre();
      const lesson = value(await lessons.plan(t.house, t.admin, t.input({ family })));
      const now = t.house.clock.now();
      const listed = value(
        await lessons.list(t.house, t.admin, { fromMs: now, toMs: now + 24 * hour }),
      ).lessons;
      expect(listed.map((one) => [one.lessonId, one.family])).toEqual([[lesson.lessonId, family]]);
      expect(
        (await historyOf(t.house, lesson.lessonId, { most: 9 })).map((entry) => entry.leaf.kind),
      ).toEqual(["lesson.changed@1"]);
    },
  );

  test("[S0-1] a lesson without family, activity or scene has no shape the house takes", async () => {
    await using t = await openCentre();
    for (const field of ["family", "activity", "scene"] as const) {
      const { [field]: _, ...rest } = t.input();
      expect(LessonInput.safeParse(rest).success).toBe(false);
    }
  });

  test.each(mustRecordScenes)(
    "[S0-5.2.0] the scene %s cannot be planned without recording, nor where no camera is",
    async (scene) => {
      await using t = await openCentre();
      expect(
        await lessons.plan(t.house, t.admin, t.input({ scene, recording: false })),
      ).toMatchObject({ code: "scene_must_be_recorded" });
      expect(
        await lessons.plan(t.house, t.admin, t.input({ scene, venueId: t.bareVenueId })),
      ).toMatchObject({ code: "venue_without_camera" });
      const lesson = value(await lessons.plan(t.house, t.admin, t.input({ scene })));
      expect(
        await lessons.change(t.house, t.admin, {
          lessonId: lesson.lessonId,
          input: t.input({ scene, recording: false }),
        }),
      ).toMatchObject({ code: "scene_must_be_recorded" });
      expect(
        (await historyOf(t.house, t.admin.accountId, { kinds: ["act.refused@1"], most: 9 })).length,
      ).toBe(2);
    },
  );

  test.each(["skills-exam", "contest"] as const)(
    "[S0-5.2.3] a lesson of the activity %s is recorded whatever its scene",
    async (activity) => {
      await using t = await openCentre();
      expect(
        await lessons.plan(
          t.house,
          t.admin,
          t.input({ activity, scene: "theory", recording: false }),
        ),
      ).toMatchObject({ code: "scene_must_be_recorded" });
    },
  );

  test("a theory class may stand in a venue without camera, if nobody expects a recording", async () => {
    await using t = await openCentre();
    const theory = { scene: "theory" as const, venueId: t.bareVenueId };
    expect(await lessons.plan(t.house, t.admin, t.input(theory))).toMatchObject({
      code: "venue_without_camera",
    });
    expect(
      value(await lessons.plan(t.house, t.admin, t.input({ ...theory, recording: false })))
        .recording,
    ).toBe(false);
  });

  test("[S0-5.3.1] none of the six fields may be missing", async () => {
    await using t = await openCentre();
    const without: [string, Partial<LessonInput>][] = [
      ["project", { project: " " }],
      ["course", { course: "" }],
      ["audiences", { audiences: [] }],
      ["groups", { groups: [] }],
    ];
    for (const [field, more] of without)
      expect(await lessons.plan(t.house, t.admin, t.input(more))).toMatchObject({
        code: "lesson_incomplete",
        facts: { field },
      });
    expect(LessonInput.safeParse({ ...t.input(), hours: 0 }).success).toBe(false);
    expect(
      await lessons.plan(t.house, t.admin, t.input({ endMs: t.input().startMs })),
    ).toMatchObject({ code: "span_invalid" });
  });

  test("[S0-5.3.1] of thirty who book one venue at once exactly one wins, and the others are entered as refused", async () => {
    await using t = await openCentre();
    const racing = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        lessons.plan(t.house, t.admin, t.input({ startMs: t.input().startMs + at * minute })),
      ),
    );
    expect(racing.filter((one) => one.ok)).toHaveLength(1);
    expect(racing.filter((one) => !one.ok && one.code === "venue_taken")).toHaveLength(29);
    expect(
      (await historyOf(t.house, t.admin.accountId, { kinds: ["act.refused@1"], most: 99 })).length,
    ).toBe(29);
  });

  test("lessons that only touch stand side by side, and a cancelled one frees its time", async () => {
    await using t = await openCentre();
    const first = value(await lessons.plan(t.house, t.admin, t.input()));
    value(
      await lessons.plan(
        t.house,
        t.admin,
        t.input({ startMs: first.endMs, endMs: first.endMs + hour }),
      ),
    );
    expect(
      value(
        await lessons.cancel(t.house, t.admin, { lessonId: first.lessonId, reason: "教师出差" }),
      ).state,
    ).toBe("cancelled");
    expect((await lessons.plan(t.house, t.admin, t.input())).ok).toBe(true);
    const [entry] = await historyOf(t.house, first.lessonId, { most: 1 });
    expect(entry?.leaf.body).toMatchObject({
      before: { state: "planned" },
      after: { state: "cancelled", reason: "教师出差" },
    });
  });

  test.each<[string, (t: Centre) => Partial<LessonInput>, string]>([
    [
      "that lies in the past",
      (t) => ({ startMs: t.house.clock.now() - 2 * hour, endMs: t.house.clock.now() }),
      "span_invalid",
    ],
    [
      "that is years away",
      (t) => ({
        startMs: t.house.clock.now() + 4 * 366 * 24 * hour,
        endMs: t.house.clock.now() + 4 * 366 * 24 * hour + hour,
      }),
      "span_invalid",
    ],
    ["that lasts two days", (t) => ({ endMs: t.house.clock.now() + 50 * hour }), "span_invalid"],
    ["of a teacher who is none", (t) => ({ teacherIds: [t.student.accountId] }), "bad_input"],
    ["of an unknown teacher", (t) => ({ teacherIds: [t.house.newId()] }), "bad_input"],
    ["with a student who is none", (t) => ({ studentIds: [t.teacher.accountId] }), "bad_input"],
    ["in an unknown venue", (t) => ({ venueId: t.house.newId() }), "bad_input"],
  ])("a lesson %s is refused", async (_name, more, code) => {
    await using t = await openCentre();
    expect(await lessons.plan(t.house, t.admin, t.input(more(t)))).toMatchObject({
      ok: false,
      code,
    });
  });

  test("[S0-7] a lesson carries its official name, and the entry keeps it erasable beside the leaf", async () => {
    await using t = await openCentre();
    const lesson = value(await lessons.plan(t.house, t.admin, t.input()));
    expect(lesson.officialName).toBe(
      "【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 姓名teacher1-1 号实训室",
    );
    const [entry] = await historyOf(t.house, lesson.lessonId, { most: 1 });
    expect(entry?.personal.get("officialName")).toBe(lesson.officialName);
    expect(JSON.stringify(entry?.leaf)).not.toMatch(/学员乙|姓名/);
    expect(entry?.leaf.body).toMatchObject({
      after: { project: "心肺复苏实训", rosterNames: 2, groups: 2, partition: "daily-teaching" },
    });
  });
});

describe("cameras of a venue with lessons ahead", () => {
  test("[S0-5.2.0] the last one neither retires nor moves away, however far ahead the lesson lies", async () => {
    await using t = await openCentre();
    const start = t.house.clock.now() + 60 * 24 * hour;
    const lesson = value(
      await lessons.plan(t.house, t.admin, t.input({ startMs: start, endMs: start + hour })),
    );
    const [camera] = value(await cameras.list(t.house, t.admin)).cameras;
    const cameraId = camera?.cameraId ?? "";
    const no = { ok: false, code: "venue_without_camera" };
    const away = { cameraId, input: cameraInput(t.bareVenueId) };
    expect(await cameras.retire(t.house, t.admin, cameraId)).toMatchObject(no);
    expect(await cameras.change(t.house, t.admin, away)).toMatchObject(no);
    await makeCamera(t.house, t.admin, cameraInput(t.venueId, { name: "备用" }));
    expect((await cameras.change(t.house, t.admin, away)).ok).toBe(true);
    const spare = value(await cameras.list(t.house, t.admin)).cameras.find(
      (one) => one.venueId === t.venueId,
    );
    expect(await cameras.retire(t.house, t.admin, spare?.cameraId ?? "")).toMatchObject(no);
    value(await lessons.cancel(t.house, t.admin, { lessonId: lesson.lessonId, reason: "停课" }));
    expect((await cameras.retire(t.house, t.admin, spare?.cameraId ?? "")).ok).toBe(true);
  });

  test("[S0-5.2.0] of retiring the last camera and booking its venue at once, one is refused", async () => {
    for (let round = 0; round < 5; round++) {
      await using t = await openCentre();
      const [camera] = value(await cameras.list(t.house, t.admin)).cameras;
      const [retired, planned] = await Promise.all([
        cameras.retire(t.house, t.admin, camera?.cameraId ?? ""),
        lessons.plan(t.house, t.admin, t.input()),
      ]);
      expect([retired.ok, planned.ok].toSorted()).toEqual([false, true]);
    }
  });
});

describe("a lesson that has begun", () => {
  test("[S0-6.1b] keeps time, venue, recording and partition, while its roster may be corrected", async () => {
    await using t = await openCentre();
    const lesson = value(await lessons.plan(t.house, t.admin, t.input()));
    const change = (more: Partial<LessonInput>) =>
      lessons.change(t.house, t.admin, { lessonId: lesson.lessonId, input: t.input(more) });
    t.clock.advance(hour - 11 * minute);
    expect(value(await lessons.read(t.house, t.admin, lesson.lessonId)).state).toBe("planned");
    t.clock.advance(2 * minute);
    expect(value(await lessons.read(t.house, t.admin, lesson.lessonId)).state).toBe("recording");
    for (const more of [
      { endMs: lesson.endMs + minute },
      { startMs: lesson.startMs + minute },
      { venueId: t.bareVenueId, scene: "theory" as const, recording: false },
      { activity: "contest" as const },
    ])
      expect(await change(more)).toMatchObject({ code: "lesson_started" });
    expect(
      await lessons.cancel(t.house, t.admin, { lessonId: lesson.lessonId, reason: "x" }),
    ).toMatchObject({ code: "lesson_started" });
    expect(value(await change({ roster: ["学员丙"], studentIds: [] })).roster).toEqual(["学员丙"]);
    const [entry] = await historyOf(t.house, lesson.lessonId, {
      kinds: ["lesson.changed@1"],
      most: 1,
    });
    expect(entry?.leaf.body).toMatchObject({
      before: { rosterNames: 2 },
      after: { rosterNames: 1 },
    });
    t.clock.advance(24 * hour);
    expect(value(await lessons.read(t.house, t.admin, lesson.lessonId)).state).toBe("ended");
    const [camera] = value(await cameras.list(t.house, t.admin)).cameras;
    value(await cameras.retire(t.house, t.admin, camera?.cameraId ?? ""));
    value(await accounts.close(t.house, t.admin, t.teacher.accountId));
    expect((await change({ roster: ["学员丁"], studentIds: [] })).ok).toBe(true);
  });
});

describe("who sees which lessons", () => {
  test("[S0-9.1a, S0-9.1b, S0-9.1d] teacher and student their own, a manager his venues, director and administrator all, others none", async () => {
    await using t = await openCentre();
    const lesson = value(await lessons.plan(t.house, t.admin, t.input()));
    const seen = async (actor: PersonActor) => {
      const now = t.house.clock.now();
      const listed = value(
        await lessons.list(t.house, actor, { fromMs: now, toMs: now + 24 * hour }),
      ).lessons.length;
      const read = await lessons.read(t.house, actor, lesson.lessonId);
      return [listed, read.ok ? "read" : read.code];
    };
    const yes = [1, "read"];
    const no = [0, "not_found"];
    expect(await seen(t.admin)).toEqual(yes);
    expect(await seen(t.actor("director"))).toEqual(yes);
    expect(await seen(t.teacher)).toEqual(yes);
    expect(await seen(t.student)).toEqual(yes);
    expect(await seen(await t.person("manager", "manager1", [t.venueId]))).toEqual(yes);
    expect(await seen(await t.person("manager", "manager2", [t.bareVenueId]))).toEqual(no);
    expect(await seen(await t.person("manager", "manager3"))).toEqual(no);
    expect(await seen(await t.person("teacher", "teacher2"))).toEqual(no);
    expect(await seen(await t.person("student", "student2"))).toEqual(no);
    expect(await seen(t.actor("auditor"))).toEqual(no);
  });

  test("a student sees no other trainee's name", async () => {
    await using t = await openCentre();
    const { lessonId } = value(await lessons.plan(t.house, t.admin, t.input()));
    const lesson = value(await lessons.read(t.house, t.student, lessonId));
    expect([lesson.roster, lesson.groups]).toEqual([
      [t.student.name],
      [{ name: "第一组", members: [t.student.name] }],
    ]);
    expect(JSON.stringify(lesson)).not.toContain("学员乙");
  });

  test("[S0-9.1b] a manager plans for his venues only, and a lesson elsewhere is as unknown as none", async () => {
    await using t = await openCentre();
    const manager = await t.person("manager", "manager1", [t.bareVenueId]);
    const theory = t.input({ venueId: t.bareVenueId, scene: "theory", recording: false });
    expect(await lessons.plan(t.house, manager, t.input())).toMatchObject({
      code: "not_permitted",
    });
    const lesson = value(await lessons.plan(t.house, manager, theory));
    expect(
      await lessons.change(t.house, manager, { lessonId: lesson.lessonId, input: t.input() }),
    ).toMatchObject({ code: "not_permitted" });
    const foreign = value(await lessons.plan(t.house, t.admin, t.input()));
    expect(
      await lessons.cancel(t.house, manager, { lessonId: foreign.lessonId, reason: "x" }),
    ).toMatchObject({ code: "not_found" });
  });
});

describe("what others need of lessons", () => {
  test("[S0-6.1a] the plan lists recorded lessons of the next 48 hours with lead and tail, and nothing else", async () => {
    await using t = await openCentre();
    const soon = value(await lessons.plan(t.house, t.admin, t.input()));
    const cancelled = value(
      await lessons.plan(
        t.house,
        t.admin,
        t.input({ startMs: soon.endMs, endMs: soon.endMs + hour }),
      ),
    );
    value(await lessons.cancel(t.house, t.admin, { lessonId: cancelled.lessonId, reason: "x" }));
    value(
      await lessons.plan(
        t.house,
        t.admin,
        t.input({
          startMs: soon.endMs + hour,
          endMs: soon.endMs + 2 * hour,
          scene: "theory",
          recording: false,
        }),
      ),
    );
    value(
      await lessons.plan(
        t.house,
        t.admin,
        t.input({ startMs: soon.startMs + 72 * hour, endMs: soon.startMs + 73 * hour }),
      ),
    );
    value(await refreshPlan(t.house));
    const plan = RecorderPlan.parse(
      JSON.parse(readTextIfThere(`${t.house.paths.plan}/plan.json`) ?? ""),
    );
    expect(plan.cameras.flatMap((camera) => camera.occasions)).toEqual([
      {
        kind: "lesson",
        id: soon.lessonId,
        startMs: soon.startMs - 10 * minute,
        endMs: soon.endMs + 5 * minute,
      },
    ]);
    expect([soon.recordFromMs, soon.recordToMs]).toEqual([
      soon.startMs - 10 * minute,
      soon.endMs + 5 * minute,
    ]);
  });

  test.each(activityKinds)(
    "[S0-8.2] a lesson of the activity %s lies in its own partition under its own name",
    async (activity) => {
      await using t = await openCentre();
      const lesson = value(await lessons.plan(t.house, t.admin, t.input({ activity })));
      const home = await homeOfOccasion(t.house, { kind: "lesson", id: lesson.lessonId });
      expect(home).toMatchObject({
        partition: activity,
        proper: { startMs: lesson.startMs, endMs: lesson.endMs },
        names: { date: "2026-06-01", time: "0900" },
      });
    },
  );

  test("a day of a 24-hour camera lies with the operation logs", async () => {
    await using t = await openCentre();
    await makeCamera(
      t.house,
      t.admin,
      cameraInput(t.venueId, { name: "走廊", mode: "continuous" }),
    );
    value(await refreshPlan(t.house));
    const plan = RecorderPlan.parse(
      JSON.parse(readTextIfThere(`${t.house.paths.plan}/plan.json`) ?? ""),
    );
    const day = plan.cameras.flatMap((camera) => camera.occasions)[0];
    const home = await homeOfOccasion(t.house, { kind: "watch", id: day?.id ?? "" });
    expect(home).toMatchObject({
      partition: "operations",
      names: { date: "2026-06-01", project: "全天录像 C02", place: "1 号实训室" },
    });
    expect(await homeOfOccasion(t.house, { kind: "watch", id: t.house.newId() })).toBeUndefined();
  });

  test("facts of a lesson are found by occasion, those of nobody are left out", async () => {
    await using t = await openCentre();
    const lesson = value(await lessons.plan(t.house, t.admin, t.input()));
    expect((await lessonById(t.house, lesson.lessonId))?.studentIds).toEqual([t.student.accountId]);
    expect(await lessonsOfOccasions(t.house, [lesson.lessonId, t.house.newId()])).toHaveLength(1);
    expect(await lessonById(t.house, t.house.newId())).toBeUndefined();
  });

  test("[S0-6.1b] a running lesson makes its camera busy through the plan", async () => {
    await using t = await openCentre();
    value(await lessons.plan(t.house, t.admin, t.input()));
    value(await refreshPlan(t.house));
    t.clock.advance(hour);
    const [camera] = value(await cameras.list(t.house, t.admin)).cameras;
    expect(
      await cameras.change(t.house, t.admin, {
        cameraId: camera?.cameraId ?? "",
        input: cameraInput(t.venueId, { mode: "continuous" }),
      }),
    ).toMatchObject({ code: "camera_busy" });
  });
});
