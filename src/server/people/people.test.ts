import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { limits } from "../../contract/limits.ts";
import type { Role } from "../../contract/roles.ts";
import { listEntries } from "../ledger/index.ts";
import { accounts, findAccounts, listTeachers, me, setup, signIns, venueScope } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const standing = { terminal: "test", address: "10.0.0.1" };
const password = "saffron-Quill-meadow-17";

async function open(
  t: TestHouse,
  role: Role,
  more: Partial<Parameters<typeof accounts.open>[2]> = {},
) {
  const login = more.login ?? `${role}.one`;
  const opened = await accounts.open(t.house, operator, {
    login,
    name: `${role} XX`,
    personKey: login,
    category: "staff",
    role,
    expiresAtMs: null,
    venueIds: [],
    ...more,
  });
  if (!opened.ok) throw new Error(opened.code);
  return { ...opened.value.account, oneTimeSecret: opened.value.oneTimeSecret };
}
const input = (role: Role, more = {}) =>
  ({ name: "改名", category: "staff", role, expiresAtMs: null, venueIds: [], ...more }) as const;

async function entriesOf(t: TestHouse, kind?: string) {
  const listed = await listEntries(t.house, kind === undefined ? {} : { kind });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.lines;
}

test("[S0-5.1.2] opening, changing and closing an account are entered with before and after", async () => {
  await using t = await openTestHouse();
  const admin = t.actor("admin", "林昭");
  const venueId = t.house.newId();
  await open(t, "admin");
  const manager = await open(t, "manager", { venueIds: [venueId] });
  await accounts.change(t.house, admin, { accountId: manager.accountId, input: input("teacher") });
  await accounts.close(t.house, admin, manager.accountId);
  const lines = (await entriesOf(t))
    .filter((line) => line.subject.id === manager.accountId)
    .toReversed();
  const [opened, changed, closed] = lines;
  expect(lines.map((line) => line.kind)).toEqual([
    "account.opened@1",
    "account.changed@1",
    "account.closed@1",
  ]);
  expect(opened?.body).toMatchObject({
    before: null,
    after: { role: "manager", venueIds: [venueId], closedAtMs: null },
  });
  expect(changed?.body).toMatchObject({
    before: { role: "manager", venueIds: [venueId] },
    after: { role: "teacher", venueIds: [] },
  });
  expect(changed?.personal).toMatchObject({
    login: "manager.one",
    name: "改名",
    beforeName: "manager XX",
  });
  expect(closed?.body).toMatchObject({
    before: changed?.body["after"],
    after: { closedAtMs: t.clock.now() },
  });
  expect(changed?.actorName).toBe("林昭");
  for (const line of lines)
    expect(JSON.stringify(line.body)).not.toMatch(/manager\.one|改名|XX|argon2/);
});

test("[S0-13a] one person has one account, and a login is never given twice", async () => {
  await using t = await openTestHouse();
  const first = await open(t, "teacher", { personKey: "T-1" });
  const again = (more: object) =>
    accounts.open(t.house, operator, {
      login: "other.one",
      personKey: "T-1",
      ...input("teacher"),
      ...more,
    });
  expect(await again({})).toMatchObject({ code: "person_has_account" });
  expect(await again({ login: "teacher.one", personKey: "T-2" })).toMatchObject({
    code: "login_taken",
  });
  await accounts.close(t.house, operator, first.accountId);
  expect(await again({ login: "teacher.one" })).toMatchObject({ code: "login_taken" });
  expect(await again({})).toMatchObject({ ok: true });
});

test("[class 19] twenty at once open one account for one person", async () => {
  await using t = await openTestHouse();
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      accounts.open(t.house, operator, {
        login: `same.${n}`,
        personKey: "P-1",
        ...input("teacher"),
      }),
    ),
  );
  expect(made.filter((one) => one.ok)).toHaveLength(1);
});

test("[S0-2b] an external person's account needs an end, and ends then, wherever they sit", async () => {
  await using t = await openTestHouse();
  const external = {
    login: "guest.one",
    personKey: "X-1",
    ...input("student"),
    category: "external",
  } as const;
  expect(await accounts.open(t.house, operator, external)).toMatchObject({
    code: "expiry_missing",
  });
  const past = { ...external, expiresAtMs: t.clock.now() };
  expect(await accounts.open(t.house, operator, past)).toMatchObject({ code: "span_invalid" });
  const expiresAtMs = t.clock.now() + 300_000;
  const account = await open(t, "student", { category: "external", expiresAtMs });
  const signedIn = await signIns.open(t.house, standing, {
    login: "student.one",
    password: account.oneTimeSecret,
  });
  if (!signedIn.ok) throw new Error(signedIn.code);
  t.clock.advance(299_999);
  expect(await signIns.authenticate(t.house, signedIn.value.token, true)).toBeDefined();
  t.clock.advance(1);
  expect(await signIns.authenticate(t.house, signedIn.value.token, true)).toBeUndefined();
  const again = await signIns.open(t.house, standing, {
    login: "student.one",
    password: account.oneTimeSecret,
  });
  expect(again).toMatchObject({ code: "account_expired" });
  await signIns.sweep(t.house);
  expect((await entriesOf(t, "sign-in.closed@2"))[0]?.body).toMatchObject({
    exit: "forced",
    endedAtMs: expiresAtMs,
  });
  const listed = await accounts.list(t.house, operator);
  expect(listed.ok && listed.value.accounts[0]).toMatchObject({ state: "expired", expiresAtMs });
});

