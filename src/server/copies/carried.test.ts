import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
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
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { listEntries, quiet, sequenceNow } from "../ledger/index.ts";
import { Warrant } from "../vault/index.ts";
import type { CarriedFile } from "./carried.ts";
import { auditTarget } from "./audit-target.ts";
import { carried, checks, copiesOf, forget } from "./index.ts";
import { selectTargets } from "./targets.store.ts";

async function open(t: CopyHouse): Promise<string[]> {
  const listed = await incidents.list(t.house, t.actor("admin"), { unfinished: true });
  return (listed.ok ? listed.value.incidents : [])
    .filter((one) => one.state === "open")
    .map((one) => `${one.kind} ${one.facts["what"]} ${one.subject.id.split("/")[0]}`);
}

async function entered(house: House, kind: string): Promise<number> {
  await sequenceNow(house);
  const listed = await listEntries(house, {});
  return (listed.ok ? listed.value.lines : []).filter((line) => line.kind === kind).length;
}

/** A file of another room, as that room writes it, and given into the care of the copies. */
async function give(house: House, of: Pick<CarriedFile, "class" | "path" | "homeId">) {
  const bytes = randomBytes(200_000);
  const path = join(house.paths[of.class], of.path);
  mkdirSync(dirname(path), { recursive: true });
  foreignHandWrites(path, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = { ...of, sizeBytes: bytes.length, sha256 };
  await quiet(house, "how far a check is; its result is entered", (tx) =>
    carried.add(house, tx, [file]),
  );
  return { path, bytes };
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ 1, at % bytes.length);
  rmSync(path);
  foreignHandWrites(path, bytes);
}

function manifestOf(house: House): string {
  const names = readdirSync(house.paths.vault, { recursive: true }).map(String);
  return join(house.paths.vault, names.find((name) => name.endsWith("/manifest/0001.json")) ?? "");
}

describe("the nightly reading of what is no recording", () => {
  test("[P-3, C5-F9] manifest parts, sheets and packages that rotted or vanished are put right from the copy, and kept aside", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    await t.addFolder("disk");
    const { homeId } = await keepLesson(house);
    const packed = await give(house, { class: "archive", path: `${homeId}/package.zip`, homeId });
    mkdirSync(house.paths.sheets, { recursive: true });
    const sheet = join(house.paths.sheets, `${house.newId()}.pdf`);
    foreignHandWrites(sheet, "%PDF-1.7 a sheet");
    moveTo(house, nightMs(0));
    await runNights(house, 3);
    const files = [manifestOf(house), packed.path, sheet];
    const good = files.map((path) => readFileSync(path));
    // Lost: nothing lies there; kept: something lies there that is not what was copied.
    for (const [night, hurt] of [rmSync, (path: string) => flip(path, 77)].entries()) {
      for (const path of files) hurt(path);
      moveTo(house, nightMs(1 + night));
      await checks.scrub(house);
      expect(files.map((path) => readFileSync(path))).toEqual(good);
      expect(await open(t)).toEqual([]);
    }
    expect(await entered(house, "house.file-rotted@1")).toBe(6);
    expect(await entered(house, "house.file-repaired@1")).toBe(6);
    expect(readdirSync(join(house.paths.archive, ".set-aside")).length).toBe(1);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(true);
  });

  test("[S0-8.1a] where the copy is rotten, too, the damage stays open and one copy is what is shown", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    await t.addFolder("disk");
    const { homeId } = await keepLesson(house);
    moveTo(house, nightMs(0));
    await runNights(house, 2);
    const manifest = manifestOf(house);
    flip(manifest, 5);
    const rotten = readFileSync(manifest);
    flip(join(t.folder("disk"), "daily-teaching", homeId, "manifest-0001.age"), 400);
    moveTo(house, nightMs(1));
    await checks.scrub(house);
    expect(readFileSync(manifest)).toEqual(rotten);
    expect(await open(t)).toEqual(["bit-rot changed daily-teaching"]);
    expect((await copiesOf(house, [homeId]))[0]?.protected).toBe(false);
  });
});

describe("what other rooms give into the care of the copies", () => {
  test("[S0-8.1a, C-23, C-26] it is copied outside the partitions, opens with its occasion's key, and ends with it", async () => {
    await using t = await openCopyHouse();
    const { house } = t;
    const targetId = await t.addFolder("disk");
    const { homeId } = await keepLesson(house);
    const [archive, library, evidence] = [house.newId(), house.newId(), "2026-0001"];
    const given = [
      await give(house, { class: "archive", path: `${archive}/package.zip`, homeId }),
      await give(house, { class: "library", path: `${library}/1.mp4`, homeId: library }),
      await give(house, { class: "evidence", path: `${evidence}/${archive}.mp4`, homeId }),
      await give(house, { class: "evidence", path: `${evidence}/evidence.json`, homeId: null }),
    ];
    moveTo(house, nightMs(0));
    await runNights(house, 3);
    const disk = t.folder("disk");
    const names = [
      `archive/${archive}/package.zip.age`,
      `library/${library}/1.mp4.age`,
      `evidence/${evidence}/${archive}.mp4.age`,
      `evidence/${evidence}/evidence.json.age`,
    ];
    const there = await readDay(disk, t.secret, "2026-06-02");
    for (const [at, name] of names.entries()) {
      const object = there.get(name) ?? expect.fail(name);
      expect(object.source).toBe(name.split("/").slice(1).join("/").slice(0, -4));
      expect(await openByHand(disk, t.secret, object)).toEqual(given[at]?.bytes);
    }
    const [row] = await selectTargets(house.db, house.siteId);
    expect(row && (await auditTarget(house, row)).misplaced).toEqual([]);
    await expect(carried.drop(house, homeId)).rejects.toThrow("by warrant");
    await carried.drop(house, library);
    const left = () => names.map((name) => existsSync(join(disk, name)));
    expect(left()).toEqual([true, false, true, true]);
    expect(existsSync(join(disk, "keystore", `${library}.age`))).toBe(false);
    const facts = { warrantId: house.newId(), from: "case", homeIds: [homeId] } as const;
    await forget(house, new Warrant(facts), homeId);
    expect(left()).toEqual([false, false, false, true]);
    expect((await copiesOf(house, [homeId]))[0]?.targets).toEqual([{ targetId, state: "missing" }]);
    moveTo(house, nightMs(1));
    await checks.scrub(house);
    await runNights(house, 2);
    expect([left(), await open(t)]).toEqual([[false, false, false, true], []]);
  });
});
