import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const exited = once(child, "exit").then(([code]: unknown[]) => code);
  const line = once(child.stdout, "data").then(([data]: unknown[]) => String(data));
  return { child, exited, line };
}

test("the process says where it is up, serves, and ends with its parent's pipe", async () => {
  const { child, exited, line } = start("--cameras", "1", "--port", "0", "--control", "0", "--onvif", "0", "--fault", "C01:stall:1s@5s");
  const Up = z.object({ rtspPort: z.int().min(1), controlPort: z.int().min(1), onvifPorts: z.record(z.string(), z.int()) });
  const up = Up.parse(JSON.parse(await line));
  expect(Object.keys(up.onvifPorts)).toEqual(["C01"]);
  expect((await fetch(`http://127.0.0.1:${up.controlPort}/ledger`)).status).toBe(200);
  child.stdin.end();
  expect(await exited).toBe(0);
});

test("a port that is taken, and a fault that cannot be read, end the process with a code of their kind", async () => {
  const first = start("--cameras", "1", "--port", "0", "--control", "0");
  const { rtspPort } = z.object({ rtspPort: z.int() }).parse(JSON.parse(await first.line));
  expect(await start("--port", String(rtspPort)).exited).toBe(69);
  expect(await start("--control", String(rtspPort), "--port", "0").exited).toBe(69);
  expect(await start("--fault", "C01:nonsense").exited).toBe(65);
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
});
