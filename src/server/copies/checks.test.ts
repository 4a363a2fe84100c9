import { readFileSync, readdirSync, rmSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { listEntries, sequenceNow } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import { selectNewestChecks } from "./checks.store.ts";
import { checks, copiesOf, targets } from "./index.ts";
import { selectTarget } from "./targets.store.ts";

async function openFor(t: CopyHouse, kinds: readonly string[]): Promise<string[]> {
  const listed = await incidents.list(t.house, t.actor("admin"), { unfinished: true });
  const all = listed.ok ? listed.value.incidents : [];
  return all
    .filter((one) => one.state === "open" && kinds.includes(one.kind))
    .map((one) => one.kind);
}

async function kinds(house: House): Promise<string[]> {
  const listed = await listEntries(house, {});
  return listed.ok ? listed.value.lines.map((line) => line.kind) : [];
}

const homeFolder = (disk: string, homeId: string) => join(disk, "daily-teaching", homeId);

/** A copied house in the day after its first night. */
async function copied(): Promise<{ t: CopyHouse; disk: string; homeId: string; ids: string[] }> {
  const t = await openCopyHouse();
  await t.addFolder("disk");
  const { homeId, segmentIds } = await keepLesson(t.house, { segments: 3 });
  moveTo(t.house, nightMs(0));
  await runNights(t.house, 2);
  return { t, disk: t.folder("disk"), homeId, ids: segmentIds };
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ 1, at % bytes.length);
  rmSync(path);
  foreignHandWrites(path, bytes);
}

describe("the weekly check", () => {
  test("[S0-8.1c] reads all that is new back, restores a home for trial, and is entered for the task that is signed", async () => {
    const { t, homeId } = await copied();
    await using _ = t;
    const { house } = t;
    expect(await checks.tend(house)).toBe(false);
    expect(await selectNewestChecks(house.db, house.siteId, 5)).toEqual([]);
    moveTo(house, nightMs(0) + 8 * 3_600_000);
    await checks.tend(house);
    const [row] = await selectNewestChecks(house.db, house.siteId, 5);
    expect(row).toMatchObject({ week: "2026-W23", damaged: 0, missing: 0, trial_home: homeId });
    expect(row?.ended_at_ms).not.toBeNull();
    expect(row?.trial_wrong).toBe(0);
    expect(row?.trial_files).toBe(7);
    expect(readdirSync(house.paths.run).filter((name) => name !== "trial")).toEqual([]);
    expect(readdirSync(join(house.paths.run, "trial"))).toEqual([]);
    await sequenceNow(house);
    expect(await kinds(house)).toContain("copy.checked@1");
    await checks.tend(house);
    expect((await selectNewestChecks(house.db, house.siteId, 5)).length).toBe(1);
  });

  test("[S0-8.1c] one corrupted, one cut and one vanished copy are each named, raised, and copied again by night", async () => {
    const { t, disk, homeId, ids } = await copied();
    await using _ = t;
    const { house } = t;
    const file = (at: number) => join(homeFolder(disk, homeId), `${ids[at]}.age`);
    flip(file(0), 900);
    foreignHandWrites(file(1), readFileSync(file(1)).subarray(0, 500));
    rmSync(file(2));
    moveTo(house, nightMs(0) + 8 * 3_600_000);
    await checks.tend(house);
    const [row] = await selectNewestChecks(house.db, house.siteId, 1);
    expect(row).toMatchObject({ damaged: 2, missing: 1 });
    expect(row?.findings.map((one) => one.object).toSorted()).toEqual(
      ids.map((id) => `daily-teaching/${homeId}/${id}.age`).toSorted(),
    );
    expect(await openFor(t, ["copy-damaged"])).toEqual(["copy-damaged"]);
    expect((await copiesOf(house, [homeId]))[0]).toMatchObject({ protected: false });
    moveTo(house, nightMs(1));
    await runNights(house, 2);
    expect((await copiesOf(house, [homeId]))[0]).toMatchObject({ protected: true });
  });

  test("[C5-F9] whatever bits flip in whatever copy, the check finds it", async () => {
    const { t, disk, homeId } = await copied();
    await using _ = t;
    const { house } = t;
    const names = readdirSync(homeFolder(disk, homeId));
    const good = new Map(
      names.map((name) => [name, readFileSync(join(homeFolder(disk, homeId), name))]),
    );
    let week = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5 }),
        async (name, bits) => {
          const path = join(homeFolder(disk, homeId), name);
          const before = readFileSync(path);
          for (const bit of bits) flip(path, bit);
          const changed = !readFileSync(path).equals(before);
          moveTo(house, nightMs((week += 7)) + 8 * 3_600_000);
          await checks.tend(house);
          const [row] = await selectNewestChecks(house.db, house.siteId, 1);
          foreignHandWrites(path, good.get(name) ?? "");
          const sampled = row?.findings.some((one) => one.object.endsWith(name)) === true;
          // The sample may miss an old one; the trial restore reads the whole home.
          expect(sampled || row?.trial_wrong === 1).toBe(changed);
          await house.db
            .withTables<{ "copies.copied": { state: string } }>()
            .updateTable("copies.copied")
            .set({ state: "verified" })
            .execute();
        },
      ),
      { numRuns: 8, seed: 8 },
    );
  });
});

