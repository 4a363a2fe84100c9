import type { Fragment, GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { readFragment, trackSpan } from "../media/fmp4-read.ts";
import { readInit } from "../media/fmp4-init.ts";

/** Half a second: a fragment's length is stated in whole milliseconds, tracks end a little apart. */
const durationSlackMs = 500;
/** Two records join when less than this lies between them. */
const joinSlackMs = 1_000;

/** Sample entries that are archived as they were delivered (H.264, H.265, AAC, G.711). */
const formats = new Set(["avc1", "avc3", "hvc1", "hev1", "mp4a", "alaw", "ulaw"]);
const videoEntries = new Set(["avc1", "avc3", "hvc1", "hev1"]);

export interface HeadRead {
  readonly readable: boolean;
  /** Formats that are not archived. */
  readonly foreign: readonly string[];
  readonly timescales: ReadonlyMap<number, number>;
}

/** The head of a segment: it announces every track of its record, in formats that are archived. */
export function examineHead(record: SegmentRecord, init: Uint8Array): HeadRead {
  const tracks = readInit(init);
  const announced = new Map(tracks.map((track) => [track.trackId, track]));
  const readable =
    tracks.length > 0 &&
    record.tracks.every((track) => {
      const found = announced.get(track.trackId);
      return found !== undefined && (track.kind === "video") === videoEntries.has(found.entry);
    });
  const foreign = tracks.map((track) => track.entry).filter((entry) => !formats.has(entry));
  const timescales = new Map(tracks.map((track) => [track.trackId, track.timescale]));
  return { readable, foreign, timescales };
}

export interface FragmentRead {
  readonly readable: boolean;
  readonly agrees: boolean;
}

/** A fragment: whole, and as long as its record says. */
export function examineFragment(
  stated: Fragment,
  bytes: Uint8Array,
  timescales: ReadonlyMap<number, number>,
): FragmentRead {
  const tracks = readFragment(bytes);
  if (tracks === undefined || tracks.length === 0) return { readable: false, agrees: false };
  const lengths = tracks.map((track) => {
    const { start, end } = trackSpan(track);
    return ((end - start) * 1_000) / (timescales.get(track.trackId) ?? 1);
  });
  const agrees = lengths.some((ms) => Math.abs(ms - stated.durationMs) <= durationSlackMs);
  return { readable: true, agrees };
}

/** Whether fragments lie head to tail behind the head and fill the segment's time and bytes. */
export function layoutAgrees(record: SegmentRecord): boolean {
  let offset = record.init.sizeBytes;
  for (const fragment of record.fragments) {
    if (fragment.offsetBytes !== offset) return false;
    offset += fragment.sizeBytes;
  }
  const last = record.fragments.at(-1);
  const endMs = record.startMs + (last === undefined ? 0 : last.atMs + last.durationMs);
  return offset === record.sizeBytes && Math.abs(endMs - record.endMs) <= joinSlackMs;
}

/**
 * Numbers of one home's segments, camera by camera and stream by stream: one that is left out is a
 * defect when time is missing there, too, and no sealed gap says why. A writer that died may leave a
 * number unused without a lost second.
 */
export function numberFaults(
  homeId: string,
  records: readonly SegmentRecord[],
  gaps: readonly GapRecord[],
): string[] {
  const lines = Map.groupBy(records, (record) => `${record.label} ${record.stream}`);
  return [...lines].flatMap(([line, own]) => {
    const numbered = own
      .map((record) => ({ record, number: numberOf(homeId, record) }))
      .toSorted((a, b) => a.number - b.number);
    return numbered.flatMap(({ record, number }, at) => {
      const before = numbered[at - 1];
      if (before === undefined) return [];
      if (before.number === number) return [`${line} S${number} ×2`];
      if (number === before.number + 1) return [];
      const hole = { startMs: before.record.endMs, endMs: record.startMs };
      return isExplained(hole, gapsOfLine(gaps, record))
        ? []
        : [`${line} S${before.number} → S${number}`];
    });
  });
}

const numberOf = (homeId: string, record: SegmentRecord): number =>
  record.occasions.find((one) => one.id === homeId)?.number ?? 0;

function gapsOfLine(gaps: readonly GapRecord[], of: SegmentRecord): GapRecord[] {
  return gaps.filter((gap) => gap.cameraId === of.cameraId && gap.stream === of.stream);
}

function isExplained(
  hole: { readonly startMs: number; readonly endMs: number },
  gaps: readonly GapRecord[],
): boolean {
  let atMs = hole.startMs;
  for (const gap of gaps.toSorted((a, b) => a.startMs - b.startMs))
    if (gap.startMs <= atMs + joinSlackMs && gap.cause !== "unknown")
      atMs = Math.max(atMs, gap.endMs);
  return hole.endMs - atMs <= joinSlackMs;
}
