import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseHealth, parseScan, readScanReport, wholeDevice } from "./disk-health.ts";
import { parseMounts, readDisks } from "./disks.ts";
import { runTool } from "./run-tool.ts";

test("the disks behind folders are each told once, with what lies on them", async () => {
  const root = mkdtempSync(join(tmpdir(), "liuhen-disks-"));
  const disks = await readDisks([
    { name: "vault", path: root },
    { name: "spool", path: join(root, "not", "made", "yet") },
  ]);
  expect(disks).toHaveLength(1);
  const [disk] = disks;
  expect(disk?.folders).toEqual(["vault", "spool"]);
  expect(disk?.mountPoint).toMatch(/^\//);
  expect(disk?.freeBytes).toBeGreaterThan(0);
  expect(disk?.sizeBytes).toBeGreaterThanOrEqual((disk?.usedBytes ?? 0) + 1);
});

test("mounts are read with their blanks, and nonsense is none", () => {
  const text =
    "36 35 98:0 /mnt1 /mnt/two\\040words rw,noatime master:1 - ext3 /dev/root rw\n27 1 254:0 / / rw - ext4 /dev/vda rw\n\nodd line - \n";
  expect(parseMounts(text)).toEqual([
    { mountPoint: "/mnt/two words", fileSystem: "ext3", device: "/dev/root" },
    { mountPoint: "/", fileSystem: "ext4", device: "/dev/vda" },
  ]);
});

describe("a disk's health", () => {
  test("[S0-8.4a] is read as smartctl tells it, also when its exit code warns", () => {
    const text = JSON.stringify({
      model_name: "ST4000VN",
      smart_status: { passed: false },
      temperature: { current: 38 },
      power_on_time: { hours: 40_000, minutes: 3 },
      ata_smart_attributes: {
        table: [
          { id: 5, name: "Reallocated_Sector_Ct", raw: { value: 12, string: "12" } },
          { id: 197, name: "Current_Pending_Sector", raw: { value: 3, string: "3" } },
        ],
      },
    });
    expect(parseHealth("/dev/sda", text)).toEqual({
      device: "/dev/sda",
      model: "ST4000VN",
      passed: false,
      temperatureCelsius: 38,
      powerOnHours: 40_000,
      reallocated: 12,
      pending: 3,
    });
    for (const odd of ["", "{}", "[]", "smartctl 7.3 …", '{"smart_status":{"passed":"yes"}}'])
      expect(parseHealth("/dev/sda", odd), odd).toBeUndefined();
  });

  test("is asked of whole plain disks only", () => {
    expect(
      ["/dev/sda1", "/dev/sda", "/dev/nvme0n1p2", "/dev/vda", "tmpfs", "/dev/mapper/x", "-a"].map(
        wholeDevice,
      ),
    ).toEqual([
      "/dev/sda",
      "/dev/sda",
      "/dev/nvme0n1",
      "/dev/vda",
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("a tool that is missing, slow or wordy says nothing", async () => {
    const within = { timeoutMs: 300, mostBytes: 100 };
    expect(await runTool(["no-such-tool-here"], within)).toBeUndefined();
    expect(await runTool(["sleep", "5"], within)).toBeUndefined();
    expect(await runTool(["seq", "1000"], within)).toBeUndefined();
    expect(await runTool(["sh", "-c", "echo hello; exit 4"], within)).toEqual({
      exitCode: 4,
      text: "hello\n",
    });
  });
});

test("[S0-8.4a] a scanner's report is read by its newest summary", async () => {
  const summary = (infected: number) =>
    `----------- SCAN SUMMARY -----------\nKnown viruses: 8700000\nEngine version: 1.4.1\nScanned files: 120\nInfected files: ${infected}\n`;
  expect(parseScan(`${summary(0)}${summary(2)}`, 7)).toEqual({
    scanned: 120,
    infected: 2,
    engine: "1.4.1",
    endedAtMs: 7,
  });
  expect(parseScan("nothing of the kind", 7)).toBeUndefined();
  const file = join(mkdtempSync(join(tmpdir(), "liuhen-scan-")), "report.log");
  expect(await readScanReport(file)).toBeUndefined();
  writeFileSync(file, `${"x".repeat(100_000)}\n${summary(1)}`);
  expect(await readScanReport(file)).toMatchObject({ infected: 1, scanned: 120 });
});
