import pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { placeWorlds } from "../../../tests/fixture/place-worlds.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import {
  drawWorld,
  type World,
  type WorldLesson,
  worldNowMs,
} from "../../../tests/fixture/tier-worlds.ts";
import { type Post, posts } from "../../contract/approval.ts";
import { type Role, roleNames } from "../../contract/roles.ts";
import type { LentLook } from "../../kernel/access.ts";
import { type Action, type Asking, decide, type LessonAsked } from "../../kernel/decide.ts";
import { tierOf } from "../../platform/tiers.ts";

const worldsDrawn = 2_000;
const worldsAtOnce = 25;

type ReadAction = Exclude<
  Action,
  "recording.look" | "live.watch" | "register.read" | "export.read"
>;
interface Reading {
  readonly action: ReadAction;
  readonly from: string;
  readonly id: string;
}

/** What a tier can select, each row under the action whose answer it must follow. */
const short: readonly Reading[] = [
  { action: "lesson.read", from: "lessons.lesson", id: "lesson_id" },
  { action: "roster.read", from: "lessons.lesson_people", id: "lesson_id" },
  { action: "timeline.read", from: "catalogue.line", id: "occasion_id" },
  { action: "looker.read", from: "access.viewing", id: "viewing_id" },
  { action: "request.read", from: "approval.request", id: "request_id" },
];
const long: readonly Reading[] = [
  ...short,
  { action: "timeline.read", from: "catalogue.run", id: "occasion_id" },
  { action: "timeline.read", from: "catalogue.segment", id: "segment_id" },
  { action: "timeline.read", from: "catalogue.segment_occasion", id: "occasion_id" },
  { action: "timeline.read", from: "catalogue.gap", id: "gap_id" },
  { action: "timeline.read", from: "catalogue.gap_occasion", id: "occasion_id" },
  { action: "entry.read", from: "ledger.entry", id: "id" },
  { action: "entry.read", from: "ledger.personal", id: "entry_id" },
  { action: "sign-in.read", from: "people.sign_in", id: "sign_in_id" },
  // By a column that only the administration may read.
  {
    action: "account.read",
    from: "(select person_id as account_id from people.person where person_key is not null) account",
    id: "account_id",
  },
];

/** Every tenth group of worlds is read whole and by all; the others where the rules are rich. */
const questions = {
  short: { readings: short, roles: ["teacher", "manager", "operator", "student"] },
  long: { readings: long, roles: roleNames },
} as const;
type Question = keyof typeof questions;

describe("row-level security and the reference", () => {
  test(
    "[S0-9.1a, S0-9.1b, S0-9.1c, S0-9.1d] agree in both directions on thousands of worlds",
    { timeout: 600_000 },
    async () => {
      await using t = await openTestHouse();
      const seed = Number(process.env["LIUHEN_SEED"] ?? 20_260_601);
      const draw = seededDraw(seed);
      const worlds = Array.from({ length: worldsDrawn }, () => drawWorld(draw));
      const superuser = new pg.Client({ connectionString: t.adminUrl });
      await superuser.connect();
      await placeWorlds(superuser, worlds.slice(0, 1));
      const seats = await Promise.all(roleNames.map((role) => openSeat(t.appUrl, role)));
      let compared = 0;
      try {
        for (let at = 0; at < worlds.length; at += worldsAtOnce) {
          const some = worlds.slice(at, at + worldsAtOnce);
          await placeWorlds(superuser, some);
          const question = (at / worldsAtOnce) % 10 === 0 ? "long" : "short";
          for (const seat of seats) compared += await compare(some, seat, { question, seed });
        }
      } finally {
        await Promise.all([superuser.end(), ...seats.map((seat) => seat.end())]);
      }
      expect(compared).toBeGreaterThan(worldsDrawn * questions.short.roles.length);
    },
  );
});

/** Everybody of a tier in these worlds sees exactly what the reference allows; gives how many were asked. */
async function compare(
  worlds: readonly World[],
  seat: Seat,
  how: { readonly question: Question; readonly seed: number },
): Promise<number> {
  const { question, seed } = how;
  const roles: readonly Role[] = questions[question].roles;
  const asked = worlds.flatMap((world) =>
    world.people
      .filter((who) => who.role === seat.role && roles.includes(who.role))
      .map((who) => ({ world, who })),
  );
  const answers = await seat.ask(
    question,
    asked.map(({ who }) => who),
  );
  for (const [nth, { world, who }] of asked.entries()) {
    const expected = expectedFor(world, who, { question, readable: seat.readable });
    if (answers[nth]?.join() === expected.join()) continue;
    expect(answers[nth], `seed ${seed}: ${JSON.stringify({ who, world })}`).toEqual(expected);
  }
  return asked.length;
}

interface Seat {
  readonly role: Role;
  readonly readable: ReadonlySet<string>;
  ask(question: Question, people: readonly Asking[]): Promise<string[][]>;
  end(): Promise<void>;
}

