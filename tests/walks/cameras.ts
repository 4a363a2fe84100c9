import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/platform/clock.ts";
import { openControl, simulatedCameras, startSimulator } from "../../src/simulator/index.ts";
import { sharedNames } from "./shared.ts";

/** The cameras that all furnished houses look at, and a folder for the house they are copied from. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-furnished-"));
  const simulator = await startSimulator({
    cameras: simulatedCameras(4),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  const control = await openControl(simulator, 0);
  process.env[sharedNames.folder] = folder;
  process.env[sharedNames.cameraPort] = String(simulator.port);
  process.env[sharedNames.controlPort] = String(control.port);
  return async () => {
    await control.close();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
