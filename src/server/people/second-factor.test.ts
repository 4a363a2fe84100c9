import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { totpCode, totpStepAt } from "../../platform/totp.ts";
import { listEntries } from "../ledger/index.ts";
import { accounts, me, reauthenticate, signIns } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const standing = { terminal: "test", address: "10.0.0.1" };
const stepMs = 30_000;

/** A teacher with a confirmed second factor, signed in. */
async function withFactor(t: TestHouse) {
  const opened = await accounts.open(t.house, operator, {
    login: "teacher.one",
    name: "教师 XX",
    personKey: "T-1",
    category: "teacher",
    role: "teacher",
    expiresAtMs: null,
    venueIds: [],
  });
  if (!opened.ok) throw new Error(opened.code);
  const password = opened.value.oneTimeSecret;
  const typed = { login: "teacher.one", password };
  const entered = await signIns.open(t.house, standing, typed);
  if (!entered.ok) throw new Error(entered.code);
  const { actor } = entered.value;
  const started = await me.startFactor(t.house, actor, { password });
  if (!started.ok) throw new Error(started.code);
  const { secret, uri } = started.value;
  expect(uri).toContain(`secret=${secret}`);
  const code = (steps = 0) => totpCode(secret, totpStepAt(t.clock.now()) + steps);
  const confirmed = await me.confirmFactor(t.house, actor, { code: code() });
  if (!confirmed.ok) throw new Error(confirmed.code);
  t.clock.advance(3 * stepMs);
  const enter = (typedCode?: string) =>
    signIns.open(t.house, standing, { ...typed, code: typedCode });
  const accountId = opened.value.account.accountId;
  return { actor, accountId, password, code, enter, secret, ...confirmed.value };
}

test("[S0-13c] sign-in has two steps: the right password asks for the code, and each code counts once", async () => {
  await using t = await openTestHouse();
  const { enter, code } = await withFactor(t);
  expect(await enter()).toMatchObject({ code: "code_needed" });
  expect(await enter("000000")).toMatchObject({ code: "code_wrong" });
  const now = code();
  expect(await enter(now)).toMatchObject({ ok: true });
  expect(await enter(now)).toMatchObject({ code: "code_wrong" });
  // One step either side is taken, further ones are not, and none before one that was taken.
  expect(await enter(code(-1))).toMatchObject({ code: "code_wrong" });
  expect(await enter(code(2))).toMatchObject({ code: "code_wrong" });
  expect(await enter(code(1))).toMatchObject({ ok: true });
});

test("[class 19] twenty at once with one code: one is let in", async () => {
  await using t = await openTestHouse();
  const { actor, password, code } = await withFactor(t);
  const shown = { password, code: code() };
  const all = await Promise.all(
    Array.from({ length: 5 }, () => reauthenticate(t.house, actor, shown)),
  );
  expect(all.filter((one) => one.ok)).toHaveLength(1);
});

test("[class 17] asking without a code is no guess; five wrong codes lock", async () => {
  await using t = await openTestHouse();
  const { enter, code } = await withFactor(t);
  for (let n = 0; n < 12; n++) expect(await enter()).toMatchObject({ code: "code_needed" });
  for (let n = 0; n < 4; n++) expect(await enter("111111")).toMatchObject({ code: "code_wrong" });
  expect(await enter()).toMatchObject({ code: "code_needed" });
  expect(await enter("111111")).toMatchObject({ code: "account_locked" });
  expect(await enter(code())).toMatchObject({ code: "account_locked" });
});

test("[S0-13c] a recovery code opens one time, in any spelling, and is entered", async () => {
  await using t = await openTestHouse();
  const { enter, recoveryCodes, actor } = await withFactor(t);
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = ""] = recoveryCodes;
  expect(await enter(first.replace("-", " "))).toMatchObject({ ok: true });
  expect(await enter(first)).toMatchObject({ code: "code_wrong" });
  const account = await me.account(t.house, actor);
  expect(account.ok && account.value.secondFactor?.recoveryCodesLeft).toBe(9);
  const listed = await listEntries(t.house, { kind: "second-factor.changed@1" });
  expect(listed.ok && listed.value.lines.map((line) => line.body["what"])).toEqual([
    "recovery-used",
    "added",
  ]);
});

test("[S0-13c] who signs shows password and code; a missing, wrong or used code is refused", async () => {
  await using t = await openTestHouse();
  const { actor, password, code } = await withFactor(t);
  const show = (typed: string | null) => reauthenticate(t.house, actor, { password, code: typed });
  expect(await show(null)).toMatchObject({ code: "code_needed" });
  const now = code();
  expect(await show(now)).toEqual({ ok: true, value: true });
  expect(await show(now)).toMatchObject({ code: "code_wrong" });
  const wrong = await reauthenticate(t.house, actor, { password: "no", code: code(1) });
  expect(wrong).toMatchObject({ code: "secret_wrong" });
});

test("[S0-13c] the person removes the factor with password and code, a lost one the administration", async () => {
  await using t = await openTestHouse();
  const { actor, accountId, password, code, enter } = await withFactor(t);
  expect(await me.startFactor(t.house, actor, { password })).toMatchObject({ code: "factor_on" });
  expect(await me.removeFactor(t.house, actor, { password, code: null })).toMatchObject({
    code: "code_needed",
  });
  const own = { ...t.actor("admin"), accountId };
  expect(await accounts.removeFactor(t.house, own, accountId)).toMatchObject({
    code: "own_rights",
  });
  const lost = await accounts.removeFactor(t.house, t.actor("admin"), accountId);
  expect(lost).toMatchObject({ ok: true, value: { secondFactor: false } });
  expect(await enter()).toMatchObject({ ok: true });
  expect(await me.removeFactor(t.house, actor, { password, code: code() })).toMatchObject({
    code: "factor_off",
  });
});

test("[S1-F4a] neither the shared secret nor a recovery code stands in the database", async () => {
  await using t = await openTestHouse();
  const { secret, recoveryCodes } = await withFactor(t);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: t.appUrl });
  await client.connect();
  const factor = await client.query("select * from people.second_factor");
  const codes = await client.query("select * from people.recovery_code");
  await client.end();
  const dump = JSON.stringify([factor.rows, codes.rows]);
  expect(factor.rows).toHaveLength(1);
  for (const text of [
    secret,
    ...recoveryCodes,
    ...recoveryCodes.map((one) => one.replace("-", "")),
  ])
    expect(dump).not.toContain(text);
});
