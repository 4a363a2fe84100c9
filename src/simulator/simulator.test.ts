import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { listen, until } from "../../tests/fixture/listener.ts";
import { systemClock } from "../platform/clock.ts";
import type { FaultSwitch, LoginMode, RunReport, SimulatorOptions } from "./index.ts";
import { simulatedCameras, startSimulator } from "./index.ts";

async function simulated(more: Partial<SimulatorOptions> = {}) {
  const cameras = simulatedCameras(4);
  const simulator = await startSimulator({
    cameras,
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    ...more,
  });
  return Object.assign(simulator, { [Symbol.asyncDispose]: () => simulator.stop() });
}

const isGapless = (frames: readonly number[]) =>
  frames.every((frame, at) => at === 0 || frame === (frames[at - 1] ?? 0) + 1);
const numbersIn = (spans: RunReport["sent"]) =>
  spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
const loss = (fault: Partial<Extract<FaultSwitch, { kind: "loss" }>>): FaultSwitch => ({
  kind: "loss",
  percent: 0,
  packets: 0,
  seed: 1,
  ...fault,
});
const wait = (ms: number) => systemClock.sleep(ms);

test.concurrent.each(["tcp", "udp"] as const)(
  "every frame handed to the network arrives once and in order over %s",
  async (transport) => {
    await using simulator = await simulated();
    await Promise.all(
      simulator.cameras.map(async ({ label: camera }) => {
        await using heard = await listen(simulator, { camera, transport });
        await until(() => heard.frames().length > 30);
        await heard.stop();
        const [run] = simulator.ledgerOf({ camera, stream: "main" }).runs;
        expect(isGapless(heard.frames())).toBe(true);
        expect(heard.frames()[0]).toBe(run?.sent[0]?.[0]);
        expect(run).toMatchObject({ transport, damaged: [] });
        expect(heard.of("loss")).toEqual([]);
        expect(numbersIn(run?.sent ?? [])).toEqual(expect.arrayContaining(heard.frames()));
      }),
    );
  },
);

test.concurrent("the four cameras offer what they should: H.264 and H.265, AAC and A-law", async () => {
  await using simulator = await simulated();
  const found = await Promise.all(
    simulator.cameras.map(async ({ label: camera }) => {
      await using heard = await listen(simulator, { camera });
      return [
        heard.video?.codec,
        heard.video?.widthPixels,
        heard.audio?.codec,
        heard.audio?.sampleRate,
      ];
    }),
  );
  expect(found).toEqual([
    ["h264", 640, "aac", 32_000],
    ["h264", 1280, "aac", 32_000],
    ["h265", 640, "aac", 32_000],
    ["h264", 640, "pcma", 8_000],
  ]);
});

test.concurrent("timestamps run on evenly: 3600 ticks a frame, 1024 samples a sound, tracks together", async () => {
  await using simulator = await simulated();
  await using heard = await listen(simulator, { camera: "C01" });
  await until(() => heard.of("video").length > 40);
  expect(heard.of("video").map(({ time }) => time)).toEqual(
    heard.of("video").map((_, at) => at * 3_600),
  );
  expect(heard.of("audio").map(({ time }) => time)).toEqual(
    heard.of("audio").map((_, at) => at * 1_024),
  );
  expect(heard.of("video")[0]?.key).toBe(true);
});

test.concurrent("lost packets hurt exactly the frames the ledger names", async () => {
  await using simulator = await simulated({ cameras: simulatedCameras(1, 3_000) });
  await using heard = await listen(simulator, { camera: "C01" });
  await until(() => heard.frames().length > 5);
  simulator.inject({ camera: "C01" }, loss({ percent: 4, seed: 42 }));
  await until(() => heard.of("loss").length > 10);
  simulator.clear({ camera: "C01" }, "loss");
  await until(() => heard.of("video").length > 60);
  await heard.stop();
  const [run] = simulator.ledgerOf({ camera: "C01", stream: "main" }).runs;
  const damaged = numbersIn(run?.damaged ?? []);
  expect(damaged.length).toBeGreaterThan(5);
  expect(heard.frames().filter((frame) => damaged.includes(frame))).toEqual([]);
  const last = heard.frames().at(-1) ?? 0;
  expect(heard.frames()).toEqual(numbersIn(run?.sent ?? []).filter((frame) => frame <= last));
});

