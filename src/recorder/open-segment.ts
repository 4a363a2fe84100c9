import { z } from "zod";
import { type Fragment, SegmentRecord } from "../contract/spool.ts";

import type { AudioParameters, VideoParameters } from "../contract/stream.ts";
import {
  type Sample,
  sizeOf,
  type TrackRun,
  writeFragment,
  writeInit,
} from "../kernel/media/fmp4.ts";
import { sha256, startSha256 } from "../platform/hash.ts";
import { toHex } from "../kernel/bytes.ts";
import { SegmentFile } from "../platform/segment-file.ts";
import type { SpoolFolders } from "./places.ts";
import type { RecorderPorts } from "./ports.ts";
import type { Gop } from "./run-timeline.ts";
import { type AudioEvent, type Sound, SoundLayer, type TrackClock } from "./sound.ts";

/** What an open file is, written beside it: enough to seal it after a crash. */
export const SegmentHead = SegmentRecord.pick({
  version: true,
  segmentId: true,
  siteId: true,
  cameraId: true,
  label: true,
  stream: true,
  runId: true,
  occasions: true,
  startMs: true,
  tracks: true,
});
export type SegmentHead = z.infer<typeof SegmentHead>;
export type ClosedBy = SegmentRecord["closedBy"];

export interface SegmentSetup {
  /** The place it is written and sealed in. */
  readonly folders: SpoolFolders;
  readonly head: Omit<SegmentHead, "tracks" | "version">;
  readonly parameters: VideoParameters;
  readonly audio: AudioParameters | undefined;
  readonly sound: Sound | undefined;
  readonly videoClock: TrackClock;
  /** Media time of the run, in 90 kHz ticks, at which the segment begins. */
  readonly startTime: number;
}

/** A segment in the making: groups of pictures in, one file and at last its record out. */
export class OpenSegment {
  readonly file: SegmentFile;
  readonly setup: SegmentSetup;
  endMs: number;
  endTime: number;
  readonly #init: Uint8Array;
  readonly #layer: SoundLayer | undefined;
  readonly #whole = startSha256();
  readonly #fragments: Fragment[] = [];
  #last: { fragment: Omit<Fragment, "sha256">; hash: ReturnType<typeof startSha256> } | undefined;
  /** Where media time 0 of the run lies on the house's clock. */
  #mediaStartMs: number;
  #sizeBytes = 0;
  #sequence = 0;
  #frames = 0;
  #packets = 0;

