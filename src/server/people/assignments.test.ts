import fc from "fast-check";
import { expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { roleNames } from "../../contract/roles.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { forbiddenPair } from "../../kernel/duties.ts";
import { readTable, writeTable } from "../../platform/spreadsheet.ts";
import { accounts } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const base = {
  login: "lin.zhao",
  name: "林昭",
  personKey: "T-001",
  category: "staff",
  role: "teacher",
  expiresAtMs: null,
  venueIds: [],
} as const;

async function opened(t: TestHouse, more: Partial<Parameters<typeof accounts.open>[2]> = {}) {
  const done = await accounts.open(t.house, operator, { ...base, ...more });
  if (!done.ok) throw new Error(done.code);
  return done.value.account;
}

test("[S0-13a] a person key in other letters is the same person, and the account they have is named", async () => {
  await using t = await openTestHouse();
  await opened(t);
  for (const personKey of ["t-001", "Ｔ－001", "T-001"]) {
    const again = { ...base, login: "other.login", personKey };
    expect(await accounts.open(t.house, operator, again)).toMatchObject({
      code: "person_has_account",
      facts: { login: "lin.zhao" },
    });
  }
});

test("[4.3] before saving it is told which pair is forbidden, by which rule, and what is only a warning", async () => {
  await using t = await openTestHouse();
  const auditor = await opened(t, { role: "auditor", login: "audit.one", personKey: "A-9" });
  const ask = async (more: object) => {
    const asked = { ...base, accountId: null, login: "new.login", personKey: "N-1", ...more };
    const judged = await accounts.judge(t.house, operator, asked);
    if (!judged.ok) throw new Error(judged.code);
    return judged.value.warnings.map((one) => [one.code, one.rule, one.allowed]);
  };
  expect(await ask({ name: "他人" })).toEqual([]);
  expect(await ask({ personKey: "a-9", name: "他人", role: "admin" })).toEqual([
    ["person_has_account", "S0-13a", false],
    ["forbidden_pair", "4.3", false],
    ["small_site", "4.3", true],
  ]);
  expect(await ask({ login: "audit.one" })).toEqual([
    ["login_taken", "S0-13a", false],
    ["same_name", "S0-13a", true],
  ]);
  expect(await ask({ name: "他人", category: "trainee", role: "manager" })).toEqual([
    ["category_role", "S0-2b", false],
  ]);
  expect(await ask({ name: "他人", category: "external", role: "student" })).toEqual([
    ["expiry_missing", "S0-2b", false],
  ]);
  expect(auditor.role).toBe("auditor");
});

test("[4.3] an administrator changes neither role nor area of their own account", async () => {
  await using t = await openTestHouse();
  const first = await opened(t, { role: "admin" });
  await opened(t, { role: "admin", login: "admin.two", personKey: "T-2" });
  const self = { ...t.actor("admin"), accountId: first.accountId };
  const change = (role: "admin" | "director", venueIds: string[] = []) =>
    accounts.change(t.house, self, {
      accountId: first.accountId,
      input: { ...base, role, venueIds },
    });
  expect(await change("director")).toMatchObject({ code: "own_rights" });
  expect(await change("admin", [t.house.newId()])).toMatchObject({ code: "own_rights" });
  expect(await change("admin")).toMatchObject({ ok: true });
});

test("[4.3] whatever is assigned in whatever order, nobody holds a forbidden pair or a role above their category", async () => {
  await using t = await openTestHouse();
  const people = ["P-1", "P-2", "P-3"];
  const known = new Map<string, string>();
  const assignment = fc.record({
    personKey: fc.constantFrom(...people),
    role: fc.constantFrom(...roleNames),
    category: fc.constantFrom(...personCategories),
    close: fc.boolean(),
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(assignment, { minLength: 4, maxLength: 8 }), async (steps) => {
      for (const { personKey, role, category, close } of steps) {
        const accountId = known.get(personKey);
        const expiresAtMs = t.clock.now() + 1_000_000;
        const input = { name: personKey, category, role, expiresAtMs, venueIds: [] };
        if (accountId !== undefined && !close)
          await accounts.change(t.house, operator, { accountId, input });
        if (accountId !== undefined && close) {
          const closed = await accounts.close(t.house, operator, accountId);
          if (closed.ok) known.delete(personKey);
        }
        const login = `login.${number++}`;
        const made = await accounts.open(t.house, operator, { ...input, login, personKey });
        if (made.ok) known.set(personKey, made.value.account.accountId);
      }
      await nobodyHoldsTwo(t);
    }),
    { numRuns: 8 },
  );
});

async function nobodyHoldsTwo(t: TestHouse): Promise<void> {
  const listed = await accounts.list(t.house, operator);
  if (!listed.ok) throw new Error(listed.code);
  const open = listed.value.accounts.filter((account) => account.state !== "closed");
  for (const held of Map.groupBy(open, (account) => account.personKey).values()) {
    expect(held).toHaveLength(1);
    expect(forbiddenPair(held.map((account) => account.role))).toBeUndefined();
    for (const { category, role } of held)
      if (category === "student" || category === "trainee") expect(role).toBe("student");
  }
}

test("[S0-13a] the roster lists every account once, and is compared with the personnel list", async () => {
  await using t = await openTestHouse();
  await opened(t);
  await opened(t, { login: "chen.xx", personKey: "T-002", name: "陈 XX" });
  await opened(t, { login: "gone.away", personKey: "T-009", name: "离职者" });
  const roster = await accounts.roster(t.house, operator);
  if (!roster.ok) throw new Error(roster.code);
  const table = await readTable(roster.value.bytes, {
    rowsMost: 100,
    columnsMost: 20,
    cellCharacters: 200,
  });
  const rows = table.ok ? table.value : [];
  expect(rows[0]?.slice(1, 6)).toEqual(["工号或学号", "姓名", "账号", "人员类别", "角色"]);
  expect(rows.slice(1).map((row) => row[1])).toEqual(["T-001", "T-002", "T-009"]);
  const hr = await writeTable([
    {
      title: "人事名单",
      rows: [
        ["部门", "姓名", "工号"],
        ["一部", "林昭", "t-001"],
        ["一部", "陈某", "T-002"],
        ["二部", "新人", "T-003"],
        ["二部", "新人", "T-003"],
      ],
    },
  ]);
  const compared = await accounts.compare(t.house, operator, hr);
  expect(compared).toMatchObject({
    ok: true,
    value: {
      persons: 3,
      withoutAccount: [{ personKey: "T-003" }, { personKey: "T-003" }],
      notListed: [{ personKey: "T-009", login: "gone.away" }],
      otherName: [{ personKey: "T-002", name: "陈某", accountName: "陈 XX" }],
      twice: [{ personKey: "T-003" }],
    },
  });
  const odd = await writeTable([{ title: "x", rows: [["姓名"], ["林昭"]] }]);
  expect(await accounts.compare(t.house, operator, odd)).toMatchObject({
    code: "timetable_unreadable",
    facts: { missing: "工号" },
  });
});
