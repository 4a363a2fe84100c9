import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { homesOf, lessonHome } from "../../../tests/fixture/occasions.ts";
import { value } from "../../../tests/fixture/places.ts";
import { overwrite, sealSegment } from "../../../tests/fixture/segments.ts";
import { takeIn } from "../catalogue/index.ts";
import { incidents } from "../incidents/index.ts";
import { rounds } from "../vault/index.ts";
import { sequenceNow } from "../ledger/index.ts";
import { auditPartitions } from "./index.ts";

test("[S0-8.2] what the nightly audit finds is an incident by path, and settles when it is gone", async () => {
  await using t = await openTestHouse();
  const { house } = t;
  const lesson = house.newId();
  const proper = { startMs: testStartMs, endMs: testStartMs + 3_600_000 };
  sealSegment(house, {
    cameraId: house.newId(),
    occasions: [{ kind: "lesson", id: lesson, number: 1 }],
    startMs: testStartMs,
    seconds: 1,
  });
  await takeIn(house, homesOf(lessonHome(lesson, proper)));
  await sequenceNow(house);
  await rounds.writeManifests(house);
  const going = async () => {
    const query = { unfinished: true, kind: "misplaced-object" } as const;
    const list = value(await incidents.list(house, t.actor("auditor"), query)).incidents;
    return list
      .filter((one) => one.state === "open")
      .map((one) => `${one.facts["what"]} ${one.subject.id}`)
      .toSorted();
  };
  await auditPartitions(house);
  expect(await going()).toEqual([]);
  const { vault } = house.paths;
  const name = readdirSync(join(vault, "日常教学/2026"))[0] ?? "";
  const own = join(vault, "日常教学/2026", name, "C01");
  const file = readdirSync(own).find((one) => one.endsWith(".mp4")) ?? "";
  // A file put into a lesson's own folder, one into a folder nobody has, one beside the five.
  copyFileSync(join(own, file), join(own, "another.mp4"));
  mkdirSync(join(vault, "竞赛活动/2026/自建"), { recursive: true });
  overwrite(join(vault, "竞赛活动/2026/自建/x.mp4"), "x");
  mkdirSync(join(vault, "财务"));
  overwrite(join(vault, "财务/y.mp4"), "y");
  await auditPartitions(house);
  expect(await going()).toEqual([
    "beside-the-partitions 财务/y.mp4",
    `file-nobody-entered 日常教学/2026/${name}/C01/another.mp4`,
    "folder-in-foreign-partition 竞赛活动/2026/自建/x.mp4",
  ]);
  rmSync(join(vault, "财务"), { recursive: true });
  rmSync(join(vault, "竞赛活动"), { recursive: true });
  rmSync(join(own, "another.mp4"));
  await auditPartitions(house);
  expect(await going()).toEqual([]);
});
