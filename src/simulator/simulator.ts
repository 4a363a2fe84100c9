import type { StreamName } from "../contract/camera.ts";
import { Fault } from "../contract/faults.ts";
import type { Login } from "../kernel/rtsp/digest.ts";
import type { Clock } from "../platform/clock.ts";
import { listenTcp } from "../platform/tcp-server.ts";
import type { TcpServer } from "../platform/tcp-server.ts";
import { openUdpPair } from "../platform/udp-pair.ts";
import type { UdpPair } from "../platform/udp-pair.ts";
import type { LoginMode, SimulatedCamera, StreamKey } from "./camera.ts";
import { CameraStream } from "./camera-stream.ts";
import type { StreamLedger } from "./camera-stream.ts";
import type { FaultKindName, FaultSwitch, FaultTarget, PlannedFault } from "./fault-switch.ts";
import { RtspConnection } from "./rtsp-connection.ts";
import type { RtspHost } from "./rtsp-connection.ts";

export interface SimulatorOptions {
  readonly cameras: readonly SimulatedCamera[];
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly clock: Clock;
  readonly user?: string;
  readonly secret?: string;
  /** How a user signs in; `digest` where a user is given, else `none`. */
  readonly login?: LoginMode;
  /** From the start on, each at its time. */
  readonly faults?: readonly PlannedFault[];
  /** Sender reports; 2 s by default. */
  readonly reportEveryMs?: number;
}

interface DueAct {
  readonly atTicks: number;
  readonly act: () => void;
}

/** Batches the frames of all cameras: a frame leaves at most this much late. */
const tickMs = 8;

