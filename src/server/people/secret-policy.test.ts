import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { limits } from "../../contract/limits.ts";
import type { Role } from "../../contract/roles.ts";
import { instantOf } from "../../kernel/local-time.ts";
import { defaultPolicy } from "../../kernel/password-pack.ts";
import { totpCode, totpStepAt } from "../../platform/totp.ts";
import { accountPolicy, accounts, me, signIns } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const standing = { terminal: "test", address: "10.0.0.1" };
const short = "Vq8#tLw2zR!n";
const hourMs = 3_600_000;

async function open(t: TestHouse, role: Role, login = `${role}.one`) {
  const opened = await accounts.open(t.house, operator, {
    login,
    name: `${role} XX`,
    personKey: login,
    category: "staff",
    role,
    expiresAtMs: null,
    venueIds: [],
  });
  if (!opened.ok) throw new Error(opened.code);
  return { login, secret: opened.value.oneTimeSecret };
}

const enter = (t: TestHouse, login: string, password: string, code?: string) =>
  signIns.open(t.house, standing, { login, password, code });

/** An account whose person has set a password of their own, at an instant of Shanghai. */
async function settled(t: TestHouse, role: Role, password = short) {
  const { login, secret } = await open(t, role);
  const first = await enter(t, login, secret);
  if (!first.ok) throw new Error(first.code);
  const typed = { current: secret, next: password };
  const changed = await me.changeSecret(t.house, first.value.actor, typed);
  if (!changed.ok) throw new Error(changed.code);
  const standsAt = async () => {
    const again = await enter(t, login, password);
    if (!again.ok) throw new Error(again.code);
    const read = await me.read(t.house, again.value.actor);
    const gate = await signIns.authenticate(t.house, again.value.token, true);
    if (!read.ok || gate === undefined) throw new Error("out");
    expect(gate.mustChangeSecret).toBe(read.value.mustChangeSecret);
    return [gate.mustChangeSecret, read.value.secret.state, read.value.secret.remindDays];
  };
  return { login, actor: first.value.actor, standsAt };
}

const shanghai = (date: string, time = "08:00") => instantOf(date, time, "Asia/Shanghai") ?? 0;
const until = (t: TestHouse, date: string, time?: string) =>
  t.clock.advance(shanghai(date, time) - t.clock.now());

test("[S0-13b] the quarter's change: reminded 14, 7 and 1 days before, then only the change is open", async () => {
  await using t = await openTestHouse();
  const teacher = await settled(t, "teacher");
  const seen: unknown[] = [];
  for (const date of ["2026-06-30", "2026-07-01", "2026-07-08", "2026-07-14"]) {
    until(t, date);
    seen.push(await teacher.standsAt());
  }
  until(t, "2026-07-14", "23:59");
  seen.push(await teacher.standsAt());
  until(t, "2026-07-15", "00:00");
  seen.push(await teacher.standsAt());
  expect(seen).toEqual([
    [false, "kept", null],
    [false, "due", 14],
    [false, "due", 7],
    [false, "due", 1],
    [false, "due", 1],
    [true, "expired", null],
  ]);
  const ages = await accounts.secretAges(t.house, operator);
  expect(ages.ok && ages.value.lines).toMatchObject([
    { login: "teacher.one", state: "expired", ageDays: 44 },
  ]);
});

test("[C-20] the modern pack asks nobody for a change, and a short password for a second factor", async () => {
  await using t = await openTestHouse();
  const teacher = await settled(t, "teacher");
  const modern = { ...defaultPolicy("clinical"), pack: "modern" } as const;
  await accountPolicy.change(t.house, operator, modern);
  expect(await teacher.standsAt()).toEqual([true, "weak", null]);
  const again = await enter(t, teacher.login, short);
  if (!again.ok) throw new Error(again.code);
  const { actor } = again.value;
  const next = { current: short, next: "Kx7!mPq2vL9#" };
  expect(await me.changeSecret(t.house, actor, next)).toMatchObject({
    code: "password_short",
    facts: { least: 15 },
  });
  const started = await me.startFactor(t.house, actor, { password: short });
  if (!started.ok) throw new Error(started.code);
  const code = () => totpCode(started.value.secret, totpStepAt(t.clock.now()));
  await me.confirmFactor(t.house, actor, { code: code() });
  const signedIn = await signIns.authenticate(t.house, again.value.token, true);
  expect(signedIn?.mustChangeSecret).toBe(false);
  expect(await me.changeSecret(t.house, actor, next)).toMatchObject({ ok: true });
  until(t, "2028-02-29");
  const later = await enter(t, teacher.login, next.next, code());
  if (!later.ok) throw new Error(later.code);
  const read = await me.read(t.house, later.value.actor);
  expect(read.ok && read.value.secret.state).toBe("exempt");
});

test("[S0-13c] none of the last five passwords returns, the sixth before may", async () => {
  await using t = await openTestHouse();
  const { actor } = await settled(t, "teacher");
  t.clock.advance(1_000);
  const words = ["Kx7!mPq2vL9#", "Rt5$wNb8yH2%", "Jd3&fGc6zQ1*", "Uw9?sTk4xM7=", "Ze2+vBn5pL8!"];
  let current = short;
  const change = async (next: string) => {
    const changed = await me.changeSecret(t.house, actor, { current, next });
    if (changed.ok) current = next;
    t.clock.advance(1_000);
    return changed.ok ? "changed" : changed.code;
  };
  for (const word of words) expect(await change(word)).toBe("changed");
  expect(await change(current)).toBe("password_same");
  for (const word of [short, ...words.slice(0, 4)])
    expect(await change(word)).toBe("password_used");
  expect(await change("Yq6@hDv1cS3^")).toBe("changed");
  expect(await change(short)).toBe("changed");
});

test("[C-47] a one-time secret opens once set for 72 hours and no longer, and a new one takes its place", async () => {
  await using t = await openTestHouse();
  const { login, secret } = await open(t, "teacher");
  t.clock.advance(72 * hourMs - 1);
  expect(await enter(t, login, secret)).toMatchObject({ ok: true });
  t.clock.advance(1);
  expect(await enter(t, login, secret)).toMatchObject({ code: "one_time_expired" });
  expect(limits.oneTimeSecretMs).toBe(72 * hourMs);
  const listed = await accounts.list(t.house, operator);
  const accountId = listed.ok ? (listed.value.accounts[0]?.accountId ?? "") : "";
  const reset = await accounts.resetSecret(t.house, operator, accountId);
  if (!reset.ok) throw new Error(reset.code);
  expect(await enter(t, login, reset.value.oneTimeSecret)).toMatchObject({ ok: true });
});
