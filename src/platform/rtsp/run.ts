import { limits } from "../../contract/limits.ts";
import type { StreamEnd } from "../../contract/stream.ts";
import { Fault } from "../../contract/faults.ts";
import { Reorder } from "../../kernel/rtsp/reorder.ts";
import { parseRtcp, printReceiverReport } from "../../kernel/rtsp/rtcp.ts";
import { emptyRtpPacket, readRtp } from "../../kernel/rtsp/rtp.ts";
import type { Clock } from "../clock.ts";
import { draw } from "../random.ts";
import type { RtspConnection } from "./connection.ts";
import type { Conversation } from "./conversation.ts";
import type { Lane } from "./setup.ts";

const lookEveryMs = 500;
const reportEveryMs = 5_000;
const farewellMs = 1_000;

export interface RunParts {
  readonly connection: RtspConnection;
  readonly conversation: Conversation;
  readonly lanes: readonly Lane[];
  readonly uri: string;
  readonly clock: Clock;
  /** The question that keeps the session alive. */
  readonly keepAlive: "GET_PARAMETER" | "OPTIONS";
}

/** One run of a camera's stream, from before PLAY to its end: packets in, reports out, watched. */
export class Run {
  readonly #parts: RunParts;
  readonly #packet = emptyRtpPacket();
  readonly #source = draw(4).reduce((value, byte) => value * 256 + byte, 0);
  readonly #closed = Promise.withResolvers<StreamEnd>();
  readonly #halt = new AbortController();
  #lastVideoTicks: number;
  #over = false;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#lastVideoTicks = parts.clock.ticks();
    parts.connection.takeFrame = (channel, bytes, start, end) =>
      this.#frame(channel, bytes, start, end);
    for (const lane of parts.lanes) this.#listen(lane);
    void parts.connection.ended.then(() => this.#finish("disconnected"));
  }

  get closed(): Promise<StreamEnd> {
    return this.#closed.promise;
  }

  /** Starts the watch once the camera has been told to play. */
  start(): void {
    this.#lastVideoTicks = this.#parts.clock.ticks();
    void this.#watch();
  }

  /** Says good-bye to the camera, waits for it at most a second, and ends. Never throws. */
  async stop(): Promise<void> {
    if (this.#over) return;
    const { conversation, clock, uri } = this.#parts;
    this.#end("stopped");
    const bye = conversation.ask("TEARDOWN", uri).then(() => undefined, ignoreFault);
    await Promise.race([bye, clock.sleep(farewellMs)]);
    this.#release();
  }

  #listen(lane: Lane): void {
    if (lane.datagrams === undefined) return;
    const { clock } = this.#parts;
    const reorder = new Reorder((bytes, arrivalMs) =>
      this.#rtp(lane, bytes, { start: 0, end: bytes.length, arrivalMs }),
    );
    lane.datagrams.takeRtp = (bytes) => {
      if (readRtp(bytes, 0, bytes.length, this.#packet))
        reorder.push(this.#packet.sequence, bytes, clock.now());
    };
    lane.datagrams.takeRtcp = (bytes) =>
      this.#rtcp(lane, bytes, { start: 0, end: bytes.length, arrivalMs: clock.now() });
  }

  #frame(channel: number, bytes: Uint8Array, start: number, end: number): void {
    for (const lane of this.#parts.lanes) {
      if (lane.channels?.[0] === channel)
        return this.#rtp(lane, bytes, { start, end, arrivalMs: this.#parts.clock.now() });
      if (lane.channels?.[1] === channel)
        return this.#rtcp(lane, bytes, { start, end, arrivalMs: this.#parts.clock.now() });
    }
  }

  #rtp(lane: Lane, bytes: Uint8Array, at: { start: number; end: number; arrivalMs: number }): void {
    if (this.#over || !readRtp(bytes, at.start, at.end, this.#packet)) return;
    // A camera that only sends sound has stalled: it is there for its picture.
    if (lane.track.kind === "video") this.#lastVideoTicks = this.#parts.clock.ticks();
    lane.track.packet(bytes, this.#packet, at.arrivalMs);
  }

  #rtcp(
    lane: Lane,
    bytes: Uint8Array,
    at: { start: number; end: number; arrivalMs: number },
  ): void {
    for (const report of parseRtcp(bytes, at.start, at.end)) {
      if (this.#over) return;
      if (report.type === "sender-report") lane.track.report(report, at.arrivalMs);
      const source = lane.track.reception.source;
      const gone =
        report.type === "goodbye" && source !== undefined && report.sources.includes(source);
      if (gone && lane.track.kind === "video") this.#finish("disconnected");
    }
  }

  async #watch(): Promise<void> {
    const { clock, conversation, keepAlive, uri } = this.#parts;
    const aliveEveryMs = Math.min(30_000, (conversation.session?.timeoutMs ?? 60_000) / 2);
    let aliveTicks = clock.ticks();
    let reportTicks = Number.NEGATIVE_INFINITY;
    while (!this.#over) {
      const ticks = clock.ticks();
      if (ticks - this.#lastVideoTicks >= limits.stallAfterMs) return this.#finish("stalled");
      if (ticks - reportTicks >= reportEveryMs) {
        reportTicks = ticks;
        this.#sendReports();
      }
      if (ticks - aliveTicks >= aliveEveryMs) {
        aliveTicks = ticks;
        // An unanswered keep-alive is no end: the watch on bytes decides.
        void conversation.ask(keepAlive, uri).then(() => undefined, ignoreFault);
      }
      await clock.sleep(lookEveryMs, this.#halt.signal);
    }
  }

  #sendReports(): void {
    for (const lane of this.#parts.lanes) {
      const block = lane.track.reception.block(this.#parts.clock.now());
      const report = printReceiverReport(
        this.#source,
        block === undefined ? [] : [block],
        "liuhen",
      );
      if (lane.channels !== undefined) this.#parts.connection.sendFrame(lane.channels[1], report);
      else if (lane.serverRtcpPort !== undefined)
        lane.datagrams?.sendRtcp(lane.serverRtcpPort, report);
    }
  }

  #finish(how: StreamEnd): void {
    if (this.#over) return;
    this.#end(how);
    this.#release();
  }

  #end(how: StreamEnd): void {
    this.#over = true;
    this.#halt.abort();
    this.#closed.resolve(how);
  }

  #release(): void {
    for (const lane of this.#parts.lanes) lane.datagrams?.close();
    this.#parts.connection.close();
  }
}

function ignoreFault(cause: unknown): void {
  if (!(cause instanceof Fault)) throw cause;
}
