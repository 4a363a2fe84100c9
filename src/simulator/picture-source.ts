import { makeFrameNumberNal, nalUnits } from "../kernel/media/frame-number.ts";
import type { VideoClip } from "./clip.ts";
import type { PictureFault, StreamClips } from "./clip-library.ts";

export type PictureMode = "usual" | "frozen" | "covered" | "parameters" | PictureFault;

/**
 * Makes the access units of one stream, frame after frame: the clip in an endless loop, or what a
 * fault makes of it. A change waits for the next key frame, so no picture ever decodes wrongly.
 */
export class PictureSource {
  readonly #clips: StreamClips;
  readonly #fillBytesPerFrame: number;
  #mode: PictureMode = "usual";
  /** Which second of the clip stands still. */
  #frozenAt = 0;
  #owedBytes = 0;

  /** @param kbps target rate, reached with filler data; 0 for none */
  constructor(clips: StreamClips, kbps: number) {
    this.#clips = clips;
    this.#fillBytesPerFrame = (kbps * 1_000) / 8 / clips.video.framesPerSecond;
  }

  isKey(frame: number): boolean {
    return frame % this.#clips.video.framesPerKey === 0;
  }

  /** The mode from the next key frame on. */
  decide(frame: number, wanted: PictureMode): void {
    if (!this.isKey(frame) || wanted === this.#mode) return;
    this.#mode = wanted;
    const { frames, framesPerKey } = this.#clips.video;
    this.#frozenAt = Math.floor((frame % frames.length) / framesPerKey) * framesPerKey;
  }

  /**
   * NAL units of frame `frame`: before a key frame the parameter sets, then the frame number, the
   * picture, and filler data up to the target rate. Frames are to be asked for in order.
   */
  nals(frame: number, sentAtMs: number): Uint8Array[] {
    const clip = this.#clipNow();
    const picture = this.#pictureOf(frame);
    const nals: Uint8Array[] = [];
    if (this.isKey(frame)) nals.push(...clip.vps, ...clip.sps, ...clip.pps);
    nals.push(makeFrameNumberNal(clip.codec, { frame, sentAtMs }), ...nalUnits(picture));
    if (this.#fillBytesPerFrame > 0) this.#fill(nals, clip);
    return nals;
  }

  #clipNow(): VideoClip {
    if (this.#mode === "parameters") return this.#clips.otherSize;
    return this.#faulted() ?? this.#clips.video;
  }

  #faulted(): VideoClip | undefined {
    const mode = this.#mode;
    if (mode === "usual" || mode === "frozen" || mode === "covered" || mode === "parameters")
      return undefined;
    return this.#clips.faulted(mode);
  }

  #pictureOf(frame: number): Uint8Array {
    const { video, covered, otherSize } = this.#clips;
    const still = covered.frames[frame % covered.frames.length] ?? none;
    if (this.#mode === "covered") return still;
    if (this.#mode === "frozen")
      return this.isKey(frame) ? (video.frames[this.#frozenAt] ?? none) : still;
    const clip = this.#mode === "parameters" ? otherSize : (this.#faulted() ?? video);
    return clip.frames[frame % clip.frames.length] ?? none;
  }

  #fill(nals: Uint8Array[], clip: VideoClip): void {
    this.#owedBytes += this.#fillBytesPerFrame;
    for (const nal of nals) this.#owedBytes -= nal.length;
    if (this.#owedBytes < 64) return;
    const filler = fillerNal(clip, this.#owedBytes);
    nals.push(filler);
    this.#owedBytes -= filler.length;
  }
}

const none = new Uint8Array();
const fillerStepBytes = 64;
const fillers = new Map<string, Uint8Array>();

/** Filler data (H.264 7.3.2.7, type 12; H.265 7.3.2.8, type 38), kept by size in steps. */
function fillerNal(clip: VideoClip, sizeBytes: number): Uint8Array {
  const size = Math.max(fillerStepBytes, sizeBytes - (sizeBytes % fillerStepBytes));
  const name = `${clip.codec} ${size}`;
  const known = fillers.get(name);
  if (known !== undefined) return known;
  const nal = new Uint8Array(size).fill(0xff);
  nal.set(clip.codec === "h264" ? [12] : [38 << 1, 1]);
  nal[size - 1] = 0x80;
  fillers.set(name, nal);
  return nal;
}
