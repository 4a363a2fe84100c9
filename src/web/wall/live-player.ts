import { routes } from "../../contract/routes.ts";
import { LiveHello } from "../../contract/routes/recording.ts";
import { socketAddress } from "../session/presence.ts";

export type LiveState =
  | { readonly what: "connecting" | "reconnecting" | "waiting" | "refused" }
  | { readonly what: "playing"; readonly delayMs: number; readonly skipped: number }
  | { readonly what: "unsupported"; readonly codec: string };

const keepSeconds = 20;
const farSeconds = 1.2;
const edgeSeconds = 0.15;
/** How the house shuts a picture whose right, sign-in or page is no more: asking again changes nothing. */
const rightEnded = 1008;
const playableSounds = /^(?:mp4a|opus|flac)/;

/**
 * One live picture: a socket of fMP4 into a MediaSource, held close to the live edge. It comes back
 * by itself after a break and never shows an old picture as a live one.
 */
export class LivePlayer {
  readonly #cameraId: string;
  readonly #element: HTMLVideoElement;
  readonly #onState: (state: LiveState) => void;
  #socket: WebSocket | undefined;
  #media: MediaSource | undefined;
  #buffer: SourceBuffer | undefined;
  #url: string | undefined;
  #queue: ArrayBuffer[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setInterval>;
  #waitMs = 1_000;
  #over = false;
  #skipped = 0;
  #opened = false;
  #lastBytesTicks = performance.now();

  constructor(element: HTMLVideoElement, cameraId: string, onState: (state: LiveState) => void) {
    this.#element = element;
    this.#cameraId = cameraId;
    this.#onState = onState;
    this.#timer = setInterval(() => this.#keepClose(), 250);
    this.#connect("connecting");
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#retry);
    clearInterval(this.#timer);
    this.#socket?.close();
    this.#drop();
  }

  #connect(what: "connecting" | "reconnecting"): void {
    this.#onState({ what });
    this.#opened = false;
    const path = routes["live.watch"].path.replace(
      "{cameraId}",
      encodeURIComponent(this.#cameraId),
    );
    const socket = new WebSocket(socketAddress(path));
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event: MessageEvent<unknown>) => this.#hear(event.data));
    socket.addEventListener("open", () => {
      this.#lastBytesTicks = performance.now();
    });
    socket.addEventListener("close", (event) => this.#again(event.code));
    this.#socket = socket;
  }

  #again(code: number): void {
    if (this.#over) return;
    this.#drop();
    if (code === rightEnded) return this.#onState({ what: "refused" });
    this.#onState({ what: this.#opened || this.#waitMs < 4_000 ? "reconnecting" : "refused" });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect("reconnecting"), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, 15_000);
  }

  #hear(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this.#lastBytesTicks = performance.now();
      this.#waitMs = 1_000;
      this.#queue.push(data);
      this.#feed();
    } else if (typeof data === "string") this.#note(data);
  }

  #note(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return;
    }
    const hello = LiveHello.safeParse(value);
    if (hello.success) return this.#start(hello.data);
    if (
      typeof value === "object" &&
      value !== null &&
      "skipped" in value &&
      typeof value.skipped === "number"
    )
      this.#skipped += value.skipped;
  }

  /** A hello starts a stream; another one on the same socket means the stream has changed. */
  #start(hello: LiveHello): void {
    this.#drop();
    this.#opened = true;
    const sound = hello.audio !== null && playableSounds.test(hello.audio) ? `,${hello.audio}` : "";
    const type = `video/mp4; codecs="${hello.codecString}${sound}"`;
    if (!MediaSource.isTypeSupported(type)) {
      this.#onState({ what: "unsupported", codec: hello.codecString });
      this.#over = true;
      this.#socket?.close();
      return;
    }
    this.#onState({ what: "waiting" });
    const media = new MediaSource();
    this.#media = media;
    this.#url = URL.createObjectURL(media);
    media.addEventListener(
      "sourceopen",
      () => {
        if (this.#media !== media) return;
        const buffer = media.addSourceBuffer(type);
        this.#buffer = buffer;
        buffer.addEventListener("updateend", () => this.#feed());
        buffer.addEventListener("error", () => this.#socket?.close());
        this.#feed();
      },
      { once: true },
    );
    this.#element.src = this.#url;
  }

  #drop(): void {
    this.#queue = [];
    this.#buffer = undefined;
    this.#media = undefined;
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
    this.#element.removeAttribute("src");
    this.#element.load();
  }

  #feed(): void {
    const buffer = this.#buffer;
    if (buffer === undefined || buffer.updating || this.#media?.readyState !== "open") return;
    const { buffered } = buffer;
    if (buffered.length > 0 && buffered.start(0) < this.#element.currentTime - keepSeconds) {
      buffer.remove(0, this.#element.currentTime - keepSeconds / 2);
      return;
    }
    const next = this.#queue.shift();
    if (next === undefined) return;
    try {
      buffer.appendBuffer(next);
    } catch {
      this.#socket?.close();
    }
  }

  #keepClose(): void {
    const element = this.#element;
    const ranges = this.#buffer?.buffered;
    if (this.#opened && performance.now() - this.#lastBytesTicks > 10_000) {
      this.#lastBytesTicks = performance.now();
      this.#socket?.close();
      return;
    }
    if (ranges === undefined || ranges.length === 0) return;
    const end = ranges.end(ranges.length - 1);
    const start = ranges.start(ranges.length - 1);
    const behind = end - element.currentTime;
    if (element.currentTime < start || behind > farSeconds)
      element.currentTime = Math.max(start, end - edgeSeconds);
    element.playbackRate = behind > 0.5 ? 1.08 : 1;
    if (element.paused) void element.play().catch(() => undefined);
    if (element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      this.#onState({
        what: "playing",
        delayMs: Math.round(Math.max(0, behind) * 1_000),
        skipped: this.#skipped,
      });
    }
  }
}
