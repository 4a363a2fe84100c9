import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDesk } from "../../../tests/fixture/desk.ts";
import {
  HouseBrowser,
  openFederationDesk,
  openPerson,
  setProvider,
  usual,
} from "../../../tests/fixture/federation.ts";
import { type Directory, startDirectory } from "../../../tests/fixture/slapd.ts";
import type { ProviderSettings } from "../../contract/routes/federation.ts";
import { limits } from "../../contract/limits.ts";
import { listEntries } from "../ledger/index.ts";

let directory: Directory;
let desk: TestDesk;
let providerId: string;
const password = "campus-Password-1";

beforeAll(async () => {
  directory = await startDirectory([
    { uid: "wang", employeeNumber: "2019001", name: "王XX", password },
    { uid: "li", employeeNumber: "S2024001", name: "李XX", password: "another-Password-2" },
    { uid: "zhao", employeeNumber: "2019009", name: "赵XX", password },
  ]);
  desk = await openFederationDesk();
  providerId = await setProvider(desk, settings(), directory.searchSecret);
  await openPerson(desk, "2019001");
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await directory[Symbol.asyncDispose]();
});

type Ldap = Extract<ProviderSettings, { kind: "ldap" }>;
function settings(more: Partial<Ldap> = {}): Ldap {
  return {
    kind: "ldap",
    ...usual,
    personKeyClaim: "employeeNumber",
    server: { scheme: "ldap", host: "127.0.0.1", port: directory.port },
    startTls: false,
    baseDn: directory.baseDn,
    filter: "(uid={login})",
    searchDn: directory.searchDn,
    ...more,
  };
}

async function signIn(login: string, typed: string, id = providerId) {
  const browser = new HouseBrowser(desk);
  const payload = { login, password: typed, code: null };
  const answer = await browser.call("POST", `/api/sign-in/directory/${id}`, payload);
  return { status: answer.statusCode, ...answer.json() };
}

test("[S0-13a] the directory's password signs in the account of the same person key, and nobody else's does", async () => {
  expect(await signIn("wang", password)).toMatchObject({ status: 200, login: "p.2019001" });
  const listed = await listEntries(desk.house, { kind: "sign-in.opened@2" });
  expect(listed.ok && listed.value.lines[0]?.body).toMatchObject({ how: "ldap", providerId });
  expect(await signIn("wang", "another-Password-2")).toMatchObject({ code: "sign_in_failed" });
  expect(await signIn("nobody.here", password)).toMatchObject({ code: "sign_in_failed" });
  expect(await signIn("zhao", password)).toMatchObject({ code: "person_unknown" });
});

test("[class 9] an empty password, which the directory itself takes for a yes, is refused", async () => {
  expect(await signIn("wang", "")).toMatchObject({ code: "bad_input" });
  const { askDirectory } = await import("./directory.ts");
  const peer = { settings: settings(), secret: directory.searchSecret };
  const asked = await askDirectory(desk.house, peer, { login: "wang", password: "" });
  expect(asked).toMatchObject({ code: "sign_in_failed" });
});

test.each([
  "*",
  "wa*",
  "wang)(uid=*",
  "*)(|(uid=*",
  "wang)(&",
  "\\77ang",
  "wang\u0000",
  "uid=wang",
  "",
  " ",
  "(|(uid=wang)(uid=li))",
])("[class 14] the login %j means only itself in the search", async (login) => {
  const answer = await signIn(login, password);
  expect(["sign_in_failed", "bad_input"]).toContain(answer.code);
});

test("[class 17] five wrong guesses lock this login at this address, here and not at the house's own password", async () => {
  await using other = await openFederationDesk();
  const id = await setProvider(other, settings(), directory.searchSecret);
  await openPerson(other, "2019001", { login: "wang" });
  const guess = (typed: string) => {
    const payload = { login: "wang", password: typed, code: null };
    return other.call({ method: "POST", url: `/api/sign-in/directory/${id}`, payload });
  };
  for (let n = 0; n < limits.lockAfterFailures; n++)
    expect((await guess("wrong")).json()).toMatchObject({ code: "sign_in_failed" });
  expect((await guess(password)).json()).toMatchObject({ code: "account_locked" });
  const own = { login: "wang", password: "not the one" };
  const house = await other.call({ method: "POST", url: "/api/sign-in", payload: own });
  expect(house.json()).toMatchObject({ code: "sign_in_failed" });
  other.clock.advance(limits.lockMs);
  expect((await guess(password)).statusCode).toBe(200);
});

test("[S1-F4a] with TLS the certificate must be the institution's and name the host", async () => {
  const server = { scheme: "ldaps", host: "localhost", port: directory.securePort } as const;
  const known = await setProvider(
    desk,
    settings({ server, authorityPem: directory.authorityPem }),
    directory.searchSecret,
  );
  expect(await signIn("wang", password, known)).toMatchObject({ status: 200 });
  const plain = { scheme: "ldap", host: "localhost", port: directory.port } as const;
  const started = await setProvider(
    desk,
    settings({ server: plain, startTls: true, authorityPem: directory.authorityPem }),
    directory.searchSecret,
  );
  expect(await signIn("wang", password, started)).toMatchObject({ status: 200 });
  for (const wrong of [
    settings({ server }),
    settings({ server: plain, startTls: true }),
    settings({ server: { ...server, host: "127.0.0.1" }, authorityPem: directory.authorityPem }),
  ]) {
    const id = await setProvider(desk, wrong, directory.searchSecret);
    expect(await signIn("wang", password, id)).toMatchObject({ code: "provider_unreachable" });
  }
});

test("[S0-13a] a directory that is down, or takes the searcher no more, leaves the house's own password working", async () => {
  const port = 1;
  const down = settings({ server: { scheme: "ldap", host: "127.0.0.1", port } });
  const id = await setProvider(desk, down, directory.searchSecret);
  for (let n = 0; n <= limits.lockAfterFailures; n++)
    expect(await signIn("wang", password, id)).toMatchObject({ code: "provider_unreachable" });
  const stale = await setProvider(desk, settings(), "no longer the secret");
  expect(await signIn("wang", password, stale)).toMatchObject({ code: "provider_unusable" });
  const guest = await desk.guest("teacher", "own.password");
  expect((await desk.call({ url: "/api/me", as: guest })).statusCode).toBe(200);
});
