import {
  type CameraWatch,
  type DetectionFacts,
  type DetectionKind,
  streamKinds,
} from "../../contract/detection.ts";
import { limits } from "../../contract/limits.ts";
import type { CameraState, RecorderState } from "../../contract/spool.ts";
import { judgeStream, learnRate } from "../../kernel/detection/judge-stream.ts";
import { hasCeased } from "../../kernel/detection/judge-sound.ts";
import { lookSize } from "../../kernel/detection/picture-figures.ts";
import type { PictureReference } from "../../kernel/detection/picture-reference.ts";
import { type Lasting, nothing, stepLasting } from "../../kernel/detection/persistence.ts";
import { parseReference, printReference } from "../../kernel/detection/print-reference.ts";
import type { House } from "../../platform/house.ts";
import { OpenRecordings } from "../../platform/open-recordings.ts";
import { PictureDecoder } from "../../platform/picture-decoder.ts";
import { readRecorderState, spoolRoots } from "../../platform/spool-places.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import { saveReference, selectNewestEvents, selectReferences } from "./detection.store.ts";
import type { Eyes } from "./eyes.ts";
import { lookAtPictures } from "./look-at-pictures.ts";
import { listenToSounds } from "./listen-to-sounds.ts";
import { WatchedCamera } from "./watched-camera.ts";

const recorderSilentMs = 10_000;
/** The recorder may take so long to come up beside us. */
const recorderPatience = { looks: 2, lastsMs: 10_000, wellLooks: 2, wellMs: 0 };
/** A reference is written down after so long. */
const saveEveryMs = 5 * 60_000;
/** So many cameras at once are no accident of each. */
const togetherLeast = 2;
const noSnapshot = async () => undefined;

/** Watches every camera while it is recorded; one for a house. */
export class Watch implements Eyes {
  readonly house: House;
  readonly recordings = new OpenRecordings();
  readonly decoder: PictureDecoder;
  readonly #cameras = new Map<string, WatchedCamera>();
  #loaded = false;
  #recorder: Lasting = nothing;
  #spoke = false;
  #together: boolean | undefined;

  constructor(house: House, decoder?: PictureDecoder) {
    this.house = house;
    this.decoder = decoder ?? new PictureDecoder(joinPath(house.paths.run, "watch"), lookSize);
  }

