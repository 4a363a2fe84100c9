import pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { parseLeaf } from "../../kernel/ledger/leaf.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal, quiet, sequenceNow } from "./index.ts";
import type { LedgerTables } from "./ledger.store.ts";

/** A room of its own for these tests: the change whose entry must never be missing. */
interface Toy extends Record<string, object> {
  "public.toy": { id: string };
}

async function withToy(fixture: TestHouse): Promise<void> {
  await as(
    fixture.adminUrl,
    "create table if not exists public.toy (id uuid primary key)",
    "grant select, insert on public.toy to liuhen_app",
    "grant usage on schema public to liuhen_app",
  );
}

async function as(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The statement and what the database said to it, so that a failing test names both. */
function answerTo(url: string, statement: string): Promise<string> {
  return as(url, statement).then(
    () => `${statement}: done`,
    (cause: unknown) => `${statement}: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
}

const rowsOf = (house: House) =>
  house.db.withTables<Toy>().selectFrom("public.toy").selectAll().execute();
const entriesOf = (house: House) =>
  house.db
    .withTables<LedgerTables>()
    .selectFrom("ledger.entry")
    .selectAll()
    .orderBy("position")
    .execute();

function addToy(fixture: TestHouse, id: string, then: () => void = () => {}) {
  const { house } = fixture;
  return act(house, fixture.actor("admin"), "venue.changed@1", async (tx) => {
    await tx.withTables<Toy>().insertInto("public.toy").values({ id }).execute();
    then();
    return granted({
      value: id,
      subject: { type: "venue", id },
      body: { before: null, after: { id } },
    });
  });
}

test("[S0-6.2a] a change and its entry commit together; names enter as salted digests only", async () => {
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
  const [entry] = await entriesOf(house);
  expect(entry).toMatchObject({ kind: "lesson.changed@1", subject_id: lessonId });
  expect(entry?.leaf).not.toMatch(/张某|王某|admin-x/);
  const personal = await house.db
    .withTables<LedgerTables>()
    .selectFrom("ledger.personal")
    .selectAll()
    .orderBy("field")
    .execute();
  expect(personal.map(({ field, text }) => [field, text])).toEqual([
    ["actor.login", "admin-x"],
    ["actor.name", "王某"],
    ["teacher", "张某"],
  ]);
  expect(new Set(personal.map(({ salt }) => Buffer.from(salt).toString("hex"))).size).toBe(3);
});

test("[S0-6.2a] entries beside the main one commit with it, 2,500 of them too", async () => {
  await using fixture = await openTestHouse();
  const also = Array.from({ length: 2_500 }, () => ({
    kind: "lesson.changed@1" as const,
    subject: { type: "lesson" as const, id: fixture.house.newId() },
    body: { before: null, after: { project: "x" } },
    personal: { teacher: "张某" },
  }));
  const body = { fileSha256: "0".repeat(64), rows: 2_500, lessons: [] };
  await act(fixture.house, fixture.actor("admin"), "timetable.imported@1", async () =>
    granted({ value: 0, subject: { type: "timetable", id: fixture.house.newId() }, body, also }),
  );
  expect((await entriesOf(fixture.house)).length).toBe(2_501);
});

describe("[S0-6.2a] neither a change without its entry nor an entry without its change", () => {
  test("when the write throws", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    const id = fixture.house.newId();
    const failing = addToy(fixture, id, () => {
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect([await rowsOf(fixture.house), await entriesOf(fixture.house)]).toEqual([[], []]);
  });

  test("when the entry cannot be written", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    await as(fixture.adminUrl, "revoke insert on ledger.entry from liuhen_app");
    await expect(addToy(fixture, fixture.house.newId())).rejects.toThrow(/permission denied/);
    expect(await rowsOf(fixture.house)).toEqual([]);
  });

  test("when a personal field cannot be written", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    await as(fixture.adminUrl, "revoke insert on ledger.personal from liuhen_app");
    await expect(addToy(fixture, fixture.house.newId())).rejects.toThrow(/permission denied/);
    expect([await rowsOf(fixture.house), await entriesOf(fixture.house)]).toEqual([[], []]);
  });

  test("when a body does not fit its kind", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    const { house } = fixture;
    const odd = act(house, fixture.actor("admin"), "venue.changed@1", async (tx) => {
      await tx.withTables<Toy>().insertInto("public.toy").values({ id: house.newId() }).execute();
      const also = [
        {
          kind: "live.opened@1" as const,
          subject: { type: "camera" as const, id: house.newId() },
          body: { camera: 1 },
        },
      ];
      return granted({
        value: 0,
        subject: { type: "venue", id: house.newId() },
        body: { before: null, after: null },
        also,
      });
    });
    await expect(odd).rejects.toThrow(/cameraId/);
    expect([await rowsOf(house), await entriesOf(house)]).toEqual([[], []]);
  });

  test("when an entry is larger than its limit", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    const { house } = fixture;
    const large = act(house, fixture.actor("admin"), "venue.changed@1", async (tx) => {
      await tx.withTables<Toy>().insertInto("public.toy").values({ id: house.newId() }).execute();
      const after = { a: "字".repeat(11_000), b: "字".repeat(11_000) };
      return granted({
        value: 0,
        subject: { type: "venue", id: house.newId() },
        body: { before: null, after },
      });
    });
    await expect(large).rejects.toThrow(/more than its limit/);
    expect([await rowsOf(house), await entriesOf(house)]).toEqual([[], []]);
  });

  test("when connections are cut at 100 random moments", async () => {
    await using fixture = await openTestHouse();
    await withToy(fixture);
    const { house } = fixture;
    const acts = Array.from({ length: 100 }, async (_, at) => {
      await new Promise((resolve) => setTimeout(resolve, at * 4));
      return addToy(fixture, house.newId()).then(
        () => "kept",
        () => "lost",
      );
    });
    const cutting = (async () => {
      const sql = `select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'liuhen_app' and datname = current_database() and random() < 0.5`;
      for (let at = 0; at < 40; at++) await as(fixture.adminUrl, sql);
    })();
    const fates = await Promise.all(acts);
    await cutting;
    const changed = (await rowsOf(house)).map(({ id }) => id).toSorted();
    const entered = (await entriesOf(house)).map((entry) => entry.subject_id).toSorted();
    expect(entered).toEqual(changed);
    expect(fates).toContain("lost");
    expect(fates).toContain("kept");
  });
});

test("[S0-6.2a] a refusal rolls back and is itself entered, with actor, rule and facts", async () => {
  await using fixture = await openTestHouse();
  await withToy(fixture);
  const { house } = fixture;
  const actor = fixture.actor("manager");
  const outcome = await act(house, actor, "lesson.changed@1", async (tx) => {
    await tx.withTables<Toy>().insertInto("public.toy").values({ id: house.newId() }).execute();
    return refused("venue_taken", { venue: "1号实训室", least: 0.5 });
  });
  expect(outcome).toMatchObject({ ok: false, code: "venue_taken" });
  expect(await rowsOf(house)).toEqual([]);
  const [entry, ...more] = await entriesOf(house);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    kind: "act.refused@1",
    subject_type: "account",
    subject_id: actor.accountId,
  });
  expect(parseLeaf(entry?.leaf ?? "")?.body).toEqual({
    attempted: "lesson.changed@1",
    code: "venue_taken",
    rule: "S0-5.3.1",
    facts: { venue: "1号实训室", least: "0.5" },
  });
});

test("a refusal before any write is entered; hostile facts stay inert", async () => {
  await using fixture = await openTestHouse();
  const subject = { type: "house", id: fixture.house.siteId } as const;
  const facts = { name: `${"x".repeat(499)}\u{1F600}\n{"kind":"forged"}`, where: "\ud800" };
  const system = { kind: "system", name: "gate" } as const;
  await enterRefusal(
    fixture.house,
    system,
    "y".repeat(500),
    refused("not_permitted", facts),
    subject,
  );
  const [entry] = await entriesOf(fixture.house);
  const leaf = parseLeaf(entry?.leaf ?? "");
  expect(leaf?.kind).toBe("act.refused@1");
  expect(leaf?.body["attempted"]).toBe("y".repeat(80));
});

test("a quiet write leaves no entry and states its reason", async () => {
  await using fixture = await openTestHouse();
  await withToy(fixture);
  const { house } = fixture;
  const id = house.newId();
  await quiet(house, "a cache for this test", (tx) =>
    tx.withTables<Toy>().insertInto("public.toy").values({ id }).execute(),
  );
  expect([await rowsOf(house), await entriesOf(house)]).toEqual([[{ id }], []]);
  expect(() => quiet(house, "", async () => 0)).toThrow(/reason/);
});

describe("[S0-3b] nobody rewrites the ledger", () => {
  const tables = ["entry", "sequence", "checkpoint", "personal"];
  const statements = tables.flatMap((table) => [
    `update ledger.${table} set ${table === "personal" ? "text = 'x'" : table === "checkpoint" ? "note = 'x'" : table === "entry" ? "leaf = '{}'" : "index = 9"}`,
    `truncate ledger.${table} cascade`,
    ...(table === "personal" ? [] : [`delete from ledger.${table}`]),
  ]);
  test("neither the application nor the owner nor a superuser", async () => {
    await using fixture = await openTestHouse();
    await addEntry(fixture);
    await sequenceNow(fixture.house);
    for (const statement of statements) {
      expect(await answerTo(fixture.appUrl, statement)).toMatch(
        /: (permission denied|the ledger is append-only)/,
      );
      expect(await answerTo(fixture.ownerUrl, statement)).toMatch(/: the ledger is append-only/);
      expect(await answerTo(fixture.adminUrl, statement)).toMatch(/: the ledger is append-only/);
    }
    expect((await entriesOf(fixture.house)).length).toBe(2);
  });
  test("the application can neither drop a trigger nor replace what it calls", async () => {
    await using fixture = await openTestHouse();
    for (const statement of [
      "alter table ledger.entry disable trigger append_only",
      "drop trigger append_only on ledger.entry",
      "drop table ledger.entry cascade",
      "create or replace function ledger.refuse_rewriting() returns trigger language plpgsql as 'begin return null; end'",
      "set session_replication_role = replica",
      "delete from ledger.personal",
      "insert into ledger.pending values (1, gen_random_uuid())",
      "create table ledger.mine (id int)",
    ])
      expect(await answerTo(fixture.appUrl, statement)).toMatch(
        /: (permission denied|must be owner)/,
      );
  });
});

async function addEntry(fixture: TestHouse): Promise<void> {
  const id = fixture.house.newId();
  const body = { before: null, after: { id } };
  await act(fixture.house, fixture.actor("admin"), "venue.changed@1", async () =>
    granted({ value: 0, subject: { type: "venue", id }, body }),
  );
}
