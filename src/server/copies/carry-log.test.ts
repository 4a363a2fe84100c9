import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unseal } from "../../platform/age-stream.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { moveTo, nightMs, openCopyHouse, runNights } from "../../../tests/fixture/copies.ts";
import { carryLog } from "./carry-log.ts";
import { pruneLog } from "./prune-log.ts";

const segment = "000000010000000000000007.gz";

test("[S0-8.1b] between the nights a log segment reaches every place that is there, sealed to the key sheet, and no base copy does", async () => {
  await using t = await openCopyHouse();
  const { house } = t;
  await t.addFolder("disk");
  moveTo(house, nightMs(0));
  await runNights(house);
  // Noon of the day after: no window is open.
  moveTo(house, nightMs(0) + 11 * 3_600_000);
  const archive = house.paths.dbarchive;
  writeDurablySync(join(archive, "wal", segment), "what was committed this morning");
  writeDurablySync(join(archive, "base", "20260602t164500z", "manifest.json"), "{}");
  await carryLog(house);
  const copy = join(t.folder("disk"), "database", "wal", `${segment}.age`);
  const plain: Uint8Array[] = [];
  const sealed = (async function* () {
    yield new Uint8Array(readFileSync(copy));
  })();
  for await (const piece of unseal([t.secret], sealed)) plain.push(piece);
  expect(Buffer.concat(plain).toString()).toBe("what was committed this morning");
  expect(existsSync(join(t.folder("disk"), "database", "base"))).toBe(false);
  await carryLog(house);
  moveTo(house, nightMs(1));
  await runNights(house);
  expect(existsSync(join(t.folder("disk"), "database", "base"))).toBe(true);
});

test("[S0-8.1b] what the house let go of goes from the places after forty days, what it still has stays", async () => {
  await using t = await openCopyHouse();
  const { house } = t;
  await t.addFolder("disk");
  const old = join(house.paths.dbarchive, "wal", segment);
  const kept = join(house.paths.dbarchive, "wal", "00000002.history.gz");
  writeDurablySync(old, "old");
  writeDurablySync(kept, "a timeline");
  moveTo(house, nightMs(0));
  await runNights(house);
  rmSync(old);
  const at = (name: string) => join(t.folder("disk"), "database", "wal", `${name}.age`);
  moveTo(house, nightMs(39));
  await pruneLog(house);
  expect(existsSync(at(segment))).toBe(true);
  moveTo(house, nightMs(41));
  await pruneLog(house);
  expect(existsSync(at(segment))).toBe(false);
  expect(existsSync(at("00000002.history.gz"))).toBe(true);
});
