import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CameraInput } from "../../src/contract/routes/places.ts";
import type { PlaySegment } from "../../src/contract/routes/recording.ts";
import { readSetupCode } from "../../src/platform/setup-code.ts";
import type { HouseClient } from "../../src/platform/house-client.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { freePort } from "../../src/platform/postgres.ts";
import { type RunningHouse, startHouse, until } from "../fixture/running-house.ts";

/** A camera that is not ours: GStreamer's RTSP server, with login, H.264 and G.711. */
const script = fileURLToPath(new URL("../tapes/gst-server.py", import.meta.url));
const present =
  existsSync("/usr/share/doc/gir1.2-gst-rtsp-server-1.0") && existsSync("/usr/bin/ffmpeg");
const secret = "Camera-Secret-7";
const lastsMs = 24_000;

let camera: ChildProcess;
let house: RunningHouse;
let client: HouseClient;
/** The lesson's teacher: nobody else looks without a request. */
let viewer: HouseClient;
let viewingId = "";
let cameraId = "";
let tested: unknown;
let span = { startMs: 0, endMs: 0 };
let segments: readonly PlaySegment[] = [];

async function startCamera(): Promise<number> {
  const port = await freePort();
  camera = spawn(
    "/usr/bin/python3",
    [script, String(port), "--user", "viewer", "--secret", secret],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  await new Promise<void>((resolve, reject) => {
    camera.stdout?.once("data", () => resolve());
    camera.once("exit", () => reject(new Error("the camera did not start")));
  });
  return port;
}

describe.skipIf(!present)("an independent camera", () => {
  beforeAll(async () => {
    const port = await startCamera();
    house = await startHouse();
    client = house.client();
    await client.call("setup.finish", {
      body: {
        code: readSetupCode(house.root),
        institution: "演示中心",
        login: "admin",
        name: "林管理员",
        password: "Correct-Horse-9-Battery",
      },
    });
    const { venueId } = await client.call("venues.add", { body: { name: "3 号实训室", area: "" } });
    const stream: CameraInput["streams"][number] = {
      stream: "main",
      source: { scheme: "rtsp", host: "127.0.0.1", port, path: "/h264-pcma", transport: "auto" },
      user: "viewer",
      secret,
    };
    tested = await client.call("cameras.test", { body: { cameraId: null, stream } });
    ({ cameraId } = await client.call("cameras.add", {
      body: {
        name: "独立摄像机",
        venueId,
        stationId: null,
        coverage: ["venue"],
        mode: "lessons",
        streams: [stream],
      },
    }));
    const teacher = await client.call("accounts.open", {
      body: {
        login: "teacher",
        name: "陈老师",
        personKey: "T-1",
        category: "teacher",
        role: "teacher",
        expiresAtMs: null,
        venueIds: [],
      },
    });
    const startMs = systemClock.now() + 8_000;
    const lesson = await client.call("lessons.plan", {
      body: {
        project: "静脉穿刺",
        course: "护理技能",
        startMs,
        endMs: startMs + lastsMs,
        hours: 1,
        audiences: ["护理班"],
        roster: ["学员甲"],
        groups: [{ name: "不分组", members: ["学员甲"] }],
        teacherIds: [teacher.account.accountId],
        studentIds: [],
        venueId,
        activity: "daily-teaching",
        family: "clinical-skills",
        scene: "skills-practice",
        recording: true,
      },
    });
    span = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
    await systemClock.sleep(span.endMs - systemClock.now());
    await until(
      async () =>
        (await client.call("timeline.read", { params: { lessonId: lesson.lessonId }, query: {} }))
          .sealed,
      60_000,
      "the lesson is sealed",
    );
    viewer = house.client();
    const login = { login: "teacher", password: teacher.oneTimeSecret };
    await viewer.call("sign-in.open", { body: login });
    const change = { current: teacher.oneTimeSecret, next: "saffron-Quill-meadow-17" };
    await viewer.call("me.change-secret", { body: change });
    await viewer.call("notice.accept", { body: { version: 1 } });
    ({ viewingId } = await viewer.call("viewing.open", {
      body: { lessonId: lesson.lessonId, purpose: "quality-control" },
    }));
    ({ segments } = await viewer.call("viewing.segments", {
      params: { viewingId },
      query: { cameraId, stream: "main", fromMs: span.startMs, toMs: span.endMs },
    }));
  }, 180_000);

  afterAll(async () => {
    await house?.[Symbol.asyncDispose]();
    camera?.kill();
  });

  test("says what it sends when it is tried", () => {
    expect(tested).toMatchObject({
      video: { codec: "h264", widthPixels: 640, heightPixels: 360 },
      audio: { codec: "pcma", sampleRate: 8_000 },
    });
  });

  test("[S0-5.2.1] is recorded over the whole lesson, sound untouched", () => {
    const recordedMs = segments.reduce((sum, one) => sum + one.endMs - one.startMs, 0);
    expect(recordedMs).toBeGreaterThan(lastsMs);
    expect(segments.every((one) => one.tracks.some((track) => track.codec === "pcma"))).toBe(true);
  });

  test("[S0-3b] every segment that is handed out has its sealed digest and decodes without a complaint", async () => {
    for (const { segmentId } of segments) {
      const bytes = Buffer.from(
        await (
          await viewer.raw("viewing.bytes", { params: { viewingId, segmentId } })
        ).arrayBuffer(),
      );
      const proof = await viewer.call("proof.segment", { params: { viewingId, segmentId } });
      expect(JSON.parse(proof.recordText).sha256).toBe(
        createHash("sha256").update(bytes).digest("hex"),
      );
      const decoded = spawnSync(
        "/usr/bin/ffmpeg",
        ["-v", "error", "-i", "pipe:0", "-f", "null", "-"],
        { input: bytes, encoding: "utf8" },
      );
      expect(decoded.stderr).toBe("");
    }
  });

  test("plays by its hourly HLS playlist in a player that is not ours", async () => {
    const hourMs = Math.floor(span.startMs / 3_600_000) * 3_600_000;
    const url = `${house.origin}/api/viewings/${viewingId}/cameras/${cameraId}/main/${hourMs}.m3u8`;
    const ask = { params: { viewingId, cameraId, stream: "main", hourMs } };
    await until(
      async () =>
        (await (await viewer.raw("viewing.playlist", ask)).text()).includes("#EXT-X-ENDLIST"),
      20_000,
      "the playlist has its end",
    );
    const played = spawnSync(
      "/usr/bin/ffmpeg",
      [
        "-v",
        "error",
        "-headers",
        `Cookie: ${viewer.cookie()}\r\n`,
        "-allowed_extensions",
        "ALL",
        "-i",
        url,
        "-map",
        "0:v",
        "-f",
        "framemd5",
        "-",
      ],
      {
        encoding: "utf8",
        timeout: 60_000,
      },
    );
    expect(played.stderr).toBe("");
    const frames = played.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(frames.length).toBeGreaterThan((lastsMs / 1_000) * 20);
  });
});
