import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { mergeSpans, seamMs } from "../../kernel/timeline.ts";
import type { Writing } from "../../platform/database.ts";
import {
  type LineKey,
  extendRun,
  insertGaps,
  insertSegments,
  noteTracks,
} from "./catalogue.store.ts";

/**
 * Enters sealed records into the index: rows, claims and coverage runs, in the caller's transaction.
 * Segments that touch are merged before the database sees them.
 */
export async function indexRecords(
  tx: Writing,
  records: readonly (SegmentRecord | GapRecord)[],
): Promise<void> {
  const segments: SegmentRecord[] = [];
  const gaps: GapRecord[] = [];
  for (const record of records) {
    if ("segmentId" in record) segments.push(record);
    else gaps.push(record);
  }
  await insertSegments(tx, segments);
  await insertGaps(tx, gaps);
  for (const { line, own } of byLine(segments)) {
    for (const span of mergeSpans(own, seamMs)) await extendRun(tx, line, span);
    const newest = own.reduce((a, b) => (b.startMs >= a.startMs ? b : a));
    await noteTracks(tx, line, { tracks: newest.tracks, atMs: newest.startMs });
  }
}

interface Line extends LineKey {
  readonly siteId: string;
  readonly label: string;
}

/** In one order everywhere, so that two transactions never wait for each other. */
function byLine(segments: readonly SegmentRecord[]): { line: Line; own: SegmentRecord[] }[] {
  const lines = new Map<string, { line: Line; own: SegmentRecord[] }>();
  for (const segment of segments)
    for (const occasion of segment.occasions) {
      const { cameraId, stream, siteId, label } = segment;
      const key = `${occasion.id} ${cameraId} ${stream}`;
      const found = lines.get(key) ?? {
        line: { occasionId: occasion.id, cameraId, stream, siteId, label },
        own: [],
      };
      found.own.push(segment);
      lines.set(key, found);
    }
  return [...lines.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
