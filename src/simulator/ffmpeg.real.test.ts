import { describe, expect, test } from "vitest";
import { hasFfmpeg, playWithFfmpeg } from "../../tests/fixture/ffmpeg.ts";
import { readFrameStrip } from "../kernel/media/frame-strip.ts";
import { systemClock } from "../platform/clock.ts";
import type { FaultSwitch } from "./index.ts";
import { simulatedCameras, startSimulator } from "./index.ts";

const size = { widthPixels: 320, heightPixels: 180 };
const toGray = [
  "-an",
  "-vf",
  "scale=320:180:in_range=tv:out_range=pc,format=gray",
  "-fps_mode",
  "passthrough",
  "-f",
  "rawvideo",
];

const toSound = ["-vn", "-ar", "8000", "-ac", "1", "-f", "s16le"];

function pictures(output: Uint8Array): Uint8Array[] {
  const bytes = size.widthPixels * size.heightPixels;
  return Array.from({ length: Math.floor(output.length / bytes) }, (_, at) =>
    output.subarray(at * bytes, (at + 1) * bytes),
  );
}

async function simulated() {
  const simulator = await startSimulator({
    cameras: simulatedCameras(4),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  const url = (path: string) => `rtsp://127.0.0.1:${simulator.port}/${path}`;
  return Object.assign(simulator, { url, [Symbol.asyncDispose]: () => simulator.stop() });
}

/** Samples at which a tick begins: loud after a tenth of a second of quiet. */
function loudStarts(samples: Int16Array): number[] {
  const starts: number[] = [];
  let lastLoud = Number.NEGATIVE_INFINITY;
  for (const [at, sample] of samples.entries()) {
    if (Math.abs(sample) < 2_600) continue;
    if (at - lastLoud > 800 && at > 800) starts.push(at);
    lastLoud = at;
  }
  return starts;
}

function isStill(before: Uint8Array | undefined, now: Uint8Array): boolean {
  return before !== undefined && now.every((byte, at) => byte === before[at]);
}

function mean(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
}

const streams = ["C01/main", "C02/main", "C03/main", "C04/main", "C03/sub"];
const ways = streams.flatMap((path) =>
  (["tcp", "udp"] as const).map((transport) => ({ path, transport })),
);

describe.skipIf(!hasFfmpeg())("where ffmpeg is installed (the product does not need it)", () => {
  test.concurrent.each(ways)(
    "ffmpeg decodes 5 s of $path over $transport without a complaint, every frame's strip in order",
    async ({ path, transport }) => {
      await using simulator = await simulated();
      const { complaints, output } = await playWithFfmpeg({
        url: simulator.url(path),
        seconds: 5,
        to: toGray,
        transport,
      });
      const strips = pictures(output).map((bytes) => readFrameStrip({ ...size, bytes }) ?? -1);
      expect(complaints).toBe("");
      expect(strips.length).toBeGreaterThanOrEqual(120);
      const first = strips[0] ?? -1;
      expect(strips).toEqual(strips.map((_, at) => (first + at) % 300));
    },
  );

  test.concurrent.each(["C01/main", "C04/main"])(
    "the sound of %s ticks at 110 a minute",
    async (path) => {
      await using simulator = await simulated();
      const { complaints, output } = await playWithFfmpeg({
        url: simulator.url(path),
        seconds: 5,
        to: toSound,
      });
      expect(complaints).toBe("");
      expect(output.length / 16_000).toBeGreaterThan(4.5);
      const ticks = loudStarts(
        new Int16Array(output.slice().buffer, 0, Math.floor(output.length / 2)),
      );
      expect(ticks.length).toBeGreaterThan(6);
      for (const [at, tick] of ticks.slice(1).entries())
        expect(Math.abs(tick - (ticks[at] ?? 0) - (8_000 * 60) / 110)).toBeLessThan(80);
    },
  );

  const faults: readonly { path: string; fault: FaultSwitch }[] = ["C01", "C03"].flatMap(
    (path) =>
      [
        { path, fault: { kind: "frozen" } },
        { path, fault: { kind: "covered" } },
      ] as const,
  );

  test.concurrent.each(faults)(
    "$path $fault.kind decodes without a complaint to what it says",
    async ({ path, fault }) => {
      await using simulator = await simulated();
      simulator.plan({ camera: path, fault, atMs: 2_500, forMs: 3_000 });
      const { complaints, output } = await playWithFfmpeg({
        url: simulator.url(`${path}/main`),
        seconds: 8,
        to: toGray,
      });
      expect(complaints).toBe("");
      const all = pictures(output);
      const strange = all.filter((bytes, at) =>
        fault.kind === "frozen" ? isStill(all[at - 1], bytes) : mean(bytes) < 40,
      );
      expect(strange.length).toBeGreaterThan(45);
      expect(strange.length).toBeLessThan(105);
      expect(all.length).toBeGreaterThan(190);
      const lastStrips = all.slice(-10).map((bytes) => readFrameStrip({ ...size, bytes }) ?? -1);
      expect(lastStrips).toEqual(lastStrips.map((_, at) => ((lastStrips[0] ?? 0) + at) % 300));
    },
  );

  test("other parameter sets in mid-stream decode without a complaint", async () => {
    await using simulator = await simulated();
    simulator.plan({ camera: "C03", fault: { kind: "parameters" }, atMs: 1_500, forMs: 2_000 });
    const { complaints, output } = await playWithFfmpeg({
      url: simulator.url("C03/main"),
      seconds: 6,
      to: toGray,
    });
    const strips = pictures(output).map((bytes) => readFrameStrip({ ...size, bytes }) ?? -1);
    expect(complaints.replaceAll(/.*(?:Changing video frame properties|reconfigur).*\n/g, "")).toBe(
      "",
    );
    expect(strips).toEqual(strips.map((_, at) => ((strips[0] ?? 0) + at) % 300));
  });
});
