import pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { addWorlds } from "../../../tests/fixture/place-worlds.ts";
import { drawId, drawWorld, type World } from "../../../tests/fixture/tier-worlds.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { Role } from "../../contract/roles.ts";
import { decide } from "../../kernel/decide.ts";
import { listLookers, notice, openViewing } from "../access/index.ts";
import { lessons } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";

const each = 100;
const hour = 3_600_000;
const system = { kind: "system", name: "setup" } as const;

/** A hundred teachers and a hundred lessons; each lesson has one teacher, every tenth a second one. */
async function openSchool(): Promise<TestHouse & { readonly school: World }> {
  const t = await openTestHouse();
  const draw = seededDraw(20_260_603);
  const { siteId } = t.house;
  const base = drawWorld(draw, siteId);
  const people = Array.from({ length: each }, () => ({
    accountId: drawId(draw),
    role: "teacher" as const,
    siteId,
    venueIds: [],
  }));
  const found = base.lessons.slice(0, 1);
  const school: World = {
    ...base,
    people,
    viewings: [],
    signIns: [],
    requests: [],
    lessons: found.flatMap((lesson) =>
      people.map(({ accountId }, at) => {
        const startMs = t.clock.now() + at * 2 * hour;
        const second = at % 10 === 0 ? people[(at + 37) % each] : undefined;
        return {
          ...lesson,
          lessonId: drawId(draw),
          studentIds: [],
          teacherIds: [accountId, ...(second === undefined ? [] : [second.accountId])],
          span: { startMs, endMs: startMs + hour },
        };
      }),
    ),
  };
  const superuser = new pg.Client({ connectionString: t.adminUrl });
  await superuser.connect();
  await addWorlds(superuser, [school]);
  await superuser.end();
  return { ...t, school, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

function actorOf(t: TestHouse, role: Role, accountId: string): PersonActor {
  return { ...t.actor(role), accountId };
}

describe("a hundred teachers and a hundred lessons", () => {
  test(
    "[S0-9.1a] [C-11] of all 10,000 pairs a teacher reads, and may look at, exactly the own ones",
    { timeout: 600_000 },
    async () => {
      await using t = await openSchool();
      const { people, lessons: taught } = t.school;
      let allowed = 0;
      for (const who of people) {
        const actor = actorOf(t, "teacher", who.accountId);
        const read = await Promise.all(
          taught.map((lesson) => lessons.read(t.house, actor, lesson.lessonId)),
        );
        for (const [at, lesson] of taught.entries()) {
          const asked = { ...lesson, grants: [], stationCameraIds: [] };
          const about = { what: asked, nowMs: t.clock.now() };
          const reference = decide(who, "lesson.read", about).allow;
          expect(read[at]?.ok, `${who.accountId} ${lesson.lessonId}`).toBe(reference);
          expect(reference).toBe(lesson.teacherIds.includes(who.accountId));
          expect(decide(who, "recording.look", about).allow).toBe(reference);
          if (reference) allowed++;
        }
        const listed = value(
          await lessons.list(t.house, actor, {
            fromMs: t.clock.now() - hour,
            toMs: t.clock.now() + each * 2 * hour,
          }),
        ).lessons.map((lesson) => lesson.lessonId);
        const own = taught.filter((lesson) => lesson.teacherIds.includes(who.accountId));
        expect(listed).toEqual(own.map((lesson) => lesson.lessonId));
      }
      expect(allowed).toBe(each + each / 10);
    },
  );

  test("[S0-9.1a] [S1-A6a] own lessons open, the next teacher's do not, and each look is in its list", async () => {
    await using t = await openSchool();
    const { people, lessons: taught } = t.school;
    for (const [at, who] of people.slice(0, 20).entries()) {
      const actor = actorOf(t, "teacher", who.accountId);
      const [own, next] = [taught[at], taught[(at + 1) % each]];
      if (own === undefined || next === undefined) throw new Error("no lesson");
      value(await notice.accept(t.house, actor, 1));
      const opened = await openViewing(t.house, actor, { lessonId: own.lessonId, purpose: null });
      const foreign = await openViewing(t.house, actor, { lessonId: next.lessonId, purpose: null });
      const missing = await openViewing(t.house, actor, {
        lessonId: t.house.newId(),
        purpose: null,
      });
      expect(opened.ok || opened.code, own.lessonId).toBe(true);
      expect(foreign).toEqual(missing);
      expect(await listLookers(t.house, own.lessonId, actor)).toHaveLength(1);
      expect(await listLookers(t.house, next.lessonId, actor)).toEqual([]);
    }
  });
});

describe("an area that changes", () => {
  test("[S0-9.1b] counts from the next request on, both ways", async () => {
    await using t = await openSchool();
    const [lesson] = t.school.lessons;
    if (lesson === undefined) throw new Error("no lesson");
    const open = (role: Role, venueIds: string[]) =>
      accounts.open(t.house, system, {
        login: `${role}.one`,
        name: "王 XX",
        personKey: role,
        category: "staff",
        role,
        expiresAtMs: null,
        venueIds,
      });
    const { account } = value(await open("manager", []));
    const manager = actorOf(t, "manager", account.accountId);
    const admin = t.actor("admin");
    const reads = async () => (await lessons.read(t.house, manager, lesson.lessonId)).ok;
    const areaOf = async (venueIds: string[]) => {
      const { name, category, role, expiresAtMs } = account;
      const input = { name, category, role, expiresAtMs, venueIds };
      value(await accounts.change(t.house, admin, { accountId: account.accountId, input }));
    };
    expect(await reads()).toBe(false);
    await areaOf([lesson.venueId]);
    expect(await reads()).toBe(true);
    await areaOf([]);
    expect(await reads()).toBe(false);
  });
});
