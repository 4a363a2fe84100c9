import { linkSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TakenList } from "../../contract/plan.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { House } from "../../platform/house.ts";
import {
  digest,
  overwrite,
  sealGap,
  sealSegment,
  sealedFolder,
} from "../../../tests/fixture/segments.ts";
import { homesOf, lessonHome, watchHome } from "../../../tests/fixture/occasions.ts";
import { openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import {
  type CrashPoint,
  type HomeOf,
  partitionAudit,
  crashPoints,
  rounds,
} from "../vault/index.ts";
import { parseManifest } from "../vault/write-manifests.ts";
import type { VaultTables } from "../vault/vault.store.ts";
import { sequenceNow } from "../ledger/index.ts";
import { takeIn } from "./take-in.ts";

const minute = 60_000;
const proper = { startMs: testStartMs + 30 * minute, endMs: testStartMs + 120 * minute };
const folder = "日常教学/2026/【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室";

function taken(house: House): string[] {
  return TakenList.parse(JSON.parse(readFileSync(join(house.paths.plan, "taken.json"), "utf8")))
    .ids;
}

/** The recorder's half of the hand-over. */
function clearSpool(house: House): void {
  for (const id of taken(house))
    for (const ending of [".mp4", ".segment.json", ".gap.json"])
      rmSync(join(sealedFolder(house), id + ending), { force: true });
}

function vaultFiles(house: House): string[] {
  return readdirSync(house.paths.vault, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(house.paths.vault.length + 1))
    .toSorted();
}

async function entries(house: House, kind: string): Promise<{ leaf: string }[]> {
  return house.db
    .withTables<{ "ledger.entry": { kind: string; leaf: string; position: number } }>()
    .selectFrom("ledger.entry")
    .select("leaf")
    .where("kind", "=", kind)
    .orderBy("position")
    .execute();
}

const objects = (house: House) =>
  house.db.withTables<VaultTables>().selectFrom("vault.object").selectAll().execute();

describe("taking in", () => {
  test("[S0-7] a sealed segment lies under partition, year and official name, byte for byte, its record beside it", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const [lesson, cameraId] = [house.newId(), house.newId()];
    const record = sealSegment(house, {
      cameraId,
      label: "C03",
      occasions: [{ kind: "lesson", id: lesson, number: 7 }],
      startMs: proper.startMs,
      seconds: 2,
    });
    const round = await takeIn(house, homesOf(lessonHome(lesson, proper)));
    expect(round).toMatchObject({ segments: 1, gaps: 0, damaged: 0, homeless: 0, more: false });
    const name = `${folder}/C03/【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室_0830_C03_S0007`;
    expect(vaultFiles(house)).toEqual([`${name}.mp4`, `${name}.segment.json`]);
    expect(digest(readFileSync(join(house.paths.vault, `${name}.mp4`)))).toBe(record.sha256);
    expect(readFileSync(join(house.paths.vault, `${name}.segment.json`), "utf8")).toBe(
      canonicalJson(record),
    );
    expect(statSync(join(house.paths.vault, `${name}.mp4`)).mode & 0o222).toBe(0);
    expect(taken(house)).toEqual([record.segmentId]);
    const [entry] = await entries(house, "vault.round-taken@1");
    expect(JSON.parse(entry?.leaf ?? "{}").body).toMatchObject({
      segments: 1,
      gaps: 0,
      sizeBytes: record.sizeBytes,
      roundId: round.roundId,
    });
  });

  test("a segment of two lessons has one home, the one whose proper span it touches, and both manifests name it", async () => {
    await using own = await openTestHouse();
    const { house, clock } = own;
    const [first, second, cameraId] = [house.newId(), house.newId(), house.newId()];
    const later = { startMs: proper.endMs + 5 * minute, endMs: proper.endMs + 60 * minute };
    const occasions = [
      { kind: "lesson" as const, id: first, number: 9 },
      { kind: "lesson" as const, id: second, number: 1 },
    ];
    const tail = sealSegment(house, {
      cameraId,
      occasions,
      startMs: proper.endMs + minute,
      seconds: 1,
    });
    const inside = sealSegment(house, {
      cameraId,
      occasions,
      startMs: proper.endMs - 500,
      seconds: 1,
    });
    const homes = homesOf(
      lessonHome(first, proper),
      lessonHome(second, later, { project: "外科缝合" }),
    );
    await takeIn(house, homes);
    await sequenceNow(house);
    clock.advance(11 * minute);
    expect(await rounds.writeManifests(house)).toBe(2);
    const rows = await objects(house);
    expect(new Map(rows.map((row) => [row.object_id, row.home_id]))).toEqual(
      new Map([
        [tail.segmentId, second],
        [inside.segmentId, first],
      ]),
    );
    const manifests = vaultFiles(house).filter((path) => path.includes("/manifest/"));
    expect(manifests).toHaveLength(2);
    for (const path of manifests) {
      const manifest = parseManifest(readFileSync(join(house.paths.vault, path), "utf8"));
      expect(manifest?.records.map((one) => one.id).toSorted()).toEqual(
        [tail.segmentId, inside.segmentId].toSorted(),
      );
    }
  });

  test("[S0-8.2] a 24-hour day lies with the operation logs, and nothing is written beside the five partitions", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const [watch, lesson, cameraId] = [house.newId(), house.newId(), house.newId()];
    sealSegment(house, {
      cameraId,
      occasions: [{ kind: "watch", id: watch, number: 1 }],
      startMs: testStartMs,
      seconds: 1,
    });
    await takeIn(
      house,
      homesOf(watchHome(watch, { startMs: testStartMs, endMs: testStartMs + 1_440 * minute })),
    );
    expect(vaultFiles(house).every((path) => path.startsWith("运维日志/2026/"))).toBe(true);
    expect(await partitionAudit.run(house)).toEqual([]);
    // A lookup that would mix them is not followed: the record waits.
    sealSegment(house, {
      cameraId,
      occasions: [{ kind: "lesson", id: lesson, number: 1 }],
      startMs: testStartMs,
      seconds: 1,
    });
    const mixed = await takeIn(
      house,
      homesOf(lessonHome(lesson, proper, { partition: "operations" })),
    );
    expect(mixed).toMatchObject({ segments: 0, homeless: 1 });
    overwrite(join(house.paths.vault, "stray.mp4"), "x");
    expect(await partitionAudit.run(house)).toEqual([
      { path: "stray.mp4", what: "beside-the-partitions" },
    ]);
  });

  test("damaged files are set aside once, named, not acknowledged, and block nobody", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const [lesson, cameraId] = [house.newId(), house.newId()];
    const homes = homesOf(lessonHome(lesson, proper));
    const wish = (number: number) => ({
      cameraId,
      occasions: [{ kind: "lesson" as const, id: lesson, number }],
      startMs: proper.startMs + number * 1_000,
      seconds: 1,
    });
    const [flipped, short, lost, sound] = [
      sealSegment(house, wish(1)),
      sealSegment(house, wish(2)),
      sealSegment(house, wish(3)),
      sealSegment(house, wish(4)),
    ];
    const file = (id: string, ending: string) => join(sealedFolder(house), id + ending);
    const bytes = readFileSync(file(flipped.segmentId, ".mp4"));
    bytes[700] = (bytes[700] ?? 0) ^ 1;
    overwrite(file(flipped.segmentId, ".mp4"), bytes);
    overwrite(
      file(short.segmentId, ".mp4"),
      readFileSync(file(short.segmentId, ".mp4")).subarray(0, -1),
    );
    rmSync(file(lost.segmentId, ".mp4"));
    const nonsense = house.newId();
    overwrite(file(nonsense, ".segment.json"), "{");
    expect(await takeIn(house, homes)).toMatchObject({ segments: 1, damaged: 4 });
    expect(taken(house)).toEqual([sound.segmentId]);
    const found = (await entries(house, "vault.damage-found@1")).map(
      ({ leaf }) => JSON.parse(leaf).body,
    );
    expect(new Map(found.map((body) => [body.segmentId, body.what]))).toEqual(
      new Map([
        [flipped.segmentId, "fragment-differs:0"],
        [short.segmentId, "size-differs"],
        [lost.segmentId, "bytes-missing"],
        [nonsense, "record-unreadable"],
      ]),
    );
    expect(await takeIn(house, homes)).toMatchObject({ segments: 0, damaged: 0 });
  });

  test("a number that came twice keeps both segments, the second under a marked name", async () => {
    await using own = await openTestHouse();
    const { house, clock } = own;
    const [lesson, cameraId] = [house.newId(), house.newId()];
    const wish = {
      cameraId,
      occasions: [{ kind: "lesson" as const, id: lesson, number: 1 }],
      startMs: proper.startMs,
      seconds: 1,
    };
    sealSegment(house, wish);
    clock.advance(1);
    const two = sealSegment(house, { ...wish, startMs: proper.startMs + 5_000 });
    const homes: HomeOf = homesOf(lessonHome(lesson, proper));
    expect(await takeIn(house, homes)).toMatchObject({ segments: 2 });
    const three = sealSegment(house, { ...wish, startMs: proper.startMs + 9_000 });
    expect(await takeIn(house, homes)).toMatchObject({ segments: 1 });
    const names = (await objects(house)).map((row) => row.name.split("_").at(-1)).toSorted();
    expect(names).toEqual(
      [
        "S0001.mp4",
        `${two.segmentId.slice(-6)}.mp4`,
        `${three.segmentId.slice(-6)}.mp4`,
      ].toSorted(),
    );
  });
});