  /** One second of every stream, by what the recorder says of itself. */
  async followStreams(): Promise<void> {
    const { house } = this;
    await this.#load();
    const nowMs = house.clock.now();
    const state = await readRecorderState(house);
    if (state === undefined || !(await this.#recorderSpeaks(state, nowMs))) return;
    const mains = new Map<string, CameraState>();
    for (const camera of state.cameras)
      if (camera.stream === "main" || !mains.has(camera.cameraId))
        mains.set(camera.cameraId, camera);
    for (const camera of mains.values()) await this.#follow(camera, nowMs);
    for (const [cameraId, watched] of this.#cameras)
      if (!mains.has(cameraId)) await watched.leave(house);
    await this.#countLost([...mains.values()]);
  }

  /** Pictures that are due. */
  async look(): Promise<void> {
    if (!this.#loaded) return;
    const roots = spoolRoots(this.house);
    await this.recordings.look(roots.map((root) => joinPath(root, "open")));
    await lookAtPictures(this);
    await this.#saveReferences();
  }

  /** Sounds that are due. */
  async listen(): Promise<void> {
    if (this.#loaded) await listenToSounds(this);
  }

  due(what: "lookDueMs" | "soundDueMs"): WatchedCamera[] {
    const nowMs = this.house.clock.now();
    return [...this.#cameras.values()].filter(
      (camera) => camera.recordingSinceMs !== undefined && camera[what] <= nowMs,
    );
  }

  now(): (Pick<CameraWatch, "cameraId" | "level" | "lookedAtMs"> & {
    readonly wrong: DetectionKind[];
    readonly blind: DetectionKind[];
  })[] {
    return [...this.#cameras.values()].map((camera) => {
      const { cameraId, level, lookedAtMs, wrong, blind } = camera;
      return { cameraId, level, lookedAtMs, wrong, blind: [...blind] };
    });
  }

  /** How a camera usually looks, as far as that is learnt; empty for one never seen. */
  usualLook(cameraId: string): PictureReference {
    return this.#cameras.get(cameraId)?.known ?? {};
  }

  /** What is known of a camera's picture is forgotten. */
  forget(cameraId: string): void {
    const camera = this.#cameras.get(cameraId);
    if (camera !== undefined) {
      camera.known = {};
      camera.unsavedSinceMs = undefined;
    }
  }

  async #load(): Promise<void> {
    if (this.#loaded) return;
    const { db, siteId, clock } = this.house;
    const events = await selectNewestEvents(db, siteId, clock.now() - limits.unwatchedBackMs);
    const references = await selectReferences(db, siteId);
    const ids = new Set([...events, ...references].map((row) => row.camera_id));
    for (const id of ids) {
      const known = parseReference(references.find((row) => row.camera_id === id)?.looks);
      const own = events.filter((row) => row.camera_id === id);
      this.#cameras.set(id, new WatchedCamera(id, known, own));
    }
    this.#loaded = true;
  }

  async #follow(state: CameraState, nowMs: number): Promise<void> {
    const { house } = this;
    const { cameraId } = state;
    const camera = this.#cameras.get(cameraId) ?? new WatchedCamera(cameraId, {}, []);
    this.#cameras.set(cameraId, camera);
    if (state.state === "idle") {
      await camera.leave(house);
      return;
    }
    camera.recordingSinceMs =
      state.state === "recording" ? (camera.recordingSinceMs ?? nowMs) : undefined;
    if (camera.level === "idle") camera.level = this.decoder.ready ? "learning" : "no-decoder";
    const active = (kind: DetectionKind) => camera.active(kind);
    const sights = judgeStream({ state, usual: camera.usual, nowMs, active });
    const facts = factsOf(state, camera, nowMs);
    const snapshot = () => this.snapshotOf(camera);
    for (const kind of streamKinds)
      await camera.see(house, kind, { sight: sights[kind], atMs: nowMs, facts, snapshot });
    if (state.state === "recording" && sights.stalled !== "wrong")
      camera.usual = learnRate(camera.usual, state.framesPerSecond);
    const { sound } = state;
    const since = camera.recordingSinceMs;
    if (sound !== undefined && since !== undefined && hasCeased(sound.lastAtMs, since, nowMs))
      await camera.see(house, "silent", {
        sight: "wrong",
        atMs: nowMs,
        facts,
        snapshot: noSnapshot,
      });
  }

  async snapshotOf(camera: WatchedCamera): Promise<Uint8Array | undefined> {
    if (camera.lastKey === undefined || !this.decoder.ready) return undefined;
    const jpeg = await this.decoder.jpeg(camera.lastKey, limits.snapshotPixels);
    return jpeg === undefined || jpeg.length > limits.snapshotBytes ? undefined : jpeg;
  }

  /** A silent recorder is an incident of its own: what it last said of its cameras means nothing. */
  async #recorderSpeaks(state: RecorderState, nowMs: number): Promise<boolean> {
    const { house } = this;
    const silentMs = nowMs - state.writtenAtMs;
    const speaks = silentMs < recorderSilentMs;
    const look = { sight: speaks ? "well" : "wrong", atMs: nowMs } as const;
    const step = stepLasting(this.#recorder, look, recorderPatience);
    const about = {
      kind: "recorder-silent",
      subject: { type: "house", id: house.siteId },
    } as const;
    if (step.turned === "began")
      await incidents.raise(house, { ...about, severity: "critical", facts: { silentMs } });
    // Also after a start of ours: what went on before is not remembered here.
    if (speaks && (step.turned === "ended" || !this.#spoke)) {
      await incidents.settle(house, about);
      this.#spoke = true;
    }
    this.#recorder = step.state;
    return speaks;
  }

  async #countLost(states: readonly CameraState[]): Promise<void> {
    const { house } = this;
    const wanted = states.filter((state) => state.state !== "idle");
    const lost = wanted.filter((state) => this.#cameras.get(state.cameraId)?.active("lost")).length;
    const together = lost >= togetherLeast && lost * 2 >= wanted.length;
    if (together === this.#together) return;
    const subject = { type: "house", id: house.siteId } as const;
    const about = { kind: "cameras-lost-together", subject } as const;
    const facts = { lost, cameras: wanted.length };
    if (together) await incidents.raise(house, { ...about, severity: "critical", facts });
    else await incidents.settle(house, about);
    this.#together = together;
  }

  async #saveReferences(): Promise<void> {
    const { house } = this;
    const nowMs = house.clock.now();
    for (const camera of this.#cameras.values()) {
      const since = camera.unsavedSinceMs;
      if (since === undefined || nowMs - since < saveEveryMs) continue;
      const looks = printReference(camera.known);
      await quiet(house, "how a camera usually looks is learnt, not decided", (tx) =>
        saveReference(tx, {
          site_id: house.siteId,
          camera_id: camera.cameraId,
          learnt_at_ms: nowMs,
          looks,
        }),
      );
      camera.unsavedSinceMs = undefined;
    }
  }
}

/** What the recorder says of a stream, in whole numbers. */
function factsOf(state: CameraState, camera: WatchedCamera, nowMs: number): DetectionFacts {
  const { lastFrameAtMs, soundOffsetMs, clockOffsetMs } = state;
  const usual = camera.usual.framesPerSecond;
  return {
    framesPerMinute: Math.round(state.framesPerSecond * 60),
    ...(usual > 0 ? { usualPerMinute: Math.round(usual * 60) } : {}),
    ...(lastFrameAtMs === undefined ? {} : { quietMs: Math.max(0, nowMs - lastFrameAtMs) }),
    ...(soundOffsetMs === undefined ? {} : { offsetMs: soundOffsetMs }),
    ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
  };
}
