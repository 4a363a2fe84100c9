import { suspicions } from "../conduct/index.ts";
import { type UsbWatch, devices } from "../maintenance/index.ts";
import type { Job } from "./run-jobs.ts";

/** Signs of violations in the ledger, devices that change, and what is plugged into this host. */
export function careJobs(usbWatch: UsbWatch): Job[] {
  return [
    { name: "conduct-signs", everyMs: 5_000, run: suspicions.look },
    { name: "camera-changes", everyMs: 10_000, run: devices.watch },
    { name: "usb", everyMs: 5_000, run: (at) => usbWatch.look(at) },
  ];
}
