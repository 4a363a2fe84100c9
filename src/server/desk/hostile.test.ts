import pg from "pg";
import { expect, test } from "vitest";
import { openTestDesk } from "../../../tests/fixture/desk.ts";
import type { Route } from "../../contract/route.ts";
import { routes } from "../../contract/routes.ts";
import { routeNames } from "./route-names.ts";

const anId = "01970000-0000-7000-8000-000000000000";
const all = routeNames().map((name): [string, Route] => [name, routes[name]]);

/** Values where a text, number or list is expected; as JSON text, so that JSON's own tricks are kept. */
const values = [
  "null",
  "true",
  "[]",
  "{}",
  '["a"]',
  '[["a"]]',
  '{"$gt":""}',
  '{"toString":"x"}',
  '{"length":1e9}',
  "1e999",
  "-0",
  "9007199254740993",
  "1.5",
  '"\\u0000"',
  '"\\ud800"',
  `"${"a".repeat(5_000)}"`,
  '"__proto__"',
  '"constructor"',
  '"\u202e\u2066"',
  '"\'; drop table people.account; --"',
  `"${"[".repeat(2_000)}"`,
  `"${"a".repeat(200)}!${" ".repeat(2_000)}"`,
  '"NaN"',
  '"-1"',
  '"１２"',
];
const bodies = [
  "",
  "null",
  "[]",
  "{}",
  "0",
  '"text"',
  "{",
  "[1,",
  "NaN",
  "undefined",
  "1n",
  '{"a":1,"a":2}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  "[".repeat(100_000),
  '{"a":'.repeat(1_000) + "1" + "}".repeat(1_000),
  "\ufeff{}",
  "\u0000",
  `"${"\\\\".repeat(100_000)}"`,
];

function fieldsOf(route: Route): string[] {
  return Object.keys(route.body?.shape ?? {});
}

