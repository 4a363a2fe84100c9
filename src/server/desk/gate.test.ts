import { expect, test } from "vitest";
import {
  type Guest,
  type TestDesk,
  openTestDesk,
  testPassword,
} from "../../../tests/fixture/desk.ts";
import { type Role, type Permission, roleNames, rolePermissions } from "../../contract/roles.ts";
import type { Route } from "../../contract/route.ts";
import { routes } from "../../contract/routes.ts";
import { listEntries } from "../ledger/index.ts";
import { routeNames } from "./route-names.ts";

const everyRoute = routeNames().map((name): [string, Route] => [name, routes[name]]);
const anId = "01970000-0000-7000-8000-000000000000";

function pathOf(route: Route): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === "stream" ? "main" : name === "hourMs" ? "0" : anId,
  );
}

/** Enough of a call to reach the gate; no body, so that nothing that is allowed does anything. */
function ask(desk: TestDesk, route: Route, as: Guest | undefined) {
  return desk.call({ method: route.method, url: pathOf(route), as });
}

async function guests(desk: TestDesk): Promise<Map<Role, Guest>> {
  const found = new Map<Role, Guest>();
  for (const role of roleNames) found.set(role, await desk.guest(role));
  return found;
}

/** Ends the caller's own sign-in or its account when it is let through; asked with a guest of its own. */
const consuming = new Set(["sign-in.close"]);

test("[S0-9.1c] every route lets in exactly the roles that hold its permission", async () => {
  await using desk = await openTestDesk();
  const people = await guests(desk);
  const wrong: string[] = [];
  let asked = 0;
  for (const [name, route] of everyRoute) {
    for (const [role, usual] of people) {
      const guest = consuming.has(name) ? await desk.guest(role, `${role}.for.${name}`) : usual;
      const answer = await ask(desk, route, guest);
      const expected = allowed(role, route.permission);
      const barred =
        answer.statusCode === 401 ||
        (answer.statusCode === 403 && codeOf(answer) === "not_permitted");
      if (barred === expected)
        wrong.push(`${role} ${name} ${answer.statusCode} ${answer.body.slice(0, 80)}`);
      asked++;
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBe(everyRoute.length * roleNames.length);
}, 120_000);

function allowed(role: Role, permission: Permission): boolean {
  return permission === "open" || rolePermissions[role].includes(permission);
}

function codeOf(answer: { body: string; json(): { code?: string } }): string | undefined {
  return answer.body.startsWith("{") ? answer.json().code : undefined;
}

test("[S0-9.1c] without a sign-in only the open routes answer", async () => {
  await using desk = await openTestDesk();
  const wrong: string[] = [];
  for (const [name, route] of everyRoute) {
    const answer = await ask(desk, route, undefined);
    const barred = answer.statusCode === 401 && codeOf(answer) === "not_signed_in";
    if (barred === (route.permission === "open")) wrong.push(`${name} ${answer.statusCode}`);
  }
  expect(wrong).toEqual([]);
  const open = new Set<string>(
    everyRoute.filter(([, route]) => route.permission === "open").map(([name]) => name),
  );
  expect(desk.reached.filter((name) => !open.has(name))).toEqual([]);
});

test("[S0-4.4] a student on any route that controls or configures is refused, and it is entered", async () => {
  await using desk = await openTestDesk();
  const student = await desk.guest("student");
  const changing = everyRoute.filter(
    ([, route]) => route.method !== "GET" && !allowed("student", route.permission),
  );
  expect(changing.length).toBeGreaterThan(15);
  for (const [, route] of changing) {
    // One person's refusals are entered as long as they come no faster than one a second.
    desk.clock.advance(1_001);
    const answer = await ask(desk, route, student);
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, "not_permitted"]);
  }
  expect(desk.reached).toEqual([]);
  const entered = await refusalsEntered(desk);
  expect(entered.map(({ attempted }) => attempted).toSorted()).toEqual(
    changing.map(([name]) => name).toSorted(),
  );
  expect(new Set(entered.map(({ actor }) => actor))).toEqual(new Set(["student XX"]));
});

async function refusalsEntered(desk: TestDesk) {
  const listed = await listEntries(desk.house, { kind: "act.refused@1" });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.lines.map((line) => ({
    attempted: String(line.body["attempted"]),
    code: line.body["code"],
    actor: line.actorName,
  }));
}

