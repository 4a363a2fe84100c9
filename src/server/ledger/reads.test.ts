import { appendFileSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { verifyCommand } from "../../cli/verify.ts";
import type { EntryBody, EntryKind, Subject } from "../../contract/entries.ts";
import { granted } from "../../contract/outcome.ts";
import { fromBase64 } from "../../kernel/bytes.ts";
import { parseCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { parseNote } from "../../kernel/ledger/note.ts";
import { isConsistent } from "../../kernel/ledger/tree.ts";
import { verifyEntry } from "../../kernel/ledger/verify-proof.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { makeExportFolder } from "../../platform/export-folder.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { verifySignature } from "../../platform/signing.ts";
import { checkLedger } from "./check-ledger.ts";
import { actorNameOf, followLedger, historyOf, newestPerSubject } from "./entries.ts";
import { exportLedger } from "./export-ledger.ts";
import { act, listEntries, readLedgerState, sequenceNow } from "./index.ts";
import {
  proveConsistency,
  proveEntries,
  proveEntry,
  proveSubject,
  readCheckpoint,
} from "./prove.ts";

const crypto = { sha256, verifySignature };
const change = { before: null, after: { name: "x" } };

async function enter<K extends EntryKind>(
  fixture: TestHouse,
  kind: K,
  subject: Subject,
  body: EntryBody<K>,
): Promise<void> {
  const actor = fixture.actor("admin", "王某");
  await act(fixture.house, actor, kind, async () => granted({ value: 0, subject, body }));
}

async function enterVenues(fixture: TestHouse, count: number): Promise<string> {
  const id = fixture.house.newId();
  for (let at = 0; at < count; at++)
    await enter(fixture, "venue.changed@1", { type: "venue", id }, change);
  return id;
}

const linesOf = async (house: House, query: Parameters<typeof listEntries>[1]) => {
  const listed = await listEntries(house, query);
  if (!listed.ok) throw new Error(listed.code);
  return listed.value;
};

test("[S0-5.1.2] entries are filtered by the four kinds of operation, by kind, subject and time", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  const id = house.newId();
  const subject = { type: "account", id } as const;
  await enter(fixture, "account.opened@1", subject, change);
  fixture.clock.advance(1_000);
  await enter(fixture, "account.changed@1", subject, change);
  await enter(fixture, "setting.changed@1", { type: "house", id: house.siteId }, change);
  await enter(
    fixture,
    "recorder.started@1",
    { type: "house", id: house.siteId },
    { recorderId: id, startedAtMs: 1 },
  );
  await enter(fixture, "account.closed@1", subject, change);
  await enter(fixture, "live.opened@1", { type: "camera", id }, { cameraId: id });
  const kinds = async (query: Parameters<typeof listEntries>[1]) =>
    (await linesOf(house, query)).lines.map((line) => line.kind);
  expect(await kinds({ kind: "rights" })).toEqual(["account.changed@1"]);
  expect(await kinds({ kind: "parameters" })).toEqual(["setting.changed@1"]);
  expect(await kinds({ kind: "switches" })).toEqual(["recorder.started@1"]);
  expect(await kinds({ kind: "accounts" })).toEqual(["account.closed@1", "account.opened@1"]);
  expect(await kinds({ kind: "live.opened@1" })).toEqual(["live.opened@1"]);
  expect(await kinds({ kind: "' or 1=1 --" })).toEqual([]);
  expect((await kinds({ subjectId: id })).length).toBe(4);
  const fromMs = fixture.clock.now();
  expect([(await kinds({ fromMs })).length, (await kinds({ toMs: fromMs })).length]).toEqual([
    5, 1,
  ]);
});

test("entries are listed newest first, in pages that neither repeat nor skip", async () => {
  await using fixture = await openTestHouse();
  const id = await enterVenues(fixture, 205);
  await sequenceNow(fixture.house);
  const first = await linesOf(fixture.house, { kind: "venue.changed@1" });
  expect([first.lines.length, first.more]).toEqual([200, true]);
  const before = first.lines.at(-1)?.index ?? undefined;
  const second = await linesOf(fixture.house, { kind: "venue.changed@1", before });
  expect([second.lines.length, second.more]).toEqual([5, false]);
  const all = [...first.lines, ...second.lines];
  expect(new Set(all.map((line) => line.entryId)).size).toBe(205);
  expect(all[0]).toMatchObject({
    actorName: "王某",
    subject: { type: "venue", id },
    personal: { "actor.name": "王某" },
  });
});

test("rooms follow the ledger, read histories and the newest entry of each subject", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  const [a, b] = [await enterVenues(fixture, 3), await enterVenues(fixture, 2)];
  expect(await followLedger(house, ["venue.changed@1"], -1, 10)).toEqual([]);
  await sequenceNow(house);
  const first = await followLedger(house, ["venue.changed@1", "live.opened@1"], -1, 4);
  expect(first.map((entry) => entry.leaf.subject.id)).toEqual([a, a, a, b]);
  const rest = await followLedger(house, ["venue.changed@1"], first.at(-1)?.index ?? -1, 4);
  expect(rest.map((entry) => entry.leaf.subject.id)).toEqual([b]);
  const history = await historyOf(house, a, { most: 2 });
  expect(history.map(actorNameOf)).toEqual(["王某", "王某"]);
  const newest = await newestPerSubject(house, {
    subjectType: "venue",
    kinds: ["venue.changed@1"],
    most: 10,
  });
  expect(newest.map((entry) => entry.leaf.subject.id)).toEqual([a, b].toSorted());
});

