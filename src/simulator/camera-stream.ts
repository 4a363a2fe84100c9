import { packetiseAac, packetiseG711 } from "../kernel/rtsp/packetise-audio.ts";
import { packetiseVideo } from "../kernel/rtsp/packetise-video.ts";
import type { Payload } from "../kernel/rtsp/packetise.ts";
import type { Clock } from "../platform/clock.ts";
import type { StreamName } from "../contract/camera.ts";
import type { SimulatedCamera } from "./camera.ts";
import type { AudioClip, VideoClip } from "./clip.ts";
import { clipsOf, clipsOfOtherCodec, pictureFaults, soundOf } from "./clip-library.ts";
import type { FaultKindName, FaultSwitch } from "./fault-switch.ts";
import { PacketLoss } from "./packet-loss.ts";
import { PictureSource } from "./picture-source.ts";
import type { PictureMode } from "./picture-source.ts";
import type { Run, RunReport, TrackName } from "./run.ts";

const payloadMostBytes = 1_400;
const runsKept = 256;

/** What a stream has sent since the simulator started; frames are numbered from 0. */
export interface StreamLedger {
  readonly camera: string;
  readonly stream: StreamName;
  /** Frames whose time has come, whether anybody was there or not: the highest number plus one. */
  readonly frames: number;
  /** The highest frame number handed whole to any client; undefined before the first. */
  readonly highestSent: number | undefined;
  /** The last 256 runs, oldest first. */
  readonly runs: readonly RunReport[];
}

interface ActiveFault {
  readonly fault: FaultSwitch;
  readonly sinceTicks: number;
}

/**
 * One stream of one camera: an endless programme whose frame n is due n / frame rate after its
 * start. It runs whether anybody listens or not; runs come and go.
 */
export class CameraStream {
  readonly camera: string;
  readonly name: StreamName;
  readonly sound: AudioClip | undefined;
  readonly #setting: SimulatedCamera;
  readonly #clock: Clock;
  readonly #startTicks: number;
  readonly #faults = new Map<FaultKindName, ActiveFault>();
  readonly #runs = new Set<Run>();
  readonly #past: RunReport[] = [];
  #video: VideoClip;
  #pictures: PictureSource;
  #loss: PacketLoss | undefined;
  #frame = 0;
  #audioFrame = 0;

  constructor(setting: SimulatedCamera, name: StreamName, clock: Clock, startTicks: number) {
    this.camera = setting.label;
    this.name = name;
    this.sound = setting.sound === "none" ? undefined : soundOf(setting.sound);
    this.#setting = setting;
    this.#clock = clock;
    this.#startTicks = startTicks;
    const clips = clipsOf(setting.look, name);
    this.#video = clips.video;
    this.#pictures = new PictureSource(clips, this.#kbps());
  }

  /** The clip that is offered now; its codec changes with the `codec` fault. */
  get video(): VideoClip {
    return this.#video;
  }

  has(kind: FaultKindName): boolean {
    return this.#faults.has(kind);
  }

  inject(fault: FaultSwitch): void {
    this.#faults.set(fault.kind, { fault, sinceTicks: this.#clock.ticks() });
    if (fault.kind === "loss") this.#loss = new PacketLoss(fault);
    if (fault.kind === "codec") this.#offer(true);
  }

  clear(kind: FaultKindName): void {
    this.#faults.delete(kind);
    if (kind === "loss") this.#loss = undefined;
    if (kind === "codec") this.#offer(false);
  }

