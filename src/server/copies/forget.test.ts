import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openByHand,
  openCopyHouse,
  readDay,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { foreignHandWrites } from "../../../tests/fixture/foreign-hand.ts";
import { Warrant } from "../vault/index.ts";
import { checks, copiesOf, forget, readForgotten, sweepForgetting } from "./index.ts";
import { keyStoreOf } from "./open-target.ts";
import { selectTargets } from "./targets.store.ts";

const warrantFor = (t: CopyHouse, homeId: string) =>
  new Warrant({ warrantId: t.house.newId(), from: "case", homeIds: [homeId] });

/** Two lessons at two places, after a night. */
async function copiedTwice() {
  const t = await openCopyHouse();
  const targetIds = [await t.addFolder("disk")];
  moveTo(t.house, t.house.clock.now() + 1_000);
  targetIds.push(await t.addFolder("second"));
  const doomed = await keepLesson(t.house, { segments: 2 });
  const stays = await keepLesson(t.house, { segments: 1 });
  moveTo(t.house, nightMs(0));
  await runNights(t.house, 3);
  return { t, targetIds, doomed: doomed.homeId, stays: stays.homeId };
}

const lies = (folder: string, homeId: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.includes(homeId) && name.endsWith(".age"),
  );

describe("forgetting", () => {
  test("[P-6, C-26] key and bytes go at every place; an old copy of everything opens nothing; the rest stays", async () => {
    const { t, targetIds, doomed, stays } = await copiedTwice();
    await using _ = t;
    const { house } = t;
    const disk = t.folder("disk");
    const day = await readDay(disk, t.secret, "2026-06-02");
    const old = [...day.values()].filter((one) => one.homeId === doomed);
    expect(old.length).toBe(5);
    for (const one of old)
      expect((await openByHand(disk, t.secret, one)).length).toBeGreaterThan(0);
    const saved = new Map(old.map((one) => [one.name, readFileSync(join(disk, one.name))]));
    expect(await forget(house, warrantFor(t, doomed), doomed)).toEqual({
      identityDestroyed: true,
      remote: targetIds.map((targetId) => ({ targetId, keyGone: true, state: "deleted" })),
    });
    for (const name of ["disk", "second"]) {
      expect(lies(t.folder(name), doomed)).toEqual([]);
      expect(lies(t.folder(name), stays).length).toBeGreaterThan(0);
    }
    // Somebody kept the sealed bytes: without the identity they are noise.
    for (const [name, bytes] of saved) {
      mkdirSync(join(disk, name, ".."), { recursive: true });
      foreignHandWrites(join(disk, name), bytes);
    }
    expect(keyStoreOf(house).secretOf(doomed)).toBeUndefined();
    expect(
      readdirSync(house.paths.keystore, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.includes(doomed),
      ),
    ).toEqual([join("graves", doomed)]);
    await expect(
      openByHand(t.folder("second"), t.secret, { name: old[0]?.name ?? "", homeId: doomed }),
    ).rejects.toThrow(/ENOENT/);
    expect((await copiesOf(house, [stays]))[0]?.protected).toBe(true);
    expect((await copiesOf(house, [doomed]))[0]?.protected).toBe(false);
    // The next night says that it went, and nothing of it is copied again.
    moveTo(house, nightMs(1));
    await runNights(house, 3);
    expect(
      [...(await readDay(disk, t.secret, "2026-06-03")).values()].filter(
        (one) => one.homeId === doomed,
      ),
    ).toEqual([]);
    expect(lies(t.folder("second"), doomed)).toEqual([]);
  });

  test("[P-6] a place that is away keeps the work pending and visible; it is done when it is back", async () => {
    const { t, targetIds, doomed } = await copiedTwice();
    await using _ = t;
    const { house } = t;
    const aside = `${t.folder("second")}-aside`;
    renameSync(t.folder("second"), aside);
    const first = await forget(house, warrantFor(t, doomed), doomed);
    expect(first).toEqual({
      identityDestroyed: true,
      remote: [
        { targetId: targetIds[0], keyGone: true, state: "deleted" },
        { targetId: targetIds[1], keyGone: false, state: "waiting" },
      ],
    });
    await sweepForgetting(house);
    expect(await readForgotten(house, doomed)).toEqual(first);
    rmSync(t.folder("second"), { recursive: true });
    renameSync(aside, t.folder("second"));
    await sweepForgetting(house);
    expect((await readForgotten(house, doomed)).remote[1]).toMatchObject({
      keyGone: true,
      state: "deleted",
    });
    expect(lies(t.folder("second"), doomed)).toEqual([]);
  });

  test("[C-26] cut off between any two removals it goes on; without its warrant it does not begin", async () => {
    const { t, doomed, stays } = await copiedTwice();
    await using _ = t;
    const { house } = t;
    await expect(forget(house, warrantFor(t, doomed), stays)).rejects.toThrow(/no warrant/);
    expect(keyStoreOf(house).isDestroyed(stays)).toBe(false);
    // Somebody is faster with some of the files; then the same call again and again.
    const some = lies(t.folder("disk"), doomed).find((name) => name.includes("daily")) ?? "";
    rmSync(join(t.folder("disk"), some));
    const warrant = warrantFor(t, doomed);
    const once = await forget(house, warrant, doomed);
    expect(await forget(house, warrant, doomed)).toEqual(once);
    expect(lies(t.folder("disk"), doomed)).toEqual([]);
  });

  test("[C-26] a key that a crash left at a place is found by the audit and goes", async () => {
    const { t, doomed } = await copiedTwice();
    await using _ = t;
    const { house } = t;
    const key = join(t.folder("disk"), "keystore", `${doomed}.age`);
    const bytes = readFileSync(key);
    await forget(house, warrantFor(t, doomed), doomed);
    foreignHandWrites(key, bytes);
    const [row] = await selectTargets(house.db, house.siteId);
    if (row === undefined) throw new Error("a place was made");
    expect(await checks.audit(house, row)).toMatchObject({ misplaced: [] });
    expect(existsSync(key)).toBe(false);
  });
});
