import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import type { PlannedStream } from "../../contract/plan.ts";
import type { StreamEvent } from "../../contract/stream.ts";
import type { House } from "../../platform/house.ts";
import { type OpenStream, openStream } from "../../platform/rtsp/client.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import { type CameraSources, site } from "../places/index.ts";
import { type LiveEnd, LiveFan, type LiveSocket } from "./live-camera.ts";

/** One connection per camera, however many look. */
interface Live {
  readonly fan: Promise<LiveFan>;
  readonly stop: AbortController;
  viewers: number;
  linger: AbortController | undefined;
}

/**
 * The live views of this house. The house itself opens a camera's sub-stream (the main one where there
 * is none) when the first viewer comes, and lets go of it some time after the last has left.
 */
export class LiveHub {
  readonly #house: House;
  readonly #open = new Map<string, Live>();

  constructor(house: House) {
    this.#house = house;
  }

  get viewers(): number {
    return [...this.#open.values()].reduce((sum, live) => sum + live.viewers, 0);
  }

  /** Joins a socket to a camera's stream; what ends it is told in the close reason. Returns the way out. */
  watch(camera: CameraSources, socket: LiveSocket): () => void {
    const live = this.#open.get(camera.cameraId) ?? this.#connect(camera);
    live.viewers++;
    live.linger?.abort();
    let leave = () => {};
    let left = false;
    live.fan.then(
      (fan) => {
        if (!left) leave = fan.join(socket);
      },
      (cause: unknown) => socket.close(1011, endOf(cause)),
    );
    return () => {
      if (left) return;
      left = true;
      leave();
      live.viewers--;
      if (live.viewers === 0) void this.#lingerOn(camera.cameraId, live);
    };
  }

  close(): void {
    for (const live of this.#open.values()) live.stop.abort("house-closes");
    this.#open.clear();
  }

  #connect(camera: CameraSources): Live {
    const stop = new AbortController();
    const fan = this.#start(camera, stop);
    const live: Live = { fan, stop, viewers: 0, linger: undefined };
    this.#open.set(camera.cameraId, live);
    fan.catch(() => this.#forget(camera.cameraId, live));
    return live;
  }

  #forget(cameraId: string, live: Live): void {
    if (this.#open.get(cameraId) === live) this.#open.delete(cameraId);
  }

  /** The sub-stream, else the main one; the next where one cannot be shown. */
  async #start(camera: CameraSources, stop: AbortController): Promise<LiveFan> {
    const inOrder = camera.streams.toSorted((a, b) => (a.stream < b.stream ? 1 : -1));
    let failure: unknown = new Fault("camera", "camera_unusable");
    for (const stream of inOrder) {
      try {
        return await this.#openFan(camera, stream, stop);
      } catch (cause) {
        failure = cause;
        if (!(cause instanceof Fault)) throw cause;
      }
    }
    throw failure;
  }

  async #openFan(
    camera: CameraSources,
    planned: PlannedStream,
    stop: AbortController,
  ): Promise<LiveFan> {
    const early: StreamEvent[] = [];
    let take = (event: StreamEvent): void => void early.push(event);
    const opened = await openStream({
      source: planned.source,
      user: planned.user,
      secret: this.#secret(camera.cameraId, planned),
      networks: await this.#networks(),
      clock: this.#house.clock,
      onEvent: (event) => take(event),
    });
    if (codecOf(opened, early) === "h265") {
      await opened.stop();
      throw new Fault("camera", "h265_only", { hint: "browsers seldom show H.265" });
    }
    const fan = new LiveFan(planned.stream, opened.parameters.audio);
    const end = (reason: LiveEnd) => {
      const live = this.#open.get(camera.cameraId);
      if (live?.stop === stop) this.#open.delete(camera.cameraId);
      fan.close(reason === "camera-lost" ? 1013 : 1011, reason);
    };
    take = (event) => {
      // The description was silent about the codec: the first parameter sets tell.
      if (event.type === "video-parameters" && event.parameters.codec === "h265") {
        end("h265-only");
        void opened.stop();
      } else fan.take(event);
    };
    for (const event of early.splice(0)) take(event);
    stop.signal.addEventListener("abort", () => {
      end(stop.signal.reason === "house-closes" ? "house-closes" : "nobody-looks");
      void opened.stop();
    });
    if (stop.signal.aborted) void opened.stop();
    void opened.closed.then(() => end("camera-lost"));
    return fan;
  }

  async #lingerOn(cameraId: string, live: Live): Promise<void> {
    const linger = new AbortController();
    live.linger = linger;
    await this.#house.clock.sleep(limits.liveLingerMs, linger.signal);
    if (linger.signal.aborted || live.viewers > 0) return;
    this.#forget(cameraId, live);
    live.stop.abort("nobody-looks");
  }

  #secret(cameraId: string, planned: PlannedStream): string | undefined {
    if (planned.sealedSecret === undefined) return undefined;
    const context = cameraSecretContext(cameraId, planned.stream);
    return this.#house.secrets.open(context, planned.sealedSecret);
  }

  async #networks(): Promise<readonly string[]> {
    const read = await site.read(this.#house);
    return read.ok ? read.value.networks : [];
  }
}

function codecOf(opened: OpenStream, early: readonly StreamEvent[]): string | undefined {
  for (const event of early) if (event.type === "video-parameters") return event.parameters.codec;
  return opened.parameters.video?.codec;
}

function endOf(cause: unknown): LiveEnd {
  const code = cause instanceof Fault ? cause.code : "";
  switch (code) {
    case "h265_only":
      return "h265-only";
    case "camera_login_refused":
      return "camera-login-refused";
    case "camera_unusable":
      return "camera-unusable";
    default:
      return "camera-unreachable";
  }
}