  /**
   * Lets a run take part from the next key frame on. Gives the media time (ms) it begins at, so that
   * its tracks can be told which RTP time that is.
   */
  join(run: Run): number {
    const { framesPerKey } = this.#video;
    const frame = Math.ceil(this.#frame / framesPerKey) * framesPerKey;
    const mediaMs = frame * this.#frameMs();
    run.playFrom(mediaMs);
    this.#runs.add(run);
    return mediaMs;
  }

  leave(run: Run): void {
    if (!this.#runs.delete(run)) return;
    run.end(this.#clock.now());
    this.#past.push(run.summary());
    if (this.#past.length > runsKept) this.#past.shift();
  }

  /** RTP time of media time `mediaMs` for a track, the audio's drift included. */
  rtpTime(track: TrackName, mediaMs: number): number {
    if (track === "video") return mediaMs * 90;
    return ((mediaMs + this.#audioAheadMs()) * (this.sound?.sampleRate ?? 0)) / 1_000;
  }

  ledger(): StreamLedger {
    const runs = [...this.#past, ...[...this.#runs].map((run) => run.summary())].slice(-runsKept);
    const highest = Math.max(-1, ...runs.map((run) => (run.sent.at(-1)?.[1] ?? 0) - 1));
    const highestSent = highest < 0 ? undefined : highest;
    return { camera: this.camera, stream: this.name, frames: this.#frame, highestSent, runs };
  }

  /** Sends everything whose time has come. */
  sendDue(nowTicks: number, reportEveryMs: number): void {
    const elapsedMs = nowTicks - this.#startTicks;
    const quiet = this.#runs.size === 0 || this.has("stall") || this.has("kill");
    if (!quiet) for (const run of this.#runs) run.pace(this.#slowKbps(), nowTicks);
    while (this.#frame * this.#frameMs() <= elapsedMs) this.#sendFrame(quiet);
    while (this.sound !== undefined && this.#audioFrame * audioFrameMs(this.sound) <= elapsedMs) {
      this.#sendSound(this.sound, quiet);
    }
    if (quiet) return;
    const cameraMs = this.cameraMs(nowTicks);
    const rtpNow = (track: TrackName) => this.rtpTime(track, elapsedMs);
    for (const run of this.#runs) run.report(nowTicks, reportEveryMs, cameraMs, rtpNow);
  }

  #sendFrame(quiet: boolean): void {
    const frame = this.#frame++;
    this.#pictures.decide(frame, this.#mode());
    if (quiet) return;
    const nals = this.#pictures.nals(frame, this.#clock.now());
    const payloads = packetiseVideo(this.#video.codec, nals, payloadMostBytes);
    const unit = { frame, key: this.#pictures.isKey(frame), payloads };
    for (const run of this.#runs) run.sendVideo(unit, frame * this.#frameMs(), this.#loss);
  }

  #sendSound(sound: AudioClip, quiet: boolean): void {
    const index = this.#audioFrame++;
    if (quiet || this.has("no-audio")) return;
    const { frames } = this.#heard(sound);
    const frame = frames[index % frames.length];
    if (frame === undefined) return;
    const payload: Payload = sound.codec === "aac" ? packetiseAac([frame]) : packetiseG711(frame);
    const mediaMs = index * audioFrameMs(sound);
    const aheadMs = this.#untoldMs();
    const time = { mediaMs, rtp: this.rtpTime("audio", mediaMs + aheadMs) };
    for (const run of this.#runs) run.sendAudio(payload, time, this.#loss);
  }

  /** What the microphone makes of the room. */
  #heard(sound: AudioClip): AudioClip {
    const codec = sound.codec === "pcmu" ? "pcma" : sound.codec;
    if (this.has("silent")) return soundOf(codec, "silent");
    return this.has("clipped") ? soundOf(codec, "clipped") : sound;
  }

  /** How far the packets' times are off without the sender reports knowing. */
  #untoldMs(): number {
    const active = this.#faults.get("offset");
    return active?.fault.kind === "offset" ? active.fault.offsetMs : 0;
  }

  #mode(): PictureMode {
    if (this.has("covered")) return "covered";
    if (this.has("frozen")) return "frozen";
    for (const fault of pictureFaults) if (this.has(fault)) return fault;
    return this.has("parameters") ? "parameters" : "usual";
  }

  #offer(other: boolean): void {
    const { look } = this.#setting;
    const clips = other ? clipsOfOtherCodec(look, this.name) : clipsOf(look, this.name);
    this.#video = clips.video;
    this.#pictures = new PictureSource(clips, this.#kbps());
  }

  #kbps(): number {
    return (this.name === "main" ? this.#setting.mainKbps : this.#setting.subKbps) ?? 0;
  }

  #frameMs(): number {
    return 1_000 / this.#video.framesPerSecond;
  }

  #slowKbps(): number | undefined {
    const active = this.#faults.get("slow");
    return active?.fault.kind === "slow" ? active.fault.kbps : undefined;
  }

  /** What the camera's own clock shows, right or wrong. */
  cameraMs(nowTicks: number): number {
    const nowMs = this.#clock.now() + (this.#setting.clockOffsetMs ?? 0);
    const active = this.#faults.get("clock");
    if (active?.fault.kind !== "clock") return nowMs;
    const { offsetMs, ppm } = active.fault;
    return nowMs + offsetMs + ((nowTicks - active.sinceTicks) * ppm) / 1_000_000;
  }

  #audioAheadMs(): number {
    const active = this.#faults.get("audio-drift");
    if (active?.fault.kind !== "audio-drift") return 0;
    const { offsetMs, ppm } = active.fault;
    return offsetMs + ((this.#clock.ticks() - active.sinceTicks) * ppm) / 1_000_000;
  }
}

function audioFrameMs(sound: AudioClip): number {
  return (sound.samplesPerFrame * 1_000) / sound.sampleRate;
}