test.concurrent("the next k packets are lost, and no more", async () => {
  await using simulator = await simulated();
  await using heard = await listen(simulator, { camera: "C02" });
  await until(() => heard.frames().length > 5);
  simulator.inject({ camera: "C02" }, loss({ packets: 7 }));
  await wait(1_200);
  expect(heard.of("loss").reduce((sum, { packets }) => sum + packets, 0)).toBe(7);
});

test.concurrent("a stalled camera keeps the connection, sends and answers nothing, then goes on with the present", async () => {
  await using simulator = await simulated();
  await using heard = await listen(simulator, { camera: "C01" });
  await until(() => heard.frames().length > 5);
  simulator.plan({ camera: "C01", fault: { kind: "stall" }, atMs: 0, forMs: 1_500 });
  await wait(300);
  const before = heard.events.length;
  await wait(900);
  expect(heard.events.length).toBe(before);
  await until(() => heard.events.length > before + 20);
  const frames = heard.frames();
  const jumps = frames.slice(1).filter((frame, at) => frame !== (frames[at] ?? 0) + 1);
  expect(jumps.length).toBe(1);
  const missing = (frames.at(-1) ?? 0) - (frames[0] ?? 0) + 1 - frames.length;
  expect(missing / 25).toBeGreaterThan(1.3);
  expect(missing / 25).toBeLessThan(1.8);
  const [run] = simulator.ledgerOf({ camera: "C01", stream: "main" }).runs;
  expect(run?.sent.length).toBe(2);
});

test.concurrent("a killed camera drops its clients and refuses new ones until it is revived; the others stay", async () => {
  const cameras = simulatedCameras(2).map((camera) => ({ ...camera, ownPort: 0 }));
  await using simulator = await simulated({ cameras });
  await using other = await listen(simulator, { camera: "C02" });
  const heard = await listen(simulator, { camera: "C01" });
  simulator.inject({ camera: "C01" }, { kind: "kill" });
  expect(await heard.closed).toBe("disconnected");
  await simulator.settled();
  const port = simulator.sourceOf({ camera: "C01", stream: "main" }).port;
  const [refusal]: unknown[] = await once(connect(port, "127.0.0.1"), "error");
  expect(refusal).toMatchObject({ code: "ECONNREFUSED" });
  await expect(listen(simulator, { camera: "C01" })).rejects.toThrow("camera_unreachable");
  simulator.clear({ camera: "C01" }, "kill");
  await simulator.settled();
  await using again = await listen(simulator, { camera: "C01" });
  await until(() => again.frames().length > 3);
  expect(isGapless(other.frames())).toBe(true);
});

test.concurrent("at the shared port a killed camera drops whoever asks for it", async () => {
  await using simulator = await simulated({
    faults: [{ camera: "C01", fault: { kind: "kill" }, atMs: 0 }],
  });
  await until(() => simulator.hasFault({ camera: "C01" }, "kill"));
  await expect(listen(simulator, { camera: "C01" })).rejects.toThrow("camera_unreachable");
  await using other = await listen(simulator, { camera: "C02" });
  expect(other.video?.codec).toBe("h264");
});

test.concurrent("sender reports show the camera's clock: its offset, a jump and a drift", async () => {
  const cameras = simulatedCameras(1).map((camera) => ({ ...camera, clockOffsetMs: 5_000 }));
  await using simulator = await simulated({ cameras, reportEveryMs: 200 });
  await using heard = await listen(simulator, { camera: "C01" });
  const offsets = () => heard.of("report").map(({ cameraMs, arrivalMs }) => cameraMs - arrivalMs);
  await until(() => offsets().length > 4);
  for (const offset of offsets()) expect(Math.abs(offset - 5_000)).toBeLessThan(150);
  simulator.inject({ camera: "C01" }, { kind: "clock", offsetMs: -8_000, ppm: 100_000 });
  const seen = offsets().length;
  await until(() => offsets().length > seen + 10);
  const after = offsets().slice(seen + 2);
  expect(Math.abs((after[0] ?? 0) + 3_000)).toBeLessThan(250);
  expect((after.at(-1) ?? 0) - (after[0] ?? 0)).toBeGreaterThan(50);
});

test.concurrent("a drifting sound shows in its timestamps against the picture's", async () => {
  await using simulator = await simulated({ reportEveryMs: 200 });
  await using heard = await listen(simulator, { camera: "C01" });
  /** Audio media time at a camera instant, minus video media time at the same instant, in ms. */
  const apart = () => {
    const of = (track: string) => heard.of("report").findLast((report) => report.track === track);
    const [video, audio] = [of("video"), of("audio")];
    if (video === undefined || audio === undefined) return Number.NaN;
    return audio.time / 32 - video.time / 90 - (audio.cameraMs - video.cameraMs);
  };
  await until(() => Math.abs(apart()) < 40);
  simulator.inject({ camera: "C01" }, { kind: "audio-drift", offsetMs: 700, ppm: 0 });
  await until(() => Math.abs(apart() - 700) < 40);
  expect(Math.abs(apart() - 700)).toBeLessThan(40);
});

