import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CameraState } from "../../contract/spool.ts";
import { changesOf, looksOf } from "./camera-looks.ts";
import { isJsonLines, needsRegister, readUsbLines, readUsbTable, usbChanges } from "./usb-log.ts";
import { isUnderWarranty, warrantyUntil } from "./warranty.ts";

const state = (software: string | undefined, widthPixels = 1920): CameraState => ({
  cameraId: "0190a0a0-0000-7000-8000-000000000001",
  stream: "main",
  state: "recording",
  sinceMs: 0,
  bytesPerSecond: 0,
  framesPerSecond: 25,
  packetsLost: 0,
  queueBytes: 0,
  made: {
    ...(software === undefined ? {} : { software }),
    video: { codec: "h264", codecString: "avc1.64001f", widthPixels, heightPixels: 1080 },
  },
});
const changed = (before: CameraState, after: CameraState) =>
  changesOf(looksOf(before) ?? {}, looksOf(after) ?? {});

describe("what a camera says of itself", () => {
  test("[S0-5.4.1] is changed by another firmware, codec or size, told by name", () => {
    expect(changed(state("Cam/1.0"), state("Cam/1.1"))).toEqual([
      { name: "software", before: "Cam/1.0", after: "Cam/1.1" },
    ]);
    expect(changed(state("Cam/1.0"), state("Cam/1.0", 1280)).map(({ name }) => name)).toEqual([
      "width",
    ]);
  });

  test("is no change where nothing changed, or it was not told before or is not now", () => {
    expect(changed(state("Cam/1.0"), state("Cam/1.0"))).toEqual([]);
    expect(changed(state(undefined), state("Cam/1.0"))).toEqual([]);
    expect(changed(state("Cam/1.0"), state(undefined))).toEqual([]);
    const { made: _made, ...silent } = state("Cam/1.0");
    expect(looksOf(silent)).toBeUndefined();
  });
});

describe("the warranty", () => {
  test("[N-28] ends three years after acceptance; the day after is out of it", () => {
    expect(warrantyUntil("2023-06-01")).toBe("2026-06-01");
    expect(isUnderWarranty("2023-06-01", "2026-06-01")).toBe(true);
    expect(isUnderWarranty("2023-06-01", "2026-06-02")).toBe(false);
    expect(isUnderWarranty("2023-06-01", "2023-05-31")).toBe(false);
    expect(warrantyUntil("2024-02-29")).toBe("2027-02-28");
  });
});

const line = {
  time: "2026-06-01T08:00:00+08:00",
  host: "guard-pc-1",
  action: "attached",
  class: "storage",
  vendor: "0781",
  product: "5581",
  serial: "4C530001",
  name: "SanDisk Ultra",
};
const names = Object.keys(line);

describe("a host's USB log", () => {
  test("[S0-14.3] is read alike from JSON lines and from a table in any order of columns", () => {
    const lines = readUsbLines(`${JSON.stringify(line)}\n\n${JSON.stringify(line)}\n`);
    const turned = names.toReversed();
    const table = readUsbTable([turned, Object.values(line).toReversed()]);
    expect(lines?.sightings[0]).toMatchObject({
      host: "guard-pc-1",
      atMs: Date.UTC(2026, 5, 1),
      vendorId: "0781",
    });
    expect(lines).toMatchObject({ rows: 2, faults: [] });
    expect(table?.sightings).toEqual(lines?.sightings.slice(0, 1));
  });

  test("with a line that is not in form names its row and what is wrong", () => {
    const bad = [
      { ...line, time: "2026-06-01 08:00" },
      { ...line, action: "eaten" },
      { ...line, vendor: "07" },
      { ...line, name: "a\u0007b" },
      { ...line, host: "" },
    ];
    const log = readUsbLines(bad.map((one) => JSON.stringify(one)).join("\n"));
    expect(log?.faults.map(({ reason }) => reason)).toEqual([
      "atMs",
      "action",
      "vendorId",
      "name",
      "host",
    ]);
    expect(log?.faults[4]?.row).toBe(5);
    expect(readUsbLines("{}\nnull\n[1]\n{broken")?.faults).toHaveLength(4);
  });

  test("without its columns, without lines or with too many of them is none", () => {
    expect(
      readUsbTable([
        ["time", "host"],
        ["x", "y"],
      ]),
    ).toBeUndefined();
    expect(readUsbTable([names])).toBeUndefined();
    expect(readUsbLines("\n \n")).toBeUndefined();
    expect(readUsbLines("{}\n".repeat(5_001))).toBeUndefined();
    expect(isJsonLines(" \n{")).toBe(true);
    expect(isJsonLines("time,host")).toBe(false);
  });

  test("asks the register for what can carry files, plugged in", () => {
    expect(needsRegister({ class: "storage", action: "attached" })).toBe(true);
    expect(needsRegister({ class: "other", action: "attached" })).toBe(true);
    expect(needsRegister({ class: "input", action: "attached" })).toBe(false);
    expect(needsRegister({ class: "storage", action: "detached" })).toBe(false);
  });

  test("of two looks tells each device that came or went once, whatever was there", () => {
    const devices = fc
      .uniqueArray(fc.string({ maxLength: 3 }))
      .map((keys) => keys.map((key) => ({ key })));
    fc.assert(
      fc.property(devices, devices, (before, now) => {
        const { attached, detached } = usbChanges(before, now);
        const left = before.filter((one) => !detached.includes(one));
        const keys = [...left, ...attached].map(({ key }) => key).toSorted();
        expect(keys).toEqual(now.map(({ key }) => key).toSorted());
      }),
      { seed: 20_261_122 },
    );
  });
});
