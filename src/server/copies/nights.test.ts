import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import { incidents } from "../incidents/index.ts";
import { kept } from "../vault/index.ts";
import { copies, copiesOf, targets } from "./index.ts";
import { selectNight } from "./nights.store.ts";
import { selectTarget } from "./targets.store.ts";

describe("a night", () => {
  test("[S0-8.1a] everything of a lesson lies there as age files that the key sheet opens by hand", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    const { homeId, segmentIds } = await keepLesson(house);
    expect(await copiesOf(house, [homeId])).toEqual([
      { homeId, targets: [{ targetId, state: "missing" }], protected: false, damagedHere: false },
    ]);
    moveTo(house, nightMs(0));
    await runNights(house);
    const night = await selectNight(house.db, targetId, "2026-06-02");
    expect(night).toMatchObject({ state: "complete", reason: null, outside: false });
    expect(await copiesOf(house, [homeId])).toEqual([
      { homeId, targets: [{ targetId, state: "verified" }], protected: true, damagedHere: false },
    ]);
    const names = readdirSync(join(t.folder("disk"), "daily-teaching", homeId)).toSorted();
    expect(names).toContain("manifest-0001.age");
    expect(names).toContain(`${segmentIds[0]}.age`);
    if (spawnSync("age", ["--version"]).status !== 0) return;
    const key = join(t.folder("x"), "escrow.txt");
    foreignHandWrites(key, t.secret);
    const wrapped = join(t.folder("disk"), "keystore", `${homeId}.age`);
    const homeKey = join(t.folder("x"), "home.txt");
    foreignHandWrites(homeKey, execFileSync("age", ["-d", "-i", key, wrapped]));
    const bytes = execFileSync("age", [
      "-d",
      "-i",
      homeKey,
      join(t.folder("disk"), "daily-teaching", homeId, `${segmentIds[0]}.age`),
    ]);
    expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
    const sealed = readFileSync(
      join(t.folder("disk"), "daily-teaching", homeId, `${segmentIds[0]}.age`),
    );
    expect(sealed.includes(Buffer.from("ftyp"))).toBe(false);
  });
});

describe("a house without a place for copies", () => {
  test("[S0-8.1a] says how much lies in one place alone", async () => {
    await using t = await openCopyHouse();
    await keepLesson(t.house);
    await copies.tend(t.house);
    const read = await copies.read(t.house);
    const lines = read.ok ? read.value.partitions : [];
    const line = lines.find((one) => one.partition === "daily-teaching");
    expect(line).toMatchObject({ protected: 0, damaged: 0 });
    expect(line?.oneCopy).toBeGreaterThan(0);
  });
});

describe("a night that is disturbed", () => {
  test("[C5-F1, C5-F8] killed between any two objects it goes on, and ends with every copy once", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    const { homeId } = await keepLesson(house, { segments: 6 });
    moveTo(house, nightMs(0));
    // No time at all: each slice stops before or after a few objects, like a process that dies.
    for (let slice = 0; slice < 6; slice++) await copies.tend(house, slice % 2);
    await runNights(house, 3);
    expect(await selectNight(house.db, targetId, "2026-06-02")).toMatchObject({
      state: "complete",
    });
    const names = readdirSync(join(t.folder("disk"), "daily-teaching", homeId));
    expect(names.length).toBe(13);
    expect(readdirSync(join(t.folder("disk"), ".staging"))).toEqual([]);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
  });

  test("[S0-8.1b] an unchanged night asks nothing of the long tables and copies no footage again", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    const { homeId } = await keepLesson(house, { segments: 2 });
    moveTo(house, nightMs(0));
    await runNights(house, 3);
    const folder = join(t.folder("disk"), "daily-teaching", homeId);
    const before = readdirSync(folder).map((name) =>
      readFileSync(join(folder, name)).toString("hex"),
    );
    moveTo(house, nightMs(1));
    await runNights(house, 3);
    const night = await selectNight(house.db, targetId, "2026-06-03");
    expect(night).toMatchObject({ state: "complete", list_full: false });
    // The ledger's own new tiles are all there was.
    expect(night?.objects).toBeLessThan(6);
    expect(
      readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString("hex")),
    ).toEqual(before);
  });

  test("[N-08] a run outside the window is marked so, and does not make a red night green", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    await keepLesson(house, { segments: 1 });
    moveTo(house, nightMs(0) + 8 * 3_600_000);
    await copies.tend(house);
    expect(await selectNight(house.db, targetId, "2026-06-02")).toMatchObject({ state: "missed" });
    expect(await targets.run(house, targetId)).toEqual({ ok: true, value: { outside: true } });
    await runNights(house, 3);
    expect(await selectNight(house.db, targetId, "2026-06-02")).toMatchObject({
      state: "late",
      reason: "not-started",
      outside: true,
    });
  });

  test("[C-36] a removable set is away without alarm, is brought up to date when it comes, and tells when it was seen", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("set", "set");
    const { homeId } = await keepLesson(house, { segments: 1 });
    const aside = `${t.folder("set")}-away`;
    renameSync(t.folder("set"), aside);
    moveTo(house, nightMs(0));
    await runNights(house, 2);
    expect(await selectTarget(house.db, targetId)).toMatchObject({ state: "away" });
    expect((await copiesOf(house, [homeId]))[0]).toMatchObject({
      protected: false,
      targets: [{ targetId, state: "missing" }],
    });
    moveTo(house, nightMs(0) + 9 * 3_600_000);
    renameSync(aside, t.folder("set"));
    await runNights(house, 3);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
    expect(await selectTarget(house.db, targetId)).toMatchObject({ state: "ready" });
    const listed = await incidents.list(house, t.actor("admin"), { unfinished: false });
    expect(listed.ok && listed.value.incidents).toEqual([]);
  });

  test("[S0-8.1a] without an escrow key there is no place for copies, and a rotten original never leaves as if it were sound", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    await t.addFolder("disk");
    const { homeId, segmentIds } = await keepLesson(house, { segments: 2 });
    const segment = await kept.segment(house, segmentIds[0] ?? "");
    const path = join(house.paths.vault, segment?.vaultPath ?? "");
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500);
    rmSync(path);
    foreignHandWrites(path, bytes);
    moveTo(house, nightMs(0));
    await runNights(house, 3);
    const names = readdirSync(join(t.folder("disk"), "daily-teaching", homeId));
    expect(names).not.toContain(`${segmentIds[0]}.age`);
    expect(names).toContain(`${segmentIds[1]}.age`);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(false);
    rmSync(join(house.paths.keystore, "escrow.json"));
    const place = { path: t.folder("more") };
    expect(
      await targets.add(house, t.actor("admin"), { kind: "folder", name: "more", place }),
    ).toMatchObject({ code: "copy_escrow_missing" });
  });
});
