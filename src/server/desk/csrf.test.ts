import { expect, test } from "vitest";
import { openTestDesk, testOrigin, testPassword } from "../../../tests/fixture/desk.ts";
import type { Route } from "../../contract/route.ts";
import { routes } from "../../contract/routes.ts";
import { listEntries } from "../ledger/index.ts";
import { routeNames } from "./route-names.ts";

const anId = "01970000-0000-7000-8000-000000000000";
const changing = routeNames()
  .map((name): [string, Route] => [name, routes[name]])
  .filter(([, route]) => route.method !== "GET" || route.answer === "socket");
const pathOf = (route: Route) => route.path.replaceAll(/\{\w+\}/g, anId);

const foreign: [string, Record<string, string | undefined>][] = [
  [
    "another site's form",
    { origin: "http://evil.example", "content-type": "application/x-www-form-urlencoded" },
  ],
  [
    "another site's fetch as text",
    { origin: "https://evil.example", "content-type": "text/plain" },
  ],
  ["a sandboxed frame", { origin: "null" }],
  [
    "another port of the same host",
    { origin: "http://house.example:9999", "sec-fetch-site": "same-site" },
  ],
  ["a name that begins like ours", { origin: "http://house.example.evil.example" }],
  ["a browser that hides the origin", { origin: undefined, "sec-fetch-site": "cross-site" }],
  ["nobody says where from", { origin: undefined }],
  ["our origin but a cross-site fetch", { origin: testOrigin, "sec-fetch-site": "cross-site" }],
];

test.each(foreign)("[class 6] %s changes nothing, on no route", async (_what, headers) => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const entries = await countEntries(desk.house);
  const wrong: string[] = [];
  for (const [name, route] of changing) {
    const answer = await desk.call({
      method: route.method,
      url: pathOf(route),
      as: admin,
      headers,
      ...(headers["content-type"] === undefined ? {} : { payload: "login=a&password=b" }),
    });
    const refused = answer.statusCode === 403 && answer.json().code === "bad_origin";
    // A media type no route takes is refused before anything else.
    const unread = headers["content-type"] !== undefined && answer.statusCode === 400;
    if (!refused && !unread) wrong.push(`${name} ${answer.statusCode}`);
  }
  expect(wrong).toEqual([]);
  expect(desk.reached).toEqual([]);
  const added = await countEntries(desk.house, "act.refused@1");
  expect(await countEntries(desk.house)).toBe(entries + added);
  expect((await desk.call({ url: "/api/me", as: admin })).statusCode).toBe(200);
});

async function countEntries(
  house: Parameters<typeof listEntries>[0],
  kind?: string,
): Promise<number> {
  const listed = await listEntries(house, kind === undefined ? {} : { kind });
  return listed.ok ? listed.value.lines.length : -1;
}

test("[class 6] a page of another site may not even read", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  for (const site of ["cross-site", "same-site"]) {
    const answer = await desk.call({
      url: "/api/accounts",
      as: admin,
      headers: { origin: undefined, "sec-fetch-site": site },
    });
    expect(answer.json()).toMatchObject({ code: "bad_origin" });
  }
  const typed = await desk.call({
    url: "/api/accounts",
    as: admin,
    headers: { origin: undefined, "sec-fetch-site": "none" },
  });
  expect(typed.statusCode).toBe(200);
});

test("[class 6] the address the operator set is ours behind a proxy that renames the host", async () => {
  await using desk = await openTestDesk({
    config: { origin: "https://trace.example", https: true },
  });
  const payload = { login: "nobody.here", password: "x" };
  const from = (origin: string) =>
    desk.call({
      method: "POST",
      url: "/api/sign-in",
      payload,
      headers: { origin, host: "127.0.0.1:8440" },
    });
  expect((await from("https://trace.example")).json()).toMatchObject({ code: "sign_in_failed" });
  expect((await from("https://other.example")).json()).toMatchObject({ code: "bad_origin" });
});

test("[S0-13a] the cookie is out of reach of scripts and other sites, and secure where there is TLS", async () => {
  for (const https of [false, true]) {
    await using desk = await openTestDesk({ config: { https } });
    await desk.guest("teacher");
    const answer = await desk.call({
      method: "POST",
      url: "/api/sign-in",
      payload: { login: "teacher.one", password: testPassword },
    });
    const cookie = String(answer.headers["set-cookie"]);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; /);
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie.includes("Secure")).toBe(https);
    expect(answer.headers["strict-transport-security"] !== undefined).toBe(https);
    expect(
      String(answer.headers["content-security-policy"]).includes("upgrade-insecure-requests"),
    ).toBe(https);
    expect(answer.headers["cache-control"]).toBe("no-store");
  }
});
