import { afterAll, beforeAll, expect, test } from "vitest";
import { type CasServer, startCasServer, success } from "../../../tests/fixture/cas-server.ts";
import { BrowserJar } from "../../../tests/fixture/browser-jar.ts";
import type { TestDesk } from "../../../tests/fixture/desk.ts";
import {
  HouseBrowser,
  openFederationDesk,
  openPerson,
  setProvider,
  usual,
} from "../../../tests/fixture/federation.ts";
import { limits } from "../../contract/limits.ts";
import { ProviderSettings } from "../../contract/routes/federation.ts";
import { listEntries } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";

let cas: CasServer;
let desk: TestDesk;
let providerId: string;

beforeAll(async () => {
  cas = await startCasServer(wang());
  desk = await openFederationDesk();
  providerId = await setProvider(desk, casSettings(cas.port));
  await openPerson(desk, "2019001");
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await cas[Symbol.asyncDispose]();
});

function wang(employeeNo = "2019001") {
  return { user: "wang", attributes: { employee_no: [employeeNo], name: ["王XX"] } };
}

function casSettings(port: number, more: Record<string, unknown> = {}) {
  const server = { scheme: "http", host: "127.0.0.1", port, path: "/cas" } as const;
  return { kind: "cas", ...usual, server, ...more } as const;
}

/** To the service, signed in there, and the address it sends the browser back to. */
async function goAndReturn(browser: HouseBrowser, id = providerId): Promise<string> {
  const location = await browser.depart(id);
  const answer = await new BrowserJar().go(location);
  if (answer.next === null) throw new Error(answer.text);
  return answer.next;
}

test("[S0-13a] who signs in at the CAS server is signed in here, as the account of the same person key", async () => {
  cas.person = wang();
  const browser = new HouseBrowser(desk);
  const back = await goAndReturn(browser);
  expect(await browser.follow(back)).toBe("303 /");
  expect(await browser.whoAmI()).toBe("p.2019001");
  const listed = await listEntries(desk.house, { kind: "sign-in.opened@2" });
  const body = listed.ok ? listed.value.lines[0]?.body : undefined;
  expect(body).toMatchObject({ how: "cas", providerId });
  const out = await browser.call("POST", "/api/sign-out", { exit: "sign-out" });
  expect(out.statusCode).toBe(200);
  expect(await browser.whoAmI()).toBeUndefined();
});

test("[class 9] a ticket and its address count once, in the browser that left, within ten minutes", async () => {
  cas.person = wang();
  const browser = new HouseBrowser(desk);
  const back = await goAndReturn(browser);
  expect(await new HouseBrowser(desk).follow(back)).toBe("303 /?sign-in=journey_gone");
  expect(await browser.follow(back)).toBe("303 /");
  expect(await browser.follow(back)).toBe("303 /?sign-in=journey_gone");
  const late = new HouseBrowser(desk);
  const lateBack = await goAndReturn(late);
  desk.clock.advance(limits.journeyMs);
  expect(await late.follow(lateBack)).toBe("303 /?sign-in=journey_gone");
});

test("[class 9] a ticket somebody else got, or got for another service, lets nobody in", async () => {
  cas.person = wang();
  const [one, two] = [new HouseBrowser(desk), new HouseBrowser(desk)];
  const stolen = new URL(await goAndReturn(one)).searchParams.get("ticket") ?? "";
  const own = new URL(await goAndReturn(two));
  own.searchParams.set("ticket", stolen);
  expect(await two.follow(own.href)).toBe("303 /?sign-in=vouching_refused");
  // The server took the stolen ticket away by being asked about it.
  const used = new HouseBrowser(desk);
  const address = new URL(await goAndReturn(used));
  address.searchParams.set("ticket", stolen);
  expect(await used.follow(address.href)).toBe("303 /?sign-in=vouching_refused");
  const elsewhere = new HouseBrowser(desk);
  const departed = new URL(await elsewhere.depart(providerId));
  departed.searchParams.set("service", "http://house.example/another");
  const foreign = await new BrowserJar().go(departed.href);
  const ticket = new URL(foreign.next ?? "").searchParams.get("ticket") ?? "";
  const state = new URL(await new HouseBrowser(desk).depart(providerId)).searchParams;
  expect(state.get("service")).toContain("state=");
  const mine = new URL(await goAndReturn(elsewhere));
  mine.searchParams.set("ticket", ticket);
  expect(await elsewhere.follow(mine.href)).toBe("303 /?sign-in=vouching_refused");
});

