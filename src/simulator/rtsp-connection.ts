import type { Login } from "../kernel/rtsp/digest.ts";
import { headerOf, printMessage } from "../kernel/rtsp/message.ts";
import type { RtspHeader, RtspMessage, RtspRequest } from "../kernel/rtsp/message.ts";
import { Splitter } from "../kernel/rtsp/splitter.ts";
import { toHex } from "../kernel/bytes.ts";
import type { Clock } from "../platform/clock.ts";
import { draw } from "../platform/random.ts";
import type { Connection, ConnectionEvents } from "../platform/tcp-server.ts";
import type { UdpPair } from "../platform/udp-pair.ts";
import type { LoginMode } from "./camera.ts";
import type { CameraStream } from "./camera-stream.ts";
import { controlOf, describe, payloadTypes } from "./description.ts";
import { answers, challengeFor, printChallenge } from "./login.ts";
import { Run, wrap32 } from "./run.ts";
import type { Outlet, TrackName } from "./run.ts";
import { interleavedOutlet, readTransport, udpOutlet } from "./transport.ts";
import type { AskedTransport } from "./transport.ts";

/** What a connection needs of the simulator. */
export interface RtspHost {
  readonly clock: Clock;
  readonly udp: UdpPair;
  readonly find: (camera: string, stream: string) => CameraStream | undefined;
  readonly loginOf: (camera: string) => { readonly mode: LoginMode; readonly login: Login };
  readonly nextRun: () => number;
}

interface Answer {
  readonly status: number;
  readonly headers?: readonly RtspHeader[];
  readonly body?: Uint8Array;
}

interface Asked {
  readonly request: RtspRequest;
  readonly stream: CameraStream;
  readonly track: TrackName | undefined;
}

