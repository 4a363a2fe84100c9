import { type PictureKind, pictureKinds } from "../../contract/detection.ts";
import { judgePicture } from "../../kernel/detection/judge-picture.ts";
import { keyFrameOf } from "../../kernel/detection/key-picture.ts";
import { lookEveryMs } from "../../kernel/detection/patience.ts";
import type { Sight } from "../../kernel/detection/persistence.ts";
import { changeBetween, figuresOf, lookSize } from "../../kernel/detection/picture-figures.ts";
import { isLearnt, learn } from "../../kernel/detection/picture-reference.ts";
import type { KeyPicture } from "../../platform/picture-decoder.ts";
import type { Eyes } from "./eyes.ts";
import type { WatchedCamera } from "./watched-camera.ts";

/** Pictures decoded in one go; what is more waits for the next second, and falls behind first. */
const atOnceMost = 64;

interface Fetched {
  readonly camera: WatchedCamera;
  readonly key: KeyPicture;
}

/** Looks at the newest key frame of every camera whose turn it is. */
export async function lookAtPictures(eyes: Eyes): Promise<void> {
  const due = eyes.due("lookDueMs");
  if (!eyes.decoder.ready) {
    for (const camera of due) {
      camera.level = "no-decoder";
      for (const kind of pictureKinds) camera.blind.add(kind);
    }
    return;
  }
  const fetched: Fetched[] = [];
  const oldestFirst = due.toSorted((a, b) => a.lookDueMs - b.lookDueMs).slice(0, atOnceMost);
  for (const camera of oldestFirst) {
    const key = await fetchKey(eyes, camera);
    if (key !== undefined) fetched.push({ camera, key });
  }
  if (fetched.length === 0) return;
  const grey = await eyes.decoder.pictures(fetched.map(({ key }) => key));
  for (const [at, { camera, key }] of fetched.entries()) {
    const bytes = grey[at];
    if (bytes !== undefined) await judge(eyes, { camera, key, bytes });
  }
}

async function fetchKey(eyes: Eyes, camera: WatchedCamera): Promise<KeyPicture | undefined> {
  const nowMs = eyes.house.clock.now();
  const heads = eyes.recordings.heads().filter((head) => head.cameraId === camera.cameraId);
  // What is kept as evidence is what is looked at: the main stream.
  const head = heads.find((one) => one.stream === "main") ?? heads[0];
  const part = head && (await eyes.recordings.newest(head.segmentId));
  // The same group of pictures says nothing new; a camera with rare key frames is looked at as rarely.
  if (part === undefined || part.place === camera.lastPlace) return undefined;
  camera.lastPlace = part.place;
  const closer = !isLearnt(camera.known) || camera.doubts(pictureKinds);
  camera.lookDueMs = nowMs + (closer ? lookEveryMs.closer : lookEveryMs.picture);
  return keyFrameOf(part.init, part.fragment);
}

async function judge(
  eyes: Eyes,
  look: { readonly camera: WatchedCamera; readonly key: KeyPicture; readonly bytes: Uint8Array },
): Promise<void> {
  const { camera, key } = look;
  const atMs = eyes.house.clock.now();
  const picture = { ...lookSize, bytes: look.bytes };
  const figures = figuresOf(picture);
  const change = camera.last === undefined ? undefined : changeBetween(camera.last, picture);
  const verdict = judgePicture({ figures, change, known: camera.known });
  // A picture that is the same as the one before has stood still since then.
  const sameSinceMs = Math.max(camera.lookedAtMs ?? atMs, atMs - lookEveryMs.picture);
  camera.last = picture;
  camera.lastKey = key;
  camera.lookedAtMs = atMs;
  camera.level = isLearnt(camera.known) ? "full" : "learning";
  const blind: ReadonlySet<PictureKind> = new Set(verdict.blind);
  const snapshot = () => eyes.snapshotOf(camera);
  for (const kind of pictureKinds) {
    if (blind.has(kind)) camera.blind.add(kind);
    else camera.blind.delete(kind);
    const sight: Sight = verdict.wrong === kind ? "wrong" : blind.has(kind) ? "unknown" : "well";
    const sinceMs = sight === "wrong" && kind === "frozen" ? sameSinceMs : undefined;
    await camera.see(eyes.house, kind, { sight, atMs, sinceMs, facts: verdict.facts, snapshot });
  }
  if (camera.doubts(pictureKinds)) camera.lookDueMs = atMs + lookEveryMs.closer;
  // Nothing is learnt while anything is doubtful: a hand on the lens must not become usual.
  if (!verdict.teaches || camera.wrong.some((kind) => isOfPicture(kind))) return;
  camera.known = learn(camera.known, figures, change);
  camera.unsavedSinceMs ??= atMs;
}

function isOfPicture(kind: string): boolean {
  return pictureKinds.some((one) => one === kind);
}
