import { afterAll, beforeAll, expect, test } from "vitest";
import { type Guest, type TestDesk } from "../../../tests/fixture/desk.ts";
import { openFederationDesk, usual } from "../../../tests/fixture/federation.ts";
import { listEntries } from "../ledger/index.ts";

let desk: TestDesk;
let admin: Guest;
const secret = "client-secret-of-the-test";

beforeAll(async () => {
  desk = await openFederationDesk();
  admin = await desk.guest("admin");
});
afterAll(() => desk[Symbol.asyncDispose]());

const server = { scheme: "https", host: "10.9.8.7", port: 443, path: "/sso" } as const;
const oidc = {
  kind: "oidc",
  ...usual,
  issuer: server,
  clientId: "liuhen",
  scopes: ["profile"],
  asksUserInfo: false,
  furtherHosts: [],
};
const cas = { kind: "cas", ...usual, server };
const ldap = {
  kind: "ldap",
  ...usual,
  server: { scheme: "ldaps", host: "10.9.8.7", port: 636 },
  startTls: false,
  baseDn: "dc=campus",
  filter: "(uid={login})",
  searchDn: null,
};

function add(settings: unknown, given: string | null = null) {
  const payload = { settings, secret: given };
  return desk.call({ method: "POST", url: "/api/providers", as: admin, payload });
}

test("[S0-5.1.2] each change is an entry with before and after, and its secret is never shown again", async () => {
  const added = await add(oidc, secret);
  const { providerId } = added.json();
  expect(added.json()).toMatchObject({ secretKept: true, settings: oidc });
  const url = `/api/providers/${providerId}`;
  const change = (settings: unknown, given: string | null) =>
    desk.call({ method: "PUT", url, as: admin, payload: { settings, secret: given } });
  const kept = await change({ ...oidc, clientId: "other" }, null);
  expect(kept.json()).toMatchObject({ secretKept: true });
  const kind = await change(cas, null);
  expect(kind.json()).toMatchObject({ code: "bad_input", facts: { field: "kind" } });
  expect((await change(oidc, "another-secret")).statusCode).toBe(200);
  const removed = await desk.call({ method: "POST", url: `${url}/remove`, as: admin });
  expect(removed.statusCode).toBe(200);
  expect((await change(oidc, null)).json()).toMatchObject({ code: "not_found" });
  const listed = await listEntries(desk.house, { kind: "provider.changed@1" });
  const bodies = listed.ok ? listed.value.lines.map((line) => line.body) : [];
  expect(bodies.toReversed()).toMatchObject([
    { before: null, after: { clientId: "liuhen", secret: "new" } },
    {
      before: { clientId: "liuhen", secret: "kept" },
      after: { clientId: "other", secret: "kept" },
    },
    { before: { clientId: "other" }, after: { clientId: "liuhen", secret: "new" } },
    { before: { clientId: "liuhen" }, after: null },
  ]);
  const everything = await listEntries(desk.house, {});
  const list = await desk.call({ url: "/api/providers", as: admin });
  for (const text of [JSON.stringify(everything), list.body, added.body, kept.body])
    expect(/client-secret|another-secret/.test(text)).toBe(false);
});

test("[class 25] in the database the secret is sealed to its own row", async () => {
  const added = await add(oidc, secret);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: desk.appUrl });
  await client.connect();
  const found = await client.query("select * from federation.provider where provider_id = $1", [
    added.json().providerId,
  ]);
  await client.end();
  expect(JSON.stringify(found.rows)).not.toContain(secret);
  const [row] = found.rows;
  const open = (id: string) => () => desk.house.secrets.open(`provider/${id}`, row.sealed_secret);
  expect(open(row.provider_id)()).toBe(secret);
  expect(open(desk.house.newId())).toThrow("secret_unreadable");
});

test.each<[string, unknown, string | null, string]>([
  ["unencrypted", { ...cas, server: { ...server, scheme: "http" } }, null, "transport_open"],
  [
    "a directory in clear",
    { ...ldap, server: { ...ldap.server, scheme: "ldap" } },
    null,
    "transport_open",
  ],
  [
    "outside the house's networks",
    { ...cas, server: { ...server, host: "203.0.113.9" } },
    null,
    "host_not_allowed",
  ],
  [
    "the cloud's own data",
    { ...cas, server: { ...server, host: "169.254.169.254" } },
    null,
    "host_not_allowed",
  ],
  [
    "the same, confirmed",
    { ...cas, outsideConfirmed: true, server: { ...server, host: "169.254.169.254" } },
    null,
    "host_not_allowed",
  ],
  [
    "this computer by a number",
    { ...cas, server: { ...server, host: "2130706433" } },
    null,
    "host_not_allowed",
  ],
  [
    "this computer inside another address",
    { ...cas, outsideConfirmed: true, server: { ...server, host: "::ffff:127.0.0.1" } },
    null,
    "bad_input",
  ],
  [
    "an address with a user",
    { ...cas, server: { ...server, host: "a@10.9.8.7" } },
    null,
    "bad_input",
  ],
  ["a path that climbs", { ...cas, server: { ...server, path: "/a/../b?x" } }, null, "bad_input"],
  ["a filter without the login", { ...ldap, filter: "(uid=*)" }, null, "bad_input"],
  ["a searcher without a secret", { ...ldap, searchDn: "cn=reader" }, null, "bad_input"],
  ["a secret nobody asks for", cas, "x", "bad_input"],
  [
    "a certificate that is none",
    { ...cas, authorityPem: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
    null,
    "bad_input",
  ],
  [
    "a scheme of another world",
    { ...cas, server: { ...server, scheme: "file" } },
    null,
    "bad_input",
  ],
  ["a key from the prototype", { ...cas, personKeyClaim: "__proto__" }, null, "bad_input"],
])("[class 2] a service is not set with %s", async (_what, settings, given, code) => {
  expect((await add(settings, given)).json()).toMatchObject({ code });
});

test("[class 2] a host outside the networks is taken once somebody confirms it", async () => {
  const settings = { ...cas, outsideConfirmed: true, server: { ...server, host: "203.0.113.9" } };
  expect((await add(settings)).statusCode).toBe(200);
});

test("[S1-F4a] a house that is no demonstration speaks to no unencrypted service, not even its own computer", async () => {
  await using real = await openFederationDesk({ demonstration: false });
  const as = await real.guest("admin");
  const settings = { ...cas, server: { ...server, scheme: "http", host: "127.0.0.1" } };
  const payload = { settings: { ...settings, outsideConfirmed: true }, secret: null };
  const added = await real.call({ method: "POST", url: "/api/providers", as, payload });
  expect(added.json()).toMatchObject({ code: "host_not_allowed" });
});

test("what the sign-in page is told of a service is its name and kind, and only while it is offered", async () => {
  await using other = await openFederationDesk();
  const as = await other.guest("admin");
  const set = (settings: unknown) =>
    other.call({ method: "POST", url: "/api/providers", as, payload: { settings, secret: null } });
  const shown = (await set(cas)).json();
  await set({ ...ldap, offered: false });
  const offered = await other.call({ url: "/api/sign-in/providers" });
  expect(offered.json().providers).toEqual([
    { providerId: shown.providerId, kind: "cas", labelZh: usual.labelZh, labelEn: usual.labelEn },
  ]);
});
