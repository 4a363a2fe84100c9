import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readUsbDevices } from "./usb-devices.ts";

function bus(devices: Record<string, Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-usb-"));
  for (const [name, files] of Object.entries(devices)) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files))
      writeFileSync(join(folder, name, file), `${text}\n`);
  }
  return folder;
}

test("[S0-14.3] devices on the bus are told by what the kernel says of them, hubs left out", async () => {
  const folder = bus({
    usb1: { idVendor: "1d6b", idProduct: "0002", bDeviceClass: "09" },
    "1-1": { idVendor: "05e3", idProduct: "0610", bDeviceClass: "09" },
    "1-1.2": {
      idVendor: "0781",
      idProduct: "5581",
      bDeviceClass: "00",
      serial: "4C53\u0000\u00070001",
      product: "Ultra",
      manufacturer: "SanDisk",
    },
    "1-1.2:1.0": { bInterfaceClass: "08" },
    "1-2": { idVendor: "046d", idProduct: "c31c", bDeviceClass: "00", product: "Keyboard" },
    "1-2:1.0": { bInterfaceClass: "03" },
    "1-3": { idVendor: "zzzz", idProduct: "0001" },
    "2-1": { idVendor: "18d1", idProduct: "4ee1", bDeviceClass: "00", serial: "x".repeat(900) },
  });
  try {
    const found = (await readUsbDevices(folder))?.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(found).toMatchObject([
      { vendorId: "046d", class: "input", name: "Keyboard", serial: "" },
      { key: "0781:5581 4C530001", class: "storage", name: "SanDisk Ultra" },
      { vendorId: "18d1", class: "other", serial: "x".repeat(64) },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a host that shows no bus is told apart from one with nothing plugged in", async () => {
  expect(await readUsbDevices("/nowhere/usb")).toBeUndefined();
  const folder = bus({});
  try {
    expect(await readUsbDevices(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