test("[S0-3b] every published entry is proved, by its id, in a set and by its subject", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  const venue = await enterVenues(fixture, 20);
  expect(await proveSubject(house, "venue.changed@1", venue)).toMatchObject({
    entry: null,
    inclusion: null,
  });
  await sequenceNow(house);
  await enterVenues(fixture, 260);
  await sequenceNow(house);
  const { lines } = await linesOf(house, {});
  for (const { entryId } of lines.filter((_, at) => at % 9 === 0)) {
    const proof = await proveEntry(house, entryId);
    if (!proof.ok) throw new Error(proof.code);
    expect(verifyEntry(proof.value, crypto)).toMatchObject({
      ok: true,
      value: { checkpoint: { size: 281 } },
    });
    expect(Object.keys(proof.value.personal)).toContain("actor.name");
  }
  const stated = await proveSubject(house, "venue.changed@1", venue);
  const { entry, inclusion, checkpoint, verifierKey } = stated;
  if (entry === null || inclusion === null || checkpoint === null) throw new Error("not proved");
  expect(verifyEntry({ ...entry, inclusion, checkpoint, verifierKey }, crypto).ok).toBe(true);
  const set = await proveEntries(
    house,
    lines.slice(0, 3).map((line) => line.entryId),
  );
  expect(new Set(set.map((one) => one.checkpoint)).size).toBe(1);
  expect(await proveEntry(house, house.newId())).toMatchObject({ ok: false, code: "not_found" });
});

test("[S0-3b] a later checkpoint is proved to continue an earlier one", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  const read = async () => {
    const note = await readCheckpoint(house);
    const checkpoint = note.ok ? parseCheckpoint(parseNote(note.value)?.text ?? "") : undefined;
    if (checkpoint === undefined) throw new Error("no checkpoint");
    return checkpoint;
  };
  await enterVenues(fixture, 30);
  await sequenceNow(house);
  const older = await read();
  await enterVenues(fixture, 250);
  await sequenceNow(house);
  const newer = await read();
  const proof = await proveConsistency(house, { from: older.size, to: newer.size });
  if (!proof.ok) throw new Error(proof.code);
  const path = proof.value.hashes.map((hash) => fromBase64(hash) ?? new Uint8Array());
  const stated = {
    from: older.size,
    to: newer.size,
    fromRoot: older.root,
    toRoot: newer.root,
    path,
  };
  expect(isConsistent(stated, sha256)).toBe(true);
  expect(isConsistent({ ...stated, fromRoot: newer.root }, sha256)).toBe(false);
  for (const query of [
    { from: 5, to: 4 },
    { from: 0, to: 10_000 },
    { from: -1, to: 3 },
  ])
    expect(await proveConsistency(house, query)).toMatchObject({ ok: false, code: "bad_input" });
  const state = await readLedgerState(house);
  expect(state).toEqual({ size: 281, publishedAtMs: fixture.clock.now(), pending: 0 });
  await enterVenues(fixture, 2);
  expect((await readLedgerState(house)).pending).toBe(2);
});

