import { connect as connectTcp } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { printMessage, sequenceOf } from "../../kernel/rtsp/message.ts";
import type { RtspHeader, RtspMessage, RtspResponse } from "../../kernel/rtsp/message.ts";
import { Splitter } from "../../kernel/rtsp/splitter.ts";
import type { SplitterSink } from "../../kernel/rtsp/splitter.ts";
import type { Clock } from "../clock.ts";

export interface ConnectionTarget {
  /** The address that was checked, never a name. */
  readonly address: string;
  readonly port: number;
  /** TLS. Cameras carry certificates they signed themselves: any is taken and none is pinned, so this hides the stream from a listener but does not prove which camera answers. */
  readonly secure: boolean;
  readonly clock: Clock;
}

/** Receives interleaved frames; the bytes are lent for the call. */
export type TakeFrame = (channel: number, bytes: Uint8Array, start: number, end: number) => void;

interface Question {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly RtspHeader[];
}

/** Bytes one read may bring. Each socket has its own: not every system reads at the moment it hands out. */
const readBytes = 64 * 1024;

/** One RTSP connection: questions and answers matched by CSeq, interleaved frames handed on. */
export class RtspConnection implements SplitterSink {
  readonly #socket: Socket;
  readonly #splitter = new Splitter();
  readonly #clock: Clock;
  readonly #pending = new Map<number, (answer: RtspResponse | Fault) => void>();
  readonly #end: PromiseWithResolvers<Fault | undefined> = Promise.withResolvers();
  #sequence = 0;
  #over = false;
  takeFrame: TakeFrame = () => {};

  private constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
  }

  /** Connects. Throws Fault `network` / `camera_unreachable` when nobody answers in time. */
  static async open(target: ConnectionTarget): Promise<RtspConnection> {
    const made: { connection: RtspConnection | undefined } = { connection: undefined };
    const receive = (bytes: Uint8Array, length: number) => made.connection?.receive(bytes, length);
    const socket = target.secure ? openTls(target, receive) : openPlain(target, receive);
    const connection = new RtspConnection(socket, target.clock);
    made.connection = connection;
    socket.setNoDelay(true);
    await connection.#connected(target.secure ? "secureConnect" : "connect");
    return connection;
  }

  /** Resolves when the connection is over: with a Fault when bytes were garbled or the socket failed. */
  get ended(): Promise<Fault | undefined> {
    return this.#end.promise;
  }

  /** As the system prints it, which is how it names the sender of a datagram too. */
  get remoteAddress(): string {
    return this.#socket.remoteAddress ?? "";
  }

  get localAddress(): string {
    return this.#socket.localAddress ?? "";
  }

  async #connected(event: string): Promise<void> {
    const opened = new Promise<void>((resolve) => this.#socket.once(event, resolve));
    this.#socket.on("error", (cause) => this.#finish(unreachable(cause)));
    this.#socket.on("close", () => this.#finish(undefined));
    const timer = new AbortController();
    const late = this.#clock
      .sleep(limits.connectTimeoutMs, timer.signal)
      .then(() => unreachable(undefined, "no answer in time"));
    const failed = await Promise.race([
      opened.then(() => undefined),
      this.ended.then((fault) => fault ?? unreachable(undefined)),
      late,
    ]);
    timer.abort();
    if (failed === undefined) return;
    this.close();
    throw failed;
  }

  /** Asks and waits for the answer with the same CSeq. Throws Fault `network` when none comes. */
  async ask(question: Question): Promise<RtspResponse> {
    if (this.#over) throw unreachable(undefined, "the connection is closed");
    const sequence = ++this.#sequence;
    const answered = Promise.withResolvers<RtspResponse | Fault>();
    this.#pending.set(sequence, answered.resolve);
    this.#write(
      printMessage({
        type: "request",
        method: question.method,
        uri: question.uri,
        headers: [["CSeq", String(sequence)], ...question.headers],
        body: new Uint8Array(),
      }),
    );
    const timer = new AbortController();
    const late = this.#clock
      .sleep(limits.connectTimeoutMs, timer.signal)
      .then(() => unreachable(undefined, `no answer to ${question.method}`));
    const answer = await Promise.race([answered.promise, late]);
    timer.abort();
    this.#pending.delete(sequence);
    if (answer instanceof Fault) throw answer;
    return answer;
  }

  /** Sends an interleaved frame, if the connection still stands. */
  sendFrame(channel: number, payload: Uint8Array): void {
    const framed = new Uint8Array(4 + payload.length);
    framed.set([0x24, channel, payload.length >> 8, payload.length & 0xff]);
    framed.set(payload, 4);
    this.#write(framed);
  }

  close(): void {
    this.#finish(undefined);
    this.#socket.destroy();
  }

  receive(bytes: Uint8Array, length: number): void {
    if (this.#over) return;
    try {
      this.#splitter.push(bytes, this, 0, length);
    } catch (cause) {
      // Anything else comes from whoever takes the frames, and is not the camera's doing.
      if (!(cause instanceof Fault) || cause.code !== "rtsp_garbled") throw cause;
      this.#finish(cause);
      this.#socket.destroy();
    }
  }

  frame(channel: number, bytes: Uint8Array, start: number, end: number): void {
    this.takeFrame(channel, bytes, start, end);
  }

  message(message: RtspMessage): void {
    const sequence = sequenceOf(message);
    if (message.type === "request") return this.#refuse(message.method, sequence);
    // A camera that leaves CSeq out can only mean the one question that is open.
    const [only] = this.#pending.size === 1 ? this.#pending.keys() : [];
    this.#pending.get(sequence ?? only ?? -1)?.(message);
  }

  /** Cameras may ask too (RFC 2326 section 10): they learn that we can do nothing for them. */
  #refuse(method: string, sequence: number | undefined): void {
    const [status, reason] = method === "OPTIONS" ? [200, "OK"] : [501, "Not Implemented"];
    this.#write(
      printMessage({
        type: "response",
        status,
        reason,
        headers: [["CSeq", String(sequence ?? 0)]],
        body: new Uint8Array(),
      }),
    );
  }

  #write(bytes: Uint8Array): void {
    // A camera that reads nothing must not fill our memory with reports.
    if (!this.#over && this.#socket.writableLength < limits.rtspBodyBytes)
      this.#socket.write(bytes);
  }

  #finish(fault: Fault | undefined): void {
    if (this.#over) return;
    this.#over = true;
    for (const answer of this.#pending.values())
      answer(fault ?? unreachable(undefined, "the camera closed the connection"));
    this.#end.resolve(fault);
  }
}

function openPlain(
  target: ConnectionTarget,
  receive: (bytes: Uint8Array, length: number) => void,
): Socket {
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  // A plain view: sub-views of a Buffer cost several times as much.
  const view = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
  const callback = (length: number) => {
    receive(view, length);
    return true;
  };
  return connectTcp({ host: target.address, port: target.port, onread: { buffer, callback } });
}

function openTls(
  target: ConnectionTarget,
  receive: (bytes: Uint8Array, length: number) => void,
): Socket {
  const socket = connectTls({
    host: target.address,
    port: target.port,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  });
  socket.on("data", (chunk: Buffer) =>
    receive(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length), chunk.length),
  );
  return socket;
}

function unreachable(cause: unknown, hint = "the camera does not answer"): Fault {
  return new Fault("network", "camera_unreachable", { cause, hint });
}
