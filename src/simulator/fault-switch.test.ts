import { expect, test } from "vitest";
import { parsePlannedFault } from "./fault-switch.ts";
import { readCommand } from "./command-line.ts";

test.each([
  ["C02:stall:20s@60s", { camera: "C02", fault: { kind: "stall" }, forMs: 20_000, atMs: 60_000 }],
  ["C02:kill", { camera: "C02", fault: { kind: "kill" }, atMs: 0 }],
  [
    "C03/sub:loss=2.5%,seed=7",
    {
      camera: "C03",
      stream: "sub",
      fault: { kind: "loss", percent: 2.5, packets: 0, seed: 7 },
      atMs: 0,
    },
  ],
  [
    "C01:loss=packets=3@500ms",
    { camera: "C01", fault: { kind: "loss", percent: 0, packets: 3, seed: 1 }, atMs: 500 },
  ],
  [
    "C01:clock=-1500ms,ppm=200",
    { camera: "C01", fault: { kind: "clock", offsetMs: -1_500, ppm: 200 }, atMs: 0 },
  ],
  [
    "C04:audio-drift=0.7s:1.5s",
    { camera: "C04", fault: { kind: "audio-drift", offsetMs: 700, ppm: 0 }, forMs: 1_500, atMs: 0 },
  ],
  ["C04:slow=200", { camera: "C04", fault: { kind: "slow", kbps: 200 }, atMs: 0 }],
])("the fault %s is read", (text, planned) => {
  expect(parsePlannedFault(text)).toEqual(planned);
});

test.each([
  "",
  "C01",
  "C01:nonsense",
  "C01:stall:20",
  "C01:slow",
  "C01:loss=200%",
  "C01:login=a",
  "../x:kill",
  "C01:kill=5",
])("the fault %j is refused", (text) => {
  expect(() => parsePlannedFault(text)).toThrow("fault_unreadable");
});

test("the command line is read, and nothing unknown passes", () => {
  const command = readCommand([
    "--cameras",
    "2",
    "--port",
    "0",
    "--fault",
    "C01:kill",
    "--fault",
    "C02:stall",
  ]);
  expect(command).toMatchObject({
    port: 0,
    host: "127.0.0.1",
    cameras: [{ label: "C01" }, { label: "C02" }],
  });
  expect(command.faults.map(({ fault }) => fault.kind)).toEqual(["kill", "stall"]);
  for (const args of [["--camera", "2"], ["--port"], ["--port", "x"], ["--login", "ntlm"]]) {
    expect(() => readCommand(args)).toThrow("simulator_usage");
  }
});