describe("[S0-3b] liuhen check finds and names in the ledger", () => {
  async function asSuperuser(fixture: TestHouse, ...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: fixture.adminUrl });
    await client.connect();
    // A superuser can switch triggers off; that is why the tree is signed.
    try {
      await client.query("set session_replication_role = replica");
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  }
  const target = "(select entry_id from ledger.sequence where index = 7)";
  const disk = (fixture: TestHouse, name: string) => join(fixture.house.paths.ledger, name);
  test.each<[string, (fixture: TestHouse) => Promise<void> | void, object | undefined]>([
    ["nothing in an honest ledger", () => {}, undefined],
    [
      "an edited row",
      (f) =>
        asSuperuser(
          f,
          `update ledger.entry set leaf = replace(leaf, '"x"', '"y"') where id = ${target}`,
        ),
      { code: "entry-edited", index: 7, kind: "venue.changed@1" },
    ],
    [
      "a deleted row",
      (f) => asSuperuser(f, `delete from ledger.entry where id = ${target}`),
      { code: "entry-missing", index: 7 },
    ],
    [
      "a deleted row and number",
      (f) => asSuperuser(f, "delete from ledger.sequence where index = 7"),
      { code: "entry-missing", index: 7 },
    ],
    [
      "a truncated ledger",
      (f) => asSuperuser(f, "delete from ledger.sequence where index >= 25"),
      { code: "entries-truncated", index: 25 },
    ],
    [
      "an emptied ledger",
      (f) => asSuperuser(f, "truncate ledger.sequence, ledger.entry, ledger.personal"),
      { code: "entries-truncated", index: 0 },
    ],
    [
      "an edited name",
      (f) =>
        asSuperuser(
          f,
          `update ledger.personal set text = '李某' where entry_id = ${target} and field = 'actor.name'`,
        ),
      { code: "personal-differs", index: 7 },
    ],
    [
      "an edited column",
      (f) => asSuperuser(f, `update ledger.entry set at_ms = 5 where id = ${target}`),
      { code: "entry-mislabelled", kind: "venue.changed@1" },
    ],
    [
      "swapped numbers",
      (f) =>
        asSuperuser(
          f,
          ...[
            [3, 99],
            [9, 3],
            [99, 9],
          ].map(([from, to]) => `update ledger.sequence set index = ${to} where index = ${from}`),
        ),
      { code: "entries-swapped", index: 3 },
    ],
    [
      "an entry kept from being numbered",
      async (f) => {
        await enterVenues(f, 1);
        await asSuperuser(f, "delete from ledger.pending");
      },
      { code: "entry-forgotten", kind: "venue.changed@1" },
    ],
    [
      "a removed checkpoint row",
      (f) => asSuperuser(f, "delete from ledger.checkpoint"),
      { code: "rolled-back" },
    ],
    [
      "a flipped bit in a tile",
      (f) => {
        const path = disk(f, "tile/0/000.p/31");
        const bytes = readFileSync(path);
        bytes[70] = (bytes[70] ?? 0) ^ 1;
        writeDurablySync(path, bytes);
      },
      { code: "entry-edited", index: 2 },
    ],
    ["a missing tile", (f) => rmSync(disk(f, "tile/0/000.p/31")), { code: "tile-missing" }],
    [
      "a shortened bundle",
      (f) => truncateSync(disk(f, "tile/entries/000.p/31"), 900),
      { code: "bundle-differs" },
    ],
    [
      "a forged checkpoint file",
      (f) => appendFileSync(disk(f, "checkpoint"), "— x AAAA\n"),
      { code: "older-form" },
    ],
    [
      "a missing checkpoint file",
      (f) => rmSync(disk(f, "checkpoint")),
      { code: "checkpoint-missing" },
    ],
  ])("%s", async (_name, attack, finding) => {
    await using fixture = await openTestHouse();
    await enterVenues(fixture, 30);
    await sequenceNow(fixture.house);
    await attack(fixture);
    const { findings } = await checkLedger(fixture.house);
    if (finding === undefined) expect(findings).toEqual([]);
    else expect(findings[0]).toMatchObject(finding);
  });
});

test("[S0-3b] an exported ledger verifies without house or database; the export is itself entered", async () => {
  await using fixture = await openTestHouse();
  const { house } = fixture;
  await enterVenues(fixture, 300);
  await sequenceNow(house);
  const olderNote = await readCheckpoint(house);
  const older = join(house.paths.root, "older");
  writeDurablySync(older, olderNote.ok ? olderNote.value : "");
  await enterVenues(fixture, 10);
  await sequenceNow(house);
  const folder = await makeExportFolder(join(house.paths.root, "export"));
  const exported = await exportLedger(house, { kind: "system", name: "operator" }, folder);
  expect(exported).toMatchObject({ ok: true, value: { size: 311 } });
  const key = exported.ok ? exported.value.verifierKey : "";
  expect(await verifyCommand([folder.path])).toBe(0);
  expect(await verifyCommand([folder.path, "--key", key, "--older", older])).toBe(0);
  const { lines } = await linesOf(house, { kind: "ledger.exported@1" });
  expect(lines[0]?.body).toMatchObject({ size: 311 });

  const entriesFile = join(folder.path, "entries.jsonl");
  const text = readFileSync(entriesFile, "utf8");
  writeDurablySync(entriesFile, text.replace('"x\\"', '"z\\"'));
  expect(await verifyCommand([folder.path])).toBe(65);
  writeDurablySync(entriesFile, text);
  expect(await verifyCommand([folder.path])).toBe(0);
  expect(await verifyCommand([folder.path, "--key", "nonsense"])).toBe(65);
  expect(await verifyCommand(["--key"])).toBe(64);
  expect(await verifyCommand([])).toBe(64);
  await expect(verifyCommand([join(folder.path, "nowhere")])).rejects.toMatchObject({
    kind: "absent",
  });
  await expect(makeExportFolder(folder.path)).rejects.toMatchObject({ kind: "input" });
});
