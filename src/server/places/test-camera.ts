import type { Actor } from "../../contract/actor.ts";
import { Fault } from "../../contract/faults.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { CameraInput, CameraTest } from "../../contract/routes/places.ts";
import type { z } from "zod";
import { toBase64 } from "../../kernel/bytes.ts";
import { joined, videoTrackId, writeFrameFragment, writeInit } from "../../kernel/media/fmp4.ts";
import type { House } from "../../platform/house.ts";
import { type StreamProbe, probeStream } from "../../platform/rtsp/probe.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { checkHosts, sameServer } from "./camera-input.ts";
import { findCameraRow, rememberCodec } from "./cameras.store.ts";
import { siteOf } from "./site.ts";

type Test = z.infer<typeof CameraTest>;
export interface TestInput {
  readonly cameraId: string | null;
  readonly stream: CameraInput["streams"][number];
}

const watchMs = 5_000;
const pictureDurationTicks = 90_000;
/** Above these the advice is given: key frames for seeking, clocks for evidence (C-39). */
const keyFramesFarMs = 4_000;
const clockFarMs = 1_000;

/**
 * Connects to a stream as the recorder would, watches it for five seconds and shows one picture.
 * Every attempt is an entry with its result (S0-5.1.3). Refuses host_not_allowed before any
 * connection, camera_unreachable, camera_login_refused, camera_unusable.
 */
export async function testCamera(
  house: House,
  actor: Actor,
  input: TestInput,
): Promise<Outcome<Test>> {
  const subject = {
    type: input.cameraId === null ? "site" : "camera",
    id: input.cameraId ?? house.siteId,
  } as const;
  const { source, user } = input.stream;
  const { networks } = await siteOf(house, house.db);
  const secret = await secretFor(house, input);
  const allowed = secret.ok ? await checkHosts([source.host], networks) : secret;
  if (!allowed.ok || !secret.ok) {
    const refusal = allowed.ok ? refused("bad_input", { field: "secret" }) : allowed;
    await enterRefusal(house, actor, "camera.tested@1", refusal, subject);
    return refusal;
  }
  const login = user === "" ? {} : { user, secret: secret.value };
  const probed = await attempt(() =>
    probeStream({ source, ...login, networks, clock: house.clock }, watchMs),
  );
  const result = probed.ok ? "ok" : probed.code;
  const entered = await act(house, actor, "camera.tested@1", async (tx) => {
    const at = { siteId: house.siteId, atMs: house.clock.now() };
    if (probed.ok) await rememberCodec(tx, { ...at, ...source, codec: probed.value.video.codec });
    return granted({
      value: true,
      subject,
      body: { cameraId: input.cameraId, host: source.host, port: source.port, result },
    });
  });
  if (!entered.ok) return entered;
  return probed.ok ? granted(testOf(probed.value)) : probed;
}

/** The typed secret, or the stored one if it is asked for at the very server it was given for. */
async function secretFor(house: House, input: TestInput): Promise<Outcome<string>> {
  const { stream, cameraId } = input;
  if (stream.secret !== null) return granted(stream.secret);
  const camera =
    cameraId === null ? undefined : await findCameraRow(house.db, house.siteId, cameraId);
  if (cameraId !== null && camera === undefined) return refused("not_found");
  const stored = camera?.streams.find((one) => one.stream === stream.stream);
  if (cameraId === null || stored === undefined || stored.sealed_secret === null)
    return granted("");
  if (!sameServer(stored, stream.source)) return refused("bad_input", { field: "secret" });
  return granted(
    house.secrets.open(cameraSecretContext(cameraId, stream.stream), stored.sealed_secret),
  );
}

const codes = [
  "host_not_allowed",
  "camera_unreachable",
  "camera_login_refused",
  "camera_unusable",
] as const;

/** Faults of the network and of the camera are an expected no here; everything else is thrown on. */
async function attempt(probe: () => Promise<StreamProbe>): Promise<Outcome<StreamProbe>> {
  try {
    return granted(await probe());
  } catch (cause) {
    if (!(cause instanceof Fault) || (cause.kind !== "network" && cause.kind !== "camera"))
      throw cause;
    return refusalOf(cause);
  }
}

function refusalOf(fault: Fault): Refusal {
  const code = codes.find((one) => one === fault.code) ?? "camera_unusable";
  // What the refused login means is said by its code; of the rest the camera's own words tell more.
  const isTold = fault.hint === undefined || code === "camera_login_refused";
  return isTold ? refused(code) : refused(code, { hint: fault.hint });
}

function testOf(probe: StreamProbe): Test {
  const { video, audio } = probe;
  return {
    video: {
      codec: video.codec,
      codecString: video.codecString,
      widthPixels: video.widthPixels,
      heightPixels: video.heightPixels,
      framesPerSecond: probe.framesPerSecond,
      keyFrameEveryMs: probe.keyFrameEveryMs ?? null,
    },
    audio:
      audio === undefined
        ? null
        : { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels },
    bitsPerSecond: probe.bitsPerSecond,
    clockOffsetMs: probe.clockOffsetMs ?? null,
    packetsLost: probe.packetsLost,
    transport: probe.transport,
    connectMs: probe.connectMs,
    picture: toBase64(pictureOf(probe)),
    advice: adviceOf(probe),
  };
}

/** Init and one key frame: what a browser needs to show the picture by itself. */
function pictureOf(probe: StreamProbe): Uint8Array {
  const sample = { bytes: probe.keyUnit, duration: pictureDurationTicks, key: true };
  const fragment = writeFrameFragment(1, {
    trackId: videoTrackId,
    decodeTime: 0,
    samples: [sample],
  });
  return joined([writeInit({ video: probe.video }), fragment]);
}

function adviceOf(probe: StreamProbe): string[] {
  const advice: string[] = [];
  if (probe.keyFrameEveryMs === undefined || probe.keyFrameEveryMs > keyFramesFarMs)
    advice.push("key-frames-far");
  if (probe.video.codec === "h265") advice.push("h265-needs-sub-stream");
  if (probe.clockOffsetMs !== undefined && Math.abs(probe.clockOffsetMs) > clockFarMs)
    advice.push("clock-far");
  if (probe.audio === undefined || !probe.audioHeard) advice.push("no-audio");
  if (probe.packetsLost > 0) advice.push("packets-lost");
  return advice;
}