test.each([
  ["no ticket at all", (url: URL) => url.searchParams.delete("ticket"), "journey_gone"],
  [
    "a ticket nobody gave",
    (url: URL) => url.searchParams.set("ticket", "ST-1"),
    "vouching_refused",
  ],
  [
    "a ticket that is an address",
    (url: URL) => url.searchParams.set("ticket", "x&service=http://evil.example"),
    "vouching_refused",
  ],
  ["another state", (url: URL) => url.searchParams.set("state", "x"), "journey_gone"],
  ["no state", (url: URL) => url.searchParams.delete("state"), "journey_gone"],
  [
    "another provider's address",
    (url: URL) =>
      (url.pathname = url.pathname.replace(/[0-9a-f]{12}\/return/, "aaaaaaaaaaaa/return")),
    "journey_gone",
  ],
])("[class 9] %s lets nobody in", async (_what, spoil, code) => {
  cas.person = wang();
  const browser = new HouseBrowser(desk);
  const back = new URL(await goAndReturn(browser));
  spoil(back);
  expect(await browser.follow(back.href)).toBe(`303 /?sign-in=${code}`);
  expect(await browser.whoAmI()).toBeUndefined();
});

test("[S0-13a] persons are matched by the whole key alone: not by name, not by a key that is nearly it", async () => {
  for (const employeeNo of ["2019001 ", "2019001\u200b", "02019001", "P.2019001", "wang"]) {
    cas.person = wang(employeeNo);
    const browser = new HouseBrowser(desk);
    const where = await browser.follow(await goAndReturn(browser));
    // Blanks around a value are the form of XML, not part of the key.
    const expected =
      employeeNo.trim() === "2019001" && employeeNo.endsWith(" ") ? "/" : "/?sign-in=";
    expect(where).toContain(expected);
    if (expected !== "/") expect(where).toMatch(/person_(?:unknown|key_missing)$/);
  }
  cas.person = { user: "wang", attributes: { employee_no: ["2019001", "2019002"] } };
  const two = new HouseBrowser(desk);
  expect(await two.follow(await goAndReturn(two))).toBe("303 /?sign-in=person_key_missing");
  cas.person = { user: "2019001", attributes: {} };
  const none = new HouseBrowser(desk);
  expect(await none.follow(await goAndReturn(none))).toBe("303 /?sign-in=person_key_missing");
});

test("[S0-2b] closed and expired accounts stay outside, and it is entered", async () => {
  const admin = desk.actor("admin");
  const closedId = await openPerson(desk, "2019010");
  await accounts.close(desk.house, admin, closedId);
  await openPerson(desk, "2019011", { expiresAtMs: desk.clock.now() + 60_000 });
  desk.clock.advance(60_000);
  for (const [key, code] of [
    ["2019010", "account_closed"],
    ["2019011", "account_expired"],
  ] as const) {
    cas.person = wang(key);
    const browser = new HouseBrowser(desk);
    expect(await browser.follow(await goAndReturn(browser))).toBe(`303 /?sign-in=${code}`);
    const listed = await listEntries(desk.house, { kind: "sign-in.refused@1" });
    expect(listed.ok && listed.value.lines[0]?.body).toMatchObject({ code });
  }
});

test("[S0-13a] accounts open by themselves only where it is set, and only for those who teach or learn", async () => {
  const settings = casSettings(cas.port, { opens: "student", nameClaim: "name" });
  const opening = await setProvider(desk, settings);
  cas.person = { user: "li", attributes: { employee_no: ["S2024001"], name: ["李XX"] } };
  const browser = new HouseBrowser(desk);
  expect(await browser.follow(await goAndReturn(browser, opening))).toBe("303 /");
  const me = (await browser.call("GET", "/api/me")).json();
  expect(me).toMatchObject({ login: "s2024001", name: "李XX", role: "student" });
  const again = new HouseBrowser(desk);
  expect(await again.follow(await goAndReturn(again, opening))).toBe("303 /");
  for (const opens of ["admin", "auditor", "director", "superior", "manager"])
    expect(ProviderSettings.safeParse({ ...settings, opens }).success).toBe(false);
});

test.each([
  ["is no XML", "hello"],
  ["is a page", "<html><body>signed in</body></html>"],
  ["says yes and no", `${success(wang())}${success(wang())}`],
  [
    "names two users",
    success(wang()).replace("<cas:attributes>", "<cas:user>admin</cas:user><cas:attributes>"),
  ],
  ["brings a document type", `<!DOCTYPE a [<!ENTITY e "2019001">]>${success(wang())}`],
  [
    "went through a proxy",
    success(wang()).replace(
      "<cas:attributes>",
      "<cas:proxies><cas:proxy>x</cas:proxy></cas:proxies><cas:attributes>",
    ),
  ],
  ["is nested without end", "<a>".repeat(5_000)],
  ["is larger than anything", success(wang()) + " ".repeat(300_000)],
])("[class 15] an answer that %s lets nobody in", async (_what, text) => {
  cas.crooked = (answer) => answer.end(text);
  try {
    const browser = new HouseBrowser(desk);
    expect(await browser.follow(await goAndReturn(browser))).toBe(
      "303 /?sign-in=provider_unusable",
    );
  } finally {
    cas.crooked = undefined;
  }
});

test("[class 2] a server that sends the question on to another address is not followed", async () => {
  cas.crooked = (answer) => answer.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
  try {
    const browser = new HouseBrowser(desk);
    expect(await browser.follow(await goAndReturn(browser))).toBe(
      "303 /?sign-in=provider_unusable",
    );
  } finally {
    cas.crooked = undefined;
  }
});