/**
 * Opens the doors and lets every camera's programme begin. Throws Fault `network` / `listen_failed`
 * when a port is not free.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const simulator = new Simulator(options);
  try {
    await simulator.open();
  } catch (cause) {
    await simulator.stop();
    throw cause;
  }
  return simulator;
}

export class Simulator {
  readonly host: string;
  readonly cameras: readonly SimulatedCamera[];
  readonly clock: Clock;
  readonly #options: SimulatorOptions;
  readonly #streams = new Map<string, CameraStream>();
  readonly #logins = new Map<string, { mode: LoginMode; login: Login }>();
  readonly #connections = new Set<RtspConnection>();
  readonly #ownDoors = new Map<string, TcpServer>();
  readonly #ownPorts = new Map<string, number>();
  readonly #stopping = new AbortController();
  #due: DueAct[] = [];
  #door: TcpServer | undefined;
  #udp: UdpPair | undefined;
  #programme: Promise<void> = Promise.resolve();
  #doors: Promise<void> = Promise.resolve();
  #runs = 0;

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.host = options.host;
    this.cameras = options.cameras;
    this.clock = options.clock;
    const startTicks = this.clock.ticks();
    const staggerMs = 40 / Math.max(1, this.cameras.length);
    for (const [at, camera] of this.cameras.entries()) {
      for (const name of ["main", "sub"] as const) {
        const stream = new CameraStream(camera, name, this.clock, startTicks + at * staggerMs);
        this.#streams.set(`${camera.label}/${name}`, stream);
      }
    }
    for (const planned of options.faults ?? []) this.plan(planned);
  }

  /** Called by `startSimulator`. */
  async open(): Promise<void> {
    const { host, port, clock } = this.#options;
    this.#udp = await openUdpPair(host, {
      onRtp: () => undefined,
      onRtcp: (_, from) => {
        for (const one of this.#connections) one.heard(from.host, from.port);
      },
    });
    const rtsp: RtspHost = {
      clock,
      udp: this.#udp,
      find: (camera, stream) => this.#streams.get(`${camera}/${stream}`),
      loginOf: (camera) => this.loginOf(camera),
      nextRun: () => ++this.#runs,
    };
    this.#door = await this.#listen(rtsp, port);
    for (const { label, ownPort } of this.cameras) {
      if (ownPort !== undefined) await this.#openOwnDoor(rtsp, label, ownPort);
    }
    this.#reopen = (label) => this.#openOwnDoor(rtsp, label, this.#ownPorts.get(label) ?? 0);
    this.#programme = this.#runProgramme();
  }

  /** The shared RTSP port. */
  get port(): number {
    return this.#door?.port ?? 0;
  }

  /** Where a stream is to be had: at the camera's own port if it has one. */
  sourceOf({ camera, stream }: StreamKey): { host: string; port: number; path: string } {
    this.#streamsOf({ camera, stream });
    const port = this.#ownPorts.get(camera) ?? this.port;
    return { host: this.host, port, path: `/${camera}/${stream}` };
  }

  loginOf(camera: string): { readonly mode: LoginMode; readonly login: Login } {
    const { user, secret, login } = this.#options;
    const usual = {
      mode: login ?? (user === undefined ? "none" : "digest"),
      login: { user: user ?? "", secret: secret ?? "" },
    };
    return this.#logins.get(camera) ?? usual;
  }

  /** Throws Fault `input` when there is no such camera. */
  inject(target: FaultTarget, fault: FaultSwitch): void {
    const streams = this.#streamsOf(target);
    for (const stream of streams) stream.inject(fault);
    if (fault.kind === "login") this.#changeLogin(target.camera, fault);
    if (["kill", "login", "codec"].includes(fault.kind)) this.#dropConnections(streams);
    if (fault.kind === "kill" && target.stream === undefined)
      this.#moveDoor(target.camera, "closed");
  }

  /** Ends one kind of fault, or all. */
  clear(target: FaultTarget, kind?: FaultKindName): void {
    const streams = this.#streamsOf(target);
    for (const stream of streams) {
      for (const one of kind === undefined ? allKinds : [kind]) {
        const was = stream.has(one);
        if (was) stream.clear(one);
        if (was && one === "codec") this.#dropConnections([stream]);
      }
    }
    if (kind === undefined || kind === "login") this.#logins.delete(target.camera);
    if (kind === undefined || kind === "kill") this.#moveDoor(target.camera, "open");
  }

  /** Lets a fault begin in `atMs` and end `forMs` later (never, without it). */
  plan(planned: PlannedFault): void {
    this.#streamsOf(planned);
    const atTicks = this.clock.ticks() + planned.atMs;
    const target = {
      camera: planned.camera,
      ...(planned.stream === undefined ? {} : { stream: planned.stream }),
    };
    this.#due.push({ atTicks, act: () => this.inject(target, planned.fault) });
    if (planned.forMs === undefined) return;
    this.#due.push({
      atTicks: atTicks + planned.forMs,
      act: () => this.clear(target, planned.fault.kind),
    });
  }

  hasFault(target: FaultTarget, kind: FaultKindName): boolean {
    return this.#streamsOf(target).some((stream) => stream.has(kind));
  }

  /** What every stream has sent, in the order of the cameras. */
  ledger(): StreamLedger[] {
    return [...this.#streams.values()].map((stream) => stream.ledger());
  }

  ledgerOf({ camera, stream }: StreamKey): StreamLedger {
    const [found] = this.#streamsOf({ camera, stream });
    if (found === undefined) throw noSuchCamera(camera);
    return found.ledger();
  }

  streamOf(camera: string, stream: StreamName): CameraStream | undefined {
    return this.#streams.get(`${camera}/${stream}`);
  }

  /** What the camera's own clock shows. Throws Fault `input` when there is no such camera. */
  cameraMs(camera: string): number {
    const [stream] = this.#streamsOf({ camera });
    return stream?.cameraMs(this.clock.ticks()) ?? this.clock.now();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#programme;
    await this.#doors;
    for (const one of this.#connections) one.drop();
    await Promise.all([this.#door, ...this.#ownDoors.values()].map(async (door) => door?.close()));
    await this.#udp?.close();
  }

  /** Resolves when doors that a fault closed or opened have done so. */
  settled(): Promise<void> {
    return this.#doors;
  }

  async #runProgramme(): Promise<void> {
    const { signal } = this.#stopping;
    const everyMs = this.#options.reportEveryMs ?? 2_000;
    while (!signal.aborted) {
      const nowTicks = this.clock.ticks();
      this.#actDue(nowTicks);
      for (const stream of this.#streams.values()) stream.sendDue(nowTicks, everyMs);
      for (const one of this.#connections) one.endIfDue(nowTicks);
      await this.clock.sleep(tickMs, signal);
    }
  }

  #actDue(nowTicks: number): void {
    if (this.#due.length === 0) return;
    const due = this.#due.filter(({ atTicks }) => atTicks <= nowTicks);
    this.#due = this.#due.filter(({ atTicks }) => atTicks > nowTicks);
    for (const { act } of due.toSorted((a, b) => a.atTicks - b.atTicks)) act();
  }

  #listen(rtsp: RtspHost, port: number): Promise<TcpServer> {
    return listenTcp(this.host, port, (connection) => {
      const one = new RtspConnection(rtsp, connection);
      this.#connections.add(one);
      return {
        onBytes: (bytes) => one.onBytes(bytes),
        onClosed: () => {
          this.#connections.delete(one);
          one.onClosed();
        },
      };
    });
  }

  #reopen: (label: string) => Promise<void> = () => Promise.resolve();

  async #openOwnDoor(rtsp: RtspHost, label: string, port: number): Promise<void> {
    const door = await this.#listen(rtsp, port);
    this.#ownDoors.set(label, door);
    this.#ownPorts.set(label, door.port);
  }

  /** A killed camera's own port refuses connections; one after the other, so that none is lost. */
  #moveDoor(label: string, to: "open" | "closed"): void {
    if (!this.#ownPorts.has(label)) return;
    this.#doors = this.#doors.then(async () => {
      const door = this.#ownDoors.get(label);
      if (to === "open" && door === undefined) await this.#reopen(label);
      if (to === "closed" && door !== undefined) {
        this.#ownDoors.delete(label);
        await door.close();
      }
    });
  }

  #changeLogin(camera: string, login: Login): void {
    const { mode } = this.loginOf(camera);
    const { user, secret } = login;
    this.#logins.set(camera, { mode: mode === "none" ? "digest" : mode, login: { user, secret } });
  }

  #dropConnections(streams: readonly CameraStream[]): void {
    for (const one of this.#connections) {
      if (streams.some((stream) => one.serves(stream))) one.drop();
    }
  }

  #streamsOf({ camera, stream }: FaultTarget): CameraStream[] {
    const names: readonly StreamName[] = stream === undefined ? ["main", "sub"] : [stream];
    return names.map((name) => {
      const found = this.#streams.get(`${camera}/${name}`);
      if (found === undefined) throw noSuchCamera(camera);
      return found;
    });
  }
}

const allKinds: readonly FaultKindName[] = [
  "kill",
  "stall",
  "loss",
  "clock",
  "audio-drift",
  "no-audio",
  "frozen",
  "covered",
  "black",
  "moved",
  "defocused",
  "dark",
  "silent",
  "clipped",
  "offset",
  "parameters",
  "codec",
  "login",
  "slow",
];

function noSuchCamera(camera: string): Fault {
  return new Fault("input", "simulator_no_such_camera", { hint: camera });
}
