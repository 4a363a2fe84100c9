import pg from "pg";
import { expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { accounts, signIns } from "./index.ts";

const operator = { kind: "system", name: "operator" } as const;
const standing = { terminal: "test", address: "10.0.0.1" };

test("the application's role can rewrite no end of a sign-in's identity and delete no person", async () => {
  await using t = await openTestHouse();
  const client = new pg.Client({ connectionString: t.appUrl });
  await client.connect();
  for (const attack of [
    "delete from people.sign_in",
    "truncate people.sign_in",
    "update people.sign_in set started_at_ms = 0",
    "update people.sign_in set account_id = account_id",
    "delete from people.account",
    "update people.account set login = 'x'",
    "delete from people.person",
    "update people.person set person_key = 'x'",
    "drop table people.failure",
  ]) {
    await expect(client.query(attack)).rejects.toMatchObject({
      code: expect.stringMatching(/^42501$/),
    });
  }
  await expect(
    client.query("update people.sign_in set ended_at_ms = 1, exit = 'idle'"),
  ).resolves.toBeDefined();
  await client.end();
});

test("[S0-5.1.1] a sign-in that has ended is not changed any more, not even by the database's superuser", async () => {
  await using t = await openTestHouse();
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
  const typed = { login: "teacher.one", password: opened.value.oneTimeSecret };
  const entered = await signIns.open(t.house, standing, typed);
  if (!entered.ok) throw new Error(entered.code);
  await signIns.signOut(t.house, entered.value.actor, "sign-out");
  for (const connectionString of [t.appUrl, t.adminUrl]) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await expect(
      client.query("update people.sign_in set ended_at_ms = ended_at_ms + 1"),
    ).rejects.toMatchObject({ code: "42501" });
    await client.end();
  }
});
