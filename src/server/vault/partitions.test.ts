import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { homesOf, lessonHome } from "../../../tests/fixture/occasions.ts";
import { sealSegment, sealedFolder } from "../../../tests/fixture/segments.ts";
import type { House } from "../../platform/house.ts";
import { takeIn } from "../catalogue/index.ts";
import { sequenceNow } from "../ledger/index.ts";
import { partitionAudit, restore, rounds } from "./index.ts";
import { openVault } from "./open-vault.ts";

const proper = { startMs: testStartMs, endMs: testStartMs + 3_600_000 };

async function oneKept(house: House): Promise<string> {
  const lesson = house.newId();
  sealSegment(house, {
    cameraId: house.newId(),
    occasions: [{ kind: "lesson", id: lesson, number: 1 }],
    startMs: proper.startMs,
    seconds: 1,
  });
  await takeIn(house, homesOf(lessonHome(lesson, proper)));
  await sequenceNow(house);
  await rounds.writeManifests(house);
  return lesson;
}

describe("[S0-8.2] writing to a foreign partition is refused", () => {
  test("by our own functions: beside the five, out of the vault, through a link", async () => {
    await using t = await openTestHouse();
    const { house } = t;
    const vault = openVault(house);
    await expect(vault.writeOnce("财务/2026/x.txt", "x")).rejects.toThrow(/partition_refused/);
    await expect(vault.writeOnce("日常教学/../../../x.txt", "x")).rejects.toThrow(/path_refused/);
    mkdirSync(house.paths.vault, { recursive: true });
    symlinkSync(house.paths.spool, join(house.paths.vault, "竞赛活动"));
    mkdirSync(house.paths.spool, { recursive: true });
    await expect(vault.writeOnce("竞赛活动/2026/x.txt", "x")).rejects.toThrow(/path_leaves_root/);
    expect(readdirSync(house.paths.spool)).toEqual([]);
  });

  test("whatever the path, nothing is written outside the vault", async () => {
    await using t = await openTestHouse();
    const { house } = t;
    const vault = openVault(house);
    const part = fc.oneof(
      fc.constantFrom("..", ".", "", "日常教学", "a\0b", "..\\..", "～", "x".repeat(300)),
      fc.string({ maxLength: 12 }),
    );
    const before = readdirSync(house.paths.root).toSorted();
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        await vault.writeOnce(["日常教学", ...parts].join("/"), "x").catch(() => undefined);
        expect(
          readdirSync(house.paths.root)
            .toSorted()
            .filter((name) => name !== "vault"),
        ).toEqual(before.filter((name) => name !== "vault"));
      }),
      { numRuns: 200 },
    );
  });

  test("by the database's own credentials: no row moves, and none of a lesson lies with the logs", async () => {
    await using t = await openTestHouse();
    const lesson = await oneKept(t.house);
    // The owner of the tables sees no rows to move: forced row-level security binds it, too.
    for (const url of [t.appUrl, t.adminUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await expect(
        client.query("update vault.folder set partition = 'contest' where occasion_id = $1", [
          lesson,
        ]),
      ).rejects.toThrow(/permission denied|write-once/);
      await expect(
        client.query(
          `insert into vault.folder select gen_random_uuid(), site_id, kind, 'operations', path || 'x', collision_key || 'x', names, template, start_ms, end_ms, snapshot, chosen_at_ms from vault.folder`,
        ),
      ).rejects.toThrow(/check constraint/);
      await client.end();
    }
  });

  test("by import: a folder copied into another partition is not taken in, and the audit names it", async () => {
    await using t = await openTestHouse();
    const { house } = t;
    await oneKept(house);
    expect(await partitionAudit.run(house)).toEqual([]);
    const name = readdirSync(join(house.paths.vault, "日常教学/2026"))[0] ?? "";
    const [from, to] = ["日常教学", "技能考核"].map((partition) =>
      join(house.paths.vault, partition, "2026", name),
    );
    mkdirSync(join(to ?? "", "manifest"), { recursive: true });
    copyFileSync(join(from ?? "", "manifest/0001.json"), join(to ?? "", "manifest/0001.json"));
    const found: string[] = [];
    for await (const folder of restore.folders(house)) found.push(folder.path);
    expect(found).toEqual([`日常教学/2026/${name}`]);
    expect(await partitionAudit.run(house)).toMatchObject([
      { what: "folder-in-foreign-partition", path: `技能考核/2026/${name}/manifest/0001.json` },
    ]);
    expect(readdirSync(sealedFolder(house)).length).toBeGreaterThan(0);
  });
});
