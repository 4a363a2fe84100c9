import type { CameraLooks } from "../../contract/maintenance.ts";
import type { CameraState } from "../../contract/spool.ts";

/** What a camera's state tells of its software and its stream. */
export function looksOf(state: CameraState): CameraLooks | undefined {
  const { made } = state;
  if (made === undefined) return undefined;
  const { video, audio, software } = made;
  return {
    ...(software === undefined ? {} : { software }),
    codec: video.codec,
    codecString: video.codecString,
    width: video.widthPixels,
    height: video.heightPixels,
    ...(audio === undefined
      ? {}
      : { audio: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels }),
  };
}

export interface LooksChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What is another value than before. What was not known then, or is not told now, is no change. */
export function changesOf(before: CameraLooks, after: CameraLooks): LooksChange[] {
  return Object.entries(after)
    .filter(([name, value]) => before[name] !== undefined && before[name] !== value)
    .map(([name, value]) => ({ name, before: String(before[name]), after: String(value) }));
}
