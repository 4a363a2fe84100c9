import { describe, expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { smallVideo } from "../../../tests/fixture/scripted-camera.ts";
import { limits } from "../../contract/limits.ts";
import { LiveHello } from "../../contract/routes/recording.ts";
import { readFragment } from "../../kernel/media/fmp4.ts";
import { systemClock } from "../../platform/clock.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import { simulatedCameras, startSimulator } from "../../simulator/index.ts";
import type { CameraSources } from "../places/index.ts";
import { LiveFan } from "./live-camera.ts";
import { LiveHub } from "./live-hub.ts";

/** A browser's end: what came, and how much of it still lies in the socket. */
class Page {
  readonly texts: string[] = [];
  readonly frames: Uint8Array[] = [];
  closed: string | undefined;
  backlog = 0;
  firstFrameAt: number | undefined;

  send(data: string | Uint8Array): void {
    if (typeof data === "string") this.texts.push(data);
    else {
      this.frames.push(data);
      this.firstFrameAt ??= performance.now();
    }
  }
  backlogBytes(): number {
    return this.backlog;
  }
  close(_code: number, reason: string): void {
    this.closed = reason;
  }
}

const frame = (at: number, key = at % 10 === 0) => ({
  type: "video" as const,
  key,
  bytes: new Uint8Array(20).fill(at),
  time: at * 9_000,
  arrivalMs: at * 100,
});
/** The first byte of every sample; ours count the frames. */
const numbers = (page: Page) =>
  page.frames.flatMap((bytes) =>
    (readFragment(bytes) ?? []).flatMap((track) =>
      track.samples.map((sample) => bytes[sample.offsetBytes]),
    ),
  );

describe("the fan of one camera", () => {
  test("a new page gets hello, init and the whole group of pictures at once, then every frame", () => {
    const fan = new LiveFan("sub", undefined);
    fan.take({ type: "video-parameters", parameters: smallVideo });
    for (let at = 0; at < 17; at++) fan.take(frame(at));
    const page = new Page();
    fan.join(page);
    expect(LiveHello.parse(JSON.parse(page.texts[0] ?? ""))).toMatchObject({
      stream: "sub",
      codecString: "avc1.42C00C",
      audio: null,
    });
    expect(numbers(page)).toEqual([10, 11, 12, 13, 14, 15, 16]);
    fan.take(frame(17));
    expect(numbers(page).at(-1)).toBe(17);
  });

  test("a slow page is moved to the next key frame and told how many frames it lost; the others lose none", () => {
    const fan = new LiveFan("main", undefined);
    fan.take({ type: "video-parameters", parameters: smallVideo });
    fan.take(frame(0));
    const [slow, quick] = [new Page(), new Page()];
    fan.join(slow);
    fan.join(quick);
    for (let at = 1; at < 5; at++) fan.take(frame(at));
    slow.backlog = limits.liveBacklogBytes + 1;
    for (let at = 5; at < 13; at++) fan.take(frame(at));
    slow.backlog = 0;
    for (let at = 13; at < 23; at++) fan.take(frame(at));
    expect(numbers(slow)).toEqual([0, 1, 2, 3, 4, 20, 21, 22]);
    expect(slow.texts.slice(1)).toEqual(['{"skipped":15}']);
    expect(numbers(quick)).toEqual(Array.from({ length: 23 }, (_, at) => at));
  });

  test("new parameter sets start everybody again with a new init at the next key frame", () => {
    const fan = new LiveFan("main", undefined);
    fan.take({ type: "video-parameters", parameters: smallVideo });
    fan.take(frame(0));
    const page = new Page();
    fan.join(page);
    fan.take({ type: "video-parameters", parameters: smallVideo });
    fan.take(frame(1));
    fan.take(frame(10));
    expect(page.texts).toHaveLength(2);
    expect(numbers(page)).toEqual([0, 10]);
  });
});

describe("the hub with simulated cameras over RTSP", () => {
  async function openCameras() {
    const t = await openTestHouse({ clock: systemClock });
    const simulator = await startSimulator({
      cameras: simulatedCameras(1),
      host: "127.0.0.1",
      port: 0,
      clock: systemClock,
      user: "u",
      secret: "p",
    });
    const cameraId = t.house.newId();
    const streams = (["main", "sub"] as const).map((stream) => {
      const { host, port, path } = simulator.sourceOf({ camera: "C01", stream });
      const source = { scheme: "rtsp" as const, host, port, path, transport: "tcp" as const };
      return {
        stream,
        source,
        user: "u",
        sealedSecret: t.house.secrets.seal(cameraSecretContext(cameraId, stream), "p"),
      };
    });
    const camera: CameraSources = {
      cameraId,
      label: "C01",
      venueId: t.house.newId(),
      coverage: ["venue"],
      streams,
    };
    return {
      house: t.house,
      simulator,
      camera,
      hub: new LiveHub(t.house),
      async [Symbol.asyncDispose]() {
        await simulator.stop();
        await t[Symbol.asyncDispose]();
      },
    };
  }

  test("two pages share one connection to the sub-stream, the second has a picture within 300 ms", async () => {
    await using t = await openCameras();
    const [first, second] = [new Page(), new Page()];
    const leaveFirst = t.hub.watch(t.camera, first);
    await expect.poll(() => numbers(first).length, { timeout: 10_000 }).toBeGreaterThan(2);
    const startedAt = performance.now();
    const leaveSecond = t.hub.watch(t.camera, second);
    await expect
      .poll(() => numbers(second).length, { timeout: 5_000, interval: 10 })
      .toBeGreaterThan(0);
    expect((second.firstFrameAt ?? Infinity) - startedAt).toBeLessThan(300);
    expect(LiveHello.parse(JSON.parse(first.texts[0] ?? ""))).toMatchObject({
      stream: "sub",
      audio: "mp4a.40.2",
    });
    expect(t.hub.viewers).toBe(2);
    leaveFirst();
    leaveSecond();
    expect(t.hub.viewers).toBe(0);
    t.hub.close();
  });

  test("a camera that refuses the login or is not there ends the page with a coded reason", async () => {
    await using t = await openCameras();
    const [main] = t.camera.streams;
    if (main === undefined) throw new Error("a main stream");
    const wrong = {
      ...t.camera,
      cameraId: t.house.newId(),
      streams: [{ stream: main.stream, source: main.source }],
    };
    const page = new Page();
    t.hub.watch(wrong, page);
    await expect.poll(() => page.closed, { timeout: 10_000 }).toBe("camera-login-refused");
    const absent = {
      ...wrong,
      cameraId: t.house.newId(),
      streams: [{ ...main, source: { ...main.source, port: 1 } }],
    };
    const other = new Page();
    t.hub.watch(absent, other);
    await expect.poll(() => other.closed, { timeout: 10_000 }).toBe("camera-unreachable");
  });
});
