import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { defaultPolicy } from "../../kernel/password-pack.ts";
import { listEntries } from "../ledger/index.ts";
import { accountPolicy, accounts, me, signIns } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const desk = { terminal: "Chrome · Windows", address: "10.0.0.1" };
const phone = { terminal: "Safari · iOS", address: "10.0.0.2" };

async function openTeacher(t: TestHouse) {
  const login = "teacher.one";
  const opened = await accounts.open(t.house, operator, {
    login,
    name: "教师 XX",
    personKey: "T-1",
    category: "teacher",
    role: "teacher",
    expiresAtMs: null,
    venueIds: [],
  });
  if (!opened.ok) throw new Error(opened.code);
  const typed = { login, password: opened.value.oneTimeSecret };
  return (standing: typeof desk & { replaces?: string }) => signIns.open(t.house, standing, typed);
}

async function closed(t: TestHouse) {
  const listed = await listEntries(t.house, { kind: "sign-in.closed@2" });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.lines.map((line) => line.body);
}

test("[S0-13a] a second sign-in ends the first, which is told why; one entry says displaced", async () => {
  await using t = await openTestHouse();
  const enter = await openTeacher(t);
  const first = await enter(desk);
  t.clock.advance(90_000);
  const second = await enter(phone);
  if (!first.ok || !second.ok) throw new Error("refused");
  expect(await signIns.authenticate(t.house, first.value.token, true)).toBeUndefined();
  expect(await signIns.authenticate(t.house, second.value.token, true)).toBeDefined();
  expect(await signIns.whyEnded(t.house, first.value.token)).toEqual({
    exit: "displaced",
    endedAtMs: t.clock.now(),
  });
  expect(await signIns.whyEnded(t.house, second.value.token)).toBeUndefined();
  expect(await signIns.whyEnded(t.house, "A".repeat(43))).toBeUndefined();
  expect(await closed(t)).toMatchObject([
    { exit: "displaced", signInId: first.value.actor.signInId, durationMs: 90_000 },
  ]);
});

test("[S0-13a] where the policy says so the second sign-in is refused until the first has left", async () => {
  await using t = await openTestHouse();
  const enter = await openTeacher(t);
  const policy = { ...defaultPolicy("clinical"), secondSignIn: "refuse" } as const;
  expect(await accountPolicy.change(t.house, t.actor("admin"), policy)).toMatchObject({ ok: true });
  const first = await enter(desk);
  if (!first.ok) throw new Error(first.code);
  expect(await enter(phone)).toMatchObject({
    code: "signed_in_elsewhere",
    facts: { where: desk.terminal },
  });
  const again = await enter({ ...desk, replaces: first.value.actor.signInId });
  if (!again.ok) throw new Error(again.code);
  expect((await closed(t)).map((body) => body["exit"])).toEqual(["sign-out"]);
  await signIns.signOut(t.house, again.value.actor, "sign-out");
  expect(await enter(phone)).toMatchObject({ ok: true });
});

test("[class 19] of twenty sign-ins of one account at once one stays", async () => {
  await using t = await openTestHouse();
  const enter = await openTeacher(t);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => enter({ ...desk, address: `10.0.1.${n}` })),
  );
  const tokens = all.flatMap((one) => (one.ok ? [one.value.token] : []));
  expect(tokens).toHaveLength(20);
  const held = await Promise.all(
    tokens.map((token) => signIns.authenticate(t.house, token, false)),
  );
  expect(held.filter((one) => one !== undefined)).toHaveLength(1);
  expect((await closed(t)).map((body) => body["exit"])).toEqual(Array(19).fill("displaced"));
});

test("[S0-13a] the person sees the sign-in before, and where terminal or address changed", async () => {
  await using t = await openTestHouse();
  const enter = await openTeacher(t);
  for (const standing of [desk, desk, phone]) {
    await enter(standing);
    t.clock.advance(60_000);
  }
  const last = await enter(phone);
  if (!last.ok) throw new Error(last.code);
  const own = await me.signIns(t.house, last.value.actor, {});
  if (!own.ok) throw new Error(own.code);
  expect(own.value.lines.map((line) => [line.terminal, line.differs, line.own])).toEqual([
    [phone.terminal, false, true],
    [phone.terminal, true, false],
    [desk.terminal, false, false],
    [desk.terminal, false, false],
  ]);
  const read = await me.read(t.house, last.value.actor);
  expect(read.ok && read.value.lastSignIn).toMatchObject({ ...phone, differs: false });
});

test("[S0-5.1.2] a changed policy is entered with before and after", async () => {
  await using t = await openTestHouse();
  const before = defaultPolicy("clinical");
  const after = { ...before, pack: "modern", lockMinutes: 15, examDesks: ["10.9.0.0/24"] } as const;
  await accountPolicy.change(t.house, t.actor("admin"), { ...after, examDesks: ["10.9.0.0/24"] });
  const odd = { ...before, examDesks: ["10.9.0.1/24"] };
  expect(await accountPolicy.change(t.house, t.actor("admin"), odd)).toMatchObject({
    code: "bad_input",
    facts: { field: "examDesks" },
  });
  const listed = await listEntries(t.house, { kind: "setting.changed@1" });
  expect(listed.ok && listed.value.lines.map((line) => line.body)).toEqual([{ before, after }]);
});
