import type { StreamName } from "../../contract/camera.ts";
import { limits } from "../../contract/limits.ts";
import type { LiveHello } from "../../contract/routes/recording.ts";
import type { AudioParameters, StreamEvent, VideoParameters } from "../../contract/stream.ts";
import {
  audioTrackId,
  videoTimescale,
  videoTrackId,
  writeFrameFragment,
  writeInit,
} from "../../kernel/media/fmp4.ts";

/** The side of a socket the live view uses; the desk's socket fits. */
export interface LiveSocket {
  send(data: string | Uint8Array): void;
  backlogBytes(): number;
  close(code: number, reason: string): void;
}

interface Viewer {
  readonly socket: LiveSocket;
  /** Has hello and init, and whole groups of pictures since. */
  inStep: boolean;
  skipped: number;
}

/** Why a live view ended, told in the close reason; the browser has the words. */
export type LiveEnd =
  | "camera-lost"
  | "camera-unreachable"
  | "camera-login-refused"
  | "camera-unusable"
  | "h265-only"
  | "nobody-looks"
  | "right-ended"
  | "house-closes";

/**
 * One camera's stream, fanned out: every frame becomes one moof+mdat at once. The newest group of
 * pictures is kept, so that a new viewer sees a picture at once and a slow one can get back in step
 * with a key frame.
 */
export class LiveFan {
  readonly #stream: StreamName;
  readonly #audio: AudioParameters | undefined;
  readonly #viewers = new Set<Viewer>();
  #head: { hello: string; init: Uint8Array } | undefined;
  #group: Uint8Array[] = [];
  #groupBytes = 0;
  #sequence = 0;
  #video: { time: number; duration: number; arrivalMs: number; firstTime: number } | undefined;
  #audioShift: number | undefined;

  constructor(stream: StreamName, audio: AudioParameters | undefined) {
    this.#stream = stream;
    // A browser's MediaSource takes AAC; other sound is recorded, not shown live.
    this.#audio = audio?.codec === "aac" ? audio : undefined;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Returns the way out. */
  join(socket: LiveSocket): () => void {
    const viewer: Viewer = { socket, inStep: false, skipped: 0 };
    this.#viewers.add(viewer);
    if (this.#head !== undefined && this.#group.length > 0) {
      this.#start(viewer, this.#head);
      for (const frame of this.#group) socket.send(frame);
      viewer.inStep = true;
    }
    return () => void this.#viewers.delete(viewer);
  }

  close(code: number, reason: LiveEnd): void {
    for (const viewer of this.#viewers) viewer.socket.close(code, reason);
    this.#viewers.clear();
  }

  take(event: StreamEvent): void {
    if (event.type === "video-parameters") this.#begin(event.parameters);
    else if (event.type === "video") this.#frame(event);
    else if (event.type === "audio") this.#sound(event);
  }

  /** New parameter sets: a new init, and everybody starts again at the next key frame. */
  #begin(parameters: VideoParameters): void {
    const { codecString, widthPixels, heightPixels } = parameters;
    const audio = this.#audio?.codecString ?? null;
    const hello: LiveHello = {
      version: 1,
      codecString,
      stream: this.#stream,
      widthPixels,
      heightPixels,
      audio,
    };
    const init = writeInit({ video: parameters, audio: this.#audio });
    this.#head = { hello: JSON.stringify(hello), init };
    this.#group = [];
    for (const viewer of this.#viewers) viewer.inStep = false;
  }

  #frame(event: Extract<StreamEvent, { type: "video" }>): void {
    const head = this.#head;
    if (head === undefined) return;
    const last = this.#video;
    const duration = last === undefined ? videoTimescale / 25 : event.time - last.time;
    const firstTime = last?.firstTime ?? event.time;
    const usual = duration > 0 && duration < videoTimescale * 5 ? duration : (last?.duration ?? 1);
    this.#video = { time: event.time, duration: usual, arrivalMs: event.arrivalMs, firstTime };
    const bytes = writeFrameFragment(++this.#sequence, {
      trackId: videoTrackId,
      decodeTime: Math.max(0, event.time - firstTime),
      samples: [{ bytes: event.bytes, duration: usual, key: event.key }],
    });
    if (event.key) {
      this.#group = [];
      this.#groupBytes = 0;
    }
    this.#send(bytes, event.key ? head : undefined);
  }

  #sound(event: Extract<StreamEvent, { type: "audio" }>): void {
    const { sampleRate } = this.#audio ?? {};
    const video = this.#video;
    if (sampleRate === undefined || video === undefined || this.#group.length === 0) return;
    // Both tracks count from their own first packet: arrival tells how these lie to each other.
    this.#audioShift ??= Math.round(
      ((video.time - video.firstTime) / videoTimescale) * sampleRate +
        ((event.arrivalMs - video.arrivalMs) * sampleRate) / 1_000 -
        event.time,
    );
    const decodeTime = event.time + this.#audioShift;
    if (decodeTime < 0) return;
    const samples = [{ bytes: event.bytes, duration: event.samples, key: true }];
    const bytes = writeFrameFragment(++this.#sequence, {
      trackId: audioTrackId,
      decodeTime,
      samples,
    });
    this.#send(bytes, undefined);
  }

  #send(bytes: Uint8Array, key: { hello: string; init: Uint8Array } | undefined): void {
    if (key === undefined && this.#group.length === 0) return;
    this.#group.push(bytes);
    this.#groupBytes += bytes.length;
    // A camera with hardly any key frames must not fill the memory: such a group starts nobody.
    if (this.#groupBytes > limits.fragmentLargestBytes) this.#group = [];
    for (const viewer of this.#viewers) this.#sendTo(viewer, bytes, key);
  }

  #sendTo(
    viewer: Viewer,
    bytes: Uint8Array,
    key: { hello: string; init: Uint8Array } | undefined,
  ): void {
    const slow = viewer.socket.backlogBytes() > limits.liveBacklogBytes;
    if (slow || (!viewer.inStep && key === undefined)) {
      if (viewer.inStep || viewer.skipped > 0) viewer.skipped++;
      viewer.inStep = false;
      return;
    }
    if (!viewer.inStep && key !== undefined) {
      if (viewer.skipped > 0) viewer.socket.send(JSON.stringify({ skipped: viewer.skipped }));
      else this.#start(viewer, key);
      viewer.skipped = 0;
      viewer.inStep = true;
    }
    viewer.socket.send(bytes);
  }

  #start(viewer: Viewer, head: { hello: string; init: Uint8Array }): void {
    viewer.socket.send(head.hello);
    viewer.socket.send(head.init);
  }
}
