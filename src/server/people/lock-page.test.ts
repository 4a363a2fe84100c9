import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { limits } from "../../contract/limits.ts";
import { defaultPolicy } from "../../kernel/password-pack.ts";
import { listEntries } from "../ledger/index.ts";
import { accountPolicy, accounts, signIns } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const minuteMs = 60_000;

async function enter(t: TestHouse, address = "10.0.0.1") {
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
  const entered = await signIns.open(t.house, { terminal: "test", address }, typed);
  if (!entered.ok) throw new Error(entered.code);
  const { actor, token } = entered.value;
  return {
    actor,
    password,
    locked: async () => (await signIns.authenticate(t.house, token, true))?.locked,
  };
}

async function kinds(t: TestHouse) {
  const listed = await listEntries(t.house, {});
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.lines.toReversed().map((line) => [line.kind, line.body["why"]]);
}

test("[S0-13d] a page is locked by hand, stays locked, and opens with its own password only", async () => {
  await using t = await openTestHouse();
  const { actor, password, locked } = await enter(t);
  expect(await locked()).toBe(false);
  await signIns.lock(t.house, actor, "own");
  t.clock.advance(3 * minuteMs);
  expect(await locked()).toBe(true);
  const { held, unlocked } = await signIns.standing(t.house, [actor.signInId]);
  expect([held.size, unlocked.size]).toEqual([1, 0]);
  expect(await signIns.unlock(t.house, actor, { password: "wrong" })).toMatchObject({
    code: "secret_wrong",
  });
  expect(await locked()).toBe(true);
  expect(await signIns.unlock(t.house, actor, { password })).toMatchObject({ ok: true });
  expect(await locked()).toBe(false);
  expect((await kinds(t)).slice(2)).toEqual([
    ["sign-in.locked@1", "own"],
    ["act.refused@1", undefined],
    ["sign-in.unlocked@1", undefined],
  ]);
});

test("[S0-13d] nobody at the page: locked at 10 minutes, entered once, out at half an hour", async () => {
  await using t = await openTestHouse();
  const { actor, password, locked } = await enter(t);
  t.clock.advance(10 * minuteMs - 1);
  expect((await signIns.standing(t.house, [actor.signInId])).unlocked.size).toBe(1);
  t.clock.advance(1);
  expect(await locked()).toBe(true);
  await signIns.sweep(t.house);
  await signIns.sweep(t.house);
  expect((await kinds(t)).filter(([kind]) => kind === "sign-in.locked@1")).toEqual([
    ["sign-in.locked@1", "idle"],
  ]);
  t.clock.advance(limits.signInIdleMs - 10 * minuteMs);
  expect(await locked()).toBeUndefined();
  expect(await signIns.unlock(t.house, actor, { password })).toMatchObject({
    code: "not_signed_in",
  });
});

test("[S0-13d] an examination desk locks at 5 minutes, and a house decides both limits", async () => {
  await using t = await openTestHouse();
  const policy = { ...defaultPolicy("clinical"), examDesks: ["10.9.0.0/24"] };
  await accountPolicy.change(t.house, t.actor("admin"), policy);
  const { actor, locked } = await enter(t, "10.9.0.17");
  t.clock.advance(5 * minuteMs - 1);
  expect((await signIns.standing(t.house, [actor.signInId])).unlocked.size).toBe(1);
  t.clock.advance(1);
  expect(await locked()).toBe(true);
  await accountPolicy.change(t.house, t.actor("admin"), { ...policy, examLockMinutes: 8 });
  expect(await locked()).toBe(false);
});

test("[class 17] guessing at a locked page locks the account's door for this address", async () => {
  await using t = await openTestHouse();
  const { actor, password } = await enter(t);
  await signIns.lock(t.house, actor, "own");
  for (let n = 0; n < limits.lockAfterFailures; n++)
    await signIns.unlock(t.house, actor, { password: "wrong" });
  expect(await signIns.unlock(t.house, actor, { password })).toMatchObject({
    code: "account_locked",
  });
});