test.concurrent("without audio the sound stops and the picture goes on", async () => {
  await using simulator = await simulated();
  await using heard = await listen(simulator, { camera: "C04" });
  await until(() => heard.of("audio").length > 3);
  simulator.inject({ camera: "C04" }, { kind: "no-audio" });
  await wait(100);
  const before = heard.of("audio").length;
  const frames = heard.frames().length;
  await until(() => heard.frames().length > frames + 10);
  expect(heard.of("audio").length).toBe(before);
  expect(heard.audio?.codec).toBe("pcma");
});

test.concurrent("other parameter sets come in mid-stream and no frame is missing", async () => {
  await using simulator = await simulated();
  await using heard = await listen(simulator, { camera: "C03" });
  await until(() => heard.frames().length > 5);
  simulator.inject({ camera: "C03" }, { kind: "parameters" });
  await until(() =>
    heard.of("video-parameters").some(({ parameters }) => parameters.widthPixels === 320),
  );
  await until(() => heard.frames().length > 40);
  expect(isGapless(heard.frames())).toBe(true);
});

test.concurrent("another codec is offered after the connection was dropped, and back", async () => {
  await using simulator = await simulated();
  const heard = await listen(simulator, { camera: "C01" });
  simulator.inject({ camera: "C01" }, { kind: "codec" });
  expect(await heard.closed).toBe("disconnected");
  const other = await listen(simulator, { camera: "C01" });
  expect(other.video?.codec).toBe("h265");
  await until(() => other.frames().length > 3);
  simulator.clear({ camera: "C01" }, "codec");
  expect(await other.closed).toBe("disconnected");
  await using again = await listen(simulator, { camera: "C01" });
  expect(again.video?.codec).toBe("h264");
});

test.concurrent("on a thin line frames go missing whole, up to a key frame", async () => {
  await using simulator = await simulated({ cameras: simulatedCameras(1, 2_000) });
  await using heard = await listen(simulator, { camera: "C01" });
  await until(() => heard.frames().length > 5);
  simulator.inject({ camera: "C01" }, { kind: "slow", kbps: 600 });
  await until(
    () => heard.frames().some((frame, at, all) => at > 0 && frame > (all[at - 1] ?? 0) + 1),
    15_000,
  );
  expect(heard.of("loss")).toEqual([]);
  const frames = heard.frames();
  const after = frames.filter((frame, at) => at > 0 && frame !== (frames[at - 1] ?? 0) + 1);
  for (const frame of after) expect(frame % 25).toBe(0);
});

test.concurrent.each(["basic", "digest", "digest-sha256"] as const)(
  "the %s login lets in who knows the secret, and nobody after it changed",
  async (login: LoginMode) => {
    await using simulator = await simulated({
      user: "viewer",
      secret: "open, sesame: 芝麻",
      login,
    });
    const known = { camera: "C01", user: "viewer", secret: "open, sesame: 芝麻" };
    const heard = await listen(simulator, known);
    await until(() => heard.frames().length > 3);
    await expect(listen(simulator, { ...known, secret: "wrong" })).rejects.toThrow(
      "camera_login_refused",
    );
    await expect(listen(simulator, { camera: "C01" })).rejects.toThrow("camera_login_refused");
    simulator.inject({ camera: "C01" }, { kind: "login", user: "viewer", secret: "new" });
    expect(await heard.closed).toBe("disconnected");
    await expect(listen(simulator, known)).rejects.toThrow("camera_login_refused");
    await using again = await listen(simulator, { ...known, secret: "new" });
    expect(again.video?.codec).toBe("h264");
  },
);

test.concurrent("a camera that is not there is answered with 404 and cannot have faults", async () => {
  await using simulator = await simulated();
  expect(() => simulator.inject({ camera: "C09" }, { kind: "kill" })).toThrow(
    "simulator_no_such_camera",
  );
  const nobody = Object.assign(Object.create(simulator), {
    sourceOf: () => ({ host: "127.0.0.1", port: simulator.port, path: "/C09/main" }),
  });
  await expect(listen(nobody, { camera: "C09" })).rejects.toThrow("camera_unusable");
});
