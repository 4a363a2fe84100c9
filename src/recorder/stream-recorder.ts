import { Fault } from "../contract/faults.ts";
import { limits } from "../contract/limits.ts";
import type { Occasion, PlannedCamera, PlannedStream } from "../contract/plan.ts";
import type { CameraState, GapCause } from "../contract/spool.ts";
import { gaps, joinHoles, TimeAccount } from "../kernel/recording-account.ts";
import { recordUntil, touching } from "../kernel/recording-occasions.ts";
import { cameraSecretContext } from "../platform/secret-box.ts";
import { type Book, streamKey } from "./book.ts";
import type { GapOf, GapWriter } from "./gap-writer.ts";
import type { ClosedBy } from "./open-segment.ts";
import type { RecorderPorts } from "./ports.ts";
import { gapCauseOf, Run } from "./run.ts";
import type { Gop } from "./run-timeline.ts";
import { Segments } from "./segments.ts";

export interface StreamPlan {
  readonly siteId: string;
  readonly networks: readonly string[];
  readonly segmentTargetMs: number;
  readonly camera: PlannedCamera;
  readonly stream: PlannedStream;
}

export interface StreamSetup {
  readonly ports: RecorderPorts;
  readonly book: Book;
  readonly gaps: GapWriter;
  readonly plan: StreamPlan;
  /** Time before this counts as accounted for when nothing is known of the stream. */
  readonly knownSinceMs: number;
  readonly aliveSinceMs: number;
}

/** After an end edge the run is kept this long for frames that are still on their way. */
const graceMs = 2_000;
/** A lasting gap is sealed up to here; a first frame can still be placed behind it. */
const settleLagMs = 10_000;
const holesNearMs = 1_000;
/** A camera that is away for hours does not fill the log. */
const refusalsPerLine = 60;

/**
 * Records one stream of one camera: knows when, keeps a run alive, accounts for every millisecond.
 */
export class StreamRecorder {
  readonly key: string;
  readonly #setup: StreamSetup;
  readonly #of: GapOf;
  readonly #account: TimeAccount;
  readonly #segments: Segments;
  #plan: StreamPlan;
  /** The run that records, or the latest of those that are being opened. */
  #run: Run | undefined;
  readonly #attempts = new Set<Run>();
  #refusals = 0;
  #retryAtMs = 0;
  #pauseMs: number = limits.reconnectFirstMs;
  #edgeMs = 0;
  #state: CameraState["state"] = "idle";
  #sinceMs: number;
  #packetsLost = 0;
  #rate = { atMs: 0, bytes: 0, pictures: 0, bytesPerSecond: 0, framesPerSecond: 0 };

  constructor(setup: StreamSetup) {
    const { ports, plan, book } = setup;
    const { cameraId, label } = plan.camera;
    this.#setup = setup;
    this.#plan = plan;
    this.key = streamKey(cameraId, plan.stream.stream);
    this.#of = { siteId: plan.siteId, cameraId, label, stream: plan.stream.stream };
    const { toMs, holes } = book.resume(this.key, setup.knownSinceMs);
    this.#account = new TimeAccount(toMs, setup.aliveSinceMs);
    const down = { cause: "recorder-down" as const, facts: {} };
    for (const hole of holes) this.#seal(gaps(plan.camera.occasions, hole, down));
    this.#segments = new Segments({ ports, book, gaps: setup.gaps, of: this.#of });
    this.#sinceMs = ports.clock.now();
    this.replan(plan);
  }

