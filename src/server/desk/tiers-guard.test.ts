import pg from "pg";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { placeWorlds } from "../../../tests/fixture/place-worlds.ts";
import { drawWorld } from "../../../tests/fixture/tier-worlds.ts";
import { roleNames } from "../../contract/roles.ts";
import { asTier, tierNames, tierOf } from "../../platform/tiers.ts";
import { sql } from "kysely";

let t: TestHouse;
let superuser: pg.Client;
let application: pg.Client;
const world = drawWorld(seededDraw(7));

beforeAll(async () => {
  t = await openTestHouse();
  superuser = new pg.Client({ connectionString: t.adminUrl });
  await superuser.connect();
  application = new pg.Client({ connectionString: t.appUrl });
  await application.connect();
  await placeWorlds(superuser, [world]);
});
afterAll(async () => {
  await application.end();
  await superuser.end();
  await t[Symbol.asyncDispose]();
});

/** Every table of every room; the list of migrations belongs to nobody's evidence. */
async function tables(): Promise<{ name: string; enabled: boolean; forced: boolean }[]> {
  const found = await superuser.query<{ name: string; enabled: boolean; forced: boolean }>(
    `select c.oid::regclass::text as name, relrowsecurity as enabled, relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where relkind in ('r', 'p') and nspname not in ('pg_catalog', 'information_schema', 'public')
         and nspname not like 'pg\\_%' order by 1`,
  );
  return found.rows;
}