describe("[S0-6.2a] ending at any step", () => {
  class Killed extends Error {}

  const fates = [
    ...crashPoints.map((point) => ({ point, fate: "kept" })),
    // A power cut also takes the names that were not synced yet.
    { point: "after-link" as const, fate: "lost" },
    { point: "after-record" as const, fate: "lost" },
  ];
  for (const { point, fate } of fates) {
    test(`at ${point}, unsynced names ${fate}: no row without its entry, no byte lost, the second run finishes`, async () => {
      await using own = await openTestHouse();
      const { house, clock } = own;
      const [lesson, cameraId] = [house.newId(), house.newId()];
      const homes = homesOf(lessonHome(lesson, proper));
      const sealed = [1, 2, 3].map((number) =>
        sealSegment(house, {
          cameraId,
          occasions: [{ kind: "lesson", id: lesson, number }],
          startMs: proper.startMs + number * 1_000,
          seconds: 1,
        }),
      );
      const gap = sealGap(house, {
        cameraId,
        occasions: [{ kind: "lesson", id: lesson }],
        startMs: proper.startMs + 5_000,
        endMs: proper.startMs + 9_000,
        cause: "stalled",
      });
      const kill = killer(point);
      const run = async (tell: (reached: CrashPoint) => void) => {
        await takeIn(house, homes, tell);
        await sequenceNow(house);
        clock.advance(11 * minute);
        await rounds.writeManifests(house, tell);
      };
      await expect(run(kill)).rejects.toThrow(Killed);
      if (fate === "lost")
        for (const path of vaultFiles(house)) rmSync(join(house.paths.vault, path));
      const rows = await objects(house);
      expect(rows.length === 0 ? 0 : 1).toBe((await entries(house, "vault.round-taken@1")).length);
      await run(() => {});
      expect((await objects(house)).map((row) => row.object_id).toSorted()).toEqual(
        [...sealed.map((one) => one.segmentId), gap.gapId].toSorted(),
      );
      expect(await entries(house, "vault.round-taken@1")).toHaveLength(1);
      const files = vaultFiles(house).filter((path) => path.endsWith(".mp4"));
      expect(
        files.map((path) => digest(readFileSync(join(house.paths.vault, path)))).toSorted(),
      ).toEqual(sealed.map((one) => one.sha256).toSorted());
      expect(vaultFiles(house).filter((path) => path.includes("/manifest/"))).toHaveLength(1);
      clearSpool(house);
      await run(() => {});
      expect(taken(house)).toEqual([]);
      expect(readdirSync(sealedFolder(house))).toEqual([]);
    });
  }

  function killer(point: CrashPoint): (reached: CrashPoint) => void {
    return (reached) => {
      if (reached === point) throw new Killed(point);
    };
  }
});

test("bytes are linked, not copied, where the file system can", async () => {
  await using own = await openTestHouse();
  const { house } = own;
  const [lesson, cameraId] = [house.newId(), house.newId()];
  const record = sealSegment(house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lesson, number: 1 }],
    startMs: proper.startMs,
    seconds: 1,
  });
  await takeIn(house, homesOf(lessonHome(lesson, proper)));
  expect(statSync(join(sealedFolder(house), `${record.segmentId}.mp4`)).nlink).toBe(2);
  expect(() =>
    linkSync(
      join(sealedFolder(house), `${record.segmentId}.mp4`),
      join(house.paths.vault, vaultFiles(house)[0] ?? ""),
    ),
  ).toThrow(/EEXIST/);
});
