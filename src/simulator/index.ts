export { simulatedCameras } from "./camera.ts";
export type { LoginMode, SimulatedCamera, StreamKey } from "./camera.ts";
export type { StreamLedger } from "./camera-stream.ts";
export { FaultSwitch, parsePlannedFault, PlannedFault } from "./fault-switch.ts";
export type { FaultKindName, FaultTarget } from "./fault-switch.ts";
export type { RunReport } from "./run.ts";
export { startSimulator } from "./simulator.ts";
export type { Simulator, SimulatorOptions } from "./simulator.ts";
