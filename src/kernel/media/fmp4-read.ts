import { findBox, wholeBoxes } from "./fmp4-box.ts";
import type { FoundBox } from "./fmp4-box.ts";
import { joined, writeFragment } from "./fmp4-fragment.ts";
import type { TrackRun } from "./fmp4-fragment.ts";

/** A sample found in a fragment; `offsetBytes` counts from the start of the bytes given. */
export interface FoundSample {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Ticks from the start of the segment. */
  readonly decodeTime: number;
  readonly duration: number;
  /** Presentation minus decoding time. */
  readonly offset: number;
  readonly key: boolean;
}

export interface FoundTrack {
  readonly trackId: number;
  readonly samples: readonly FoundSample[];
}

/**
 * Lists the samples of a fragment: a range of a segment with one or more whole moof+mdat (a late
 * tail of sound may follow its group of pictures). Gives undefined for anything that is not whole
 * or points outside its mdat.
 */
export function readFragment(bytes: Uint8Array): readonly FoundTrack[] | undefined {
  const tracks = new Map<number, FoundSample[]>();
  let moof: FoundBox | undefined;
  let end = 0;
  for (const found of wholeBoxes(bytes)) {
    if (found.offsetBytes !== end) return undefined;
    end = found.offsetBytes + found.sizeBytes;
    if (found.type === "moof" && moof === undefined) moof = found;
    else if (found.type === "mdat" && moof !== undefined) {
      if (!readMoof(moof, found, tracks)) return undefined;
      moof = undefined;
    } else return undefined;
  }
  if (moof !== undefined || end !== bytes.length || end === 0) return undefined;
  return [...tracks].map(([trackId, samples]) => ({ trackId, samples }));
}

/** The same fragment with one track only, for a player that feeds each track to its own buffer. */
export function selectTrack(
  fragment: Uint8Array,
  trackId: 1 | 2,
): Uint8Array<ArrayBuffer> | undefined {
  const track = readFragment(fragment)?.find((each) => each.trackId === trackId);
  const first = track?.samples[0];
  if (track === undefined || first === undefined) return undefined;
  const run: TrackRun = {
    trackId,
    decodeTime: first.decodeTime,
    samples: track.samples.map((sample) => ({
      bytes: fragment.subarray(sample.offsetBytes, sample.offsetBytes + sample.sizeBytes),
      duration: sample.duration,
      key: sample.key,
      offset: sample.offset,
    })),
  };
  return joined(writeFragment(sequenceOf(fragment), [run]));
}

export interface ScannedFragment {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly tracks: readonly FoundTrack[];
}

export interface Scan {
  /** Length of ftyp+moov; 0 when the head itself is not whole. */
  readonly initBytes: number;
  /** One for each group of pictures; a following tail of sound belongs to it. */
  readonly fragments: readonly ScannedFragment[];
  /** Everything behind this is torn. */
  readonly wholeBytes: number;
}

/**
 * Finds what is whole in a segment whose writer died: the head, and every complete moof+mdat behind
 * it.
 */
export function scanFragments(bytes: Uint8Array): Scan {
  const fragments: ScannedFragment[] = [];
  let initBytes = 0;
  let wholeBytes = 0;
  let moof: FoundBox | undefined;
  let expected = 0;
  for (const found of wholeBoxes(bytes)) {
    const nextBytes = found.offsetBytes + found.sizeBytes;
    if (found.offsetBytes !== expected) break;
    expected = nextBytes;
    if (initBytes === 0) {
      if (found.type === "ftyp" && found.offsetBytes === 0) continue;
      if (found.type !== "moov") break;
      initBytes = nextBytes;
      wholeBytes = nextBytes;
    } else if (moof === undefined) {
      if (found.type !== "moof") break;
      moof = found;
    } else {
      const start = moof.offsetBytes;
      const tracks =
        found.type === "mdat" ? readFragment(bytes.subarray(start, nextBytes)) : undefined;
      if (tracks === undefined) break;
      take(fragments, { offsetBytes: start, sizeBytes: nextBytes - start, tracks });
      wholeBytes = nextBytes;
      moof = undefined;
    }
  }
  return { initBytes, fragments, wholeBytes };
}

/** Presentation time of the first sample and the end of the last, in ticks of the track. */
export function trackSpan(track: FoundTrack): { readonly start: number; readonly end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const sample of track.samples) {
    start = Math.min(start, sample.decodeTime);
    end = Math.max(end, sample.decodeTime + sample.duration);
  }
  return { start: Number.isFinite(start) ? start : 0, end };
}

