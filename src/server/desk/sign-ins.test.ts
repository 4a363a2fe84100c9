import { expect, test } from "vitest";
import {
  type Guest,
  type TestDesk,
  openTestDesk,
  testPassword,
} from "../../../tests/fixture/desk.ts";
import { limits } from "../../contract/limits.ts";
import { systemClock } from "../../platform/clock.ts";
import { listEntries } from "../ledger/index.ts";
import { signIns } from "../people/index.ts";

const minuteMs = 60_000;
const me = (desk: TestDesk, as: Guest, headers = {}) =>
  desk.call({ url: "/api/me", as, headers }).then((answer) => answer.statusCode);
const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

async function signIn(
  desk: TestDesk,
  login: string,
  more: { cookie?: string; password?: string; address?: string } = {},
) {
  const answer = await desk.call({
    method: "POST",
    url: "/api/sign-in",
    payload: { login, password: more.password ?? testPassword },
    remoteAddress: more.address ?? "10.1.0.1",
    headers: {
      "user-agent": chrome,
      ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
    },
  });
  const cookie = String(answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";
  return { answer, guest: { cookie, token: cookie.slice(7), login, accountId: "", signInId: "" } };
}

async function closedEntries(desk: TestDesk) {
  const listed = await listEntries(desk.house, { kind: "sign-in.closed@2" });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.lines.map((line) => ({ ...line.body, ...line.personal }));
}

/** A teacher with a password of their own whose first sign-in has ended. */
async function leftGuest(desk: TestDesk): Promise<void> {
  const guest = await desk.guest("teacher");
  await desk.call({ method: "POST", url: "/api/sign-out", as: guest, body: { exit: "sign-out" } });
}

test("[S0-5.1.1] sign-out gives one closed record with login, name, time, terminal and duration", async () => {
  await using desk = await openTestDesk();
  await leftGuest(desk);
  const startedAtMs = desk.clock.now();
  const { guest } = await signIn(desk, "teacher.one");
  desk.clock.advance(7 * minuteMs + 300);
  const out = await desk.call({
    method: "POST",
    url: "/api/sign-out",
    as: guest,
    body: { exit: "sign-out" },
  });
  expect(out.json()).toEqual({ durationMs: 7 * minuteMs + 300 });
  expect(String(out.headers["set-cookie"])).toMatch(
    /^liuhen=; .*(?:Max-Age=0|Expires=Thu, 01 Jan 1970)/,
  );
  const [newest] = await closedEntries(desk);
  expect([newest]).toEqual([
    expect.objectContaining({
      login: "teacher.one",
      name: "teacher XX",
      startedAtMs,
      terminal: "Chrome 131 · Windows",
      address: "10.1.0.1",
      durationMs: 7 * minuteMs + 300,
      endedAtMs: startedAtMs + 7 * minuteMs + 300,
      exit: "sign-out",
    }),
  ]);
});

test("[S0-13d] idle for a minute more than the limit: 401, and later one record of the end", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  desk.clock.advance(9 * minuteMs);
  expect(await me(desk, guest)).toBe(200);
  desk.clock.advance(9 * minuteMs);
  expect(await me(desk, guest)).toBe(200);
  const lastMs = desk.clock.now();
  desk.clock.advance(11 * minuteMs);
  const locked = await desk.call({ url: "/api/me", as: guest });
  expect([locked.statusCode, locked.json().code]).toEqual([401, "locked"]);
  desk.clock.advance(limits.signInIdleMs - 10 * minuteMs);
  expect(await me(desk, guest)).toBe(401);
  expect(await signIns.sweep(desk.house)).toBe(1);
  expect(await signIns.sweep(desk.house)).toBe(0);
  const [record, ...more] = await closedEntries(desk);
  expect(more).toEqual([]);
  expect(record).toMatchObject({ exit: "idle", endedAtMs: lastMs + limits.signInIdleMs });
  expect(await me(desk, guest)).toBe(401);
});

