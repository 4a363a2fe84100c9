import { describe, expect, test } from "vitest";
import { openLessonCentre } from "../../../tests/fixture/lesson-centre.ts";
import { cameraInput, makeCamera, value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import { activityKinds } from "../../contract/lesson.ts";
import { RecorderPlan } from "../../contract/plan.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { historyOf } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { homeOfOccasion, lessonById, lessons, lessonsOfOccasions, refreshPlan } from "./index.ts";

const minute = 60_000;
const hour = 3_600_000;

describe("a lesson that has begun", () => {
  test("[S0-6.1b] keeps time, venue, recording and partition, while its roster may be corrected", async () => {
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
    const { lessonId } = value(await lessons.plan(t.house, t.admin, t.input()));
    const lesson = value(await lessons.read(t.house, t.student, lessonId));
    expect([lesson.roster, lesson.groups]).toEqual([
      [t.student.name],
      [{ name: "第一组", members: [t.student.name] }],
    ]);
    expect(JSON.stringify(lesson)).not.toContain("学员乙");
  });

  test("[S0-9.1b] a manager plans for his venues only, and a lesson elsewhere is as unknown as none", async () => {
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
      await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
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
    await using t = await openLessonCentre();
    const lesson = value(await lessons.plan(t.house, t.admin, t.input()));
    expect((await lessonById(t.house, lesson.lessonId))?.studentIds).toEqual([t.student.accountId]);
    expect(await lessonsOfOccasions(t.house, [lesson.lessonId, t.house.newId()])).toHaveLength(1);
    expect(await lessonById(t.house, t.house.newId())).toBeUndefined();
  });

  test("[S0-6.1b] a running lesson makes its camera busy through the plan", async () => {
    await using t = await openLessonCentre();
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
