import { afterEach, describe, expect, test } from "vitest";
import type { StreamEvent } from "../contract/stream.ts";
import { splitLengths } from "../kernel/media/nal.ts";
import { systemClock } from "../platform/clock.ts";
import { openStream } from "../platform/rtsp/client.ts";
import type { OpenStream } from "../platform/rtsp/client.ts";
import { probeStream } from "../platform/rtsp/probe.ts";
import { simulatedCameras } from "./camera.ts";
import { startSimulator } from "./simulator.ts";
import type { Simulator } from "./simulator.ts";

const login = { user: "u", secret: 'p"q' } as const;
let running: Simulator | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(): Promise<Simulator> {
  running = await startSimulator({
    cameras: simulatedCameras(4, 1_000),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    ...login,
    login: "digest-sha256",
    reportEveryMs: 500,
  });
  return running;
}

function address(simulator: Simulator, camera: string, transport: "auto" | "tcp" | "udp" = "auto") {
  const { host, port, path } = simulator.sourceOf({ camera, stream: "main" });
  const source = { scheme: "rtsp", host, port, path, transport } as const;
  return { source, networks: ["127.0.0.0/8"], clock: systemClock, ...login };
}

async function watch(
  simulator: Simulator,
  camera: string,
  transport: "tcp" | "udp" = "tcp",
): Promise<{ stream: OpenStream; events: StreamEvent[] }> {
  const events: StreamEvent[] = [];
  const onEvent = (event: StreamEvent) => events.push(event);
  return {
    stream: await openStream({ ...address(simulator, camera, transport), onEvent }),
    events,
  };
}

/** A camera begins with a key frame, up to a second after PLAY. */
async function firstPicture(events: readonly StreamEvent[]): Promise<void> {
  const seen = () => events.some((event) => event.type === "video");
  await expect.poll(seen, { timeout: 10_000 }).toBe(true);
}

function frames(spans: readonly (readonly [number, number])[]): number[] {
  return spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
}

describe("the client reads the simulated cameras", () => {
  test.each(["tcp", "udp"] as const)(
    "[S0-6.1a] over %s exactly the frames that lost no packet arrive, in order",
    async (transport) => {
      const simulator = await start();
      const { stream, events } = await watch(simulator, "C01", transport);
      await firstPicture(events);
      simulator.inject({ camera: "C01" }, { kind: "loss", percent: 3, packets: 0, seed: 7 });
      await systemClock.sleep(2_500);
      simulator.clear({ camera: "C01" });
      await systemClock.sleep(400);
      await stream.stop();
      const report = simulator.ledgerOf({ camera: "C01", stream: "main" }).runs.at(-1);
      const sent = frames(report?.sent ?? []);
      const damaged = new Set(frames(report?.damaged ?? []));
      const video = events.filter((event) => event.type === "video");
      const seen = video.map((event) => (sent[0] ?? 0) + Math.round(event.time / 3_600));
      expect(damaged.size).toBeGreaterThan(2);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      // A lost parameter set that has not changed leaves its picture whole; the last frame may be under way.
      const whole = seen.filter((frame) => !damaged.has(frame));
      expect(sent.slice(0, whole.length)).toEqual(whole);
      expect(sent.length - whole.length).toBeLessThanOrEqual(1);
      expect(seen.length - whole.length).toBeLessThan(damaged.size / 2);
      expect(events.some((event) => event.type === "loss" && event.track === "video")).toBe(true);
      expect(video.every((event) => splitLengths(event.bytes) !== undefined)).toBe(true);
    },
  );

  test("[S0-5.4.2] a look at each camera finds its codecs, rate, keys and clock", async () => {
    const simulator = await start();
    const looks = await Promise.all(
      ["C01", "C02", "C03", "C04"].map((camera) => probeStream(address(simulator, camera), 2_200)),
    );
    expect(looks.map((look) => [look.video.codec, look.audio?.codec, look.transport])).toEqual([
      ["h264", "aac", "tcp"],
      ["h264", "aac", "tcp"],
      ["h265", "aac", "tcp"],
      ["h264", "pcma", "tcp"],
    ]);
    for (const look of looks) {
      expect(look).toMatchObject({ framesPerSecond: 25, keyFrameEveryMs: 1_000, packetsLost: 0 });
      expect(Math.abs(look.clockOffsetMs ?? 1_000)).toBeLessThan(500);
    }
  });

  test("other parameter sets in mid-stream are told before the first picture of theirs", async () => {
    const simulator = await start();
    const { stream, events } = await watch(simulator, "C01");
    await firstPicture(events);
    simulator.inject({ camera: "C01" }, { kind: "parameters" });
    const told = () => events.filter((event) => event.type === "video-parameters");
    await expect.poll(() => told().length, { timeout: 10_000 }).toBe(2);
    await systemClock.sleep(200);
    await stream.stop();
    const [first, second] = told();
    expect(first?.parameters.widthPixels).not.toBe(second?.parameters.widthPixels);
    const next = events[events.findLastIndex((event) => event.type === "video-parameters") + 1];
    expect(next).toMatchObject({ type: "video", key: true });
  });

  test("a kill ends the run as disconnected, a stall as stalled", async () => {
    const simulator = await start();
    const killed = await watch(simulator, "C02");
    const stalled = await watch(simulator, "C03");
    simulator.inject({ camera: "C02" }, { kind: "kill" });
    simulator.inject({ camera: "C03" }, { kind: "stall" });
    expect(await killed.stream.closed).toBe("disconnected");
    expect(await stalled.stream.closed).toBe("stalled");
  });
});
