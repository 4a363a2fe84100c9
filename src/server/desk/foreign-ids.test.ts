import pg from "pg";
import { describe, expect, test } from "vitest";
import type { Guest } from "../../../tests/fixture/desk.ts";
import { exampleInput } from "../../../tests/fixture/example-input.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { addWorlds } from "../../../tests/fixture/place-worlds.ts";
import { drawId, drawWorld, type World } from "../../../tests/fixture/tier-worlds.ts";
import { openWholeDesk } from "../../../tests/fixture/whole-desk.ts";
import { type Role, roleNames, rolePermissions } from "../../contract/roles.ts";
import type { Route } from "../../contract/route.ts";
import { type RouteName, routes } from "../../contract/routes.ts";
import { routeNames } from "./route-names.ts";

const seed = 20_260_602;
const worldsDrawn = 60;
const askedInAll = 10_000;

/** Which ids of the drawn worlds a path parameter means; other parameters only ever get missing ones. */
const foreign: Readonly<Record<string, (world: World) => readonly string[]>> = {
  lessonId: (world) => world.lessons.map((lesson) => lesson.lessonId),
  viewingId: (world) => world.viewings.map((viewing) => viewing.viewingId),
  requestId: (world) => world.requests.map((request) => request.requestId),
  accountId: (world) => world.people.map((person) => person.accountId),
  signInId: (world) => world.signIns.map((signIn) => signIn.signInId),
  delegationId: (world) => world.delegations.map((one) => one.delegationId),
  paperId: (world) => world.papers.map((paper) => paper.paperId),
};

/**
 * Parameters whose things are the whole house's, so that who has the permission knows all of them, or of
 * which these worlds draw none. One that is neither here nor above makes the test fail: whoever adds a
 * route says whose its things are.
 */
const houses: ReadonlySet<string> = new Set([
  "appointmentId",
  "assignmentId",
  "cameraId",
  "caseId",
  "checkId",
  "courseId",
  "deviceId",
  "digestId",
  "entryId",
  "eventId",
  "evidenceId",
  "examId",
  "exportId",
  "holdId",
  "incidentId",
  "itemId",
  "kioskId",
  "lookId",
  "matterId",
  "measureId",
  "mediumId",
  "noticeId",
  "orderId",
  "overrideId",
  "packId",
  "passkeyId",
  "policyId",
  "providerId",
  "reclassificationId",
  "sheetId",
  "suspicionId",
  "targetId",
  "taskId",
  "ticketId",
  "venueId",
]);

/** Whose tier covers the whole house for what a parameter names: there a foreign id is none. */
const covers: Readonly<Record<string, readonly Role[]>> = {
  lessonId: ["admin", "director", "auditor"],
  // The second and the first approver may come to any case by vacancy; an operator carries them out.
  requestId: ["admin", "director", "superior", "operator", "auditor"],
  accountId: ["admin"],
  signInId: ["admin"],
  viewingId: [],
  delegationId: ["admin"],
  paperId: [],
};

interface Target {
  readonly name: RouteName;
  readonly route: Route;
  readonly parameter: string;
}

/** Every route that names something by an id in its path. */
function targets(): Target[] {
  return routeNames().flatMap((name) => {
    const route: Route = routes[name];
    const parameter = /\{(\w+Id)\}/.exec(route.path)?.[1];
    return parameter === undefined || route.answer === "socket" ? [] : [{ name, route, parameter }];
  });
}

/** Writes twice (a signature costs a password's hash), reads as often as makes the sum. */
function timesAsked(all: readonly Target[]): (target: Target) => number {
  const reads = all.filter(({ route }) => route.method === "GET").length;
  const perTime = roleNames.length * 2;
  const left = askedInAll - (all.length - reads) * perTime * 2;
  return ({ route }) => (route.method === "GET" ? Math.ceil(left / (reads * perTime)) : 2);
}

describe("ids of other people's things", () => {
  test(
    "[S0-9.1d, S1-E4, S3-8.1] answer exactly as ids of nothing, on every route and for every role",
    { timeout: 900_000 },
    async () => {
      await using desk = await openWholeDesk();
      const draw = seededDraw(seed);
      const worlds = Array.from({ length: worldsDrawn }, () => drawWorld(draw, desk.house.siteId));
      const superuser = new pg.Client({ connectionString: desk.adminUrl });
      await superuser.connect();
      await addWorlds(superuser, worlds);
      await superuser.end();
      const guests = new Map<Role, Guest>();
      for (const role of roleNames) guests.set(role, await desk.guest(role));
      const all = targets();
      expect(all.length).toBeGreaterThan(20);
      const undecided = all.filter(
        ({ parameter }) => foreign[parameter] === undefined && !houses.has(parameter),
      );
      expect(undecided.map(({ name, parameter }) => `${name} ${parameter}`)).toEqual([]);
      const each = timesAsked(all);
      const took = { foreign: new Array<number>(), missing: new Array<number>() };
      const leaks = new Map<string, string>();
      let asked = 0;

      const ask = async (target: Target, role: Role, id: string): Promise<string> => {
        const { route, parameter } = target;
        const url = addressOf(route, parameter, id);
        const guest = guests.get(role);
        if (guest === undefined) throw new Error(role);
        const body = route.body === undefined ? undefined : exampleInput(route.body, drawId(draw));
        const answer = await desk.call({
          method: route.method,
          url,
          as: guest,
          ...(body === undefined
            ? {}
            : { payload: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        });
        asked++;
        return `${answer.statusCode} ${answer.body.replaceAll(id, "ID")}`;
      };

      for (const target of all) {
        const ids = worlds.flatMap((world) => foreign[target.parameter]?.(world) ?? []);
        for (const role of roleNames) {
          const whole = covers[target.parameter]?.includes(role) ?? true;
          const permitted = rolePermissions[role].includes(target.route.permission);
          for (let nth = 0; nth < each(target); nth++) {
            const at = performance.now();
            const missing = await ask(target, role, drawId(draw));
            const between = performance.now();
            const id = ids[Math.floor(draw() * ids.length)] ?? drawId(draw);
            const there = await ask(target, role, id);
            const after = performance.now();
            const what = `${target.name} as ${role}`;
            if (missing.startsWith("5")) leaks.set(what, missing);
            if (permitted && whole) continue;
            if (missing.startsWith("2")) leaks.set(what, missing);
            if (there !== missing) leaks.set(what, `${id}: ${there} instead of ${missing}`);
            took.missing.push(between - at);
            took.foreign.push(after - between);
          }
        }
      }
      expect(Object.fromEntries(leaks), `seed ${seed}`).toEqual({});
      expect(asked).toBeGreaterThanOrEqual(askedInAll);
      // A route without its room behind it would answer everybody alike and prove nothing.
      expect([...new Set(desk.reached)]).toEqual([]);
      // Of one class of time: nobody learns from a clock what the answer does not say.
      const [slow, quick] = [median(took.foreign), median(took.missing)];
      expect(Math.abs(slow - quick), `${slow} ms and ${quick} ms`).toBeLessThan(
        Math.max(5, quick / 2),
      );
    },
  );
});

function addressOf(route: Route, parameter: string, id: string): string {
  const params = route.params === undefined ? {} : exampleInput(route.params, id);
  const given = new Map(Object.entries(params ?? {}));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === parameter ? id : String(given.get(name)),
  );
  const query = route.query === undefined ? {} : exampleInput(route.query, id);
  const asked = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