describe("the nightly reading of the vault", () => {
  test("[P-3, C5-F9] a rotten original is repaired from the copy by its digest, kept aside, and is an incident", async () => {
    const { t, ids, homeId } = await copied();
    await using _ = t;
    const { house } = t;
    const segment = await kept.segment(house, ids[1] ?? "");
    const path = join(house.paths.vault, segment?.vaultPath ?? "");
    const good = readFileSync(path);
    flip(path, 1_234);
    const rotten = readFileSync(path);
    moveTo(house, nightMs(1));
    await checks.scrub(house);
    expect(readFileSync(path).equals(good)).toBe(true);
    const [aside = ""] = readdirSync(join(house.paths.vault, ".set-aside"));
    expect(aside.startsWith(ids[1] ?? "x")).toBe(true);
    expect(readFileSync(join(house.paths.vault, ".set-aside", aside)).equals(rotten)).toBe(true);
    expect(await kinds(house)).toEqual(
      expect.arrayContaining(["vault.rot-found@1", "vault.repaired@1", "copy.scrubbed@1"]),
    );
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
    expect(await openFor(t, ["bit-rot"])).toEqual([]);
  });

  test("[C5-F9] a vanished record is put back; two swapped originals are both put right", async () => {
    const { t, ids } = await copied();
    await using _ = t;
    const { house } = t;
    const paths: string[] = [];
    for (const id of ids)
      paths.push(join(house.paths.vault, (await kept.segment(house, id))?.vaultPath ?? ""));
    const [first = "", second = "", third = ""] = paths;
    const [a, b] = [readFileSync(first), readFileSync(second)];
    rmSync(first);
    rmSync(second);
    foreignHandWrites(first, b);
    foreignHandWrites(second, a);
    const record = third.replace(/\.mp4$/, ".segment.json");
    const text = readFileSync(record);
    rmSync(record);
    moveTo(house, nightMs(1));
    await checks.scrub(house);
    expect([readFileSync(first), readFileSync(second), readFileSync(record)]).toEqual([a, b, text]);
  });

  test("[S0-8.1a] with the place away the damage stays open and shown, and is repaired when it is back", async () => {
    const { t, ids, homeId } = await copied();
    await using _ = t;
    const { house } = t;
    const [targetId = ""] =
      (await copiesOf(house, [homeId]))[0]?.targets.map((one) => one.targetId) ?? [];
    const marker = join(t.folder("disk"), "liuhen-copies.json");
    const text = readFileSync(marker);
    rmSync(marker);
    const path = join(
      house.paths.vault,
      (await kept.segment(house, ids[0] ?? ""))?.vaultPath ?? "",
    );
    const good = readFileSync(path);
    flip(path, 100);
    moveTo(house, nightMs(1));
    await checks.scrub(house);
    expect(await openFor(t, ["bit-rot"])).toEqual(["bit-rot"]);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(false);
    foreignHandWrites(marker, text);
    moveTo(house, nightMs(2));
    await checks.scrub(house);
    expect(readFileSync(path).equals(good)).toBe(true);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
    expect((await selectTarget(house.db, targetId))?.state).toBe("ready");
  });

  test("[P-4] bytes that are not the entered ones are never put back, whoever brings them", async () => {
    const { t, ids } = await copied();
    await using _ = t;
    const { house } = t;
    const path = join(
      house.paths.vault,
      (await kept.segment(house, ids[0] ?? ""))?.vaultPath ?? "",
    );
    flip(path, 50);
    const before = readFileSync(path);
    const forged = async function* () {
      yield Buffer.from(before.map((byte, at) => (at === 60 ? byte ^ 1 : byte)));
    };
    for (const part of ["bytes", "record"] as const)
      await expect(
        kept.repair(house, { objectId: ids[0] ?? "", part, bytes: forged() }),
      ).rejects.toMatchObject({ kind: "damaged", code: "repair_refused" });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe("the nightly audit", () => {
  test("[S0-8.2] a file by storage credentials under a foreign partition, beside the partitions and with another's name is found", async () => {
    const { t, disk, homeId, ids } = await copied();
    await using _ = t;
    const { house } = t;
    const [target] = (await copiesOf(house, [homeId]))[0]?.targets ?? [];
    const row = await selectTarget(house.db, target?.targetId ?? "");
    if (row === undefined) throw new Error("a place was made");
    expect(await checks.audit(house, row)).toMatchObject({ misplaced: [], missing: [] });
    const own = `daily-teaching/${homeId}/${ids[0]}.age`;
    mkdirSync(join(disk, "contest", homeId), { recursive: true });
    foreignHandWrites(
      join(disk, "contest", homeId, `${ids[0]}.age`),
      readFileSync(join(disk, own)),
    );
    foreignHandWrites(join(disk, "notes.txt"), "x");
    rmSync(join(disk, own));
    const audited = await checks.audit(house, row);
    expect(audited.misplaced).toEqual([`contest/${homeId}/${ids[0]}.age`, "notes.txt"]);
    expect(audited.missing).toEqual([own]);
    expect(await openFor(t, ["misplaced-object"])).toEqual(["misplaced-object"]);
  });

  test("[S0-8.2] a place that belongs to another house, holds something, or lies in our own folder is refused", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const admin = t.actor("admin");
    const add = (path: string) =>
      targets.add(house, admin, { kind: "folder", name: "x", place: { path } });
    foreignHandWrites(join(t.folder("full"), "somebody.txt"), "x");
    expect(await add(t.folder("full"))).toMatchObject({ code: "copy_folder_foreign" });
    for (const path of [house.paths.root, house.paths.vault, "/etc", "/nowhere/at/all"])
      expect(await add(path)).toMatchObject({ code: "copy_folder_refused" });
    expect((await add(t.folder("good"))).ok).toBe(true);
    expect(await add(t.folder("good"))).toMatchObject({ code: "copy_folder_foreign" });
    expect((await kinds(house)).filter((kind) => kind === "act.refused@1").length).toBe(6);
  });
});
