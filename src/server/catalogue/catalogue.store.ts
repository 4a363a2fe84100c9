import type { JSONColumnType } from "kysely";
import type { StreamName } from "../../contract/camera.ts";
import type { GapRecord, SegmentRecord, Track } from "../../contract/spool.ts";
import { type Span, growRun, seamMs } from "../../kernel/timeline.ts";
import type { Database, Writing } from "../../platform/database.ts";

type Json<T extends object> = JSONColumnType<T, string, string>;

export type CatalogueTables = {
  "catalogue.segment": {
    segment_id: string;
    site_id: string;
    camera_id: string;
    stream: StreamName;
    run_id: string;
    start_ms: number;
    end_ms: number;
    size_bytes: number;
  };
  "catalogue.segment_occasion": { occasion_id: string; segment_id: string; number: number };
  "catalogue.gap": {
    gap_id: string;
    site_id: string;
    camera_id: string;
    stream: StreamName;
    start_ms: number;
    end_ms: number;
    cause: GapRecord["cause"];
    facts: Json<GapRecord["facts"]>;
  };
  "catalogue.gap_occasion": { occasion_id: string; gap_id: string };
  "catalogue.line": {
    occasion_id: string;
    camera_id: string;
    stream: StreamName;
    site_id: string;
    label: string;
    asked_start_ms: number | null;
    asked_end_ms: number | null;
    tracks: Json<Track[]>;
    tracks_at_ms: number;
  };
  "catalogue.run": {
    occasion_id: string;
    camera_id: string;
    stream: StreamName;
    site_id: string;
    start_ms: number;
    end_ms: number;
  };
};

export interface LineKey {
  readonly occasionId: string;
  readonly cameraId: string;
  readonly stream: StreamName;
}

const rowsAtOnce = 2_000;

export async function insertSegments(
  tx: Writing,
  segments: readonly SegmentRecord[],
): Promise<void> {
  const db = tx.withTables<CatalogueTables>();
  for (const some of pages(segments)) {
    await db.insertInto("catalogue.segment").values(some.map(segmentRow)).execute();
  }
  const claims = segments.flatMap((segment) =>
    segment.occasions.map(({ id, number }) => ({
      occasion_id: id,
      segment_id: segment.segmentId,
      number,
    })),
  );
  for (const some of pages(claims))
    await db.insertInto("catalogue.segment_occasion").values(some).execute();
}

export async function insertGaps(tx: Writing, gaps: readonly GapRecord[]): Promise<void> {
  const db = tx.withTables<CatalogueTables>();
  for (const some of pages(gaps))
    await db.insertInto("catalogue.gap").values(some.map(gapRow)).execute();
  const claims = gaps.flatMap((gap) =>
    gap.occasions.map(({ id }) => ({ occasion_id: id, gap_id: gap.gapId })),
  );
  for (const some of pages(claims))
    await db.insertInto("catalogue.gap_occasion").values(some).execute();
}

export function segmentRow(segment: SegmentRecord): CatalogueTables["catalogue.segment"] {
  return {
    segment_id: segment.segmentId,
    site_id: segment.siteId,
    camera_id: segment.cameraId,
    stream: segment.stream,
    run_id: segment.runId,
    start_ms: segment.startMs,
    end_ms: segment.endMs,
    size_bytes: segment.sizeBytes,
  };
}

export function gapRow(gap: GapRecord) {
  return {
    gap_id: gap.gapId,
    site_id: gap.siteId,
    camera_id: gap.cameraId,
    stream: gap.stream,
    start_ms: gap.startMs,
    end_ms: gap.endMs,
    cause: gap.cause,
    facts: JSON.stringify(gap.facts),
  };
}

/** Takes one segment's span into the runs of a line, swallowing those it touches. */
export async function extendRun(
  tx: Writing,
  line: LineKey & { siteId: string },
  span: Span,
): Promise<void> {
  const db = tx.withTables<CatalogueTables>();
  const touching = await db
    .selectFrom("catalogue.run")
    .select(["start_ms", "end_ms"])
    .where("occasion_id", "=", line.occasionId)
    .where("camera_id", "=", line.cameraId)
    .where("stream", "=", line.stream)
    .where("start_ms", "<=", span.endMs + seamMs)
    .where("end_ms", ">=", span.startMs - seamMs)
    .forUpdate()
    .execute();
  const run = growRun(
    touching.map((row) => ({ startMs: row.start_ms, endMs: row.end_ms })),
    span,
  );
  if (touching.length > 0)
    await db
      .deleteFrom("catalogue.run")
      .where("occasion_id", "=", line.occasionId)
      .where("camera_id", "=", line.cameraId)
      .where("stream", "=", line.stream)
      .where(
        "start_ms",
        "in",
        touching.map((row) => row.start_ms),
      )
      .execute();
  await db
    .insertInto("catalogue.run")
    .values({
      occasion_id: line.occasionId,
      camera_id: line.cameraId,
      stream: line.stream,
      site_id: line.siteId,
      start_ms: run.startMs,
      end_ms: run.endMs,
    })
    .execute();
}

