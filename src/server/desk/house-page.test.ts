import { pino } from "pino";
import { expect, test } from "vitest";
import { openTestDesk, testPassword } from "../../../tests/fixture/desk.ts";
import { routes } from "../../contract/routes.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { joinPath as join } from "../../platform/vault-files.ts";
import { routeNames } from "./route-names.ts";

test("the OpenAPI document names every route with its permission and audit label", async () => {
  await using desk = await openTestDesk();
  const answer = await desk.call({ url: "/api/openapi.json" });
  const document = answer.json();
  expect(document.openapi).toBe("3.1.0");
  for (const name of routeNames()) {
    const operation = document.paths[routes[name].path][routes[name].method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: name, "x-permission": routes[name].permission });
    expect(operation["x-audit"]).toMatch(/@\d+$|^none \(/);
    const named = [...routes[name].path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = operation.parameters.filter((one: { in: string }) => one.in === "path");
    expect(declared.map((one: { name: string }) => one.name)).toEqual(named);
  }
});

test("the API page comes whole from the house and allows only its own start script", async () => {
  await using desk = await openTestDesk();
  const page = await desk.call({ url: "/api/docs/" });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/);
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
  const script = /<script src="([^"]+)"/.exec(page.body)?.[1] ?? "";
  const source = await desk.call({
    url: new URL(script, "http://house.example/api/docs/").pathname,
  });
  expect([source.statusCode, String(source.headers["content-type"])]).toEqual([
    200,
    "application/javascript; charset=utf-8",
  ]);
});

test("every page and answer carries the strict policy, and no page loads a script of another place", async () => {
  await using desk = await openTestDesk();
  for (const url of ["/", "/api/setup", "/api/none", "/healthz", "/lessons/1"]) {
    const answer = await desk.call({ url });
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'self';script-src 'self';script-src-attr 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
    expect(answer.headers["x-powered-by"]).toBeUndefined();
  }
});

test("the web app answers every path of its own; programs get no page", async () => {
  const unbuilt = await openTestDesk();
  const missing = await unbuilt.call({ url: "/" });
  expect([missing.statusCode, missing.body.includes("npm run build")]).toEqual([503, true]);
  await unbuilt[Symbol.asyncDispose]();
  await using desk = await openTestDesk({ prepare: buildWeb });
  for (const url of ["/", "/lessons/abc", "/index", "/?next=/api"]) {
    const page = await desk.call({ url });
    expect([url, page.statusCode, page.body]).toEqual([
      url,
      200,
      "<!doctype html><title>留痕</title>",
    ]);
    expect(page.headers["cache-control"]).toBe("no-cache");
  }
  const script = await desk.call({ url: "/assets/app-DEADBEEF.js" });
  expect([script.statusCode, script.headers["cache-control"]]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  for (const url of [
    "/api/none",
    "/api",
    "/assets/none.js",
    "/../keys/site.key",
    "/..%2fkeys%2fsite.key",
    "/%2e%2e/keys/site.key",
    "/assets/..%5c..%5ckeys/site.key",
    "/.git/config",
  ]) {
    const answer = await desk.call({ url });
    expect([
      url,
      answer.statusCode,
      answer.body.includes("not_found") ||
        answer.statusCode === 400 ||
        answer.body.includes("<title>留痕"),
    ]).toEqual([url, expect.any(Number), true]);
    expect(answer.body).not.toMatch(/^[0-9a-f]{64}/);
  }
  expect((await desk.call({ url: "/api/none" })).json()).toMatchObject({ code: "not_found" });
  expect((await desk.call({ method: "POST", url: "/lessons" })).statusCode).toBe(404);
});

test("health is a word for anybody, figures are for those who may read them", async () => {
  await using desk = await openTestDesk();
  const health = await desk.call({ url: "/healthz" });
  expect(health.json()).toEqual({
    status: "degraded",
    database: true,
    recorder: false,
    ledger: expect.any(Boolean),
  });
  const figures = (headers: Record<string, string> = {}) => desk.call({ url: "/metrics", headers });
  expect((await figures()).statusCode).toBe(401);
  const [student, auditor] = [await desk.guest("student"), await desk.guest("auditor")];
  expect((await figures({ cookie: student.cookie })).statusCode).toBe(403);
  const text = await figures({ cookie: auditor.cookie });
  expect([text.statusCode, text.headers["content-type"]]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  for (const name of [
    "liuhen_recorder_up 0",
    "liuhen_database_up 1",
    "liuhen_waiting_segments 0",
    "liuhen_ledger_entries",
    "liuhen_ledger_pending",
    "process_cpu_seconds_total",
  ])
    expect(text.body).toContain(name);
  expect(text.body).not.toContain(auditor.accountId);
  const token = "t".repeat(40);
  expect((await figures({ authorization: `Bearer ${token}` })).statusCode).toBe(401);
  writeDurablySync(join(desk.house.paths.keys, "metrics.token"), `${token}\n`);
  expect((await figures({ authorization: `Bearer ${token}` })).statusCode).toBe(200);
  expect((await figures({ authorization: `Bearer ${token}x` })).statusCode).toBe(401);
  expect(
    (await desk.call({ url: "/api/accounts", headers: { authorization: `Bearer ${token}` } }))
      .statusCode,
  ).toBe(401);
});

test("[class 25] the log names route, status and time, never a token, a query, a login or a secret", async () => {
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  await using desk = await openTestDesk({ log });
  const guest = await desk.guest("teacher");
  const payload = { login: "teacher.one", password: testPassword };
  await desk.call({ method: "POST", url: "/api/sign-in?password=in-the-query", payload });
  await desk.call({ method: "POST", url: "/api/sign-in", payload });
  await desk.call({ url: `/api/lessons?fromMs=1&toMs=2&venueId=${guest.accountId}`, as: guest });
  await desk.call({ url: "/nowhere/secret-path", as: guest });
  const text = lines.join("");
  expect(text).toContain('"route":"/api/sign-in","status":200');
  for (const secret of [
    testPassword,
    guest.token,
    "in-the-query",
    guest.accountId,
    "teacher.one",
    "fromMs",
    "secret-path",
    "liuhen=",
  ])
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
});

function buildWeb(root: string): void {
  writeDurablySync(join(root, "web/index.html"), "<!doctype html><title>留痕</title>");
  writeDurablySync(join(root, "web/assets/app-DEADBEEF.js"), "export {};");
}