  /** Takes over a new plan. Time that an occasion claims after the fact is a gap from the start. */
  replan(plan: StreamPlan): void {
    const changed = sourceText(plan) !== sourceText(this.#plan);
    this.#plan = plan;
    this.#segments.targetMs = plan.segmentTargetMs;
    for (const occasion of plan.camera.occasions)
      for (const span of this.#setup.book.claim(this.key, occasion)) {
        const late = { startMs: span.startMs, endMs: Math.min(span.endMs, this.#account.toMs) };
        const inProgress = occasion.endMs > this.#setup.ports.clock.now();
        if (!inProgress || late.endMs <= late.startMs) continue;
        this.#account.blame("late-start");
        const why = { cause: "late-start" as const, facts: {} };
        this.#setup.gaps.seal(this.#of, gaps([occasion], late, why));
      }
    if (!changed) return;
    this.#endRun("stream-changed");
    this.#retryAtMs = 0;
  }

  tick(nowMs: number): void {
    const untilMs = recordUntil(this.#occasions, nowMs, limits.connectEarlyMs);
    if (untilMs !== undefined) this.#edgeMs = untilMs;
    const run = this.#run;
    if (run !== undefined && untilMs === undefined) this.#finish(run, nowMs);
    else if (run?.stalled(nowMs) === true) this.#endRun("stalled");
    else if (untilMs !== undefined && this.#mayTry(run, nowMs)) this.#connect(nowMs);
    if (this.#run === undefined && untilMs === undefined) {
      this.#seal(this.#account.settle(nowMs, this.#occasions));
      this.#account.pass(nowMs, this.#occasions);
      this.#enter("idle");
    } else this.#settleLasting(nowMs);
    this.#segments.tick(nowMs);
  }

  /** What it does just now; rates are means since the last call. */
  state(nowMs: number): CameraState {
    const run = this.#run;
    const rate = this.#rate;
    const passed = nowMs - rate.atMs;
    if (passed > 0) {
      const bytes = run?.bytes ?? 0;
      const pictures = run?.pictures ?? 0;
      const bytesPerSecond = Math.max(0, Math.round(((bytes - rate.bytes) * 1000) / passed));
      const frames = Math.max(0, Math.round(((pictures - rate.pictures) * 10_000) / passed) / 10);
      this.#rate = { atMs: nowMs, bytes, pictures, bytesPerSecond, framesPerSecond: frames };
    }
    const cause = this.#state === "lost" ? this.#account.cause : undefined;
    const clock =
      run?.flowing === true ? run.videoClock.offset(run.timeline.placement.estimate(0)) : undefined;
    return {
      cameraId: this.#of.cameraId,
      stream: this.#of.stream,
      state: this.#state,
      sinceMs: this.#sinceMs,
      ...(run?.flowing === true ? { lastFrameAtMs: Math.max(0, Math.round(run.lastWallMs)) } : {}),
      ...(cause === undefined ? {} : { cause }),
      bytesPerSecond: this.#rate.bytesPerSecond,
      framesPerSecond: this.#rate.framesPerSecond,
      packetsLost: this.#packetsLost + (run?.packetsLost ?? 0),
      ...(clock === undefined ? {} : { clockOffsetMs: clock.offsetMs }),
      ...soundState(run),
      ...madeState(run),
      queueBytes: this.#segments.queuedBytes,
    };
  }

  /** Everything before this is durable in segments and gaps. */
  get safeToMs(): number {
    const open = this.#segments.unsealedFromMs ?? this.#account.toMs;
    const gap = this.#setup.gaps.unsealedFromMs(this.#of) ?? this.#account.toMs;
    return Math.min(open, gap, this.#account.toMs);
  }

  /** Ends the run and seals everything. Time without frames is accounted for up to now. */
  async stop(): Promise<void> {
    const flowing = this.#run?.flowing === true;
    this.#endRun("stopped");
    const nowMs = this.#setup.ports.clock.now();
    if (!flowing) this.#seal(this.#account.settle(nowMs, this.#occasions));
    await this.#segments.sealed();
  }

  get #occasions(): readonly Occasion[] {
    return this.#plan.camera.occasions;
  }

  #connect(nowMs: number): void {
    const { ports } = this.#setup;
    const run: Run = new Run(
      {
        floorMs: () => this.#account.toMs,
        edgeMs: () => this.#edgeMs,
        gop: (gop) => this.#take(gop, run),
        overflow: () => this.#account.blame("overload"),
        soundCame: () => this.#segments.soundCame(),
        jumped: () => this.#endRun("stream-changed"),
      },
      ports.newId(),
      nowMs,
    );
    this.#run = run;
    this.#attempts.add(run);
    this.#enter(this.#account.cause === undefined ? "connecting" : "lost");
    void this.#open(run);
  }

  #mayTry(run: Run | undefined, nowMs: number): boolean {
    if (run === undefined) return nowMs >= this.#retryAtMs;
    const slow = !run.connected && nowMs - run.lastPictureMs >= limits.askAnewMs;
    return slow && this.#attempts.size < limits.attemptsMost;
  }

  async #open(run: Run): Promise<void> {
    const { ports } = this.#setup;
    const { stream, networks, camera } = this.#plan;
    try {
      const context = cameraSecretContext(camera.cameraId, stream.stream);
      const sealed = stream.sealedSecret;
      const secret = sealed === undefined ? undefined : ports.openSecret(context, sealed);
      const { source, user } = stream;
      const { clock } = ports;
      const live = await ports.openStream({
        source,
        user,
        secret,
        networks,
        clock,
        onEvent: run.take,
      });
      if (!this.#attempts.has(run)) {
        await live.stop();
        return;
      }
      // The first to be answered is the run; its rivals find themselves forgotten.
      this.#attempts.clear();
      this.#run = run;
      this.#refusals = 0;
      run.begin(live, clock.now());
      const end = await live.closed;
      if (this.#run === run) this.#endRun(gapCauseOf(end));
    } catch (cause) {
      this.#refused(run, cause);
    }
  }

  #refused(run: Run, cause: unknown): void {
    if (!this.#attempts.delete(run)) return;
    const code = cause instanceof Fault ? cause.code : "unknown";
    const { ports } = this.#setup;
    if (this.#refusals++ % refusalsPerLine === 0)
      ports.log.warn({ cameraId: this.#of.cameraId, stream: this.#of.stream, code }, "no stream");
    const login = code === "camera_login_refused" || code.startsWith("secret_");
    const gapCause = login ? "login-refused" : "unreachable";
    const [rival] = this.#attempts;
    if (rival === undefined) {
      this.#run = run;
      this.#endRun(gapCause, { attempts: 1 });
    } else {
      this.#account.blame(gapCause, { attempts: 1 });
      if (this.#run === run) this.#run = rival;
    }
  }

  /**
   * Ends the run that is, for whatever reason; frames at hand are kept, and what follows is
   * missing.
   */
  #endRun(
    cause: GapCause | "occasion" | "stopped",
    facts: Readonly<Record<string, number>> = {},
  ): void {
    const run = this.#run;
    if (run === undefined) return;
    run.end(this.#edgeMs);
    this.#run = undefined;
    this.#attempts.clear();
    this.#packetsLost += run.packetsLost;
    this.#segments.end(closedBy(cause));
    const { ports } = this.#setup;
    if (run.groups > 0) this.#pauseMs = limits.reconnectFirstMs;
    const login = cause === "login-refused";
    if (login) this.#pauseMs = Math.max(this.#pauseMs, limits.loginRetryFirstMs);
    this.#retryAtMs = ports.clock.now() + this.#pauseMs;
    const longestMs = login ? limits.loginRetryLongestMs : limits.reconnectLongestMs;
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestMs);
    if (cause === "occasion" || cause === "stopped") return;
    this.#account.blame(cause, facts);
    this.#enter("lost");
  }

  /** The last occasion is over: frames taken before its end may still be on their way. */
  #finish(run: Run, nowMs: number): void {
    const due = run.flowing && run.lastWallMs < this.#edgeMs && nowMs < this.#edgeMs + graceMs;
    if (!due) this.#endRun("occasion");
  }

  #take(gop: Gop, run: Run): void {
    const touched = touching(this.#occasions, gop);
    if (touched.length === 0) {
      this.#segments.close("occasion");
      this.#account.pass(gop.endMs, this.#occasions);
      return;
    }
    const refusal = this.#segments.refusal(gop);
    if (refusal !== undefined) {
      this.#segments.close(refusal);
      this.#account.blame(refusal, { groups: 1 });
      this.#enter("lost");
      return;
    }
    this.#seal(this.#account.cover(gop, this.#occasions));
    this.#segments.add(gop, run, touched);
    this.#enter("recording");
    for (const hole of joinHoles(gop.holes, holesNearMs))
      this.#seal(gaps(this.#occasions, hole, hole));
  }

  /** A gap that lasts is sealed piece by piece, so that a crash loses little of it. */
  #settleLasting(nowMs: number): void {
    const { cause } = this.#account;
    const refused = cause === "disk" || cause === "overload";
    if (this.#run?.flowing === true && !refused) return;
    const toMs = nowMs - settleLagMs;
    if (toMs - this.#account.toMs < limits.gapPieceMs) return;
    this.#seal(this.#account.settle(toMs, this.#occasions));
  }

  #seal(found: Parameters<GapWriter["seal"]>[1]): void {
    this.#setup.gaps.seal(this.#of, found);
  }

  #enter(state: CameraState["state"]): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#sinceMs = this.#setup.ports.clock.now();
  }
}

function soundState(run: Run | undefined): Pick<CameraState, "sound" | "soundOffsetMs"> {
  if (run?.flowing !== true || run.sound === undefined) return {};
  const { lastAtMs } = run.sound;
  const offsetMs = run.sound.offsetMs(run.videoClock);
  return {
    sound: lastAtMs === undefined ? {} : { lastAtMs },
    ...(offsetMs === undefined ? {} : { soundOffsetMs: Math.round(offsetMs) }),
  };
}

/** How the stream is made, while it flows: what a change of the camera shows in. */
function madeState(run: Run | undefined): Pick<CameraState, "made"> {
  const video = run?.timeline.parameters;
  if (run?.flowing !== true || video === undefined) return {};
  const { codec, codecString, widthPixels, heightPixels } = video;
  const { audio, software } = run;
  return {
    made: {
      ...(software === undefined ? {} : { software }),
      video: { codec, codecString, widthPixels, heightPixels },
      ...(audio === undefined
        ? {}
        : {
            audio: { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels },
          }),
    },
  };
}

function closedBy(cause: GapCause | "occasion" | "stopped"): ClosedBy {
  if (cause === "occasion" || cause === "stopped" || cause === "stream-changed") return cause;
  return "disconnected";
}

function sourceText(plan: StreamPlan): string {
  const { source, user, sealedSecret } = plan.stream;
  return JSON.stringify([source, user, sealedSecret, plan.networks]);
}
