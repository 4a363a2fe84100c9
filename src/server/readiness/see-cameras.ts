import { limits } from "../../contract/limits.ts";
import type { CardCamera, CardItem } from "../../contract/readiness.ts";
import { withAdtsHeads } from "../../kernel/detection/adts.ts";
import { judgePicture } from "../../kernel/detection/judge-picture.ts";
import { soundFiguresOf } from "../../kernel/detection/judge-sound.ts";
import { figuresOf, lookSize } from "../../kernel/detection/picture-figures.ts";
import { g711ToPcm } from "../../kernel/media/g711.ts";
import { type CameraSeen, judgeCamera } from "../../kernel/readiness/judge-card.ts";
import type { House } from "../../platform/house.ts";
import { containment } from "../containment/index.ts";
import type { Watch } from "../detection/index.ts";
import { cameras } from "../places/index.ts";
import { type Glance, type TakeGlance, failed } from "./glance.ts";

/** How cameras are looked at; tests bring a glance of their own. */
export interface CardEyes {
  readonly watch: Watch;
  readonly glance: TakeGlance;
}

export interface SeenCamera {
  readonly items: readonly CardItem[];
  readonly jpeg: Uint8Array | undefined;
}

/** Looks at each of these cameras at the same time. */
export function seeCameras(
  house: House,
  eyes: CardEyes,
  of: readonly CardCamera[],
): Promise<SeenCamera[]> {
  return Promise.all(of.map(({ cameraId }) => seeCamera(house, eyes, cameraId)));
}

async function seeCamera(house: House, eyes: CardEyes, cameraId: string): Promise<SeenCamera> {
  const glance = await glanceAt(house, eyes, cameraId);
  const { failure, connectMs, packetsLost, hasSound, offsetMs } = glance;
  const { picture, jpeg } = await pictureOf(eyes, cameraId, glance);
  const seen: CameraSeen = {
    cameraId,
    failure,
    connectMs,
    packetsLost,
    decoder: eyes.watch.decoder.ready,
    picture,
    hasSound,
    sound: await soundOf(eyes, glance),
    offsetMs,
    wrong: eyes.watch.now().find((one) => one.cameraId === cameraId)?.wrong ?? [],
  };
  return { items: judgeCamera(seen), jpeg };
}

async function glanceAt(house: House, eyes: CardEyes, cameraId: string): Promise<Glance> {
  const camera = await cameras.sourcesOf(house, cameraId);
  if (camera === undefined) return failed("unusable");
  // What was cut off after an event is looked at by nobody (S0-15).
  if ((await containment.whyIsolated(house, cameraId)) !== undefined) return failed("isolated");
  return eyes.glance(house, camera);
}

async function pictureOf(
  { watch }: CardEyes,
  cameraId: string,
  { key }: Glance,
): Promise<{ readonly picture: CameraSeen["picture"]; readonly jpeg: Uint8Array | undefined }> {
  const none = { picture: undefined, jpeg: undefined };
  if (key === undefined || !watch.decoder.ready) return none;
  const [grey] = await watch.decoder.pictures([key]);
  if (grey === undefined) return none;
  const figures = figuresOf({ ...lookSize, bytes: grey });
  const verdict = judgePicture({ figures, change: undefined, known: watch.usualLook(cameraId) });
  const jpeg = await watch.decoder.jpeg(key, limits.snapshotPixels);
  const picture = {
    lightOf255: Math.round(figures.mean),
    sharpnessPercent: verdict.facts["sharpnessPercent"],
    wrong: verdict.wrong,
  };
  const tooLarge = jpeg !== undefined && jpeg.length > limits.snapshotBytes;
  return { picture, jpeg: tooLarge ? undefined : jpeg };
}

async function soundOf({ watch }: CardEyes, glance: Glance): Promise<CameraSeen["sound"]> {
  const samples = await samplesOf(watch, glance);
  return samples === undefined ? undefined : soundFiguresOf(samples);
}

async function samplesOf(watch: Watch, glance: Glance): Promise<Int16Array | undefined> {
  const { audio, frames } = glance;
  if (audio === undefined || frames.length === 0) return undefined;
  if (audio.codec !== "aac") return g711ToPcm(audio.codec, joined(frames));
  const bytes = withAdtsHeads(frames, audio);
  if (bytes === undefined || !watch.decoder.ready) return undefined;
  return (await watch.decoder.sounds([{ bytes }]))[0];
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return all;
}
