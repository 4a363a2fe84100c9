import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unseal } from "../../platform/age-stream.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { moveTo, nightMs, openCopyHouse, runNights } from "../../../tests/fixture/copies.ts";
import { carryLog } from "./carry-log.ts";

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
