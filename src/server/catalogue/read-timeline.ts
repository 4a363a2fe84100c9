import type { StreamName } from "../../contract/camera.ts";
import type { LessonTimeline } from "../../contract/routes/recording.ts";
import {
  type Span,
  clipSpans,
  drawLine,
  mergeSpans,
  spanMs,
  totalMs,
} from "../../kernel/timeline.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { cameras as places } from "../places/index.ts";
import { kept } from "../vault/index.ts";
import { findGaps, findLines, findRuns } from "./catalogue.store.ts";
import { destroyedBy } from "./destroyed-by.ts";

export interface TimelineOf {
  readonly lessonId: string;
  /** Lead and tail included. */
  readonly span: Span;
  readonly lesson: Span;
  /** Whose eyes read it; without one, the house's own. */
  readonly reader?: Reader;
}

/** How long a recorded second may take to arrive here: its segment, its round, and some breath. */
export function settleMs(house: House): number {
  return 2 * house.config.segmentTargetMs + house.config.roundEveryMs + 30_000;
}

/**
 * A lesson's timeline: per camera and stream what was recorded, and every gap with its cause, unknown
 * ones included. Costs its runs and gaps, whatever its length.
 */
export async function readTimeline(house: House, of: TimelineOf): Promise<LessonTimeline> {
  const nowMs = house.clock.now();
  const lines = await linesOf(house, of);
  const cameras = await places.find(house, [...new Set(lines.map((line) => line.cameraId))]);
  const drawn = cameras
    .map((camera) => ({
      cameraId: camera.cameraId,
      label: camera.label,
      name: camera.name,
      coverage: camera.coverage,
      streams: lines
        .filter((line) => line.cameraId === camera.cameraId)
        .map(({ stream, tracks, recorded, gaps }) => ({ stream, tracks, recorded, gaps })),
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
  const settled = nowMs >= of.span.endMs + settleMs(house);
  return {
    lessonId: of.lessonId,
    span: of.span,
    lesson: of.lesson,
    nowMs,
    cameras: drawn,
    coverage: coverageOf(drawn, elapsed(of.lesson, nowMs)),
    sealed: settled && (await kept.waitingManifests(house, of.lessonId)) === 0,
    destroyedAtMs: (await destroyedBy(house, of.lessonId))?.atMs ?? null,
  };
}

type Drawn = LessonTimeline["cameras"][number];
type Line = Drawn["streams"][number] & { readonly cameraId: string };

async function linesOf(house: House, of: TimelineOf): Promise<Line[]> {
  const found = (db: Database) => findAll(db, of.lessonId);
  const { rows, runs, gaps } = await (of.reader === undefined
    ? found(house.db)
    : asTier(house, of.reader, found));
  const known = new Map(rows.map((row) => [`${row.camera_id} ${row.stream}`, row]));
  const keys = new Map<string, { cameraId: string; stream: StreamName }>();
  for (const row of [...rows, ...runs, ...gaps])
    keys.set(`${row.camera_id} ${row.stream}`, { cameraId: row.camera_id, stream: row.stream });
  const settledMs = house.clock.now() - settleMs(house);
  return [...keys].map(([key, { cameraId, stream }]) => {
    const row = known.get(key);
    const own = (one: { camera_id: string; stream: string }) =>
      one.camera_id === cameraId && one.stream === stream;
    const { recorded, gaps: shown } = drawLine({
      asked: askedOf(row, of.span),
      settledMs,
      runs: runs.filter(own).map((run) => ({ startMs: run.start_ms, endMs: run.end_ms })),
      gaps: gaps.filter(own).map((gap) => ({
        gapId: gap.gap_id,
        startMs: gap.start_ms,
        endMs: gap.end_ms,
        cause: gap.cause,
        facts: gap.facts,
      })),
      unknown: "unknown" as const,
    });
    return {
      cameraId,
      stream,
      tracks: row?.tracks ?? [],
      recorded,
      gaps: shown.map((gap) => ({ ...gap, facts: { ...gap.facts } })),
    };
  });
}

async function findAll(db: Database, lessonId: string) {
  return {
    rows: await findLines(db, [lessonId]),
    runs: await findRuns(db, lessonId),
    gaps: await findGaps(db, lessonId),
  };
}

/** What the plan asked for, where it was noted; else the whole span. */
function askedOf(
  row: { asked_start_ms: number | null; asked_end_ms: number | null } | undefined,
  span: Span,
): Span {
  const { asked_start_ms: startMs, asked_end_ms: endMs } = row ?? {};
  if (startMs === null || startMs === undefined || endMs === null || endMs === undefined)
    return span;
  return { startMs, endMs };
}

function elapsed(lesson: Span, nowMs: number): Span {
  const endMs = Math.max(lesson.startMs, Math.min(lesson.endMs, nowMs));
  return { startMs: lesson.startMs, endMs };
}

/** Per coverage kind: how long it should have been shown and was, any stream of a camera counting. */
function coverageOf(cameras: readonly Drawn[], lesson: Span): LessonTimeline["coverage"] {
  const kinds = [...new Set(cameras.flatMap((camera) => camera.coverage))].toSorted();
  return kinds.map((kind) => {
    const serving = cameras.filter((camera) => camera.coverage.includes(kind));
    const recordedMs = serving.reduce((sum, camera) => {
      const spans = camera.streams.flatMap((stream) => stream.recorded);
      return sum + totalMs(clipSpans(mergeSpans(spans), lesson));
    }, 0);
    return {
      kind,
      cameras: serving.length,
      expectedMs: serving.length * spanMs(lesson),
      recordedMs,
    };
  });
}