/** The line's newest tracks; what the plan asked for stays as it was noted. */
export async function noteTracks(
  tx: Writing,
  line: LineKey & { siteId: string; label: string },
  newest: { tracks: readonly Track[]; atMs: number },
): Promise<void> {
  await tx
    .withTables<CatalogueTables>()
    .insertInto("catalogue.line")
    .values({
      ...lineRow(line),
      asked_start_ms: null,
      asked_end_ms: null,
      tracks: JSON.stringify(newest.tracks),
      tracks_at_ms: newest.atMs,
    })
    .onConflict((on) =>
      on
        .columns(["occasion_id", "camera_id", "stream"])
        .doUpdateSet((eb) => ({
          tracks: eb.ref("excluded.tracks"),
          tracks_at_ms: eb.ref("excluded.tracks_at_ms"),
        }))
        .where("catalogue.line.tracks_at_ms", "<=", newest.atMs),
    )
    .execute();
}

/** What the plan asks of a line; a later plan may move its edges. */
export async function noteAsked(
  tx: Writing,
  lines: readonly (LineKey & { siteId: string; label: string; asked: Span })[],
): Promise<void> {
  for (const some of pages(lines))
    await tx
      .withTables<CatalogueTables>()
      .insertInto("catalogue.line")
      .values(
        some.map((line) => ({
          ...lineRow(line),
          asked_start_ms: line.asked.startMs,
          asked_end_ms: line.asked.endMs,
          tracks: "[]",
          tracks_at_ms: 0,
        })),
      )
      .onConflict((on) =>
        on.columns(["occasion_id", "camera_id", "stream"]).doUpdateSet((eb) => ({
          asked_start_ms: eb.ref("excluded.asked_start_ms"),
          asked_end_ms: eb.ref("excluded.asked_end_ms"),
        })),
      )
      .execute();
}

function lineRow(line: LineKey & { siteId: string; label: string }) {
  return {
    occasion_id: line.occasionId,
    camera_id: line.cameraId,
    stream: line.stream,
    site_id: line.siteId,
    label: line.label,
  };
}

export function findLines(db: Database, occasionIds: readonly string[]) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.line")
    .selectAll()
    .where("occasion_id", "in", occasionIds)
    .orderBy("label")
    .orderBy("stream")
    .execute();
}

export function findRuns(db: Database, occasionId: string) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.run")
    .select(["camera_id", "stream", "start_ms", "end_ms"])
    .where("occasion_id", "=", occasionId)
    .orderBy("start_ms")
    .execute();
}

export function findGaps(db: Database, occasionId: string) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.gap_occasion")
    .innerJoin("catalogue.gap", "catalogue.gap.gap_id", "catalogue.gap_occasion.gap_id")
    .select([
      "catalogue.gap.gap_id as gap_id",
      "camera_id",
      "stream",
      "start_ms",
      "end_ms",
      "cause",
      "facts",
    ])
    .where("catalogue.gap_occasion.occasion_id", "=", occasionId)
    .orderBy("start_ms")
    .execute();
}

export async function findAnyGap(db: Database, occasionId: string): Promise<boolean> {
  const row = await db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.gap_occasion")
    .select("gap_id")
    .where("occasion_id", "=", occasionId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Segments of an occasion on one camera stream that touch a span, in order. */
export function findSegments(db: Database, line: LineKey, span: Span & { longestMs: number }) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.segment")
    .innerJoin(
      "catalogue.segment_occasion",
      "catalogue.segment_occasion.segment_id",
      "catalogue.segment.segment_id",
    )
    .select([
      "catalogue.segment.segment_id as segment_id",
      "run_id",
      "start_ms",
      "end_ms",
      "size_bytes",
    ])
    .where("camera_id", "=", line.cameraId)
    .where("stream", "=", line.stream)
    .where("start_ms", ">=", span.startMs - span.longestMs)
    .where("start_ms", "<", span.endMs)
    .where("end_ms", ">", span.startMs)
    .where("catalogue.segment_occasion.occasion_id", "=", line.occasionId)
    .orderBy("start_ms")
    .execute();
}

export async function claimsSegment(
  db: Database,
  occasionId: string,
  segmentId: string,
): Promise<boolean> {
  const row = await db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.segment_occasion")
    .select("segment_id")
    .where("occasion_id", "=", occasionId)
    .where("segment_id", "=", segmentId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Runs of cameras over any span, occasions merged by the caller: the wide view of coverage. */
export function findRunsOfCameras(db: Database, cameraIds: readonly string[], span: Span) {
  return (
    db
      .withTables<CatalogueTables>()
      .selectFrom("catalogue.run")
      .select(["camera_id", "stream", "start_ms", "end_ms"])
      .where("camera_id", "in", cameraIds)
      .where("start_ms", "<", span.endMs)
      // A run is at most one occasion long: bounding its start keeps the index range short.
      .where("start_ms", ">=", span.startMs - 2 * 86_400_000)
      .where("end_ms", ">", span.startMs)
      .orderBy("start_ms")
      .execute()
  );
}

/** Segments of one camera's stream that begin within a span, whatever they were recorded for. */
export function findCameraSegments(
  db: Database,
  of: { readonly cameraId: string; readonly stream: StreamName },
  span: Span,
) {
  return db
    .withTables<CatalogueTables>()
    .selectFrom("catalogue.segment")
    .select(["segment_id", "start_ms", "end_ms", "size_bytes"])
    .where("camera_id", "=", of.cameraId)
    .where("stream", "=", of.stream)
    .where("start_ms", ">=", span.startMs)
    .where("start_ms", "<", span.endMs)
    .orderBy("start_ms")
    .execute();
}

function* pages<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    yield rows.slice(from, from + rowsAtOnce);
}
