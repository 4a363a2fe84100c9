import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamEvent } from "../../contract/stream.ts";
import { splitLengths, toAnnexB } from "../../kernel/media/nal.ts";
import { systemClock } from "../clock.ts";
import { openStream } from "./client.ts";
import { probeStream } from "./probe.ts";

const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("../../../tests/tapes/gst-server.py", import.meta.url));
const check =
  "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";
const present = spawnSync(python, ["-c", check]).status === 0;
const decoder = spawnSync("ffmpeg", ["-version"]).status === 0;
if (!present)
  console.log(
    "skipped: GStreamer's RTSP server (python3-gi, gir1.2-gst-rtsp-server-1.0) is not installed",
  );

const children: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}

async function startServer(...more: readonly string[]): Promise<number> {
  const port = await freePort();
  const child = spawn(python, [script, String(port), ...more], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  await new Promise<void>((resolve) =>
    child.stdout.on("data", (bytes: Buffer) => bytes.includes("READY") && resolve()),
  );
  return port;
}

/** Decodes an elementary stream and counts the pictures; -1 on any complaint of the decoder. */
function decoded(codec: string, bytes: Uint8Array): number {
  const run = spawnSync(
    "ffmpeg",
    [
      "-v",
      "error",
      "-f",
      codec === "h264" ? "h264" : "hevc",
      "-i",
      "pipe:0",
      "-f",
      "framemd5",
      "pipe:1",
    ],
    { input: bytes, maxBuffer: 64 * 1024 * 1024 },
  );
  if (run.status !== 0 || run.stderr.length > 0) return -1;
  return run.stdout
    .toString()
    .split("\n")
    .filter((line) => line.startsWith("0,")).length;
}

function address(port: number, path: string, transport: "auto" | "tcp" | "udp" = "auto") {
  return {
    source: { scheme: "rtsp", host: "127.0.0.1", port, path, transport } as const,
    networks: ["127.0.0.0/8"],
    clock: systemClock,
  };
}

async function watch(
  port: number,
  path: string,
  transport: "auto" | "tcp" | "udp",
): Promise<{ events: StreamEvent[]; transport: string }> {
  const events: StreamEvent[] = [];
  const stream = await openStream({
    ...address(port, path, transport),
    onEvent: (event) => events.push(event),
  });
  // Two seconds of pictures, however long a busy machine takes to make them.
  const enough = () => events.filter((event) => event.type === "video").length > 50;
  for (let waits = 0; waits < 300 && !enough(); waits++) await systemClock.sleep(100);
  await stream.stop();
  expect(await stream.closed).toBe("stopped");
  return { events, transport: stream.transport };
}

describe.skipIf(!present)("GStreamer's server as a camera", () => {
  let port = 0;
  beforeAll(async () => {
    port = await startServer();
  }, 30_000);
  afterAll(() => {
    for (const child of children) child.stdin?.end();
  });

  const rows = [
    ["/h264-aac", "tcp", "h264", "aac"],
    ["/h264-aac", "udp", "h264", "aac"],
    ["/h265", "tcp", "h265", undefined],
    ["/h264-pcma", "auto", "h264", "pcma"],
    ["/h264-pcmu", "auto", "h264", "pcmu"],
  ] as const;
  test.each(rows)(
    "[S0-5.1.1] %s over %s arrives frame for frame",
    async (path, transport, codec, sound) => {
      const { events } = await watch(port, path, transport);
      const units: Uint8Array[] = [];
      const times: number[] = [];
      for (const event of events) {
        if (event.type === "video-parameters")
          units.push(...event.parameters.vps, ...event.parameters.sps, ...event.parameters.pps);
        if (event.type !== "video") continue;
        units.push(...(splitLengths(event.bytes) ?? []));
        times.push(event.time);
      }
      expect(events.filter((event) => event.type === "loss")).toEqual([]);
      expect(times.length).toBeGreaterThan(50);
      expect(new Set(times.slice(1).map((time, at) => time - (times[at] ?? 0)))).toEqual(
        new Set([3_600]),
      );
      if (decoder) expect(decoded(codec, toAnnexB(units))).toBe(times.length);
      const audio = events.filter((event) => event.type === "audio");
      if (sound === undefined) expect(audio).toEqual([]);
      else
        expect(
          new Set(
            audio
              .slice(1)
              .map((event, at) => event.time - (audio[at]?.time ?? 0) - (audio[at]?.samples ?? 0)),
          ),
        ).toEqual(new Set([0]));
    },
  );

  test("[S0-5.4.2] its connection test has size, rate and key frame distance", async () => {
    const probe = await probeStream(address(port, "/h264-aac"), 3_000);
    expect(probe).toMatchObject({
      video: { codec: "h264", widthPixels: 640, heightPixels: 360 },
      audio: { codec: "aac", sampleRate: 48_000 },
      framesPerSecond: 25,
      keyFrameEveryMs: 1_000,
      packetsLost: 0,
      transport: "tcp",
    });
  });

  test("[S0-5.4.2] its Digest login lets the right secret in and the wrong one not", async () => {
    const guarded = await startServer("--user", "watcher", "--secret", 'a "b" c');
    const probe = await probeStream(
      { ...address(guarded, "/h265"), user: "watcher", secret: 'a "b" c' },
      500,
    );
    expect(probe.video.codec).toBe("h265");
    const wrong = {
      ...address(guarded, "/h265"),
      user: "watcher",
      secret: "wrong",
      onEvent: () => {},
    };
    await expect(openStream(wrong)).rejects.toMatchObject({ code: "camera_login_refused" });
  });

  test("a server that refuses TCP is read over UDP", async () => {
    const udpOnly = await startServer("--udp-only");
    const { events, transport } = await watch(udpOnly, "/h264-aac", "auto");
    expect(transport).toBe("udp");
    expect(events.filter((event) => event.type === "video").length).toBeGreaterThan(50);
  });
});
