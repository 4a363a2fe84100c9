import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { type Guest, testPassword } from "../../../tests/fixture/desk.ts";
import { exampleInput } from "../../../tests/fixture/example-input.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { openWholeDesk } from "../../../tests/fixture/whole-desk.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Route } from "../../contract/route.ts";
import { routes } from "../../contract/routes.ts";
import type { Log } from "../../platform/log.ts";
import { lessons } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { routeNames } from "./route-names.ts";

const hour = 3_600_000;

/** A lesson with two students of one group, and each of them at the desk. */
async function openClass(log?: Log) {
  const desk = await openWholeDesk(log === undefined ? {} : { log });
  const { house } = desk;
  const admin = desk.actor("admin");
  const guests = new Map<string, Guest>();
  for (const login of ["student.own", "student.other"])
    guests.set(login, await desk.guest("student", login));
  const [own, other] = [guests.get("student.own"), guests.get("student.other")];
  const teacher = await desk.guest("teacher");
  if (own === undefined || other === undefined) throw new Error("nobody came");
  for (const [guest, name] of [
    [own, "本人学员"],
    [other, "旁人学员"],
    [teacher, "授课教师"],
  ] as const)
    value(
      await accounts.change(house, admin, {
        accountId: guest.accountId,
        input: {
          name,
          category: guest === teacher ? "teacher" : "student",
          role: guest === teacher ? "teacher" : "student",
          expiresAtMs: null,
          venueIds: [],
        },
      }),
    );
  const venue = await makeVenue(house, admin);
  await makeCamera(house, admin, cameraInput(venue.venueId));
  const startMs = house.clock.now() + hour;
  const lesson = value(
    await lessons.plan(house, admin, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + hour,
      hours: 1,
      audiences: ["2024 级临床本科"],
      roster: ["本人学员", "旁人学员", "第三学员"],
      groups: [
        { name: "第一组", members: ["本人学员", "旁人学员"] },
        { name: "第二组", members: ["第三学员"] },
      ],
      teacherIds: [teacher.accountId],
      venueId: venue.venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [own.accountId, other.accountId],
    }),
  );
  return { desk, own, other, teacher, lesson };
}

function addressOf(route: Route, id: string, query: Readonly<Record<string, string>>): string {
  const example = route.params === undefined ? {} : exampleInput(route.params, id);
  const params = new Map(Object.entries(example ?? {}));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => String(params.get(name)));
  const taken = Object.entries(query).filter(([name]) => route.query?.shape[name] !== undefined);
  return taken.length === 0 ? path : `${path}?${new URLSearchParams(taken).toString()}`;
}

describe("a student", () => {
  test("[S0-9.1d, S0-14.2] finds no name and no account of another trainee in any answer", async () => {
    const { desk, own, other, lesson } = await openClass();
    await using _ = desk;
    const query = {
      fromMs: String(lesson.startMs - hour),
      toMs: String(lesson.endMs + hour),
      text: "学员",
      query: "学员",
      q: "学员",
    };
    const answered: string[] = [];
    for (const name of routeNames()) {
      const route: Route = routes[name];
      const open = rolePermissions.student.includes(route.permission);
      if (!open || route.method !== "GET" || route.answer === "socket") continue;
      const answer = await desk.call({
        method: "GET",
        url: addressOf(route, lesson.lessonId, query),
        as: own,
      });
      if (answer.statusCode === 200) answered.push(name);
      for (const foreign of ["旁人学员", "第三学员", other.accountId, other.login, other.signInId])
        expect(answer.body, name).not.toContain(foreign);
    }
    expect(answered).toEqual(expect.arrayContaining(["lessons.list", "lessons.read", "me.read"]));
    const read = await desk.call({
      method: "GET",
      url: `/api/lessons/${lesson.lessonId}`,
      as: own,
    });
    expect(read.json()).toMatchObject({
      roster: ["本人学员"],
      groups: [{ name: "第一组", members: ["本人学员"] }],
    });
  });

  test("[S0-9.1d] is offered no file: no route that a student may call hands one out", () => {
    const files = routeNames().filter((name) => {
      const route: Route = routes[name];
      return route.answer === "bytes" && rolePermissions.student.includes(route.permission);
    });
    // The player's own bytes, behind an open viewing of this very sign-in.
    expect(files).toEqual(["viewing.bytes"]);
  });
});

describe("tokens", () => {
  test("[class 5] stand in no line of the log, in no address and in no answer", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
    const { desk, own, teacher, lesson } = await openClass(log);
    await using _ = desk;
    const bodies: string[] = [];
    for (const guest of [own, teacher])
      for (const name of routeNames()) {
        const route: Route = routes[name];
        if (route.answer === "socket" || name === "sign-in.close") continue;
        const body =
          route.body === undefined ? undefined : exampleInput(route.body, lesson.lessonId);
        const answer = await desk.call({
          method: route.method,
          url: addressOf(route, lesson.lessonId, {}),
          as: guest,
          ...(body === undefined
            ? {}
            : { payload: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        });
        bodies.push(answer.body);
      }
    await desk.call({
      method: "POST",
      url: "/api/sign-in",
      payload: JSON.stringify({ login: own.login, password: testPassword }),
      headers: { "content-type": "application/json" },
    });
    expect(lines.length).toBeGreaterThan(100);
    expect([...new Set(desk.reached)], "routes without a room").toEqual([]);
    for (const secret of [own.token, teacher.token, testPassword]) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
      expect(bodies.filter((body) => body.includes(secret))).toEqual([]);
    }
  });

  test("[class 5] have no place in the contract's addresses", () => {
    const named = routeNames().flatMap((name) => {
      const route: Route = routes[name];
      const fields = [
        ...Object.keys(route.params?.shape ?? {}),
        ...Object.keys(route.query?.shape ?? {}),
      ];
      return fields.map((field) => `${name} ${field}`);
    });
    const telling = named.filter((one) =>
      /token|secret|password|cookie|session|credential/i.test(one.split(" ")[1] ?? ""),
    );
    expect(telling).toEqual([]);
  });
});