function take(fragments: ScannedFragment[], found: ScannedFragment): void {
  const last = fragments.at(-1);
  const tail = last !== undefined && !found.tracks.some((track) => track.trackId === 1);
  if (!tail) {
    fragments.push(found);
    return;
  }
  const shift = last.sizeBytes;
  const tracks = last.tracks.map((track) => ({
    trackId: track.trackId,
    samples: [...track.samples],
  }));
  for (const track of found.tracks) {
    const moved = track.samples.map((sample) => ({
      ...sample,
      offsetBytes: sample.offsetBytes + shift,
    }));
    const same = tracks.find((each) => each.trackId === track.trackId);
    if (same === undefined) tracks.push({ trackId: track.trackId, samples: moved });
    else same.samples.push(...moved);
  }
  fragments[fragments.length - 1] = {
    offsetBytes: last.offsetBytes,
    sizeBytes: last.sizeBytes + found.sizeBytes,
    tracks,
  };
}

function sequenceOf(fragment: Uint8Array): number {
  const mfhd = findBox(fragment, "moof", "mfhd");
  return mfhd === undefined || mfhd.length < 8 ? 0 : viewOf(mfhd).getUint32(4);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readMoof(moof: FoundBox, mdat: FoundBox, tracks: Map<number, FoundSample[]>): boolean {
  for (const traf of wholeBoxes(moof.payload)) {
    if (traf.type !== "traf") continue;
    if (!readTraf(traf.payload, { moof, mdat }, tracks)) return false;
  }
  return true;
}

function readTraf(
  traf: Uint8Array,
  around: { readonly moof: FoundBox; readonly mdat: FoundBox },
  tracks: Map<number, FoundSample[]>,
): boolean {
  const tfhd = findBox(traf, "tfhd");
  const tfdt = findBox(traf, "tfdt");
  const trun = findBox(traf, "trun");
  if (tfhd === undefined || tfdt === undefined || trun === undefined) return false;
  if (tfhd.length < 8 || tfdt.length < 12 || trun.length < 12) return false;
  const head = viewOf(tfhd);
  const hasDefaultFlags = (head.getUint32(0) & 0x20) !== 0;
  const defaultFlags = hasDefaultFlags && tfhd.length >= 12 ? head.getUint32(8) : 0;
  const trackId = head.getUint32(4);
  const list = tracks.get(trackId) ?? [];
  tracks.set(trackId, list);
  const decodeTime = Number(viewOf(tfdt).getBigUint64(4));
  return readTrun(trun, { decodeTime, defaultFlags, ...around }, list);
}

function readTrun(
  trun: Uint8Array,
  around: { decodeTime: number; defaultFlags: number; moof: FoundBox; mdat: FoundBox },
  list: FoundSample[],
): boolean {
  const view = viewOf(trun);
  const flags = view.getUint32(0) & 0xff_ffff;
  if ((flags & 0x301) !== 0x301 || (flags & 0x4) !== 0) return false;
  const count = view.getUint32(4);
  const hasFlags = (flags & 0x400) !== 0;
  const hasOffsets = (flags & 0x800) !== 0;
  const entryBytes = 8 + (hasFlags ? 4 : 0) + (hasOffsets ? 4 : 0);
  if (trun.length < 12 + count * entryBytes) return false;
  let offsetBytes = around.moof.offsetBytes + view.getInt32(8);
  const dataEnd = around.mdat.offsetBytes + around.mdat.sizeBytes;
  if (offsetBytes < around.mdat.offsetBytes + 8) return false;
  let decodeTime = around.decodeTime;
  for (let index = 0, at = 12; index < count; index++, at += entryBytes) {
    const duration = view.getUint32(at);
    const sizeBytes = view.getUint32(at + 4);
    const sampleFlags = hasFlags ? view.getUint32(at + 8) : around.defaultFlags;
    const offset = hasOffsets ? view.getInt32(at + (hasFlags ? 12 : 8)) : 0;
    if (offsetBytes + sizeBytes > dataEnd) return false;
    const key = (sampleFlags & 0x0001_0000) === 0;
    list.push({ offsetBytes, sizeBytes, decodeTime, duration, offset, key });
    offsetBytes += sizeBytes;
    decodeTime += duration;
  }
  return true;
}