test("[S0-4.2a] the last administrator stays: not closed, not demoted, not given an end", async () => {
  await using t = await openTestHouse();
  const [one, two] = [await open(t, "admin"), await open(t, "admin", { login: "admin.two" })];
  const expiring = { expiresAtMs: t.clock.now() + 1_000 };
  await open(t, "admin", { login: "admin.brief", ...expiring });
  expect(await accounts.close(t.house, operator, two.accountId)).toMatchObject({ ok: true });
  const last = { code: "last_admin" };
  expect(await accounts.close(t.house, operator, one.accountId)).toMatchObject(last);
  const change = (to: ReturnType<typeof input>) =>
    accounts.change(t.house, operator, { accountId: one.accountId, input: to });
  expect(await change(input("teacher"))).toMatchObject(last);
  expect(await change(input("admin", expiring))).toMatchObject(last);
  expect(await change(input("admin"))).toMatchObject({ ok: true });
  const refused = await entriesOf(t, "act.refused@1");
  expect(refused.map((line) => line.body["code"])).toEqual([
    "last_admin",
    "last_admin",
    "last_admin",
  ]);
});

test("[class 19] of two administrators who close each other at once one stays", async () => {
  await using t = await openTestHouse();
  let stays = await open(t, "admin");
  for (let round = 0; round < 5; round++) {
    const other = await open(t, "admin", { login: `admin.${round}x` });
    const pair = [stays, other];
    const done = await Promise.all(
      pair.map((one) => accounts.close(t.house, operator, one.accountId)),
    );
    expect(done.map((one) => (one.ok ? "closed" : one.code)).toSorted()).toEqual([
      "closed",
      "last_admin",
    ]);
    stays = done[0]?.ok === true ? other : stays;
  }
});

test("closing an account and resetting its secret end its sign-ins in the same instant", async () => {
  await using t = await openTestHouse();
  await open(t, "admin");
  const teacher = await open(t, "teacher");
  const enter = (secret: string) =>
    signIns.open(t.house, standing, { login: "teacher.one", password: secret });
  const first = await enter(teacher.oneTimeSecret);
  const reset = await accounts.resetSecret(t.house, operator, teacher.accountId);
  if (!first.ok || !reset.ok) throw new Error("refused");
  expect(await signIns.authenticate(t.house, first.value.token, true)).toBeUndefined();
  expect(await enter(teacher.oneTimeSecret)).toMatchObject({ code: "sign_in_failed" });
  const second = await enter(reset.value.oneTimeSecret);
  if (!second.ok) throw new Error(second.code);
  await accounts.close(t.house, operator, teacher.accountId);
  expect(await signIns.authenticate(t.house, second.value.token, true)).toBeUndefined();
  expect(await enter(reset.value.oneTimeSecret)).toMatchObject({ code: "account_closed" });
  const ends = (await entriesOf(t, "sign-in.closed@2")).map((line) => line.body["exit"]);
  expect(ends).toEqual(["forced", "forced"]);
  expect((await entriesOf(t, "secret.changed@1"))[0]?.body).toEqual({
    accountId: teacher.accountId,
    reason: "reset",
  });
});

test("[S0-13c] a reset unlocks the login everywhere", async () => {
  await using t = await openTestHouse();
  const teacher = await open(t, "teacher");
  for (let n = 0; n < limits.lockAfterFailures; n++)
    await signIns.open(t.house, standing, { login: "teacher.one", password: "no" });
  const state = async () => {
    const listed = await accounts.list(t.house, operator);
    return listed.ok ? listed.value.accounts[0]?.state : undefined;
  };
  expect(await state()).toBe("locked");
  const reset = await accounts.resetSecret(t.house, operator, teacher.accountId);
  expect(await state()).toBe("active");
  const secret = reset.ok ? reset.value.oneTimeSecret : "";
  expect(
    await signIns.open(t.house, standing, { login: "teacher.one", password: secret }),
  ).toMatchObject({ ok: true });
});

test("[S0-13c] nothing we keep shows a secret: hashes only, Argon2id with 19 MiB", async () => {
  await using t = await openTestHouse();
  const gate = await setup.openGate(t.house);
  const done = await setup.finish(
    t.house,
    { gate, standing },
    { code: gate.code ?? "", login: "lin.zhao", name: "林昭", password },
  );
  if (!done.ok) throw new Error(done.code);
  const dump = await dumpOf(t);
  expect(dump).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
  for (const secret of [password, done.value.token, gate.code ?? "none"])
    expect(dump).not.toContain(secret);
});