test("[S0-13d] a page that asks by itself does not keep anybody signed in", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  for (let minute = 0; minute < 10; minute++) {
    expect(await me(desk, guest, { "liuhen-background": "1" })).toBe(200);
    expect((await desk.call({ url: "/api/board", as: guest })).statusCode).toBe(409);
    desk.clock.advance(minuteMs);
  }
  expect(await me(desk, guest, { "liuhen-background": "1" })).toBe(401);
});

test("[S0-13d] nobody stays longer than the longest sign-in, however busy", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  const startedAtMs = desk.clock.now();
  const steps = limits.signInLongestMs / (5 * minuteMs);
  for (let step = 0; step < steps; step++) {
    expect(await me(desk, guest)).toBe(200);
    desk.clock.advance(5 * minuteMs);
  }
  expect(await me(desk, guest)).toBe(401);
  await signIns.sweep(desk.house);
  const [record] = await closedEntries(desk);
  expect(record).toMatchObject({ exit: "forced", endedAtMs: startedAtMs + limits.signInLongestMs });
});

test("[S0-5.1.1] forced out: at once, with one record", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  const teacher = await desk.guest("teacher");
  desk.clock.advance(3 * minuteMs);
  const forced = await desk.call({
    method: "POST",
    url: `/api/sign-ins/${teacher.signInId}/force-out`,
    as: admin,
  });
  expect(forced.json()).toEqual({ durationMs: 3 * minuteMs });
  expect(await me(desk, teacher)).toBe(401);
  expect(await closedEntries(desk)).toEqual([
    expect.objectContaining({ exit: "forced", login: "teacher.one", durationMs: 3 * minuteMs }),
  ]);
  const again = await desk.call({
    method: "POST",
    url: `/api/sign-ins/${teacher.signInId}/force-out`,
    as: admin,
  });
  expect(again.statusCode).toBe(404);
});

test("[class 9] a token is dead after sign-out, however often it is replayed", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  await desk.call({ method: "POST", url: "/api/sign-out", as: guest, body: { exit: "sign-out" } });
  expect(await me(desk, guest)).toBe(401);
  expect(
    (
      await desk.call({
        method: "POST",
        url: "/api/sign-out",
        as: guest,
        body: { exit: "sign-out" },
      })
    ).statusCode,
  ).toBe(401);
  expect(await closedEntries(desk)).toHaveLength(1);
});

test("[class 9] signing in never takes up a token somebody planted, and ends the one before", async () => {
  await using desk = await openTestDesk();
  const admin = await desk.guest("admin");
  await desk.guest("teacher");
  const planted = `liuhen=${"A".repeat(43)}`;
  const first = await signIn(desk, "teacher.one", { cookie: planted });
  expect(first.guest.cookie).not.toBe(planted);
  expect(await me(desk, { ...first.guest, cookie: planted })).toBe(401);
  const handover = await signIn(desk, "teacher.one", { cookie: admin.cookie });
  expect(handover.answer.statusCode).toBe(200);
  expect(await me(desk, admin)).toBe(401);
  expect(
    (await closedEntries(desk)).filter((entry) => "exit" in entry && entry["exit"] === "sign-out"),
  ).toHaveLength(1);
});

test("[class 9] a new password gives a new token and ends every other sign-in of the account", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const [there, here] = [await signIn(desk, "teacher.one"), await signIn(desk, "teacher.one")];
  const displaced = await desk.call({ url: "/api/me", as: there.guest });
  expect(displaced.json()).toMatchObject({ code: "not_signed_in", facts: { exit: "displaced" } });
  const next = "窗外的雨打湿了三本旧书和信";
  const changed = await desk.call({
    method: "POST",
    url: "/api/me/secret",
    as: here.guest,
    payload: { current: testPassword, next },
  });
  const cookie = String(changed.headers["set-cookie"]).split(";")[0] ?? "";
  expect(await me(desk, here.guest)).toBe(401);
  expect(await me(desk, there.guest)).toBe(401);
  expect(await me(desk, { ...here.guest, cookie })).toBe(200);
  const back = await desk.call({
    method: "POST",
    url: "/api/me/secret",
    headers: { cookie },
    payload: { current: next, next: testPassword },
  });
  expect(back.json()).toMatchObject({ code: "password_used" });
});

