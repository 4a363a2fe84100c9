import { Fault } from "../../contract/faults.ts";
import type { PlannedStream } from "../../contract/plan.ts";
import type { AudioParameters, StreamEvent, VideoParameters } from "../../contract/stream.ts";
import { streamThresholds } from "../../kernel/detection/judge-stream.ts";
import type { KeyFrame } from "../../kernel/detection/key-picture.ts";
import { splitLengths, toAnnexB } from "../../kernel/media/nal.ts";
import type { CameraSeen } from "../../kernel/readiness/judge-card.ts";
import type { House } from "../../platform/house.ts";
import { type OpenStream, openStream } from "../../platform/rtsp/client.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import { type CameraSources, site } from "../places/index.ts";

/** What a camera sent in the few seconds in which it was listened to. */
export interface Glance extends Pick<
  CameraSeen,
  "failure" | "connectMs" | "packetsLost" | "hasSound" | "offsetMs"
> {
  readonly key: KeyFrame | undefined;
  readonly audio: AudioParameters | undefined;
  readonly frames: readonly Uint8Array[];
}
export type TakeGlance = (house: House, camera: CameraSources) => Promise<Glance>;

/** A camera that has not answered by then is not there. */
const connectMostMs = 6_000;
/** So long a camera is listened to at most: sender reports come every few seconds. */
const listenMostMs = 6_000;
const soundLeastMs = 1_000;

/**
 * Opens a camera's main stream for a moment: what is recorded is what is judged. The recorder has a
 * connection of its own and is not asked.
 */
export async function takeGlance(house: House, camera: CameraSources): Promise<Glance> {
  const planned = camera.streams.find((one) => one.stream === "main") ?? camera.streams[0];
  if (planned === undefined) return failed("unusable");
  const gathering = new Gathering(house);
  try {
    const opened = await openWithin(house, { camera, planned, gathering });
    if (opened === undefined) return failed("unreachable");
    gathering.announce(opened.parameters);
    const whole = await gathering.enough(opened.closed);
    await opened.stop();
    return whole ? gathering.glance(opened.connectMs) : failed("lost");
  } catch (cause) {
    if (cause instanceof Fault) return failed(failureOf(cause.code));
    throw cause;
  }
}

export function failed(failure: NonNullable<Glance["failure"]>): Glance {
  return {
    failure,
    connectMs: undefined,
    packetsLost: 0,
    hasSound: false,
    offsetMs: undefined,
    key: undefined,
    audio: undefined,
    frames: [],
  };
}

function failureOf(code: string): NonNullable<Glance["failure"]> {
  if (code === "camera_login_refused") return "login-refused";
  return code === "camera_unusable" ? "unusable" : "unreachable";
}

async function openWithin(
  house: House,
  of: {
    readonly camera: CameraSources;
    readonly planned: PlannedStream;
    readonly gathering: Gathering;
  },
): Promise<OpenStream | undefined> {
  const { camera, planned, gathering } = of;
  const read = await site.read(house);
  const context = cameraSecretContext(camera.cameraId, planned.stream);
  const sealed = planned.sealedSecret;
  const opening = openStream({
    source: planned.source,
    user: planned.user,
    secret: sealed === undefined ? undefined : house.secrets.open(context, sealed),
    networks: read.ok ? read.value.networks : [],
    clock: house.clock,
    onEvent: (event) => gathering.take(event),
  });
  const over = new AbortController();
  const late = house.clock.sleep(connectMostMs, over.signal).then(() => undefined);
  try {
    const first = await Promise.race([opening, late]);
    // Whoever answers too late is let go as soon as it does.
    if (first === undefined) opening.then((opened) => opened.stop()).catch(() => undefined);
    return first;
  } finally {
    over.abort();
  }
}

/** Collects of a stream what the card tells of it. */
class Gathering {
  readonly #house: House;
  readonly #over = new AbortController();
  #parameters: VideoParameters | undefined;
  #audio: AudioParameters | undefined;
  #key: KeyFrame | undefined;
  readonly #frames: Uint8Array[] = [];
  #soundMs = 0;
  #pictures = 0;
  #lost = 0;
  #offsetMs: number | undefined;

  constructor(house: House) {
    this.#house = house;
  }

  announce(parameters: OpenStream["parameters"]): void {
    this.#parameters ??= parameters.video;
    this.#audio = parameters.audio;
    this.#check();
  }

  take(event: StreamEvent): void {
    switch (event.type) {
      case "video-parameters":
        this.#parameters = event.parameters;
        break;
      case "video":
        this.#pictures++;
        if (event.key) this.#key ??= keyOf(this.#parameters, event.bytes);
        break;
      case "audio":
        this.#hear(event);
        break;
      case "loss":
        this.#lost += event.packets;
        break;
      case "report":
        if (event.track === "video") this.#report(event.cameraMs);
        break;
    }
    this.#check();
  }

  /** Until there is enough, or it has taken too long; false: the camera went, or nothing was seen. */
  async enough(closed: Promise<unknown>): Promise<boolean> {
    let gone = false;
    void closed.then(() => {
      gone = true;
      this.#over.abort();
    });
    await this.#house.clock.sleep(listenMostMs, this.#over.signal);
    return !gone && this.#pictures > 0;
  }

  glance(connectMs: number): Glance {
    return {
      failure: undefined,
      connectMs,
      packetsLost: this.#lost,
      hasSound: this.#audio !== undefined,
      offsetMs: this.#offsetMs,
      key: this.#key,
      audio: this.#audio,
      frames: this.#frames,
    };
  }

  #hear(event: Extract<StreamEvent, { type: "audio" }>): void {
    if (this.#soundMs >= 2 * soundLeastMs) return;
    this.#frames.push(event.bytes);
    const rate = this.#audio?.sampleRate ?? 0;
    if (rate > 0) this.#soundMs += (event.samples / rate) * 1_000;
    else if (this.#frames.length > 200) this.#frames.shift();
  }

  #report(cameraMs: number): void {
    // Reports of a clock that was never set tell how long a camera runs.
    if (cameraMs < streamThresholds.clockEpochMs) return;
    this.#offsetMs = Math.round(cameraMs - this.#house.clock.now());
  }

  #check(): void {
    const heard = this.#audio === undefined || this.#soundMs >= soundLeastMs;
    if (this.#key !== undefined && heard && this.#offsetMs !== undefined) this.#over.abort();
  }
}

function keyOf(parameters: VideoParameters | undefined, bytes: Uint8Array): KeyFrame | undefined {
  const units = splitLengths(bytes);
  if (parameters === undefined || units === undefined) return undefined;
  const { codec, vps, sps, pps } = parameters;
  return { codec, bytes: toAnnexB([...vps, ...sps, ...pps, ...units]) };
}
