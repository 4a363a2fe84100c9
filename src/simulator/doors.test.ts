import { once } from "node:events";
import { request } from "node:http";
import { expect, test } from "vitest";
import { systemClock } from "../platform/clock.ts";
import { probeOnvif } from "../platform/onvif.ts";
import { openControl, openOnvif, simulatedCameras, startSimulator } from "./index.ts";
import type { SimulatorOptions } from "./index.ts";

const login = { user: "viewer", secret: "芝麻 & <open>" };

async function simulated(more: Partial<SimulatorOptions> = {}) {
  const cameras = simulatedCameras(4);
  const simulator = await startSimulator({
    cameras,
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    ...more,
  });
  const onvif = await openOnvif(simulator, 0);
  const control = await openControl(simulator, 0);
  const stop = async () =>
    void (await Promise.all([simulator.stop(), onvif.close(), control.close()]));
  const probe = (camera: string, as = login) =>
    probeOnvif({
      host: "127.0.0.1",
      port: onvif.ports.get(camera) ?? 0,
      networks: ["127.0.0.0/8"],
      clock: systemClock,
      ...as,
    });
  const ask = (
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "content-type": "application/json" },
  ) =>
    fetch(
      `http://127.0.0.1:${control.port}${path}`,
      body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers },
    );
  return { simulator, onvif, probe, ask, [Symbol.asyncDispose]: stop };
}

test.concurrent("our ONVIF probe finds maker, both profiles and their streams, H.265 by its name", async () => {
  await using house = await simulated(login);
  const source = {
    scheme: "rtsp",
    host: "127.0.0.1",
    port: house.simulator.port,
    transport: "auto",
  } as const;
  expect(await house.probe("C03")).toEqual({
    ok: true,
    value: {
      maker: "Liuhen",
      model: "Simulated camera (hands)",
      firmware: "1",
      profiles: [
        {
          token: "main",
          name: "main",
          codec: "H265",
          widthPixels: 640,
          heightPixels: 360,
          source: { ...source, path: "/C03/main" },
        },
        {
          token: "sub",
          name: "sub",
          codec: "H264",
          widthPixels: 320,
          heightPixels: 180,
          source: { ...source, path: "/C03/sub" },
        },
      ],
    },
  });
});

test.concurrent("ONVIF refuses a wrong secret, a wrong user and nobody", async () => {
  await using house = await simulated(login);
  for (const wrong of [
    { ...login, secret: "x" },
    { ...login, user: "x" },
    { user: "", secret: "" },
  ]) {
    expect(await house.probe("C01", wrong)).toMatchObject({
      ok: false,
      code: "camera_login_refused",
    });
  }
});

test.concurrent("ONVIF is signed in by the camera's own clock, ten hours wrong as it may be", async () => {
  const cameras = simulatedCameras(1).map((camera) => ({ ...camera, clockOffsetMs: -36_000_000 }));
  await using house = await simulated({ ...login, cameras });
  expect(await house.probe("C01")).toMatchObject({ ok: true });
});

test.concurrent("a UsernameToken is good once", async () => {
  await using house = await simulated(login);
  const created = new Date(systemClock.now()).toISOString();
  const { sha1Base64 } = await import("../platform/hash-text.ts");
  const nonce = Buffer.from("once");
  const token = `<Username>viewer</Username><Password>${sha1Base64(nonce, created, login.secret)}</Password><Nonce>${nonce.toString("base64")}</Nonce><Created>${created}</Created>`;
  const body = `<Envelope><Header><Security><UsernameToken>${token}</UsernameToken></Security></Header><Body><GetDeviceInformation/></Body></Envelope>`;
  const post = async () =>
    (
      await fetch(`http://127.0.0.1:${house.onvif.ports.get("C01")}/onvif/device_service`, {
        method: "POST",
        body,
      })
    ).status;
  expect([await post(), await post()]).toEqual([200, 400]);
});

test.concurrent("a killed camera does not answer ONVIF either", async () => {
  await using house = await simulated({
    faults: [{ camera: "C02", fault: { kind: "kill" }, atMs: 0 }],
  });
  await systemClock.sleep(50);
  expect(await house.probe("C02")).toMatchObject({ ok: false, code: "camera_unreachable" });
  expect(await house.probe("C01")).toMatchObject({ ok: true });
});

test.concurrent("the control door sets and clears faults and shows the ledger", async () => {
  await using house = await simulated();
  const target = { camera: "C02", stream: "sub" } as const;
  expect(
    (await house.ask("/fault", { ...target, fault: { kind: "stall" }, forMs: 60_000 })).status,
  ).toBe(200);
  await systemClock.sleep(50);
  expect(house.simulator.hasFault(target, "stall")).toBe(true);
  expect(house.simulator.hasFault({ camera: "C02", stream: "main" }, "stall")).toBe(false);
  expect((await house.ask("/clear", target)).status).toBe(200);
  expect(house.simulator.hasFault(target, "stall")).toBe(false);
  const ledger: unknown = await (await house.ask("/ledger")).json();
  expect(ledger).toHaveLength(8);
  expect(ledger).toMatchObject([
    { camera: "C01", stream: "main", runs: [] },
    { stream: "sub" },
    {},
    {},
    {},
    {},
    {},
    {},
  ]);
});

test.concurrent("the control door refuses what is no fault, no camera, no JSON", async () => {
  await using house = await simulated();
  const status = async (...asked: Parameters<typeof house.ask>) =>
    (await house.ask(...asked)).status;
  expect(await status("/fault", { camera: "C01", fault: { kind: "explode" } })).toBe(400);
  expect(await status("/fault", { camera: "C09", fault: { kind: "kill" } })).toBe(404);
  expect(
    await status(
      "/fault",
      { camera: "C01", fault: { kind: "kill" } },
      { "content-type": "text/plain" },
    ),
  ).toBe(415);
  expect(await status("/fault", { pad: "x".repeat(20_000) })).toBe(413);
  expect(await status("/elsewhere")).toBe(404);
});

test.concurrent("the control door refuses a page that gave this machine another name", async () => {
  await using house = await simulated();
  const { port } = new URL((await house.ask("/ledger")).url);
  const asked = request({
    host: "127.0.0.1",
    port,
    path: "/ledger",
    headers: { host: "evil.example" },
  });
  const [answer]: unknown[] = await once(asked.end(), "response");
  expect(answer).toMatchObject({ statusCode: 403 });
});