/** A connection that has taken on a tier, with the questions prepared that all are asked. */
async function openSeat(appUrl: string, role: Role): Promise<Seat> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  await client.query(`set role ${tierOf(role)}`);
  const readable = new Set<string>();
  for (const { from, id } of long) {
    const may = await client.query(`select ${id} from ${from} limit 0`).then(
      () => true,
      (cause: unknown) => {
        expect(cause).toMatchObject({ code: "42501" });
        return false;
      },
    );
    if (may) readable.add(from);
  }
  for (const [name, { readings }] of Object.entries(questions)) {
    const parts = readings
      .filter(({ from }) => readable.has(from))
      .map(({ from, id }) => `select '${from} ' || ${id} as row from ${from}`);
    const all = parts.length === 0 ? "select null as row where false" : parts.join(" union all ");
    await client.query(`prepare ${name}_question as ${all}`);
  }
  return {
    role,
    readable,
    async ask(question, people) {
      if (people.length === 0) return [];
      const text = people.map(
        ({ accountId, siteId }) => `select set_config('app.uid', '${accountId}', false),
          set_config('app.site', '${siteId}', false), set_config('app.now', '${worldNowMs}', false);
          execute ${question}_question`,
      );
      const results: unknown = await client.query(text.join(";\n"));
      if (!Array.isArray(results)) throw new Error("one answer for many questions");
      return results
        .filter((_, at) => at % 2 === 1)
        .map((result: pg.QueryResult<{ row: string }>) =>
          result.rows.map(({ row }) => row).toSorted(),
        );
    },
    end: () => client.end(),
  };
}

function expectedFor(
  world: World,
  who: Asking,
  of: { readonly question: Question; readonly readable: ReadonlySet<string> },
): string[] {
  const rows = questions[of.question].readings.flatMap(({ action, from }) =>
    allowedIds(world, who, action).map((id) => ({ from, row: `${from} ${id}` })),
  );
  // What cannot even be selected must not be allowed either.
  for (const { from } of rows)
    if (!of.readable.has(from)) throw new Error(`${who.role} cannot select ${from}`);
  return rows.map(({ row }) => row).toSorted();
}

function allowedIds(world: World, who: Asking, action: ReadAction): string[] {
  const { siteId } = world;
  const nowMs = worldNowMs;
  const house = { what: { siteId }, nowMs };
  const about = (lesson: WorldLesson) => lessonAsked(world, who, lesson);
  switch (action) {
    case "lesson.read":
    case "roster.read":
    case "timeline.read":
      return world.lessons
        .filter((lesson) => decide(who, action, { what: about(lesson), nowMs }).allow)
        .map((lesson) => lesson.lessonId);
    case "looker.read":
      return world.viewings
        .filter(({ lessonId, accountId }) =>
          world.lessons.some(
            (lesson) =>
              lesson.lessonId === lessonId &&
              decide(who, action, { what: { lesson: about(lesson), accountId }, nowMs }).allow,
          ),
        )
        .map(({ viewingId }) => viewingId);
    case "entry.read":
      return decide(who, action, house).allow ? [...world.entryIds] : [];
    case "sign-in.read":
      return decide(who, action, house).allow ? world.signIns.map(({ signInId }) => signInId) : [];
    case "account.read":
      return decide(who, action, house).allow ? world.people.map((one) => one.accountId) : [];
    case "request.read":
      return world.requests
        .filter(({ state, filedBy, steps }) => {
          const signedBy = steps.flatMap(({ decidedBy }) =>
            decidedBy === null ? [] : [decidedBy],
          );
          const mayDecide = holdersOf(
            world,
            steps.map(({ post }) => post),
          );
          const what = { siteId, filedBy, state, signedBy, mayDecide };
          return decide(who, action, { what, nowMs }).allow;
        })
        .map(({ requestId }) => requestId);
  }
}

/** Whom the database lets near a step of these posts: their holders, and everybody above them. */
function holdersOf(world: World, stepPosts: readonly Post[]): string[] {
  const height: Readonly<Partial<Record<Role, number>>> = { admin: 1, director: 2, superior: 3 };
  const lowest = Math.min(...stepPosts.map((post) => posts.indexOf(post) + 1));
  return world.people
    .filter(({ role }) => (height[role] ?? 0) >= lowest)
    .map((one) => one.accountId);
}

function lessonAsked(world: World, who: Asking, lesson: WorldLesson): LessonAsked {
  const grants = world.requests
    .filter(
      ({ filedBy, lessonIds }) => filedBy === who.accountId && lessonIds.includes(lesson.lessonId),
    )
    .filter(
      ({ gives, state, papersDueMs }) =>
        gives === "viewing" &&
        (state === "granted" || (papersDueMs !== null && worldNowMs < papersDueMs)),
    )
    .filter(({ window }) => window !== null)
    .map(({ requestId, window }): LentLook => ({
      requestId,
      serial: "2026-0001",
      purpose: "teaching-research",
      cameraIds: [],
      span: null,
      window,
      label: "ordinary",
    }));
  return { ...lesson, grants, stationCameraIds: [] };
}
