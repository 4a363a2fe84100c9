import { readFileSync, renameSync, rmSync, truncateSync, chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { checkHouse } from "../../src/cli/check.ts";
import type { House } from "../../src/platform/house.ts";
import { rebuild, takeIn } from "../../src/server/catalogue/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { rounds } from "../../src/server/vault/index.ts";
import type { VaultTables } from "../../src/server/vault/vault.store.ts";
import { openTestHouse, testStartMs, type TestHouse } from "../fixture/house.ts";
import { homesOf, lessonHome } from "../fixture/occasions.ts";
import { sealGap, sealSegment, sealedFolder } from "../fixture/segments.ts";

const minute = 60_000;
const proper = { startMs: testStartMs + 30 * minute, endMs: testStartMs + 120 * minute };

/** A house with one lesson of `segments` kept segments and a gap, entered, published and in order. */
async function furnished(own: TestHouse, segments: number) {
  const { house } = own;
  const [lesson, cameraId] = [house.newId(), house.newId()];
  for (let number = 1; number <= segments; number++)
    sealSegment(house, {
      cameraId,
      occasions: [{ kind: "lesson", id: lesson, number }],
      startMs: proper.startMs + number * 2_000,
      seconds: 2,
    });
  sealGap(house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lesson }],
    startMs: proper.endMs - 9_000,
    endMs: proper.endMs,
    cause: "stalled",
  });
  await takeIn(house, homesOf(lessonHome(lesson, proper)));
  await sequenceNow(house);
  await rounds.writeManifests(house);
  // The recorder's half of the hand-over: what is safe here leaves the spool.
  rmSync(sealedFolder(house), { recursive: true });
  return { lesson, cameraId };
}

async function kept(house: House) {
  const rows = await house.db
    .withTables<VaultTables>()
    .selectFrom("vault.object")
    .innerJoin("vault.folder", "vault.folder.occasion_id", "vault.object.home_id")
    .select(["object_id", "name", "vault.folder.path as folder"])
    .where("vault.object.kind", "=", "segment")
    .orderBy("object_id")
    .execute();
  return rows.map((row) => ({
    id: row.object_id,
    path: join(house.paths.vault, row.folder, row.name),
  }));
}

const codes = async (house: House) =>
  (await checkHouse(house, { hashing: true })).findings
    .map(({ code, id }) => `${code} ${id ?? "-"}`)
    .toSorted();

async function asOwner(own: TestHouse, sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: own.adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

describe("[S0-3b] the check", () => {
  test("finds nothing in a house nobody touched, with manifests that carry their proof", async () => {
    await using own = await openTestHouse();
    await furnished(own, 5);
    expect(await checkHouse(own.house, { hashing: true })).toMatchObject({
      findings: [],
      segments: 5,
    });
  });

  test("names 100 of 100 segments of which one bit was flipped, or that were cut, renamed or deleted", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    await furnished(own, 100);
    const files = await kept(house);
    expect(files).toHaveLength(100);
    const want: string[] = [];
    for (const [at, { id, path }] of files.entries()) {
      chmodSync(path, 0o640);
      if (at % 4 === 0) {
        const bytes = readFileSync(path);
        const where = (at * 977) % bytes.length;
        bytes[where] = (bytes[where] ?? 0) ^ (1 << (at % 8));
        writeFileSync(path, bytes);
        want.push(`changed ${id}`);
      } else if (at % 4 === 1) {
        truncateSync(path, 1_000 + at);
        want.push(`truncated ${id}`);
      } else if (at % 4 === 2) {
        renameSync(path, path.replace("_S0", "_T0"));
        want.push(`renamed ${id}`);
      } else {
        rmSync(path);
        want.push(`missing ${id}`);
      }
    }
    expect(await codes(house)).toEqual(want.toSorted());
  });

  test("names rows that were edited or deleted, whatever the table", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const { lesson } = await furnished(own, 6);
    const [a, b, c, d] = await kept(house);
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error("six segments");
    await asOwner(
      own,
      "update catalogue.segment set start_ms = start_ms - 1 where segment_id = $1",
      [a.id],
    );
    await asOwner(own, "update vault.object set size_bytes = size_bytes + 1 where object_id = $1", [
      b.id,
    ]);
    await asOwner(own, "delete from catalogue.segment_occasion where segment_id = $1", [c.id]);
    await asOwner(own, "update catalogue.run set end_ms = end_ms + 60000 where occasion_id = $1", [
      lesson,
    ]);
    const found = await codes(house);
    for (const id of [a.id, b.id, c.id, lesson]) expect(found).toContain(`row-edited ${id}`);
    expect(found.filter((line) => !line.startsWith("row-edited"))).toEqual([]);
    await asOwner(own, "delete from vault.object where object_id = $1", [d.id]);
    const after = await codes(house);
    expect(after).toContain(`row-missing ${d.id}`);
    expect(after.some((line) => line.startsWith("round-differs"))).toBe(true);
  });

  test("names a forged round, an extra file, a changed record and a lost manifest", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const { lesson } = await furnished(own, 3);
    const [a, b] = await kept(house);
    if (a === undefined || b === undefined) throw new Error("three segments");
    const record = a.path.replace(/\.mp4$/, ".segment.json");
    chmodSync(record, 0o640);
    writeFileSync(record, readFileSync(record, "utf8").replace('"label":"C01"', '"label":"C02"'));
    writeFileSync(b.path.replace("_S0", "_X0"), "not ours");
    rmSync(join(a.path, "../../manifest/0001.json"));
    const found = await codes(house);
    expect(found).toEqual([`extra -`, `manifest-missing ${lesson}`, `record-changed ${a.id}`]);
    await asOwner(own, "update vault.object set leaf_hash = sha256('x') where object_id = $1", [
      b.id,
    ]);
    expect((await codes(house)).map((line) => line.split(" ")[0])).toContain("round-differs");
  });

  test("names a truncated ledger", async () => {
    await using own = await openTestHouse();
    await furnished(own, 2);
    await asOwner(
      own,
      "delete from ledger.sequence where index = (select max(index) from ledger.sequence)",
    );
    expect((await codes(own.house)).some((line) => line.startsWith("ledger "))).toBe(true);
  });
});