/** RFC 2326 section 12.37: a session without a sign of life ends. */
export const sessionTimeoutMs = 60_000;
const graceMs = 15_000;
const reasons = new Map([
  [200, "OK"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [404, "Stream Not Found"],
  [454, "Session Not Found"],
  [455, "Method Not Valid in This State"],
  [459, "Aggregate Operation Not Allowed"],
  [461, "Unsupported Transport"],
  [501, "Not Implemented"],
]);
const methods = "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

/** One client at the RTSP door: one session at most, as most cameras have it. */
export class RtspConnection implements ConnectionEvents {
  readonly #host: RtspHost;
  readonly #connection: Connection;
  readonly #splitter = new Splitter();
  readonly #nonce = toHex(draw(16));
  #sessionId: string | undefined;
  #run: Run | undefined;
  #stream: CameraStream | undefined;
  #playing = false;
  readonly #rtcpPorts = new Set<number>();
  #seenTicks: number;

  constructor(host: RtspHost, connection: Connection) {
    this.#host = host;
    this.#connection = connection;
    this.#seenTicks = host.clock.ticks();
  }

  /** Ends a session whose client has been silent for too long. */
  endIfDue(nowTicks: number): void {
    if (this.#run !== undefined && nowTicks - this.#seenTicks > sessionTimeoutMs + graceMs)
      this.drop();
  }

  drop(): void {
    this.#leave();
    this.#connection.destroy();
  }

  serves(stream: CameraStream): boolean {
    return this.#stream === stream;
  }

  onBytes(bytes: Uint8Array): void {
    try {
      this.#splitter.push(bytes, {
        frame: () => this.alive(),
        message: (message) => this.#take(message),
      });
    } catch {
      // Neither RTSP nor interleaved: this is not a client.
      this.drop();
    }
  }

  onClosed(): void {
    this.#leave();
  }

  /** A sign of life: a request, or a receiver report by whatever way. */
  alive(): void {
    this.#seenTicks = this.#host.clock.ticks();
  }

  /** A receiver report came from there; it may be this client's. */
  heard(host: string, port: number): void {
    if (this.#connection.remoteHost === host && this.#rtcpPorts.has(port)) this.alive();
  }

  #take(message: RtspMessage): void {
    if (message.type === "response") return;
    this.alive();
    const asked = this.#locate(message);
    if (asked?.stream.has("kill") === true) return this.drop();
    if ((asked?.stream ?? this.#stream)?.has("stall") === true) return;
    if (asked !== undefined) this.#stream ??= asked.stream;
    this.#reply(message, this.#decide(message, asked));
  }

  #locate(request: RtspRequest): Asked | undefined {
    const path = request.uri.replace(/^rtsps?:\/\/[^/]*/i, "").replace(/\?.*$/, "");
    const [, camera = "", name = "", track] =
      /^\/([\w-]{1,32})\/(main|sub)(?:\/(?:trackID=([01]))?)?$/.exec(path) ?? [];
    const stream = this.#host.find(camera, name);
    if (stream === undefined) return undefined;
    return {
      request,
      stream,
      track: track === "0" ? "video" : track === "1" ? "audio" : undefined,
    };
  }

  #decide(request: RtspRequest, asked: Asked | undefined): Answer {
    if (request.method === "OPTIONS") return { status: 200, headers: [["Public", methods]] };
    if (asked === undefined) return { status: 404 };
    const { mode, login } = this.#host.loginOf(asked.stream.camera);
    const challenge = challengeFor(mode, this.#nonce);
    if (challenge !== undefined) {
      const given = headerOf(request, "Authorization");
      if (!answers(given, challenge, { login, method: request.method })) {
        return { status: 401, headers: [["WWW-Authenticate", printChallenge(challenge)]] };
      }
    }
    return this.#act(asked);
  }

  #act(asked: Asked): Answer {
    const { method } = asked.request;
    if (method === "DESCRIBE") return this.#describe(asked);
    if (method === "SETUP") return this.#setup(asked);
    if (method === "GET_PARAMETER" || method === "SET_PARAMETER")
      return { status: 200, headers: this.#session() };
    if (method !== "PLAY" && method !== "TEARDOWN")
      return { status: 501, headers: [["Public", methods]] };
    const session = headerOf(asked.request, "Session")?.split(";")[0];
    if (this.#run === undefined || session !== this.#sessionId) return { status: 454 };
    if (method === "PLAY") return this.#play(asked, this.#run);
    this.#leave();
    return { status: 200 };
  }

  #describe({ request, stream }: Asked): Answer {
    const { video, sound, camera, name } = stream;
    const body = new TextEncoder().encode(describe({ name: `${camera} ${name}`, video, sound }));
    const base = request.uri.replace(/\/*$/, "/");
    return {
      status: 200,
      headers: [
        ["Content-Base", base],
        ["Content-Type", "application/sdp"],
      ],
      body,
    };
  }

  #setup({ request, stream, track }: Asked): Answer {
    if (track === undefined) return { status: 459 };
    if (track === "audio" && stream.sound === undefined) return { status: 404 };
    if (this.#run !== undefined && this.#stream !== stream) return { status: 455 };
    const asked = readTransport(headerOf(request, "Transport") ?? "", track === "video" ? 0 : 2);
    if (asked === undefined) return { status: 461 };
    this.#stream = stream;
    this.#sessionId ??= toHex(draw(8));
    this.#run ??= this.#newRun(stream, asked.kind);
    const codec = stream.sound?.codec ?? "aac";
    const ssrc = drawUint32();
    this.#run.tracks.set(track, {
      outlet: this.#outlet(asked),
      payloadType: track === "video" ? payloadTypes.video : payloadTypes[codec],
      clockRate: track === "video" ? 90_000 : (stream.sound?.sampleRate ?? 0),
      ssrc,
      base: drawUint32(),
      sequence: drawUint32() & 0xffff,
      packets: 0,
      octets: 0,
    });
    const transport = this.#printTransport(asked, ssrc);
    return { status: 200, headers: [["Transport", transport], ...this.#session()] };
  }

  #newRun(stream: CameraStream, transport: "tcp" | "udp"): Run {
    const startedAtMs = this.#host.clock.now();
    return new Run({ number: this.#host.nextRun(), stream: stream.name, transport, startedAtMs });
  }

  #outlet(asked: AskedTransport): Outlet {
    if (asked.kind === "tcp") return interleavedOutlet(this.#connection, asked.channel);
    this.#rtcpPorts.add(asked.rtcpPort);
    return udpOutlet(this.#host.udp, this.#connection.remoteHost, asked);
  }

  #printTransport(asked: AskedTransport, ssrc: number): string {
    const source = `ssrc=${ssrc.toString(16).toUpperCase().padStart(8, "0")}`;
    if (asked.kind === "tcp")
      return `RTP/AVP/TCP;unicast;interleaved=${asked.channel}-${asked.channel + 1};${source}`;
    const { rtpPort, rtcpPort } = this.#host.udp;
    return `RTP/AVP;unicast;client_port=${asked.rtpPort}-${asked.rtcpPort};server_port=${rtpPort}-${rtcpPort};${source}`;
  }

  #play({ request, stream }: Asked, run: Run): Answer {
    // A second PLAY on the way changes nothing: the programme is live.
    if (this.#playing) return { status: 200, headers: this.#session() };
    this.#playing = true;
    const mediaMs = stream.join(run);
    const base = request.uri.replace(/\/*$/, "/").replace(/trackID=\d\/$/, "");
    const infos = [...run.tracks].map(([name, track]) => {
      const rtp = wrap32(track.base + stream.rtpTime(name, mediaMs));
      return `url=${base}${controlOf(name)};seq=${track.sequence};rtptime=${rtp}`;
    });
    const headers: RtspHeader[] = [
      ["Range", "npt=now-"],
      ["RTP-Info", infos.join(",")],
    ];
    return { status: 200, headers: [...this.#session(), ...headers] };
  }

  #session(): RtspHeader[] {
    if (this.#sessionId === undefined) return [];
    return [["Session", `${this.#sessionId};timeout=${sessionTimeoutMs / 1_000}`]];
  }

  #reply(request: RtspRequest, answer: Answer): void {
    const reason = reasons.get(answer.status) ?? "";
    const sequence = headerOf(request, "CSeq") ?? "0";
    const headers: RtspHeader[] = [
      ["CSeq", sequence],
      ["Server", "Liuhen-simulator/1"],
      ...(answer.headers ?? []),
    ];
    const body = answer.body ?? new Uint8Array();
    this.#connection.write(
      printMessage({ type: "response", status: answer.status, reason, headers, body }),
    );
  }

  #leave(): void {
    if (this.#run !== undefined) this.#stream?.leave(this.#run);
    this.#run = undefined;
    this.#playing = false;
    this.#sessionId = undefined;
    this.#rtcpPorts.clear();
  }
}

function drawUint32(): number {
  const [a = 0, b = 0, c = 0, d = 0] = draw(4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
