import type { AudioCodec, StreamName, VideoCodec } from "../contract/camera.ts";
import { readShippedBytes } from "../platform/shipped-bytes.ts";
import { parseClip } from "./clip.ts";
import type { AudioClip, VideoClip } from "./clip.ts";

/** What a simulated camera shows: 实训场地, 操作工位, 学员动作, 教师指导. */
export const looks = ["venue", "station", "hands", "teacher"] as const;
export type Look = (typeof looks)[number];

/** The clips of one stream; all have key frames at the same places, so that they can be exchanged. */
export interface StreamClips {
  readonly video: VideoClip;
  /** Dark, and of frames that change nothing. */
  readonly covered: VideoClip;
  /** Same codec, other size. */
  readonly otherSize: VideoClip;
  /** What a fault of the picture makes of it; main streams only, others go on as usual. */
  faulted(fault: PictureFault): VideoClip | undefined;
}

export const pictureFaults = ["black", "moved", "defocused", "dark"] as const;
export type PictureFault = (typeof pictureFaults)[number];

const h264 = (size: string, other: string) => ({ codec: "h264", size, other }) as const;
const h265 = (size: string, other: string) => ({ codec: "h265", size, other }) as const;
const small = "320x180";
const usual = "640x360";
const large = "1280x720";

interface Shape {
  readonly codec: VideoCodec;
  readonly size: string;
  readonly other: string;
}

const shapes: Readonly<Record<Look, Readonly<Record<StreamName, Shape>>>> = {
  venue: { main: h264(usual, small), sub: h264(small, usual) },
  station: { main: h264(large, small), sub: h264(small, large) },
  hands: { main: h265(usual, small), sub: h264(small, "") },
  teacher: { main: h264(usual, small), sub: h264(small, usual) },
};

const kept = new Map<string, VideoClip | AudioClip>();

/** The clips of a look's main or sub-stream. */
export function clipsOf(look: Look, stream: StreamName): StreamClips {
  const { codec, size, other } = shapes[look][stream];
  return {
    video: video(`${look}-${size}-${codec}`),
    covered: video(`covered-${size}-${codec}`),
    // The hands are drawn in no larger H.264 picture; the room takes their place.
    otherSize: other === "" ? video("venue-640x360-h264") : video(`${look}-${other}-${codec}`),
    faulted: (fault) => {
      if (stream === "sub") return undefined;
      return video(`${fault === "black" ? "black" : `${fault}-${look}`}-${size}-${codec}`);
    },
  };
}

/** What the stream becomes when its codec changes: the hands in H.265, or in H.264. */
export function clipsOfOtherCodec(look: Look, stream: StreamName): StreamClips {
  if (shapes[look][stream].codec === "h265") return clipsOf("hands", "sub");
  const size = stream === "main" ? usual : small;
  return {
    video: video(`hands-${size}-h265`),
    covered: video(`covered-${size}-h265`),
    otherSize: video(`hands-${size === usual ? small : usual}-h265`),
    faulted: () => undefined,
  };
}

/** The room's sound; G.711 µ-law is not drawn. */
export function soundOf(
  codec: Exclude<AudioCodec, "pcmu">,
  how: "room" | "silent" | "clipped" = "room",
): AudioClip {
  const clip = load(`${how}-${codec}`);
  if (clip.kind !== "audio") throw new Error(`${how}-${codec} is no sound`);
  return clip;
}

function video(name: string): VideoClip {
  const clip = load(name);
  if (clip.kind !== "video") throw new Error(`${name} is no video`);
  return clip;
}

function load(name: string): VideoClip | AudioClip {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const clip = parseClip(readShippedBytes(import.meta.url, `clips/${name}.clip`));
  kept.set(name, clip);
  return clip;
}