test("[class 17] callers without a sign-in cannot flood the ledger with refusals", async () => {
  await using desk = await openTestDesk();
  for (let n = 0; n < 100; n++)
    await desk.call({ method: "POST", url: "/api/venues", payload: {} });
  expect(await refusalsEntered(desk)).toHaveLength(10);
  desk.clock.advance(60_000);
  await desk.call({ method: "POST", url: "/api/venues", payload: {} });
  expect(await refusalsEntered(desk)).toHaveLength(11);
});

test("[S0-13d] a locked page: every call but unlocking, leaving and ending a look is 401", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("admin");
  await desk.call({
    method: "POST",
    url: "/api/sign-in/lock",
    as: guest,
    payload: { why: "own" },
  });
  const open: string[] = [];
  for (const [name, route] of everyRoute) {
    if (name === "sign-in.close" || route.permission === "open") continue;
    const answer = await ask(desk, route, guest);
    if (answer.statusCode !== 401 || codeOf(answer) !== "locked") open.push(name);
  }
  expect(open.toSorted()).toEqual(["me.presence", "sign-in.unlock", "viewing.close"]);
  const told = await desk.call({ url: "/api/me", as: guest });
  expect(told.json().facts).toEqual({
    login: "admin.one",
    name: "admin XX",
    how: "password",
  });
  const unlocked = await desk.call({
    method: "POST",
    url: "/api/sign-in/unlock",
    as: guest,
    payload: { password: testPassword },
  });
  expect(unlocked.json()).toMatchObject({ login: "admin.one" });
  expect((await desk.call({ url: "/api/me", as: guest })).statusCode).toBe(200);
});

test("[S0-13c] with the initial secret nothing works but changing it and leaving", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const opened = await desk.call({
    method: "POST",
    url: "/api/accounts",
    as: admin,
    payload: {
      login: "new.one",
      name: "新人",
      personKey: "9",
      category: "staff",
      role: "admin",
      expiresAtMs: null,
      venueIds: [],
    },
  });
  const { oneTimeSecret } = opened.json();
  const signedIn = await desk.call({
    method: "POST",
    url: "/api/sign-in",
    payload: { login: "new.one", password: oneTimeSecret },
  });
  expect(signedIn.json()).toMatchObject({ mustChangeSecret: true });
  const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";
  const early: string[] = [];
  for (const [name, route] of everyRoute) {
    if (name === "sign-in.close") continue;
    const answer = await desk.call({
      method: route.method,
      url: pathOf(route),
      headers: { cookie },
    });
    if (answer.statusCode !== 403 || codeOf(answer) !== "must_change_secret") early.push(name);
  }
  const open = everyRoute.filter(([, route]) => route.permission === "open").map(([name]) => name);
  expect(early.toSorted()).toEqual(
    [
      ...open,
      "me.account",
      "me.change-secret",
      "me.presence",
      "me.read",
      "sign-in.lock",
      "sign-in.unlock",
    ].toSorted(),
  );
  const changed = await desk.call({
    method: "POST",
    url: "/api/me/secret",
    headers: { cookie },
    payload: { current: oneTimeSecret, next: "窗外的雨打湿了三本旧书和信" },
  });
  expect(changed.json()).toMatchObject({ mustChangeSecret: false });
  const again = await desk.call({
    method: "POST",
    url: "/api/sign-in",
    payload: { login: "new.one", password: oneTimeSecret },
  });
  expect(again.statusCode).toBe(401);
});

test("[class 4] an id of nobody and an id of somebody else get the same answer", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const student = await desk.guest("student");
  const close = (id: string, as: Guest) =>
    desk.call({ method: "POST", url: `/api/accounts/${id}/close`, as });
  const [missing, present] = [await close(anId, student), await close(admin.accountId, student)];
  expect([missing.statusCode, missing.body]).toEqual([present.statusCode, present.body]);
  expect((await close(anId, admin)).json()).toMatchObject({ code: "not_found" });
});

test("[S0-9.1b] a changed role counts from the next call on", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const manager = await desk.guest("manager");
  const plan = () => desk.call({ url: "/api/teachers", as: manager });
  await plan();
  expect(desk.reached).toEqual(["teachers.list"]);
  const change = { name: "n", category: "staff", role: "student", expiresAtMs: null, venueIds: [] };
  const done = await desk.call({
    method: "PUT",
    url: `/api/accounts/${manager.accountId}`,
    as: admin,
    payload: change,
  });
  expect(done.statusCode).toBe(200);
  expect((await plan()).statusCode).toBe(403);
});
