import { open, readdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { limits } from "../contract/limits.ts";
import type { UsbClass } from "../contract/maintenance.ts";

/** A device on a bus of this host, as the kernel names it. */
export interface UsbDevice {
  /** What it is, wherever it is plugged in. */
  readonly key: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string;
  readonly name: string;
  readonly class: UsbClass;
}

/** Two devices without a serial of their own and of one product cannot be told apart. */
export function usbKey(of: Pick<UsbDevice, "vendorId" | "productId" | "serial">): string {
  return `${of.vendorId}:${of.productId} ${of.serial}`;
}

const usbFolder = "/sys/bus/usb/devices";
const fileMostBytes = 256;
const hubClass = "09";
const deviceName = /^\d{1,3}-\d{1,3}(?:\.\d{1,3}){0,6}$/;
const interfaceName = /^\d{1,3}-\d{1,3}(?:\.\d{1,3}){0,6}:\d{1,3}\.\d{1,3}$/;

export function hostName(): string {
  return hostname().slice(0, 64);
}

/**
 * The devices plugged in now, hubs left out; undefined where this host shows none at all (no
 * `/sys/bus/usb`, as in a container). What vanishes while it is read is left out.
 */
export async function readUsbDevices(folder = usbFolder): Promise<UsbDevice[] | undefined> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return undefined;
  }
  const interfaces = names.filter((name) => interfaceName.test(name));
  const devices = names.filter((name) => deviceName.test(name)).slice(0, limits.usbDevicesMost);
  const read = await Promise.all(devices.map((name) => readDevice(folder, name, interfaces)));
  return read.filter((one) => one !== undefined);
}

async function readDevice(
  folder: string,
  name: string,
  interfaces: readonly string[],
): Promise<UsbDevice | undefined> {
  const told = (what: string) => readShort(join(folder, name, what));
  const [vendorId, productId, deviceClass] = await Promise.all(
    ["idVendor", "idProduct", "bDeviceClass"].map(told),
  );
  if (!/^[0-9a-f]{4}$/.test(vendorId ?? "") || !/^[0-9a-f]{4}$/.test(productId ?? ""))
    return undefined;
  if (deviceClass === hubClass) return undefined;
  const classes = await Promise.all(
    interfaces
      .filter((one) => one.startsWith(`${name}:`))
      .map((one) => readShort(join(folder, one, "bInterfaceClass"))),
  );
  const [toldSerial = "", product = "", maker = ""] = await Promise.all(
    ["serial", "product", "manufacturer"].map(told),
  );
  const serial = toldSerial.slice(0, limits.serialCharacters);
  return {
    key: usbKey({ vendorId: vendorId ?? "", productId: productId ?? "", serial }),
    vendorId: vendorId ?? "",
    productId: productId ?? "",
    serial,
    name: `${maker} ${product}`.trim().slice(0, limits.nameCharacters),
    class: classOf(classes),
  };
}

function classOf(classes: readonly (string | undefined)[]): UsbClass {
  if (classes.includes("08")) return "storage";
  return classes.length > 0 && classes.every((one) => one === "03") ? "input" : "other";
}

/** What a device says of itself is not ours: bounded, without control characters. */
async function readShort(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(fileMostBytes), 0, fileMostBytes, 0);
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead));
    return text.replaceAll(/[\u0000-\u001f\u007f\ufffd]/g, "").trim();
  } catch {
    return undefined;
  }
}
