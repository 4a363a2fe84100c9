import pg from "pg";
import { expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { act, enterRefusal, quiet } from "./index.ts";
import type { LedgerTables } from "./ledger.store.ts";

test("[S0-6.2a] a change and its entry commit together", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  const lessonId = house.newId();
  const outcome = await act(house, fixture.actor("admin", "王某"), "lesson.changed@1", async () =>
    granted({
      value: 7,
      subject: { type: "lesson", id: lessonId },
      body: { before: null, after: { project: "心肺复苏" } },
      personal: { teacher: "张某" },
    }),
  );
  expect(outcome).toEqual({ ok: true, value: 7 });
  const ledger = house.db.withTables<LedgerTables>();
  const entry = await ledger.selectFrom("ledger.entry").selectAll().executeTakeFirstOrThrow();
  expect(entry).toMatchObject({ kind: "lesson.changed@1", subject_id: lessonId });
  expect(entry.leaf).not.toContain("张某");
  expect(entry.leaf).not.toContain("王某");
  const personal = await ledger.selectFrom("ledger.personal").selectAll().orderBy("field").execute();
  expect(personal.map(({ field, text }) => [field, text])).toEqual([
    ["actor.login", "admin-x"],
    ["actor.name", "王某"],
    ["teacher", "张某"],
  ]);
});
