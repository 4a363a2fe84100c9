import { soundKinds } from "../../contract/detection.ts";
import { withAdtsHeads } from "../../kernel/detection/adts.ts";
import { judgeSound, soundFacts, soundFiguresOf } from "../../kernel/detection/judge-sound.ts";
import { soundOf } from "../../kernel/detection/key-picture.ts";
import { lookEveryMs } from "../../kernel/detection/patience.ts";
import { g711ToPcm } from "../../kernel/media/g711.ts";
import type { Eyes } from "./eyes.ts";
import type { WatchedCamera } from "./watched-camera.ts";

const atOnceMost = 32;

interface Heard {
  readonly camera: WatchedCamera;
  readonly samples: Int16Array | undefined;
}

/** Hears a stretch of every camera whose turn it is: G.711 by ourselves, AAC through the decoder. */
export async function listenToSounds(eyes: Eyes): Promise<void> {
  const heard: Heard[] = [];
  const aac: { readonly camera: WatchedCamera; readonly bytes: Uint8Array }[] = [];
  for (const camera of eyes.due("soundDueMs").slice(0, atOnceMost)) {
    const sound = await fetchSound(eyes, camera);
    if (sound === undefined) continue;
    camera.soundDueMs = eyes.house.clock.now() + lookEveryMs.sound;
    if (sound.codec !== "aac") heard.push({ camera, samples: sound.samples });
    else if (eyes.decoder.ready) aac.push({ camera, bytes: sound.bytes });
    else for (const kind of soundKinds) camera.blind.add(kind);
  }
  const decoded = await eyes.decoder.sounds(aac);
  for (const [at, { camera }] of aac.entries()) heard.push({ camera, samples: decoded[at] });
  for (const one of heard) await judge(eyes, one);
}

type FetchedSound =
  | { readonly codec: "aac"; readonly bytes: Uint8Array }
  | { readonly codec: "g711"; readonly samples: Int16Array };

async function fetchSound(eyes: Eyes, camera: WatchedCamera): Promise<FetchedSound | undefined> {
  const heads = eyes.recordings.heads().filter((head) => head.cameraId === camera.cameraId);
  const head = heads.find((one) => one.stream === "main") ?? heads[0];
  const track = head?.tracks.find((one) => one.kind === "audio");
  if (head === undefined || track === undefined) return undefined;
  const part = await eyes.recordings.newest(head.segmentId);
  const frames = part && soundOf(part.fragment);
  // Nothing in it: that no sound comes at all is told by the stream.
  if (frames === undefined || frames.length === 0) return undefined;
  if (track.codec === "aac") {
    const bytes = withAdtsHeads(frames, track);
    return bytes === undefined ? undefined : { codec: "aac", bytes };
  }
  const all = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return { codec: "g711", samples: g711ToPcm(track.codec, all) };
}

async function judge(eyes: Eyes, { camera, samples }: Heard): Promise<void> {
  const figures = samples === undefined ? undefined : soundFiguresOf(samples);
  const sights = judgeSound(figures);
  const facts = figures === undefined ? {} : soundFacts(figures);
  const atMs = eyes.house.clock.now();
  const snapshot = () => eyes.snapshotOf(camera);
  for (const kind of soundKinds) {
    if (sights[kind] === "unknown") camera.blind.add(kind);
    else camera.blind.delete(kind);
    await camera.see(eyes.house, kind, { sight: sights[kind], atMs, facts, snapshot });
  }
  if (camera.doubts(soundKinds)) camera.soundDueMs = atMs + lookEveryMs.soundCloser;
}
