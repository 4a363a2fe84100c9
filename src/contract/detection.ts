import { z } from "zod";
import { Id, Ms, Sha256Hex } from "./ids.ts";

/**
 * What can be wrong with a camera while it is to be recorded (S0-4.3b, S0-5.4.2): 掉线, 卡顿, 画面静止,
 * 镜头遮挡, 机位移动, 失焦, 过暗, 黑屏, 无声, 声音削波, 音画不同步, 时钟偏差.
 */
export const detectionKinds = [
  "lost",
  "stalled",
  "frozen",
  "covered",
  "moved",
  "defocused",
  "dark",
  "black",
  "silent",
  "clipped",
  "offset",
  "clock",
] as const;
export const DetectionKind = z.enum(detectionKinds);
export type DetectionKind = z.infer<typeof DetectionKind>;

/** Told by the picture: these need a decoder. A picture is one of them or well, never two. */
export const pictureKinds = ["frozen", "covered", "moved", "defocused", "dark", "black"] as const;
export type PictureKind = (typeof pictureKinds)[number];
/** Told by the level of the sound: G.711 is read by ourselves, AAC needs a decoder. */
export const soundKinds = ["silent", "clipped"] as const;
export type SoundKind = (typeof soundKinds)[number];
/** Told by the stream itself, always. */
export const streamKinds = ["lost", "stalled", "offset", "clock"] as const;
export type StreamKind = (typeof streamKinds)[number];

/** Measured figures as whole numbers, named with their units. */
export const DetectionFacts = z.record(z.string().max(40), z.int());
export type DetectionFacts = z.infer<typeof DetectionFacts>;

/** How it ended: seen well again, or nobody could see any more (the recording was over). */
export const DetectionEnding = z.enum(["recovered", "unwatched"]);
export type DetectionEnding = z.infer<typeof DetectionEnding>;

export const DetectionEvent = z.strictObject({
  eventId: Id,
  kind: DetectionKind,
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  venueName: z.string(),
  lessonId: Id.nullable(),
  /** When it began as far as can be told, and when it was certain. */
  beganAtMs: Ms,
  noticedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  ending: DetectionEnding.nullable(),
  /** How often it came back within the window in which it counts as one. */
  times: z.int().min(1),
  facts: DetectionFacts,
  snapshotSha256: Sha256Hex.nullable(),
  incidentId: Id.nullable(),
});
export type DetectionEvent = z.infer<typeof DetectionEvent>;

/** How far a camera is watched just now. */
export const watchLevels = ["idle", "learning", "full", "no-decoder"] as const;
export const WatchLevel = z.enum(watchLevels);
export type WatchLevel = z.infer<typeof WatchLevel>;

/** One camera as it is seen now: what is wrong, and what cannot be told of it. */
export const CameraWatch = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  venueName: z.string(),
  level: WatchLevel,
  lookedAtMs: Ms.nullable(),
  wrong: z.array(DetectionKind),
  /** Kinds that cannot be told of this camera just now. */
  blind: z.array(DetectionKind),
});
export type CameraWatch = z.infer<typeof CameraWatch>;