describe("rebuild", () => {
  const tables = [
    "vault.object",
    "catalogue.segment",
    "catalogue.segment_occasion",
    "catalogue.gap",
    "catalogue.gap_occasion",
    "catalogue.run",
    "catalogue.line",
  ];
  /** Without what tells of this database alone: when a folder was chosen, in which order rounds came. */
  const lasting = {
    "vault.folder":
      "occasion_id, site_id, kind, partition, path, collision_key, names, template, start_ms, end_ms, snapshot",
    "vault.round": "round_id, site_id, taken_at_ms, size, size_bytes, root",
  };

  async function dump(own: TestHouse): Promise<Record<string, string>> {
    const client = new pg.Client({ connectionString: own.adminUrl });
    await client.connect();
    const texts: Record<string, string> = {};
    try {
      for (const table of tables) {
        const { rows } = await client.query(`select t::text as row from ${table} t order by 1`);
        texts[table] = JSON.stringify(rows);
      }
      for (const [table, columns] of Object.entries(lasting)) {
        const { rows } = await client.query(`select ${columns} from ${table} order by 1`);
        texts[table] = JSON.stringify(rows);
      }
    } finally {
      await client.end();
    }
    return texts;
  }

  test("[S0-3b] the catalogue made from the folders alone equals the one that was lost, and the check is clean", async () => {
    await using own = await openTestHouse();
    const { house, clock } = own;
    const { lesson, cameraId } = await furnished(own, 4);
    clock.advance(minute);
    const next = house.newId();
    const later = { startMs: proper.endMs + minute, endMs: proper.endMs + 60 * minute };
    sealSegment(house, {
      cameraId,
      occasions: [
        { kind: "lesson", id: lesson, number: 5 },
        { kind: "lesson", id: next, number: 1 },
      ],
      startMs: proper.endMs + 500,
      seconds: 2,
    });
    await takeIn(
      house,
      homesOf(lessonHome(lesson, proper), lessonHome(next, later, { project: "外科缝合" })),
    );
    await sequenceNow(house);
    await rounds.writeManifests(house);
    const before = await dump(own);
    await asOwner(
      own,
      `truncate ${[...tables, ...Object.keys(lasting)].join(", ")}, vault.manifest_part, vault.erased`,
    );
    expect(await rebuild(house)).toEqual({ lessons: 2, segments: 5, gaps: 1, findings: [] });
    expect(await dump(own)).toEqual(before);
    expect(await codes(house)).toEqual([]);
    await expect(rebuild(house)).rejects.toThrow(/catalogue_not_empty/);
  });
});
