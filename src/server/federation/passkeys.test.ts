import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Authenticator } from "../../../tests/fixture/authenticator.ts";
import { type Guest, type TestDesk, testPassword } from "../../../tests/fixture/desk.ts";
import { HouseBrowser, openFederationDesk } from "../../../tests/fixture/federation.ts";
import { EnrolOptions, ShowOptions } from "../../contract/routes/federation.ts";
import { listEntries } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { passkeyPlace } from "./passkey-place.ts";

const origin = "https://house.example";
let desk: TestDesk;

beforeAll(async () => {
  desk = await openFederationDesk({ origin, https: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

const post = (as: Guest, url: string, payload: Record<string, unknown>) =>
  desk.call({ method: "POST", url, as, payload });

async function begin(as: Guest): Promise<EnrolOptions> {
  const body = { password: testPassword, code: null };
  return EnrolOptions.parse((await post(as, "/api/me/passkeys/options", body)).json());
}

async function withPasskey(login: string) {
  const guest = await desk.guest("teacher", login);
  const key = new Authenticator();
  const enrolled = key.enrol(await begin(guest), origin);
  const added = await post(guest, "/api/me/passkeys", { name: "办公室电脑", enrolled });
  expect(added.json()).toMatchObject({ name: "办公室电脑", usedAtMs: null });
  return { guest, key, passkeyId: String(added.json().passkeyId) };
}

async function offer(browser: HouseBrowser): Promise<ShowOptions> {
  return ShowOptions.parse((await browser.call("POST", "/api/sign-in/passkey/options")).json());
}

async function signIn(make: (options: ShowOptions) => Record<string, unknown>) {
  const browser = new HouseBrowser(desk);
  const shown = make(await offer(browser));
  const answer = await browser.call("POST", "/api/sign-in/passkey", { shown });
  return { status: answer.statusCode, ...answer.json() };
}

let kept = new Authenticator();

test("[C-20] a passkey signs in without login, password or code", async () => {
  const { key } = await withPasskey("keys.one");
  kept = key;
  expect(await signIn((options) => ({ ...key.show(options, origin) }))).toMatchObject({
    status: 200,
    login: "keys.one",
  });
  const listed = await listEntries(desk.house, { kind: "sign-in.opened@2" });
  expect(listed.ok && listed.value.lines[0]?.body).toMatchObject({ how: "passkey" });
});

test("[S0-13a] removed, of another account, or of a closed account, a passkey opens nothing", async () => {
  const one = await withPasskey("keys.removed");
  const two = await withPasskey("keys.other");
  const remove = (as: Guest, id: string) => post(as, `/api/me/passkeys/${id}/remove`, {});
  expect((await remove(two.guest, one.passkeyId)).json()).toMatchObject({ code: "not_found" });
  const list = await desk.call({ url: "/api/me/passkeys", as: one.guest });
  expect(list.json().passkeys).toHaveLength(1);
  expect((await remove(one.guest, one.passkeyId)).statusCode).toBe(200);
  const removed = await signIn((options) => ({ ...one.key.show(options, origin) }));
  expect(removed).toMatchObject({ code: "passkey_refused" });
  await accounts.close(desk.house, desk.actor("admin"), two.guest.accountId);
  const closed = await signIn((options) => ({ ...two.key.show(options, origin) }));
  expect(closed).toMatchObject({ code: "account_closed" });
});

test("[class 9] an answer counts once, for its own challenge, origin and browser", async () => {
  const key = kept;
  const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const bad: [string, (options: ShowOptions) => Record<string, unknown>][] = [
    ["another challenge", (o) => ({ ...key.show({ ...o, challenge: "x".repeat(43) }, origin) })],
    ["another origin", (o) => ({ ...key.show(o, "https://evil.example") })],
    ["another house", (o) => ({ ...key.show({ ...o, rpId: "evil.example" }, origin) })],
    ["another key", (o) => ({ ...key.show(o, origin, stranger) })],
    [
      "another person's handle",
      (o) => {
        const shown = key.show(o, origin);
        return { ...shown, response: { ...shown.response, userHandle: "eA" } };
      },
    ],
    ["a key nobody added", (o) => ({ ...key.show(o, origin), id: "eA", rawId: "eA" })],
  ];
  for (const [what, make] of bad)
    expect([what, (await signIn(make)).code]).toEqual([what, "passkey_refused"]);
  key.flags = 0x01;
  const unverified = await signIn((o) => ({ ...key.show(o, origin) }));
  expect(unverified.code).toBe("passkey_refused");
  key.flags = 0x05;
  const browser = new HouseBrowser(desk);
  const shown = key.show(await offer(browser), origin);
  const cookie = browser.cookies.get("liuhen-journey") ?? "";
  expect((await browser.call("POST", "/api/sign-in/passkey", { shown })).statusCode).toBe(200);
  browser.cookies.set("liuhen-journey", cookie);
  const again = await browser.call("POST", "/api/sign-in/passkey", { shown });
  expect(again.json()).toMatchObject({ code: "journey_gone" });
});

test("[class 9] a counter that does not move on tells of a copied key", async () => {
  const key = kept;
  expect(await signIn((o) => ({ ...key.show(o, origin) }))).toMatchObject({ status: 200 });
  key.counter--;
  const copied = await signIn((o) => ({ ...key.show(o, origin) }));
  expect(copied).toMatchObject({ code: "passkey_refused" });
});

test("[class 9] nobody adds a key without the password, to another sign-in's challenge, or twice", async () => {
  const [one, two] = [
    await desk.guest("teacher", "add.one"),
    await desk.guest("teacher", "add.two"),
  ];
  const wrong = await post(one, "/api/me/passkeys/options", { password: "wrong", code: null });
  expect(wrong.json()).toMatchObject({ code: "secret_wrong" });
  const key = new Authenticator();
  const options = await begin(one);
  const enrolled = key.enrol(options, origin);
  const foreign = await post(two, "/api/me/passkeys", { name: "x", enrolled });
  expect(foreign.json()).toMatchObject({ code: "journey_gone" });
  expect((await post(one, "/api/me/passkeys", { name: "x", enrolled })).statusCode).toBe(200);
  const twice = await post(one, "/api/me/passkeys", { name: "x", enrolled });
  expect(twice.json()).toMatchObject({ code: "journey_gone" });
  const same = key.enrol(await begin(two), origin);
  const taken = await post(two, "/api/me/passkeys", { name: "x", enrolled: same });
  expect(taken.json()).toMatchObject({ code: "conflict" });
});

test.each([
  ["http://house.example", { absent: "not-https" }],
  ["http://10.1.2.3:8440", { absent: "address-is-number" }],
  ["https://10.1.2.3", { absent: "address-is-number" }],
  ["https://[fd00::1]", { absent: "address-is-number" }],
  ["http://localhost.evil.example", { absent: "not-https" }],
  ["nothing", { absent: "not-https" }],
  ["http://localhost:8440", { origin: "http://localhost:8440", rpId: "localhost" }],
  ["https://house.example:443", { origin: "https://house.example", rpId: "house.example" }],
])("[C-20] %s has passkeys only where browsers have them", (address, place) => {
  expect(passkeyPlace(address)).toEqual(place);
});

test("[C-20] a page that is not secure is told why it has no passkeys", async () => {
  await using other = await openFederationDesk();
  const offered = await other.call({ url: "/api/sign-in/providers" });
  expect(offered.json()).toEqual({ providers: [], passkeysAbsent: "not-https" });
  const asked = await other.call({ method: "POST", url: "/api/sign-in/passkey/options" });
  expect(asked.json()).toMatchObject({ code: "passkeys_absent" });
});
