import { writeBoxHead } from "./fmp4-box.ts";

/** One coded picture or one packet of sound, as it goes into a track. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** Ticks of the track's timescale to the next sample. */
  readonly duration: number;
  readonly key: boolean;
  /** Presentation minus decoding time in ticks; absent or 0 without reordered pictures. */
  readonly offset?: number;
}

export interface TrackRun {
  readonly trackId: 1 | 2;
  /** Ticks from the start of the segment to the first sample. */
  readonly decodeTime: number;
  readonly samples: readonly Sample[];
}

const keyFlags = 0x0200_0000; // depends on nothing
const otherFlags = 0x0101_0000; // depends on others, not a point to start at
const trunBase = 0x301; // data offset, duration and size of each sample
const trunFlags = 0x400;
const trunOffsets = 0x800;
const defaultBaseIsMoof = 0x02_0000;

/**
 * One moof+mdat. The first part is the moof with the head of the mdat, the others are the samples'
 * own bytes, not copied, in the order in which they go to the disk.
 */
export function writeFragment(sequence: number, runs: readonly TrackRun[]): Uint8Array[] {
  const plans = runs.filter((run) => run.samples.length > 0).map(planRun);
  const moofBytes = plans.reduce((sum, plan) => sum + plan.trafBytes, 8 + 16);
  const bytes = new Uint8Array(moofBytes + 8);
  const view = new DataView(bytes.buffer);
  writeBoxHead(view, 0, { type: "moof", sizeBytes: moofBytes });
  writeBoxHead(view, 8, { type: "mfhd", sizeBytes: 16 });
  view.setUint32(20, sequence);
  const parts: Uint8Array[] = [bytes];
  let at = 24;
  let dataOffset = moofBytes + 8;
  for (const plan of plans) {
    writeTraf(view, at, { ...plan, dataOffset });
    at += plan.trafBytes;
    for (const sample of plan.run.samples) {
      dataOffset += sample.bytes.length;
      parts.push(sample.bytes);
    }
  }
  writeBoxHead(view, moofBytes, { type: "mdat", sizeBytes: dataOffset - moofBytes });
  return parts;
}

/** One sample in its own moof+mdat, in one piece: what the live view sends for each frame. */
export function writeFrameFragment(sequence: number, run: TrackRun): Uint8Array<ArrayBuffer> {
  return joined(writeFragment(sequence, [run]));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function sizeOf(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) sum += part.length;
  return sum;
}

interface RunPlan {
  readonly run: TrackRun;
  readonly perSampleFlags: boolean;
  readonly offsets: boolean;
  readonly tfhdBytes: number;
  readonly trunBytes: number;
  readonly trafBytes: number;
}

function planRun(run: TrackRun): RunPlan {
  const perSampleFlags = run.samples.some((sample) => !sample.key);
  const offsets = run.samples.some((sample) => (sample.offset ?? 0) !== 0);
  const tfhdBytes = perSampleFlags ? 16 : 20;
  const entryBytes = 8 + (perSampleFlags ? 4 : 0) + (offsets ? 4 : 0);
  const trunBytes = 20 + run.samples.length * entryBytes;
  return {
    run,
    perSampleFlags,
    offsets,
    tfhdBytes,
    trunBytes,
    trafBytes: 8 + tfhdBytes + 20 + trunBytes,
  };
}

function writeTraf(view: DataView, start: number, plan: RunPlan & { dataOffset: number }): void {
  const { run, perSampleFlags, offsets } = plan;
  writeBoxHead(view, start, { type: "traf", sizeBytes: plan.trafBytes });
  let at = start + 8;
  writeBoxHead(view, at, { type: "tfhd", sizeBytes: plan.tfhdBytes });
  view.setUint32(at + 8, defaultBaseIsMoof | (perSampleFlags ? 0 : 0x20));
  view.setUint32(at + 12, run.trackId);
  if (!perSampleFlags) view.setUint32(at + 16, keyFlags);
  at += plan.tfhdBytes;
  writeBoxHead(view, at, { type: "tfdt", sizeBytes: 20 });
  view.setUint32(at + 8, 0x0100_0000);
  view.setBigUint64(at + 12, BigInt(run.decodeTime));
  at += 20;
  writeBoxHead(view, at, { type: "trun", sizeBytes: plan.trunBytes });
  const flags = trunBase | (perSampleFlags ? trunFlags : 0) | (offsets ? trunOffsets : 0);
  view.setUint32(at + 8, (offsets ? 0x0100_0000 : 0) | flags);
  view.setUint32(at + 12, run.samples.length);
  view.setUint32(at + 16, plan.dataOffset);
  at += 20;
  for (const sample of run.samples) {
    view.setUint32(at, sample.duration);
    view.setUint32(at + 4, sample.bytes.length);
    at += 8;
    if (perSampleFlags) {
      view.setUint32(at, sample.key ? keyFlags : otherFlags);
      at += 4;
    }
    if (offsets) {
      view.setInt32(at, sample.offset ?? 0);
      at += 4;
    }
  }
}
