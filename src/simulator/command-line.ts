import { Fault } from "../contract/faults.ts";
import { simulatedCameras } from "./camera.ts";
import type { LoginMode, SimulatedCamera } from "./camera.ts";
import { parsePlannedFault } from "./fault-switch.ts";
import type { PlannedFault } from "./fault-switch.ts";

export interface SimulatorCommand {
  readonly cameras: readonly SimulatedCamera[];
  readonly host: string;
  readonly port: number;
  readonly controlPort: number | undefined;
  readonly onvifPort: number | undefined;
  readonly login: LoginMode | undefined;
  readonly user: string | undefined;
  readonly faults: readonly PlannedFault[];
}

export const usage = `node src/simulator/main.ts [--cameras 4] [--port 8554] [--host 127.0.0.1]
  [--kbps 4000]            fill the main streams up to this rate
  [--control 8555]         control door (GET /ledger, POST /fault, POST /clear)
  [--onvif 8580]           ONVIF door of the first camera; the next cameras follow
  [--user viewer]          with the secret in LIUHEN_SIMULATOR_SECRET
  [--login basic|digest|digest-sha256]
  [--fault camera[/stream]:kind[=settings][:duration][@start]] …   e.g. C02:stall:20s@60s`;

/** Reads the arguments. Throws Fault `input` on anything unknown. */
export function readCommand(args: readonly string[]): SimulatorCommand {
  const given = new Map<string, string[]>();
  for (let at = 0; at < args.length; at += 2) {
    const [name = "", value] = args.slice(at, at + 2);
    if (!known.has(name) || value === undefined)
      throw new Fault("input", "simulator_usage", { hint: usage });
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  const one = (name: string) => given.get(name)?.at(-1);
  const login = one("--login");
  if (login !== undefined && !isLoginMode(login))
    throw new Fault("input", "simulator_usage", { hint: usage });
  return {
    cameras: simulatedCameras(whole(one("--cameras") ?? "4"), whole(one("--kbps") ?? "0")),
    host: one("--host") ?? "127.0.0.1",
    port: whole(one("--port") ?? "8554"),
    controlPort: wholeIfGiven(one("--control")),
    onvifPort: wholeIfGiven(one("--onvif")),
    login,
    user: one("--user"),
    faults: (given.get("--fault") ?? []).map(parsePlannedFault),
  };
}

const known = new Set([
  "--cameras",
  "--port",
  "--host",
  "--kbps",
  "--control",
  "--onvif",
  "--user",
  "--login",
  "--fault",
]);

function isLoginMode(text: string): text is LoginMode {
  return ["none", "basic", "digest", "digest-sha256"].includes(text);
}

function wholeIfGiven(text: string | undefined): number | undefined {
  return text === undefined ? undefined : whole(text);
}

function whole(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Fault("input", "simulator_usage", { hint: usage });
  return Number(text);
}
