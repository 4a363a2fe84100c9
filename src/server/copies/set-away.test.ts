import { renameSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../../../tests/fixture/copies.ts";
import { incidents } from "../incidents/index.ts";
import { copies, targets } from "./index.ts";

const dayMs = 86_400_000;

async function told(t: CopyHouse) {
  const listed = await incidents.list(t.house, t.actor("admin"), { unfinished: true });
  return (listed.ok ? listed.value.incidents : [])
    .filter((one) => one.kind === "copy-set-away")
    .map((one) => `${one.state} ${one.facts["name"]} ${one.facts["days"]}/${one.facts["most"]}`);
}

const overdue = async (t: CopyHouse) =>
  (await copies.read(t.house)).value.targets.map((one) => one.overdue);

test("[C-36, S0-8.1a] a removable set away longer than its bound is an incident until it is back; its disk counts only while it is there", async () => {
  await using t = await openCopyHouse();
  const { house } = t;
  await t.addFolder("set", "set");
  await keepLesson(house);
  moveTo(house, nightMs(0));
  await runNights(house, 2);
  expect(await targets.folders(house)).toEqual([t.folder("set")]);
  const { settings } = (await copies.read(house)).value;
  expect(settings.awayDays).toBe(30);
  await copies.changeSettings(house, t.actor("admin"), { ...settings, awayDays: 7 });
  const aside = `${t.folder("set")}-aside`;
  renameSync(t.folder("set"), aside);
  moveTo(house, nightMs(1));
  await copies.tend(house);
  expect(await targets.folders(house)).toEqual([]);
  moveTo(house, nightMs(0) + 7 * dayMs - 60_000);
  await copies.tend(house);
  moveTo(house, nightMs(6) + 10 * 3_600_000);
  await copies.tend(house);
  expect([await told(t), await overdue(t)]).toEqual([[], [false]]);
  moveTo(house, nightMs(7) + 10 * 3_600_000);
  await copies.tend(house);
  expect([await told(t), await overdue(t)]).toEqual([["open set 7/7"], [true]]);
  renameSync(aside, t.folder("set"));
  await runNights(house, 2);
  expect([await told(t), await overdue(t)]).toEqual([["settled set 7/7"], [false]]);
});