test("[class 17] five wrong secrets lock the address they came from, not the person", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const codes: string[] = [];
  for (let n = 0; n < 7; n++)
    codes.push(
      (await signIn(desk, "teacher.one", { password: "wrong", address: "10.9.9.9" })).answer.json()
        .code,
    );
  expect(codes).toEqual([
    ...Array<string>(4).fill("sign_in_failed"),
    ...Array<string>(3).fill("account_locked"),
  ]);
  expect((await signIn(desk, "teacher.one", { address: "10.9.9.9" })).answer.statusCode).toBe(423);
  expect((await signIn(desk, "teacher.one", { address: "10.1.0.1" })).answer.statusCode).toBe(200);
  desk.clock.advance(limits.lockMs);
  expect((await signIn(desk, "teacher.one", { address: "10.9.9.9" })).answer.statusCode).toBe(200);
});

test("[class 17] a login nobody has is locked and answered like one that exists", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const tries = async (login: string) => {
    const seen: string[] = [];
    for (let n = 0; n < 6; n++) {
      const { answer } = await signIn(desk, login, { password: "wrong", address: "10.9.9.8" });
      seen.push(`${answer.statusCode} ${answer.body}`);
    }
    return seen;
  };
  expect(await tries("nobody.here")).toEqual(await tries("teacher.one"));
});

test("[class 17] an unknown login takes as long as a known one", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const time = async (login: string) => {
    const taken: number[] = [];
    for (let n = 0; n < 8; n++) {
      const startMs = systemClock.ticks();
      await signIn(desk, login, { password: "wrong", address: `10.8.${n}.${login.length}` });
      taken.push(systemClock.ticks() - startMs);
    }
    return taken.toSorted((a, b) => a - b)[3] ?? 0;
  };
  await time("warm.up");
  const [known, unknown] = [await time("teacher.one"), await time("nobody.here")];
  // Without the slow hash an unknown login would be answered some fifty times sooner.
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(8);
});

test("[class 19] a hundred guesses at once have no more than five tries", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      signIns.open(
        desk.house,
        { terminal: "t", address: "10.7.7.7" },
        { login: "teacher.one", password: "wrong" },
      ),
    ),
  );
  const codes = answers.map((answer) => (answer.ok ? "in" : answer.code));
  expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(4);
  expect(codes.filter((code) => code === "account_locked")).toHaveLength(46);
});

test("[class 22] sign-ins from one address are bounded by the minute", async () => {
  await using desk = await openTestDesk();
  let last = 0;
  for (let n = 0; n <= limits.passwordSignInsPerMinute; n++) {
    last = (
      await desk.call({
        method: "POST",
        url: "/api/sign-in",
        payload: {},
        remoteAddress: "10.6.0.1",
      })
    ).statusCode;
  }
  expect(last).toBe(429);
  expect(
    (
      await desk.call({
        method: "POST",
        url: "/api/sign-in",
        payload: {},
        remoteAddress: "10.6.0.2",
      })
    ).statusCode,
  ).toBe(400);
});

test("[class 18] an address in a header counts for nothing without a proxy of ours", async () => {
  await using desk = await openTestDesk();
  await desk.guest("teacher");
  const answer = await desk.call({
    method: "POST",
    url: "/api/sign-in",
    payload: { login: "teacher.one", password: testPassword },
    remoteAddress: "10.5.0.1",
    headers: { "x-forwarded-for": "1.2.3.4", forwarded: "for=1.2.3.4" },
  });
  expect(answer.statusCode).toBe(200);
  const listed = await listEntries(desk.house, { kind: "sign-in.opened@2" });
  expect(listed.ok && listed.value.lines[0]?.body["address"]).toBe("10.5.0.1");
});