async function dumpOf(t: TestHouse): Promise<string> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: t.ownerUrl });
  await client.connect();
  const tables = await client.query(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('people', 'ledger')",
  );
  const rows: unknown[] = [];
  for (const { name } of tables.rows) rows.push((await client.query(`select * from ${name}`)).rows);
  await client.end();
  return JSON.stringify(rows);
}

test("[setup] twenty browsers at once make one administrator", async () => {
  await using t = await openTestHouse();
  const gate = await setup.openGate(t.house);
  const finish = (n: number) =>
    setup.finish(
      t.house,
      { gate, standing: { ...standing, address: `10.0.1.${n}` } },
      { code: gate.code ?? "", login: `admin.${n}x`, name: "林昭", password },
    );
  const done = await Promise.all(Array.from({ length: 20 }, (_, n) => finish(n)));
  expect(done.filter((one) => one.ok)).toHaveLength(1);
  expect(await setup.isOpen(t.house)).toBe(false);
  expect(await entriesOf(t, "house.set-up@1")).toHaveLength(1);
  expect((await setup.openGate(t.house)).code).toBeUndefined();
});

test("[setup] the code is tried five times from an address, then not for a quarter of an hour", async () => {
  await using t = await openTestHouse();
  const gate = await setup.openGate(t.house);
  const finish = (code: string, address = "10.0.2.1") =>
    setup.finish(
      t.house,
      { gate, standing: { ...standing, address } },
      { code, login: "lin.zhao", name: "林昭", password },
    );
  for (let n = 0; n < 5; n++)
    expect(await finish("wrong")).toMatchObject({ code: "setup_code_wrong" });
  expect(await finish(gate.code ?? "")).toMatchObject({ code: "too_many" });
  expect(await finish(gate.code ?? "", "10.0.2.2")).toMatchObject({ ok: true });
});

test("other rooms learn names, teachers and areas, and no more", async () => {
  await using t = await openTestHouse();
  const venueId = t.house.newId();
  const manager = await open(t, "manager", { venueIds: [venueId, venueId] });
  const teacher = await open(t, "teacher");
  const left = await open(t, "teacher", { login: "teacher.two" });
  await accounts.close(t.house, operator, left.accountId);
  const known = {
    accountId: teacher.accountId,
    login: "teacher.one",
    name: "teacher XX",
    role: "teacher",
  };
  expect(await listTeachers(t.house)).toEqual([known]);
  const found = await findAccounts(t.house, [teacher.accountId, left.accountId, t.house.newId()]);
  expect([...found.keys()].toSorted()).toEqual([teacher.accountId, left.accountId].toSorted());
  expect(found.get(teacher.accountId)).toEqual(known);
  expect(await venueScope(t.house, manager.accountId)).toEqual([venueId]);
  expect(await venueScope(t.house, t.house.newId())).toEqual([]);
});

test("[S0-13c] guessing the present password from an open page locks like guessing at the door", async () => {
  await using t = await openTestHouse();
  const teacher = await open(t, "teacher");
  const entered = await signIns.open(t.house, standing, {
    login: "teacher.one",
    password: teacher.oneTimeSecret,
  });
  if (!entered.ok) throw new Error(entered.code);
  const change = (current: string) =>
    me.changeSecret(t.house, entered.value.actor, { current, next: password });
  for (let n = 0; n < 5; n++) expect(await change("wrong")).toMatchObject({ code: "secret_wrong" });
  expect(await change(teacher.oneTimeSecret)).toMatchObject({ code: "account_locked" });
});

test("[S0-5.1.1] after a crash of the server, pages that do not return count up to when they were last heard", async () => {
  await using t = await openTestHouse();
  const enter = async (login: string) => {
    const { oneTimeSecret: password } = await open(t, "teacher", { login });
    const entered = await signIns.open(t.house, standing, { login, password });
    if (!entered.ok) throw new Error(entered.code);
    return entered.value;
  };
  const [stays, leaves] = [await enter("teacher.one"), await enter("teacher.two")];
  const startedAtMs = t.clock.now();
  t.clock.advance(60_000);
  await signIns.notePresent(t.house, [stays.actor.signInId, leaves.actor.signInId]);
  t.clock.advance(180_000);
  await signIns.resumePresence(t.house);
  await signIns.sweep(t.house);
  t.clock.advance(10_000);
  await signIns.notePresent(t.house, [stays.actor.signInId]);
  t.clock.advance(limits.signInGoneMs);
  expect(await signIns.sweep(t.house)).toBe(1);
  const lines = await entriesOf(t, "sign-in.closed@2");
  expect(lines.map((line) => line.body)).toEqual([
    expect.objectContaining({
      exit: "gone",
      signInId: leaves.actor.signInId,
      endedAtMs: startedAtMs + 60_000,
      durationMs: 60_000,
    }),
  ]);
});
