import { describe, expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { RecorderPlan } from "../../contract/plan.ts";
import { fromBase64 } from "../../kernel/bytes.ts";
import { readInit, scanFragments } from "../../kernel/media/fmp4.ts";
import { systemClock } from "../../platform/clock.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { openOnvif, simulatedCameras, startSimulator } from "../../simulator/index.ts";
import { historyOf } from "../ledger/index.ts";
import { cameras, plan } from "./index.ts";

const login = { user: "viewer", secret: 'p<&>"ß密' };

/** Four simulated cameras with ONVIF doors: real RTSP and real SOAP on loopback. */
async function openCameras(clockOffsetMs = 0) {
  const made = simulatedCameras(4).map((camera) => ({ ...camera, clockOffsetMs }));
  const simulator = await startSimulator({
    cameras: made,
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    ...login,
  });
  const onvif = await openOnvif(simulator, 0);
  return {
    simulator,
    onvif,
    async [Symbol.asyncDispose]() {
      await onvif.close();
      await simulator.stop();
    },
  };
}

describe("a camera is found, tried and taken into use", () => {
  test(
    "[S0-5.1.3] by ONVIF: profiles, a test with a picture, then the plan records it; each attempt is entered",
    { timeout: 60_000 },
    async () => {
      await using t = await openTestHouse({ clock: systemClock });
      await using real = await openCameras();
      const admin = t.actor("admin");
      const venue = await makeVenue(t.house, admin);
      const port = real.onvif.ports.get("C01") ?? 0;
      const found = value(
        await cameras.probe(t.house, admin, { host: "127.0.0.1", port, ...login }),
      );
      expect(found).toMatchObject({
        maker: "Liuhen",
        profiles: [{ token: "main", codec: "H264" }, { token: "sub" }],
      });
      const [main] = found.profiles;
      if (main === undefined) throw new Error("no profile");
      const stream = { stream: "main" as const, source: main.source, ...login };
      const tested = value(await cameras.test(t.house, admin, { cameraId: null, stream }));
      expect(tested.video).toMatchObject({
        codec: "h264",
        widthPixels: main.widthPixels,
        heightPixels: main.heightPixels,
      });
      expect(tested.video.framesPerSecond).toBeGreaterThan(5);
      expect(Math.abs(tested.clockOffsetMs ?? 9_999)).toBeLessThan(500);
      expect([tested.transport, tested.packetsLost]).toEqual(["tcp", 0]);
      const picture = fromBase64(tested.picture) ?? new Uint8Array();
      expect(readInit(picture).map((track) => track.entry)).toEqual(["avc1"]);
      expect(scanFragments(picture).fragments).toHaveLength(1);
      const camera = await makeCamera(
        t.house,
        admin,
        cameraInput(venue.venueId, { streams: [stream] }),
      );
      const again = value(
        await cameras.test(t.house, admin, {
          cameraId: camera.cameraId,
          stream: { ...stream, secret: null },
        }),
      );
      expect(again.video.codec).toBe("h264");
      const probes = await historyOf(t.house, t.house.siteId, {
        kinds: ["camera.probed@1", "camera.tested@1"],
        most: 9,
      });
      expect(probes.map((entry) => [entry.leaf.kind, entry.leaf.body["result"]])).toEqual([
        ["camera.tested@1", "ok"],
        ["camera.probed@1", "ok"],
      ]);
      expect(JSON.stringify(probes.map((entry) => entry.leaf))).not.toContain("密");
    },
  );

  test(
    "[S0-5.2.1] an H.265 camera is recorded with its H.264 sub-stream, an H.264 camera by its main stream alone",
    { timeout: 60_000 },
    async () => {
      await using t = await openTestHouse({ clock: systemClock });
      await using real = await openCameras();
      const admin = t.actor("admin");
      const venue = await makeVenue(t.house, admin);
      for (const label of ["C01", "C03"]) {
        const found = value(
          await cameras.probe(t.house, admin, {
            host: "127.0.0.1",
            port: real.onvif.ports.get(label) ?? 0,
            ...login,
          }),
        );
        const streams = (["main", "sub"] as const).flatMap((name) => {
          const profile = found.profiles.find((one) => one.token === name);
          return profile === undefined ? [] : [{ stream: name, source: profile.source, ...login }];
        });
        await makeCamera(t.house, admin, cameraInput(venue.venueId, { name: label, streams }));
      }
      const listed = async () => {
        value(await plan.write(t.house, new Map()));
        const written = RecorderPlan.parse(
          JSON.parse(readTextIfThere(`${t.house.paths.plan}/plan.json`) ?? ""),
        );
        return written.cameras.map((camera) => camera.streams.map((stream) => stream.stream));
      };
      expect(await listed()).toEqual([
        ["main", "sub"],
        ["main", "sub"],
      ]);
      const codecs: string[] = [];
      for (const camera of value(await cameras.list(t.house, admin)).cameras) {
        const [main] = camera.streams;
        if (main === undefined) throw new Error("no stream");
        const tested = value(
          await cameras.test(t.house, admin, {
            cameraId: camera.cameraId,
            stream: { stream: "main", source: main.source, user: main.user, secret: null },
          }),
        );
        codecs.push(tested.video.codec);
        expect(tested.advice.includes("h265-needs-sub-stream")).toBe(tested.video.codec === "h265");
      }
      expect(codecs.toSorted()).toEqual(["h264", "h265"]);
      expect(await listed()).toEqual(
        codecs.map((codec) => (codec === "h264" ? ["main"] : ["main", "sub"])),
      );
    },
  );

  test(
    "[C-39] a camera whose clock is an hour ahead still signs in, and its offset is told",
    { timeout: 60_000 },
    async () => {
      await using t = await openTestHouse({ clock: systemClock });
      await using real = await openCameras(3_600_000);
      const admin = t.actor("admin");
      const found = value(
        await cameras.probe(t.house, admin, {
          host: "127.0.0.1",
          port: real.onvif.ports.get("C02") ?? 0,
          ...login,
        }),
      );
      const [main] = found.profiles;
      if (main === undefined) throw new Error("no profile");
      const tested = value(
        await cameras.test(t.house, admin, {
          cameraId: null,
          stream: { stream: "main", source: main.source, ...login },
        }),
      );
      expect(Math.abs((tested.clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(1_000);
      expect(tested.advice).toContain("clock-far");
    },
  );

  test(
    "a wrong secret, a closed port and a wrong path are told apart, and each attempt is entered",
    { timeout: 60_000 },
    async () => {
      await using t = await openTestHouse({ clock: systemClock });
      await using real = await openCameras();
      const admin = t.actor("admin");
      const { host, port, path } = real.simulator.sourceOf({ camera: "C01", stream: "main" });
      const source = { scheme: "rtsp" as const, host, port, path, transport: "auto" as const };
      const attempt = (more: object, secret = login.secret) =>
        cameras.test(t.house, admin, {
          cameraId: null,
          stream: { stream: "main", source: { ...source, ...more }, user: login.user, secret },
        });
      expect(await attempt({}, "wrong")).toMatchObject({ ok: false, code: "camera_login_refused" });
      expect(await attempt({ port: 1 })).toMatchObject({ ok: false, code: "camera_unreachable" });
      expect(await attempt({ path: "/nowhere" })).toMatchObject({
        ok: false,
        code: "camera_unusable",
      });
      const onvifPort = real.onvif.ports.get("C01") ?? 0;
      expect(
        await cameras.probe(t.house, admin, {
          host,
          port: onvifPort,
          user: login.user,
          secret: "wrong",
        }),
      ).toMatchObject({ ok: false, code: "camera_login_refused" });
      const entries = await historyOf(t.house, t.house.siteId, {
        kinds: ["camera.tested@1", "camera.probed@1"],
        most: 9,
      });
      expect(entries.map((entry) => entry.leaf.body["result"])).toEqual([
        "camera_login_refused",
        "camera_unusable",
        "camera_unreachable",
        "camera_login_refused",
      ]);
    },
  );
});
