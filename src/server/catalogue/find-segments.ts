import type { StreamName } from "../../contract/camera.ts";
import { limits } from "../../contract/limits.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import {
  claimsSegment,
  findAnyGap,
  findCameraSegments,
  findRunsOfCameras,
  findSegments,
} from "./catalogue.store.ts";

export interface FoundSegment extends Span {
  readonly segmentId: string;
  readonly sizeBytes: number;
}

/** Segments an occasion has on one camera stream that touch a span, in order of time. */
export async function segmentsOf(
  house: House,
  line: { occasionId: string; cameraId: string; stream: StreamName },
  span: Span,
): Promise<FoundSegment[]> {
  const within = { ...span, longestMs: longestMs(house) };
  const rows = await findSegments(house.db, line, within);
  return rows.map((row) => ({
    segmentId: row.segment_id,
    startMs: row.start_ms,
    endMs: row.end_ms,
    sizeBytes: row.size_bytes,
  }));
}

/** Every segment of one camera's stream that begins within a span, in order of time. */
export async function segmentsOfCamera(
  house: House,
  of: { readonly cameraId: string; readonly stream: StreamName },
  span: Span,
): Promise<FoundSegment[]> {
  const rows = await findCameraSegments(house.db, of, span);
  return rows.map((row) => ({
    segmentId: row.segment_id,
    startMs: row.start_ms,
    endMs: row.end_ms,
    sizeBytes: row.size_bytes,
  }));
}

/** Whether a segment belongs to an occasion: nobody sees another lesson through a viewing of this one. */
export function belongsTo(house: House, occasionId: string, segmentId: string): Promise<boolean> {
  return claimsSegment(house.db, occasionId, segmentId);
}

/** Whether a sealed gap is known for an occasion. */
export function hasGaps(house: House, occasionId: string): Promise<boolean> {
  return findAnyGap(house.db, occasionId);
}

/** What cameras recorded over any span, occasions side by side: for wide views. */
export async function runsOfCameras(
  house: House,
  cameraIds: readonly string[],
  span: Span,
): Promise<(Span & { readonly cameraId: string; readonly stream: StreamName })[]> {
  if (cameraIds.length === 0) return [];
  const rows = await findRunsOfCameras(house.db, cameraIds, span);
  return rows.map((row) => ({
    cameraId: row.camera_id,
    stream: row.stream,
    startMs: row.start_ms,
    endMs: row.end_ms,
  }));
}

function longestMs(house: House): number {
  return Math.max(limits.segmentLongestMs, 2 * house.config.segmentTargetMs);
}
