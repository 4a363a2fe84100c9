import { expect, test } from "vitest";
import { startSimulatorProcess } from "../../tests/fixture/simulator-process.ts";

test("the process says where it is up, serves, and ends with its parent's pipe", async () => {
  await using simulator = startSimulatorProcess(
    "--cameras",
    "1",
    "--port",
    "0",
    "--control",
    "0",
    "--onvif",
    "0",
    "--fault",
    "C01:stall:1s@5s",
  );
  const up = await simulator.up();
  expect(Object.keys(up.onvifPorts)).toEqual(["C01"]);
  expect((await fetch(`http://127.0.0.1:${up.controlPort}/ledger`)).status).toBe(200);
  simulator.closeInput();
  expect(await simulator.exited).toBe(0);
});

test("a port that is taken, and a fault that cannot be read, end the process with a code of their kind", async () => {
  await using first = startSimulatorProcess("--cameras", "1", "--port", "0");
  const taken = String((await first.up()).rtspPort);
  const [port, control, fault] = [
    ["--port", taken],
    ["--control", taken, "--port", "0"],
    ["--fault", "C01:nonsense"],
  ].map((args) => startSimulatorProcess(...args).exited);
  expect([await port, await control, await fault]).toEqual([69, 69, 65]);
  expect(await first.stop()).toBe(0);
});
