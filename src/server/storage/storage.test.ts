import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSheet } from "read-excel-file/node";
import { type TestHouse, openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { homesOf, lessonHome } from "../../../tests/fixture/occasions.ts";
import { value } from "../../../tests/fixture/places.ts";
import { sealSegment } from "../../../tests/fixture/segments.ts";
import { openCamera } from "../../../tests/fixture/watch-camera.ts";
import type { IncidentKind } from "../../contract/incidents.ts";
import type { MountedDisk } from "../../platform/disks.ts";
import { takeIn } from "../catalogue/index.ts";
import { incidents } from "../incidents/index.ts";
import { type DiskPorts, storage } from "./index.ts";
import { heldDays } from "./survey-footage.ts";

const dayMs = 86_400_000;
const gb = 1_000_000_000;

function portsOf(disk: Partial<MountedDisk>, passed?: boolean): DiskPorts {
  return {
    readDisks: async (folders) => [
      {
        mountPoint: "/data",
        device: "/dev/sda1",
        fileSystem: "ext4",
        sizeBytes: 1_000 * gb,
        usedBytes: 100 * gb,
        freeBytes: 900 * gb,
        folders: folders.map(({ name }) => name),
        ...disk,
      },
    ],
    readHealth: async (device) =>
      passed === undefined
        ? undefined
        : {
            device,
            model: "ST4000VN",
            passed,
            temperatureCelsius: 38,
            powerOnHours: 1_000,
            reallocated: 0,
            pending: 0,
          },
  };
}

async function going(t: TestHouse, kind: IncidentKind) {
  const list = value(await incidents.list(t.house, t.actor("admin"), { unfinished: true, kind }));
  return list.incidents.filter((one) => one.state === "open");
}
const fill = (t: TestHouse, usedGb: number, passed?: boolean) =>
  storage.measure(t.house, {
    copyFolders: ["/mnt/copies"],
    ports: portsOf({ usedBytes: usedGb * gb, freeBytes: (1_000 - usedGb) * gb }, passed),
  });

describe("a disk", () => {
  test("[S0-8.4b] that fills by the day is told of at 14, 7 and 3 days, and settles with room", async () => {
    await using t = await openTestHouse();
    const severities: (string | undefined)[] = [];
    // 50 GB a day from 200 GB on: 16 days left at the start.
    for (let day = 0; day <= 14; day++) {
      await fill(t, 200 + day * 50);
      severities.push((await going(t, "disk-low"))[0]?.severity);
      t.clock.advance(dayMs);
    }
    // After n days 16 − n are left; below 14, below 7, below 3; 5 and 2 percent come later.
    expect(severities.slice(1)).toEqual([
      undefined,
      undefined,
      ...Array.from({ length: 7 }, () => "minor"),
      ...Array.from({ length: 4 }, () => "major"),
      "critical",
    ]);
    const state = value(await storage.read(t.house, t.actor("director")));
    expect(state.disks[0]).toMatchObject({
      growthPerDayBytes: 50 * gb,
      daysLeft: 2,
      alarm: "critical",
      folders: ["vault", "spool", "database", "copies"],
    });
    expect(state.disks[0]?.history).toHaveLength(15);
    for (let day = 0; day < 70; day++) {
      await fill(t, 300);
      t.clock.advance(dayMs);
    }
    expect(await going(t, "disk-low")).toEqual([]);
  });

  test("[S0-8.4b] that is full is an incident of its own, in place of a low one", async () => {
    await using t = await openTestHouse();
    await fill(t, 985);
    expect((await going(t, "disk-low")).map((one) => one.severity)).toEqual(["critical"]);
    await fill(t, 999.5);
    expect((await going(t, "disk-full")).map((one) => one.severity)).toEqual(["critical"]);
    expect(await going(t, "disk-low")).toEqual([]);
  });

  test("[S0-8.4a] that says it fails is an incident, and one that keeps silent is none", async () => {
    await using t = await openTestHouse();
    await fill(t, 100);
    expect(await going(t, "disk-failing")).toEqual([]);
    await fill(t, 100, false);
    expect((await going(t, "disk-failing"))[0]?.facts).toMatchObject({ model: "ST4000VN" });
    await fill(t, 100, true);
    expect(await going(t, "disk-failing")).toEqual([]);
  });

  test("is read from the machine itself, too", async () => {
    await using t = await openTestHouse();
    await storage.measure(t.house, { copyFolders: [] });
    const state = value(await storage.read(t.house, t.actor("auditor")));
    expect(state.disks.length).toBeGreaterThan(0);
    expect(state.planningStopped).toBe(false);
    await expect(storage.read(t.house, t.actor("teacher"))).rejects.toThrow("permission denied");
  });
});

test("[S0-8.4b] the year's report tells growth, days left and duplicates by digest, and is entered", async () => {
  await using t = await openTestHouse();
  for (let day = 0; day < 10; day++) {
    await fill(t, 200 + day * 10);
    t.clock.advance(dayMs);
  }
  const lesson = t.house.newId();
  const proper = { startMs: testStartMs, endMs: testStartMs + 3_600_000 };
  sealSegment(t.house, {
    cameraId: t.house.newId(),
    occasions: [{ kind: "lesson", id: lesson, number: 1 }],
    startMs: testStartMs,
    seconds: 1,
  });
  await takeIn(t.house, homesOf(lessonHome(lesson, proper)));
  await storage.survey(t.house);
  const file = value(await storage.report(t.house, t.actor("admin"), 2026));
  expect(file.fileName).toBe("年度容量报告-2026.xlsx");
  const disks = await readSheet(Buffer.from(file.bytes), "磁盘");
  expect(disks[1]?.[0]).toBe("/data");
  expect(Number(disks[1]?.[7])).toBeCloseTo(10 * gb, -6);
  expect(Number(disks[1]?.[8])).toBe(71);
  const duplicates = await readSheet(Buffer.from(file.bytes), "冗余");
  expect(duplicates[1]).toEqual(["内容相同的多余文件数", "0"]);
  const parts = await readSheet(Buffer.from(file.bytes), "分区");
  expect(parts.slice(1).map((row) => [row[0], row[1]].map(String).join(" "))).toEqual([
    "日常教学 1",
    "技能考核 0",
    "竞赛活动 0",
    "对外培训 0",
    "运维日志 0",
  ]);
});

describe("a 24-hour camera", () => {
  test("[S3-B3] a day deleted on disk is reported with camera and hours, to the superior, too", async () => {
    await using t = await openTestHouse();
    const camera = await openCamera(t, { days: 3, segmentsADay: 3 });
    await storage.survey(t.house);
    expect(await going(t, "retention-shortfall")).toEqual([]);
    const reach = value(await storage.read(t.house, t.actor("admin"))).cameras[0];
    expect(reach).toMatchObject({ label: "C01", days: 3, dueDays: 3, oldestDate: "2026-06-01" });
    const year = join(t.house.paths.vault, "运维日志", "2026");
    const second = readdirSync(year).find((name) => name.includes("2026-06-02")) ?? "";
    rmSync(join(year, second), { recursive: true });
    await storage.survey(t.house);
    const [told] = await going(t, "retention-shortfall");
    expect(told).toMatchObject({
      severity: "critical",
      subject: { type: "camera", id: camera.cameraId },
      facts: { camera: `C01 ${camera.name}`, hours: "2026-06-02 00:00–2026-06-03 00:00", days: 1 },
    });
    const superior = value(
      await incidents.list(t.house, t.actor("superior"), { unfinished: true }),
    );
    expect(superior.incidents.map((one) => one.incidentId)).toEqual([told?.incidentId]);
  });

  test("[S3-B3] one file less names its minutes, and settles when it is back", async () => {
    await using t = await openTestHouse();
    await openCamera(t, { days: 2, segmentsADay: 3 });
    const year = join(t.house.paths.vault, "运维日志", "2026");
    const day = readdirSync(year).find((name) => name.includes("2026-06-01")) ?? "";
    const folder = join(year, day, "C01");
    const file = readdirSync(folder).find((name) => name.endsWith("S0002.mp4")) ?? "";
    mkdirSync(join(t.house.paths.root, "aside"));
    renameSync(join(folder, file), join(t.house.paths.root, "aside", file));
    await storage.survey(t.house);
    expect((await going(t, "retention-shortfall"))[0]?.facts["hours"]).toBe(
      "2026-06-01 09:00–09:01",
    );
    renameSync(join(t.house.paths.root, "aside", file), join(folder, file));
    await storage.survey(t.house);
    expect(await going(t, "retention-shortfall")).toEqual([]);
  });
});

test("[S3-B1] what rolls must fit thirty days: days held are told from bytes and days", () => {
  const reaches = [{ days: 10 }, { days: 4 }];
  expect(heldDays({ freeBytes: 100 * gb, watchBytes: 100 * gb, reaches })).toBe(20);
  expect(heldDays({ freeBytes: 0, watchBytes: 100 * gb, reaches: [{ days: 1 }] })).toBeUndefined();
  expect(heldDays({ freeBytes: 5, watchBytes: 0, reaches })).toBeUndefined();
});