describe("every table of the house", () => {
  test("[S0-9.1a] lies behind forced row-level security with the house's own policy", async () => {
    const all = await tables();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([]);
    const policies = await superuser.query<{ name: string }>(
      `select polrelid::regclass::text as name from pg_policy where polname = 'house' order by 1`,
    );
    expect(policies.rows.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
  });

  test("has rules for tiers that read, and none by which a tier writes", async () => {
    const writing = await superuser.query(
      `select polrelid::regclass::text, polname from pg_policy where polname <> 'house' and polcmd <> 'r'
         and not (polrelid = 'ledger.pending'::regclass and polname = 'numbering')
         and not (polrelid = 'ledger.personal'::regclass and polname = 'erasing' and polcmd = 'd')`,
    );
    expect(writing.rows).toEqual([]);
    for (const { name } of await tables()) {
      for (const tier of tierNames) {
        const may = await superuser.query<{ may: boolean }>(
          `select has_table_privilege($1, $2, 'insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege($1, $2, 'insert, update') as may`,
          [tier, name],
        );
        expect(may.rows, `${tier} ${name}`).toEqual([{ may: false }]);
      }
    }
  });

  test("shows no hash of a secret or token, and no address of a camera, to any tier", async () => {
    const shown = await superuser.query(
      `select t.tier, a.attrelid::regclass::text as name, attname from unnest($1::text[]) t(tier),
         pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = relnamespace
       where attnum > 0 and not attisdropped and relkind = 'r' and nspname <> 'pg_catalog'
         and (attname ~ 'hash|secret|token|salt|sealed|strokes' or nspname in ('places', 'vault'))
         and attname not in ('must_change_secret', 'secret_set_at_ms', 'secret_long', 'own_secret', 'leaf_hash')
         -- Signatures given in a case or on a medium's chain are read with it.
         and relname not in ('personal', 'signing') and c.oid <> 'media.link'::regclass
         and has_schema_privilege(t.tier, n.oid, 'usage')
         and has_column_privilege(t.tier, c.oid, attnum, 'select')`,
      [tierNames],
    );
    expect(shown.rows).toEqual([]);
  });
});

describe("a tier's role", () => {
  test("cannot sign in, and the application has none of its rights until it takes it on", async () => {
    const roles = await superuser.query(
      "select rolname, rolcanlogin, rolsuper, rolbypassrls, rolinherit from pg_roles where rolname ~ '^t_' or rolname = 'liuhen_app' order by 1",
    );
    const plain = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolinherit: false };
    expect(roles.rows).toEqual(
      ["liuhen_app", ...tierNames.toSorted()].map((rolname) => ({
        ...plain,
        rolname,
        rolcanlogin: rolname === "liuhen_app",
      })),
    );
  });

  test.each(roleNames)(
    "[S0-9.1c] %s neither changes nor removes originals, entries or lessons, by SQL",
    async (role) => {
      const attempts = [
        "update ledger.entry set leaf = '{}'",
        "delete from ledger.entry",
        "truncate ledger.entry cascade",
        "update ledger.personal set text = ''",
        "delete from ledger.sequence",
        "update vault.object set name = 'x'",
        "delete from vault.object",
        "delete from vault.folder",
        "insert into ledger.entry (id, site_id, kind, at_ms, subject_type, subject_id, leaf) values (gen_random_uuid(), gen_random_uuid(), 'x.y@1', 1, 'house', gen_random_uuid(), '{}')",
        "delete from catalogue.segment",
        "update lessons.lesson set project = 'x'",
        "update access.viewing set purpose = 'x'",
        "delete from access.seen",
        "alter table ledger.entry disable trigger all",
        "alter table ledger.entry disable row level security",
        "create policy mine on ledger.entry using (true)",
        "drop table ledger.entry",
        "set session_replication_role = replica",
        "create role intruder",
        "call app.guard('ledger.entry')",
      ];
      for (const attempt of attempts) {
        await application.query("begin");
        await application.query(`set local role ${tierOf(role)}`);
        const code = await application.query(attempt).then(
          () => "done",
          (cause: unknown) => (cause instanceof pg.DatabaseError ? cause.code : "odd"),
        );
        await application.query("rollback");
        expect(code, `${role}: ${attempt}`).toBe("42501");
      }
    },
  );

  test("[S0-9.1c] the application itself neither changes nor removes an original or an entry", async () => {
    for (const attempt of [
      "update ledger.entry set leaf = '{}'",
      "delete from ledger.entry",
      "truncate ledger.entry cascade",
      "update ledger.personal set text = ''",
      "update vault.object set name = 'x'",
      "delete from vault.object",
      "truncate vault.object cascade",
    ]) {
      const code = await application.query(attempt).then(
        () => "done",
        (cause: unknown) => (cause instanceof pg.DatabaseError ? cause.code : "odd"),
      );
      expect(code, attempt).toBe("42501");
    }
  });

  test("sees nothing where nobody is named who asks", async () => {
    for (const tier of tierNames) {
      await application.query("begin");
      await application.query(`set local role ${tier}`);
      for (const table of ["lessons.lesson", "access.viewing", "ledger.entry", "people.sign_in"]) {
        await application.query("savepoint s");
        const seen = await application.query(`select count(*)::int as n from ${table}`).then(
          ({ rows }) => rows,
          () => "not permitted",
        );
        await application.query("rollback to s");
        expect([[{ n: 0 }], "not permitted"], `${tier} ${table}`).toContainEqual(seen);
      }
      await application.query("rollback");
    }
  });

  test("is put down again with the transaction, whatever the reading did", async () => {
    const reader = t.actor("student");
    await expect(
      asTier(t.house, reader, (db) => sql`select * from people.account`.execute(db)),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      asTier(t.house, reader, (db) => sql`create table x (y int)`.execute(db)),
    ).rejects.toMatchObject({ code: "25006" });
    const after = await Promise.all(
      Array.from({ length: 24 }, () =>
        sql<{ who: string; uid: string }>`select current_user as who,
          coalesce(current_setting('app.uid', true), '') as uid, pg_sleep(0.01)`.execute(
          t.house.db,
        ),
      ),
    );
    for (const { rows } of after) expect(rows[0]).toMatchObject({ who: "liuhen_app", uid: "" });
  });
});

describe("names of trainees", () => {
  test("[S0-9.1d, S0-14.2] a student's own place in a roster comes without any other name", async () => {
    const lesson = world.lessons.find(({ studentIds }) => studentIds.length > 0);
    const accountId = lesson?.studentIds[0];
    if (lesson === undefined || accountId === undefined) throw new Error("draw another world");
    await superuser.query("update people.person set name = '李 XX' where person_id = $1", [
      accountId,
    ]);
    const house = { ...t.house, siteId: world.siteId };
    const places = await asTier(house, { accountId, role: "student" }, async (db) => {
      const all = world.lessons.map(({ lessonId }) => lessonId);
      const own = await sql<{
        lesson_id: string;
      }>`select * from app.own_places(${all}::uuid[])`.execute(db);
      return own.rows;
    });
    expect(places.map(({ lesson_id }) => lesson_id).toSorted()).toEqual(
      world.lessons
        .filter(({ studentIds }) => studentIds.includes(accountId))
        .map(({ lessonId }) => lessonId)
        .toSorted(),
    );
    for (const place of places)
      expect(place).toMatchObject({
        roster: ["李 XX"],
        groups: [{ name: "第一组", members: ["李 XX"] }],
      });
  });
});
