import { fullBox, u32 } from "./fmp4-box.ts";

/** The samples of one track of an ordinary MP4, as plain columns: a day of pictures fits in memory. */
export interface TrackSamples {
  readonly trackId: number;
  readonly timescale: number;
  readonly sizes: number[];
  /** Decoding time on the new line, ticks. */
  readonly times: number[];
  /** Presentation minus decoding time, ticks. */
  readonly offsets: number[];
  readonly keys: boolean[];
  readonly chunkOffsets: number[];
  readonly chunkSamples: number[];
  lastDuration: number;
}

export function newTrackSamples(trackId: number, timescale: number): TrackSamples {
  const columns = {
    sizes: [],
    times: [],
    offsets: [],
    keys: [],
    chunkOffsets: [],
    chunkSamples: [],
  };
  return { trackId, timescale, ...columns, lastDuration: 0 };
}

export function timesOf(track: TrackSamples): { startMs: number; endMs: number; ticks: number } {
  const durations = durationsOf(track);
  const ticks = durations.reduce((sum, duration) => sum + duration, 0);
  const startMs = ((track.times[0] ?? 0) * 1_000) / track.timescale;
  return { startMs, endMs: startMs + (ticks * 1_000) / track.timescale, ticks };
}

/** stts, ctts, stss, stsc, stsz, co64 (clauses 8.6.1, 8.6.2, 8.7). */
export function sampleTables(track: TrackSamples): Uint8Array[] {
  const keys = track.keys.flatMap((key, at) => (key ? [at + 1] : []));
  const offsets = track.offsets.some((offset) => offset !== 0);
  return [
    counted("stts", 0, runs(durationsOf(track))),
    ...(offsets ? [counted("ctts", 0x0100_0000, runs(track.offsets))] : []),
    ...(keys.length < track.keys.length ? [listed("stss", keys)] : []),
    stsc(track.chunkSamples),
    fullBox("stsz", 0, u32(0, track.sizes.length), words(track.sizes)),
    co64(track.chunkOffsets),
  ];
}

/** Each sample lasts until the next; rounding between two segments never turns time back. */
function durationsOf(track: TrackSamples): number[] {
  const durations: number[] = [];
  let at = track.times[0] ?? 0;
  for (const time of track.times.slice(1)) {
    const next = Math.max(at + 1, time);
    durations.push(next - at);
    at = next;
  }
  durations.push(Math.max(1, track.lastDuration));
  return durations;
}

function runs(values: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const value of values) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === value) last[0]++;
    else found.push([1, value]);
  }
  return found;
}

function counted(type: string, flags: number, pairs: readonly [number, number][]): Uint8Array {
  return fullBox(type, flags, u32(pairs.length), words(pairs.flat()));
}

function listed(type: string, values: readonly number[]): Uint8Array {
  return fullBox(type, 0, u32(values.length), words(values));
}

function stsc(chunkSamples: readonly number[]): Uint8Array {
  const rows: number[][] = [];
  for (const [at, samples] of chunkSamples.entries())
    if (rows.at(-1)?.[1] !== samples) rows.push([at + 1, samples, 1]);
  return fullBox("stsc", 0, u32(rows.length), words(rows.flat()));
}

function co64(offsets: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(offsets.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [at, offset] of offsets.entries()) view.setBigUint64(at * 8, BigInt(offset));
  return fullBox("co64", 0, u32(offsets.length), bytes);
}

/** 32-bit words, negative ones in two's complement. Not spread: a column may have millions. */
function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of values.entries()) view.setUint32(at * 4, value >>> 0);
  return bytes;
}