  constructor(ports: RecorderPorts, setup: SegmentSetup) {
    this.setup = setup;
    this.endMs = setup.head.startMs;
    this.endTime = setup.startTime;
    this.#mediaStartMs = setup.head.startMs - setup.startTime / 90;
    this.#init = writeInit({ video: setup.parameters, audio: setup.audio });
    const { sound } = setup;
    if (sound !== undefined) {
      const { sampleRate } = sound;
      const leadMs = sound.sync(setup.videoClock);
      const startMs = setup.startTime / 90;
      this.#layer = new SoundLayer({ sampleRate, leadMs, startMs });
      // What is still waiting from before belongs to no segment.
      sound.takeBefore(startMs);
    }
    const { segmentId } = setup.head;
    const { open, sealed } = setup.folders;
    const folders = { openFolder: open, sealedFolder: sealed };
    this.file = new SegmentFile(
      ports.disk,
      { ...folders, segmentId },
      JSON.stringify(this.#head()),
    );
    this.#append([this.#init]);
  }

  get durationMs(): number {
    return this.endMs - this.setup.head.startMs;
  }

  /** One group of pictures and the sound that came with it become one fragment. */
  add(gop: Gop): void {
    this.#finishFragment();
    const video = videoRun(gop, this.setup.startTime);
    const sound = this.#layer?.lay(this.setup.sound?.takeBefore(gop.endTime / 90) ?? []);
    const offsetBytes = this.#sizeBytes;
    const hash = startSha256();
    this.#packets += sound?.samples.length ?? 0;
    this.#frames += gop.pictures.length;
    const sizeBytes = this.#append(writeFragment(++this.#sequence, runs(video, sound)), hash);
    const fragment = {
      offsetBytes,
      sizeBytes,
      atMs: gop.startMs - this.setup.head.startMs,
      durationMs: gop.endMs - gop.startMs,
      frames: gop.pictures.length,
    };
    this.#last = { fragment, hash };
    this.endMs = gop.endMs;
    this.endTime = gop.endTime;
    this.#mediaStartMs = gop.startMs - gop.startTime / 90;
  }

  /** Sound that came late and lies before the end goes behind the last group, into its fragment. */
  addTail(events: readonly AudioEvent[]): void {
    const sound = this.#layer?.lay(events);
    if (sound === undefined || this.#last === undefined) return;
    const parts = writeFragment(++this.#sequence, [sound]);
    const { fragment, hash } = this.#last;
    this.#packets += sound.samples.length;
    const sizeBytes = fragment.sizeBytes + this.#append(parts, hash);
    this.#last = { fragment: { ...fragment, sizeBytes }, hash };
  }

  /** Everything written so far as the record of a sealed segment. Ends the running digests. */
  record(closedBy: ClosedBy): SegmentRecord {
    this.#finishFragment();
    return {
      ...this.#head(),
      endMs: this.endMs,
      sizeBytes: this.#sizeBytes,
      sha256: this.#whole.hex(),
      init: { sizeBytes: this.#init.length, sha256: toHex(sha256(this.#init)) },
      fragments: this.#fragments,
      closedBy,
    };
  }

  /** Up to which instant whole fragments lie in the file for certain. */
  writtenToMs(): number {
    const all =
      this.#last === undefined ? this.#fragments : [...this.#fragments, this.#last.fragment];
    let atMs = 0;
    for (const fragment of all)
      if (fragment.offsetBytes + fragment.sizeBytes <= this.file.writtenBytes)
        atMs = fragment.atMs + fragment.durationMs;
    return this.setup.head.startMs + atMs;
  }

  #head(): SegmentHead {
    const { parameters, audio, sound, videoClock } = this.setup;
    const { codec, codecString, widthPixels, heightPixels } = parameters;
    const videoStartMs = this.#mediaStartMs;
    const clock = videoClock.offset(videoStartMs);
    const video = {
      kind: "video" as const,
      trackId: 1 as const,
      timescale: 90_000 as const,
      codec,
      codecString,
      widthPixels,
      heightPixels,
      frames: this.#frames,
      keyFrames: this.#fragments.length,
      ...(clock === undefined ? {} : { clock }),
    };
    const soundStartMs = videoStartMs + (sound?.leadMs ?? 0);
    const soundClock = sound?.clock.offset(soundStartMs);
    const track = audio && {
      kind: "audio" as const,
      trackId: 2 as const,
      timescale: audio.sampleRate,
      codec: audio.codec,
      codecString: audio.codecString,
      sampleRate: audio.sampleRate,
      channels: audio.channels,
      frames: this.#packets,
      ...(soundClock === undefined ? {} : { clock: soundClock }),
    };
    const tracks = track === undefined ? [video] : [video, track];
    return { version: 1, ...this.setup.head, tracks };
  }

  #append(parts: Uint8Array[], hash?: ReturnType<typeof startSha256>): number {
    for (const part of parts) {
      this.#whole.update(part);
      hash?.update(part);
    }
    const sizeBytes = sizeOf(parts);
    this.#sizeBytes += sizeBytes;
    this.file.append(parts, sizeBytes);
    return sizeBytes;
  }

  #finishFragment(): void {
    if (this.#last === undefined) return;
    this.#fragments.push({ ...this.#last.fragment, sha256: this.#last.hash.hex() });
    this.#last = undefined;
  }
}

function runs(video: TrackRun, sound: TrackRun | undefined): readonly TrackRun[] {
  return sound === undefined ? [video] : [video, sound];
}

/**
 * Pictures come in decoding order; where their times go back (B pictures) decoding times are made.
 */
export function videoRun(gop: Gop, segmentStartTime: number): TrackRun {
  const { pictures, startTime, endTime } = gop;
  const inOrder = pictures.every(
    (each, at) => at === 0 || each.time >= (pictures[at - 1]?.time ?? 0),
  );
  const times = pictures.map((picture) => Math.max(picture.time, startTime));
  if (!inOrder) times.sort((a, b) => a - b);
  const samples = pictures.map((picture, at): Sample => {
    const time = times[at] ?? startTime;
    const duration = Math.max(0, (times[at + 1] ?? endTime) - time);
    const sample = { bytes: picture.bytes, duration, key: picture.key };
    return inOrder ? sample : { ...sample, offset: picture.time - time };
  });
  return { trackId: 1, decodeTime: startTime - segmentStartTime, samples };
}
