import { z } from "zod";
import { listenHttp } from "../platform/http-server.ts";
import type { HttpAnswer, HttpAsked, HttpServer } from "../platform/http-server.ts";
import { FaultSwitch, FaultTarget, PlannedFault } from "./fault-switch.ts";
import type { Simulator } from "./simulator.ts";

const kinds = FaultSwitch.options.map((option) => option.shape.kind.value);
const ClearRequest = FaultTarget.extend({ kind: z.enum(kinds).optional() });

/**
 * The control door, on loopback only:
 *
 *   GET  /ledger  what every stream has sent (array of StreamLedger)
 *   POST /fault   {"camera":"C02","stream"?:"main","fault":{"kind":"stall"},"atMs"?:0,"forMs"?:20000}
 *   POST /clear   {"camera":"C02","stream"?:"main","kind"?:"stall"}   without `kind`: every fault
 *
 * Bodies are JSON and must say so; a request that names another host is refused, so that no web page
 * can reach it.
 */
export function openControl(simulator: Simulator, port: number): Promise<HttpServer> {
  const answer = (asked: HttpAsked) => Promise.resolve(decide(simulator, asked));
  return listenHttp({ host: "127.0.0.1", port, bodyMostBytes: 16_384, answer });
}

function decide(simulator: Simulator, asked: HttpAsked): HttpAnswer {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(asked.host)) return said(403, { error: "host" });
  if (asked.method === "GET" && asked.path === "/ledger") return said(200, simulator.ledger());
  if (asked.method !== "POST") return said(404, { error: "no such door" });
  if (!asked.contentType.startsWith("application/json"))
    return said(415, { error: "application/json" });
  const body = readJson(asked.body);
  if (asked.path === "/fault") {
    const planned = PlannedFault.safeParse(body);
    if (!planned.success) return said(400, { error: z.prettifyError(planned.error) });
    return attempt(() => simulator.plan(planned.data));
  }
  if (asked.path !== "/clear") return said(404, { error: "no such door" });
  const clear = ClearRequest.safeParse(body);
  if (!clear.success) return said(400, { error: z.prettifyError(clear.error) });
  const { kind, ...target } = clear.data;
  return attempt(() => simulator.clear(target, kind));
}

/** The only thing left to go wrong is a camera that is not there. */
function attempt(act: () => void): HttpAnswer {
  try {
    act();
    return said(200, { ok: true });
  } catch (cause) {
    return said(404, { error: cause instanceof Error ? cause.message : "failed" });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function said(status: number, body: unknown): HttpAnswer {
  return { status, contentType: "application/json", body: `${JSON.stringify(body)}\n` };
}