test("[class 13] no body makes any route fail on the inside", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const wrong: string[] = [];
  let calls = 0;
  for (const [name, route] of all) {
    if (
      route.method === "GET" ||
      name === "sign-in.close" ||
      name === "sign-in.open" ||
      name === "setup.finish"
    )
      continue;
    const one = fieldsOf(route).flatMap((field) =>
      values.map((value) => `{${JSON.stringify(field)}:${value}}`),
    );
    for (const payload of [...bodies, ...one]) {
      const url = route.path.replaceAll(/\{\w+\}/g, anId);
      const answer = await desk.call({
        method: route.method,
        url,
        as: admin,
        payload,
        headers: { "content-type": "application/json" },
      });
      calls++;
      if (answer.statusCode >= 500 || /stack|select|postgres|node_modules/i.test(answer.body))
        wrong.push(`${name} ${answer.statusCode} ${payload.slice(0, 60)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(500);
}, 120_000);

test("[class 13] sign-in and setup take hostile fields without failing", async () => {
  await using desk = await openTestDesk();
  const good: Record<string, string> = {
    code: '"x"',
    institution: '"x"',
    login: '"abc"',
    name: '"x"',
    password: '"x"',
  };
  let address = 0;
  for (const [url, fields] of [
    ["/api/sign-in", ["login", "password"]],
    ["/api/setup", Object.keys(good)],
  ] as const) {
    for (const field of fields) {
      for (const value of values) {
        const payload = `{${fields.map((name) => `"${name}":${name === field ? value : good[name]}`).join(",")}}`;
        const answer = await desk.call({
          method: "POST",
          url,
          payload,
          remoteAddress: `10.3.${++address % 250}.${Math.floor(address / 250)}`,
          headers: { "content-type": "application/json" },
        });
        expect([
          url,
          field,
          value.slice(0, 40),
          answer.statusCode >= 400 && answer.statusCode < 500,
        ]).toEqual([url, field, value.slice(0, 40), true]);
      }
    }
  }
}, 60_000);

test("[class 1] no path and no query makes a route fail on the inside", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const hostile = [
    "__proto__",
    "constructor",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%ff",
    "%",
    "a".repeat(500),
    "0",
    "-1",
    "NaN",
    "null",
    "01970000-0000-7000-8000-00000000000",
    "01970000-0000-4000-8000-000000000000",
    "%F0%9F%98%80",
    "'%20or%201=1--",
    "[object%20Object]",
  ];
  const wrong: string[] = [];
  for (const [name, route] of all) {
    const urls = route.path.includes("{")
      ? hostile.map((bad) => route.path.replaceAll(/\{\w+\}/g, bad))
      : [];
    const known = Object.keys(route.query?.shape ?? {});
    const queries = [
      "?__proto__=1",
      "?__proto__[x]=1",
      "?a=1&a=2",
      "?%00=1",
      "?%=%",
      `?${"a=1&".repeat(2_000)}`,
      ...known.flatMap((key) => [
        `?${key}=NaN`,
        `?${key}=1&${key}=2`,
        `?${key}[]=1`,
        `?${key}=%00`,
        `?${key}=1e400`,
      ]),
    ];
    const plain = route.path.replaceAll(/\{\w+\}/g, anId);
    for (const url of [...urls, ...queries.map((query) => plain + query)]) {
      if (route.method !== "GET" && name === "sign-in.close") continue;
      const answer = await desk.call({ method: route.method, url, as: admin });
      if (answer.statusCode >= 500) wrong.push(`${name} ${answer.statusCode} ${url.slice(0, 80)}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

test("[class 22] a body over a megabyte and a body of another kind are refused", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const send = (payload: string, type: string) =>
    desk.call({
      method: "POST",
      url: "/api/venues",
      as: admin,
      payload,
      headers: { "content-type": type },
    });
  expect((await send(`{"name":"${"a".repeat(1_100_000)}"}`, "application/json")).statusCode).toBe(
    400,
  );
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "nonsense",
  ]) {
    const answer = await send('{"name":"a","area":""}', type);
    expect([type, answer.statusCode, answer.json().code]).toEqual([type, 400, "bad_input"]);
  }
  expect(desk.reached).toEqual([]);
});

test("[class 21] an upload is one file of the right name, and no larger than its limit", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const form = (field: string, bytes: number, again = "") =>
    `--b\r\ncontent-disposition: form-data; name="${field}"; filename="../../x\u0001.csv"\r\n\r\n${"a".repeat(bytes)}\r\n${again}--b--\r\n`;
  const send = (payload: string) =>
    desk.call({
      method: "POST",
      url: "/api/timetable/preview",
      as: admin,
      payload,
      headers: { "content-type": "multipart/form-data; boundary=b" },
    });
  expect((await send(form("file", 10))).json()).toMatchObject({
    code: "conflict",
    facts: { reached: "timetable.preview" },
  });
  expect((await send(form("other", 10))).statusCode).toBe(400);
  expect((await send(form("file", 5 * 1024 * 1024 + 1))).statusCode).toBe(400);
  expect((await send("--b--\r\n")).statusCode).toBe(400);
  expect((await send("no form")).statusCode).toBe(400);
  const second = '--b\r\ncontent-disposition: form-data; name="file"; filename="y"\r\n\r\nb\r\n';
  expect((await send(form("file", 10, second))).statusCode).toBeLessThan(500);
  expect(desk.reached.length).toBeLessThanOrEqual(2);
});

test("[class 14] a database that is away is a fault of its kind, without a word about the inside", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const name = new URL(desk.appUrl).pathname.slice(1);
  const client = new pg.Client({
    connectionString: desk.adminUrl.replace(`/${name}`, "/postgres"),
  });
  await client.connect();
  await client.query(`alter database ${name} allow_connections false`);
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    name,
  ]);
  const away = await desk.call({ url: "/api/accounts", as: admin });
  await client.query(`alter database ${name} allow_connections true`);
  await client.end();
  expect([away.statusCode, away.json()]).toEqual([
    503,
    { code: "database_away", kind: "database", facts: {} },
  ]);
  expect((await desk.call({ url: "/api/accounts", as: admin })).statusCode).toBe(200);
});
