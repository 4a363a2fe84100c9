import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { copiesOf } from "./index.ts";
import { selectNight } from "./nights.store.ts";

describe("a night", () => {
  test("[S0-8.1a] everything of a lesson lies there as age files that the key sheet opens by hand", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    const { homeId, segmentIds } = await keepLesson(house);
    expect(await copiesOf(house, [homeId])).toEqual([
      { homeId, targets: [{ targetId, state: "missing" }], protected: false },
    ]);
    moveTo(house, nightMs(0));
    await runNights(house);
    const night = await selectNight(house.db, targetId, "2026-06-02");
    expect(night).toMatchObject({ state: "complete", reason: null, outside: false });
    expect(await copiesOf(house, [homeId])).toEqual([
      { homeId, targets: [{ targetId, state: "verified" }], protected: true },
    ]);
    const names = readdirSync(join(t.folder("disk"), "daily-teaching", homeId)).toSorted();
    expect(names).toContain("manifest-0001.age");
    expect(names).toContain(`${segmentIds[0]}.age`);
    if (spawnSync("age", ["--version"]).status !== 0) return;
    const key = join(t.folder("x"), "escrow.txt");
    writeFileSync(key, t.secret);
    const wrapped = join(t.folder("disk"), "keystore", `${homeId}.age`);
    const homeKey = join(t.folder("x"), "home.txt");
    writeFileSync(homeKey, execFileSync("age", ["-d", "-i", key, wrapped]));
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
