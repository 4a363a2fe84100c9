import { describe, expect, test } from "vitest";
import { type LessonCentre, openLessonCentre } from "../../../tests/fixture/lesson-centre.ts";
import { cameraInput, makeCamera, value } from "../../../tests/fixture/places.ts";
import { activityFamilies, mustRecordScenes } from "../../contract/lesson.ts";
import { LessonInput } from "../../contract/routes/lessons.ts";
import { historyOf } from "../ledger/index.ts";
import { cameras } from "../places/index.ts";
import { lessons } from "./index.ts";

const minute = 60_000;
const hour = 3_600_000;

describe("planning a lesson", () => {
  test.each(activityFamilies)(
    "[S0-1] a lesson of the family %s is planned, listed and entered",
    async (family) => {
      await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
    for (const field of ["family", "activity", "scene"] as const) {
      const { [field]: _, ...rest } = t.input();
      expect(LessonInput.safeParse(rest).success).toBe(false);
    }
  });

  test.each(mustRecordScenes)(
    "[S0-5.2.0] the scene %s cannot be planned without recording, nor where no camera is",
    async (scene) => {
      await using t = await openLessonCentre();
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
      await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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

  test.each<[string, (t: LessonCentre) => Partial<LessonInput>, string]>([
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
    await using t = await openLessonCentre();
    expect(await lessons.plan(t.house, t.admin, t.input(more(t)))).toMatchObject({
      ok: false,
      code,
    });
  });

  test("[S0-7] a lesson carries its official name, and the entry keeps it erasable beside the leaf", async () => {
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
      await using t = await openLessonCentre();
      const [camera] = value(await cameras.list(t.house, t.admin)).cameras;
      const [retired, planned] = await Promise.all([
        cameras.retire(t.house, t.admin, camera?.cameraId ?? ""),
        lessons.plan(t.house, t.admin, t.input()),
      ]);
      expect([retired.ok, planned.ok].toSorted()).toEqual([false, true]);
    }
  });
});
